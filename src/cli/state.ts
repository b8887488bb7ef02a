import { hostname, userInfo } from "node:os";
import type { Commits } from "../model/commits.ts";
import { defined } from "../model/defined.ts";
import type { GitRunner } from "../model/git.ts";
import type { Clock, MarkFiles, Processes, Random } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, ownFolder, type Project, sandboxFolder } from "../model/project.ts";
import type { LiveStore, StateAccess, StateStore } from "../model/state-store.ts";
import { folderStore } from "../state/folder/folder-store.ts";
import { macKey } from "../state/format/mac.ts";
import { liveInFolder } from "../state/live.ts";
import type { Git } from "./git.ts";
import type { Io } from "./io.ts";

/** Where state is kept outside git when the project file does not say. */
const defaultFolder = "wxcards.state";

/** What opening the memory of a project needs. */
export interface StateInput {
  readonly io: Pick<Io, "env">;
  readonly files: MarkFiles;
  readonly clock: Clock;
  readonly random: Random;
  /** Absent where nothing is under version control. */
  readonly git?: Git;
  /** Absent where no other run can be under way. */
  readonly processes?: Processes;
  /** The credential of an account, by which it knows what it wrote itself; undefined where it has only a token. */
  readonly credential: (account: Account, project: Project) => Promise<string | undefined>;
}

/** Opens the memory of a project: on branches of its repository, or in a folder; once, whoever asks. */
export function stateOpener(input: StateInput): (project: Project) => Promise<StateAccess | readonly Problem[]> {
  const opened = new Map<string, Promise<StateAccess | readonly Problem[]>>();
  return (project) => {
    const known = opened.get(project.file) ?? openState(input, project);
    opened.set(project.file, known);
    return known;
  };
}

async function openState(input: StateInput, project: Project): Promise<StateAccess | readonly Problem[]> {
  const { files, clock, random, processes, io } = input;
  const inFolder = (folder: string, journals: string) =>
    folderStore({ files, clock, random, root: project.root, folder, journals });
  const liveIn = (folder: string) => liveInFolder({ files, root: project.root, folder });
  const sandbox = inFolder(`${sandboxFolder}/state`, `${sandboxFolder}/journal`);
  const isReal = project.accounts.some((account) => !account.sandbox);
  const real: Opened | readonly Problem[] = isReal
    ? await realStore(input, project, inFolder)
    : { store: sandbox, live: liveIn(`${sandboxFolder}/state`), problems: [] };
  if ("length" in real) return real;
  const seal = io.env["WXCARDS_STATE_KEY"]?.trim() ?? "";
  const isJob = (io.env["CI"] ?? "") !== "";
  return {
    isJob,
    ...defined({ commits: real.commits, run: runAddress(io.env) }),
    storeOf: (account) => (account.sandbox ? sandbox : real.store),
    liveOf: (account) => (account.sandbox ? liveIn(`${sandboxFolder}/state`) : real.live),
    holder: holderName(io.env),
    random,
    problems: real.problems,
    keys: {
      ...(seal === "" ? {} : { seal: Buffer.from(seal, "utf8") }),
      mac: async (account) => {
        const credential = await input.credential(account, project);
        return credential === undefined ? undefined : macKey(credential, account.identity);
      },
    },
    ...defined({ processes, tracks: input.git && tracker(input.git) }),
  };
}

/** A store of the accounts that are on the network, with what is to be told of it. */
interface Opened {
  readonly store: StateStore;
  /** What was live of them. */
  readonly live: LiveStore;
  readonly problems: readonly Problem[];
  readonly commits?: Commits;
}

async function realStore(
  input: StateInput,
  project: Project,
  inFolder: (folder: string, journals: string) => StateStore,
): Promise<Opened | readonly Problem[]> {
  const { state } = project;
  const { git, io } = input;
  const { files } = input;
  const folderOf = (folder: string) => ({
    store: inFolder(folder, `${ownFolder}/journal`),
    live: liveInFolder({ files, root: project.root, folder }),
  });
  if (state?.store === "folder") {
    const isInTree = git !== undefined && (await isWorkTree(git.run, project.root));
    const told = isInTree ? [problem("state-in-tree", { folder: state.folder })] : [];
    return { ...folderOf(state.folder), problems: told };
  }
  // Where nothing is under version control there is nothing to say of it.
  if (git === undefined) return { ...folderOf(defaultFolder), problems: [] };
  const [{ openRepository }, { branchStore }, { liveContent }, { commitsOf }, { realCacheFolders }] = await Promise.all(
    [
      import("../state/branch/repository.ts"),
      import("../state/branch/store.ts"),
      import("../state/branch/names.ts"),
      import("../state/order/commits.ts"),
      import("./cache-folders.ts"),
    ],
  );
  const nonce = `${process.pid.toString(36)}${Math.floor(input.random.next() * 2 ** 40).toString(36)}`;
  const repository = await openRepository({
    ...{ git: git.run, folders: realCacheFolders, folder: project.root, env: io.env, nonce },
    ...defined({ remote: state?.remote }),
  });
  if (repository === "outside") return outside(input, folderOf, state !== undefined);
  if ("code" in repository) return [repository];
  const { clock, random } = input;
  const common = { repository, clock, random, env: io.env };
  const store = branchStore({ ...common, ...defined({ branch: state?.branch }) });
  const live = branchStore({ ...common, branch: "wxcards-live", content: liveContent });
  return { store, live, problems: [], commits: commitsOf(repository, io.env) };
}

/** Outside git a folder has to be named: what a job of continuous integration remembers there would be gone. */
function outside(
  { io }: StateInput,
  folderOf: (folder: string) => Pick<Opened, "store" | "live">,
  isBranch: boolean,
): Opened | readonly Problem[] {
  const isError = isBranch || (io.env["CI"] ?? "") !== "";
  const told = problem("state-outside-git", { folder: defaultFolder }, { severity: isError ? "error" : "warning" });
  return isError ? [told] : { ...folderOf(defaultFolder), problems: [told] };
}

/** Where git gives no answer, nobody says that a file is tracked. */
function tracker(git: Git): NonNullable<StateAccess["tracks"]> {
  return async (folder, file) => (await git.tracks(folder, file)) === "tracked";
}

async function isWorkTree(git: GitRunner, folder: string): Promise<boolean> {
  const { code } = await git({ args: ["rev-parse", "--show-toplevel"], folder });
  return code === 0;
}

/** Address of the run of continuous integration, as its runner says it. */
function runAddress(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, CI_JOB_URL: job } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : job || undefined;
}

/** Who holds leases, for people. */
function holderName(env: Readonly<Record<string, string | undefined>>): string {
  const named = ["WXCARDS_ACTOR", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"].map((name) => env[name]?.trim() ?? "");
  const actor = named.find((name) => name !== "") ?? userName();
  return `${actor}@${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "wxcards";
  }
}
