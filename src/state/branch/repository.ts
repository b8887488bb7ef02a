import type { GitAnswer, GitCommand, GitRunner } from "../../model/git.ts";
import type { Problem } from "../../model/problem.ts";
import { type Discovered, discover, question, textOf } from "./discover.ts";
import type { CacheFolders } from "./folders.ts";
import { openOwn, renewOwn } from "./own-repository.ts";
import { isProblem, type Remote, remoteOf, type TokenAccess, tokenAccess } from "./remote.ts";
import { fixedSettings, type Setting, settingsToPass, settingVariables } from "./settings.ts";

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
  const making = { git, folders, ownDir, nonce, ...found };
  const ours = await openOwn(making);
  if (isProblem(ours)) return ours;
  const reach = [...settingsToPass(found.settings, ours.settings, remote.key), ...fixedSettings];
  const access = await accessOf(options, { ...found, ownDir, settings: [...reach, ...remote.settings], remote });
  const settings = [...reach, ...access.remote, ...access.settings];
  const variables = { ...settingVariables(settings), ...access.variables, GIT_DIR: ownDir };
  return {
    ...found,
    nonce,
    remote,
    ownDir,
    folders,
    leftRefs: ours.refs,
    usersObjects: { GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(`${found.commonDir}/objects`) },
    user: (args, more = {}) => {
      const command = question(args, folder);
      return git({ ...more, ...command, env: { ...command.env, ...more.env } });
    },
    // From a folder that stays: ours may be thrown away by another run.
    own: (args, more = {}) => git({ ...more, args, folder: found.commonDir, env: { ...variables, ...more.env } }),
    renew: () => renewOwn(making),
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
  const { settings } = at.remote;
  if (token === undefined || token === "") return { settings: [], variables: {}, remote: settings };
  const asked = { folder: at.commonDir, env: { ...settingVariables(at.settings), GIT_DIR: at.ownDir } };
  // As git rewrites them (`url.*.insteadOf`).
  const isAddress = ([key]: Setting) => /\.(push)?url$/.test(key);
  const rewritten = settings.filter(isAddress).map(async ([key, url]): Promise<Setting> => {
    const answer = await git({ ...asked, args: ["ls-remote", "--get-url", url] });
    return [key, textOf(answer).trim()];
  });
  const access = tokenAccess(token, await Promise.all(rewritten), env);
  const bare = new Map(access.remote);
  return { ...access, remote: settings.map(([key, value]) => [key, bare.get(key) ?? value]) };
}
