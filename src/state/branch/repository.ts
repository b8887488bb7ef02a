import type { GitAnswer, GitCommand, GitRunner } from "../../model/git.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Discovered, discover, gitWords, question, textOf } from "./discover.ts";
import type { CacheFolders } from "./folders.ts";
import { isProblem, type Remote, remoteOf, type TokenAccess, tokenAccess } from "./remote.ts";
import { fixedSettings, settingsIn, settingsToPass, settingVariables } from "./settings.ts";

/** What a command may have beside its arguments. */
export type More = Pick<GitCommand, "input" | "deadline" | "env">;

/**
 * The user's repository, which is only read, and the bare repository of our own below its git directory, in which
 * everything happens that writes or fetches.
 */
export interface Repository extends Discovered {
  /** Where the branches are. `remote.key` is its name on the command line of `own`. */
  readonly remote: Remote;
  /** The git directory of our own repository. A cache: whatever is in it may be gone the next moment. */
  readonly ownDir: string;
  /** Runs git in the user's repository, at the project's folder: to ask, never to write or to fetch. */
  user(args: readonly string[], more?: More): Promise<GitAnswer>;
  /**
   * Runs git in our own repository, with the user's settings for hosts, credentials and signing; `remote.key` leads to
   * the remote. With `GIT_ALTERNATE_OBJECT_DIRECTORIES` of `usersObjects` as `env`, the user's objects are there too.
   */
  own(args: readonly string[], more?: More): Promise<GitAnswer>;
  /** The variables that lend our own repository the objects of the user's. */
  readonly usersObjects: Readonly<Record<string, string>>;
  /** Throws our own repository away and makes it anew. */
  renew(): Promise<Problem | undefined>;
  readonly folders: CacheFolders;
  readonly nonce: string;
  /** The names of refs that our repository had when it was opened: of what was seen, of runs under way, and of killed ones. */
  readonly leftRefs: readonly string[];
}

/** Where runs keep what they fetch and make, each below a name of its own. */
export const runRefs = "refs/run/";

/** What opening a repository needs. */
export interface OpenOptions {
  readonly git: GitRunner;
  readonly folders: CacheFolders;
  /** The folder of the project file, absolute. */
  readonly folder: string;
  /** The name of the remote, where the project says one. */
  readonly remote?: string | undefined;
  /** For `WXCARDS_GIT_TOKEN`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A text that no other process uses, for names. */
  readonly nonce: string;
}

/**
 * Opens the repository a project is in, and makes our own where there is none. `outside` where there is no repository.
 * Asks nobody on the network.
 */
export async function openRepository(options: OpenOptions): Promise<Repository | "outside" | Problem> {
  const { git, folder, folders, nonce } = options;
  const found = await discover(git, folder, folders);
  if (found === "outside" || isProblem(found)) return found;
  const remote = remoteOf(found.settings, { ...found, name: options.remote });
  if (isProblem(remote)) return remote;
  const ownDir = `${found.commonDir}/wxcards/state.git`;
  const make = () => makeOwn({ git, folders, ownDir, nonce, objectFormat: found.objectFormat });
  // Settings in variables are passed on by ours, which take their place.
  const ofOwn = { folder: found.commonDir, env: { GIT_DIR: ownDir, GIT_CONFIG_COUNT: "0" } };
  const listOwn = () => git({ ...ofOwn, args: ["config", "--list", "--includes", "-z"] });
  const renew = async () => {
    discard(folders, ownDir, nonce);
    return make();
  };

  const lookIn = () =>
    Promise.all([listOwn(), git({ ...ofOwn, args: ["for-each-ref", "--format=%(refname)", runRefs, "refs/seen/"] })]);

  let unmade = folders.exists(ownDir) ? undefined : await make();
  if (unmade !== undefined) return unmade;
  let [listed, refs] = await lookIn();
  if (listed.code !== 0 || refs.code !== 0) {
    unmade = await renew();
    if (unmade !== undefined) return unmade;
    [listed, refs] = await lookIn();
    if (listed.code !== 0 || refs.code !== 0) return unmadeBy(ownDir, gitWords(listed.code === 0 ? refs : listed));
  }
  const settings = [
    ...settingsToPass(found.settings, settingsIn(listed.stdout), remote.key),
    ...remote.settings,
    ...fixedSettings,
  ];
  const access = await accessOf(options, { ...found, ownDir, settings, remote });
  const variables = { ...settingVariables([...settings, ...access.settings]), ...access.variables, GIT_DIR: ownDir };
  return {
    ...found,
    nonce,
    remote,
    ownDir,
    folders,
    leftRefs: textOf(refs).split("\n").slice(0, -1),
    usersObjects: { GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(`${found.commonDir}/objects`) },
    user: (args, more = {}) => {
      const command = question(args, folder);
      return git({ ...more, ...command, env: { ...command.env, ...more.env } });
    },
    // From a folder that stays: ours may be thrown away by another run.
    own: (args, more = {}) => git({ ...more, args, folder: found.commonDir, env: { ...variables, ...more.env } }),
    renew,
  };
}

/** The list of folders is divided at colons; git takes one in quotes as it is. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, "\\$&")}"`;
}

async function accessOf(
  { env, git }: OpenOptions,
  at: Pick<Discovered, "commonDir" | "settings"> & { readonly ownDir: string; readonly remote: Remote },
): Promise<TokenAccess> {
  const token = env["WXCARDS_GIT_TOKEN"];
  if (token === undefined || token === "") return { settings: [], variables: {} };
  const asked = { folder: at.commonDir, env: { ...settingVariables(at.settings), GIT_DIR: at.ownDir } };
  // As git rewrites them (`url.*.insteadOf`).
  const urls = at.remote.settings.filter(([key]) => /\.(push)?url$/.test(key)).map(([, url]) => url);
  const answers = await Promise.all(urls.map((url) => git({ ...asked, args: ["ls-remote", "--get-url", url] })));
  return tokenAccess(
    token,
    answers.map((answer) => textOf(answer).trim()),
    env,
  );
}

interface Making {
  readonly git: GitRunner;
  readonly folders: CacheFolders;
  readonly ownDir: string;
  readonly nonce: string;
  readonly objectFormat: string;
}

/** Makes our own repository aside and moves it to its place whole; one that another run has put there serves as well. */
async function makeOwn({ git, folders, ownDir, nonce, objectFormat }: Making): Promise<Problem | undefined> {
  const aside = `${ownDir}.${nonce}.new`;
  const unmade = folders.make(aside);
  if (unmade !== undefined) return unmadeBy(ownDir, unmade);
  const args = ["init", "--quiet", "--bare", "--template=", `--object-format=${objectFormat}`, aside];
  const made = await git({ args, folder: aside });
  const moved = made.code === 0 ? folders.move(aside, ownDir) : gitWords(made);
  if (moved === undefined) return undefined;
  folders.remove(aside);
  return folders.exists(`${ownDir}/HEAD`) ? undefined : unmadeBy(ownDir, moved);
}

/** First moved aside: nobody meets half a repository. */
function discard(folders: CacheFolders, ownDir: string, nonce: string): void {
  const aside = `${ownDir}.${nonce}.old`;
  folders.remove(aside);
  folders.move(ownDir, aside);
  folders.remove(aside);
}

function unmadeBy(folder: string, reason: string): Problem {
  return problem("state-repository-unmade", { folder, reason });
}
