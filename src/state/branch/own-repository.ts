import type { GitRunner } from "../../model/git.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { gitWords, textOf } from "./discover.ts";
import type { CacheFolders } from "./folders.ts";
import { type Setting, settingsIn } from "./settings.ts";

/** Where runs keep what they fetch and make, each below a name of its own. */
export const runRefs = "refs/run/";

/** A pack has two files, and a run leaves two or three packs. */
const mostPackFiles = 200;

/** What making our own repository needs. */
export interface Making {
  readonly git: GitRunner;
  readonly folders: CacheFolders;
  readonly ownDir: string;
  readonly nonce: string;
  readonly objectFormat: string;
  readonly commonDir: string;
}

/** What our own repository sees by itself, once it is there and whole enough to answer. */
export interface Own {
  readonly settings: readonly Setting[];
  readonly refs: readonly string[];
}

/** Opens our own repository: made where there is none, and made anew where it does not answer. */
export async function openOwn(making: Making): Promise<Own | Problem> {
  const { git, folders, ownDir } = making;
  const unmade = folders.exists(ownDir) ? undefined : await makeOwn(making);
  if (unmade !== undefined) return unmade;
  const first = await lookIn(making);
  if (typeof first === "string") {
    const again = (await renewOwn(making)) ?? (await lookIn(making));
    return typeof again === "string" ? unmadeBy(ownDir, again) : again;
  }
  if (folders.count(`${ownDir}/objects/pack`) > mostPackFiles) {
    // A run beside this one that misses something makes the repository anew. One that fails leaves the packs.
    await git({ ...commandIn(making), args: ["repack", "-a", "-d", "--quiet"] });
  }
  return first;
}

/** Throws our own repository away and makes it anew. */
export async function renewOwn(making: Making): Promise<Problem | undefined> {
  discard(making.folders, making.ownDir, making.nonce);
  return makeOwn(making);
}

/** Without the settings in variables of the surroundings: they are passed on with the user's. */
function commandIn({ commonDir, ownDir }: Making) {
  return { folder: commonDir, env: { GIT_DIR: ownDir, GIT_CONFIG_COUNT: "0" } };
}

/** What is there; words for people where it does not answer. */
async function lookIn(making: Making): Promise<Own | string> {
  const base = commandIn(making);
  const [listed, refs] = await Promise.all([
    making.git({ ...base, args: ["config", "--list", "--includes", "-z"] }),
    making.git({ ...base, args: ["for-each-ref", "--format=%(refname)", runRefs, "refs/seen/"] }),
  ]);
  if (listed.code !== 0 || refs.code !== 0) return gitWords(listed.code === 0 ? refs : listed);
  return { settings: settingsIn(listed.stdout), refs: textOf(refs).split("\n").slice(0, -1) };
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
