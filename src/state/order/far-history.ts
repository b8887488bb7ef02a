import type { Relation, Source } from "../../model/commits.ts";
import type { AskHere } from "./own-git.ts";
import { holds, isUncut, relationIn } from "./relation.ts";
import type { Line } from "./remote.ts";

/** Where the history of a remote is gathered. */
export interface FarOptions {
  /** Asks a bare repository of our own that sees the user's objects. */
  readonly here: AskHere;
  readonly line: Line;
  readonly head: Source;
}

type Answer = Relation | "absent" | "unknown";

/** Clocks of committers are set by people. */
const daySeconds = 86_400;

/** Asks the remote how a commit stands to HEAD. The date of the commit is in seconds since 1970. */
export type AskFar = (commit: string, date?: number) => Promise<Answer>;

/**
 * Asks the remote for as much history as a question needs, one question after the other. What it sent before is not
 * asked for again.
 *
 * ```text
 * 1  HEAD and the commit, since the day before the earlier of them   a yes is the answer
 * 2  the same, whole                                                 and so is a no
 * 3  where 1 is refused: all branches and tags, whole                an old protocol, or a HEAD that was not pushed
 * 4  the commit by itself                                            no branch has it any more
 * ```
 */
export function openFar(options: FarOptions): AskFar {
  let branches: "here" | "not-here" | "refused" = "not-here";
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (commit: string, date: number | undefined): Promise<Answer> => {
    const known = await relationOf(options, commit);
    if (known !== "unknown") return known;
    if (date !== undefined && branches === "not-here") {
      const both = await askForBoth(options, commit, date);
      if (both !== undefined) return both;
    }
    if (branches === "not-here") branches = (await fetchBranches(options)) ? "here" : "refused";
    return branches === "here" ? amongBranches(options, commit, date !== undefined) : "unknown";
  };
  return (commit, date) => {
    const answer = last.then(() => ask(commit, date));
    last = answer;
    return answer;
  };
}

/** Steps 1 and 2; undefined where the remote does not send both. */
async function askForBoth(options: FarOptions, commit: string, date: number): Promise<Answer | undefined> {
  const { here, head } = options;
  const both = [`+${head.commit}:refs/order/head`, `+${commit}:refs/order/applied`];
  const since = Math.min(date, head.date) - daySeconds;
  if (!(await fetch(options, since > 0 ? [`--shallow-since=@${since}`] : [], both))) return undefined;
  const recent = await relationOf(options, commit);
  if (recent !== "unknown" || (await isUncut(here))) return recent;
  return (await fetch(options, ["--unshallow"], both)) ? relationOf(options, commit) : "unknown";
}

/** Step 3. Of a pull request, what its host keeps beside the branches is fetched as well. */
async function fetchBranches(options: FarOptions): Promise<boolean> {
  const request = /^refs\/(?:pull|merge-requests)\/\d+\//.exec(options.head.ref ?? "")?.[0];
  const folders = ["refs/heads/", "refs/tags/", ...(request === undefined ? [] : [request])];
  const refspecs = folders.map((folder, index) => `+${folder}*:refs/order/all/${index}/*`);
  return fetch(options, (await isUncut(options.here)) ? [] : ["--unshallow"], refspecs);
}

/** Step 4. Commits that stand in for another one are looked for only among what is here: each would be an operation. */
async function amongBranches(options: FarOptions, commit: string, isApplied: boolean): Promise<Answer> {
  if (await holds(options.here, commit)) return relationOf(options, commit);
  const came = isApplied && (await fetch(options, [], [`+${commit}:refs/order/applied`]));
  return came ? relationOf(options, commit) : "absent";
}

async function fetch({ line }: FarOptions, how: readonly string[], refspecs: readonly string[]): Promise<boolean> {
  return (await line.fetch(how, refspecs)).code === 0;
}

/** By the history that is here. A parent of HEAD may be here where another is not, as of the merge of a fork. */
async function relationOf({ here, head }: FarOptions, commit: string): Promise<Relation | "unknown"> {
  const relation = await relationIn(here, commit, head.commit, () => isUncut(here));
  if (relation !== "unknown") return relation;
  for (const parent of head.parents) {
    const ofParent = await relationIn(here, commit, parent, () => Promise.resolve(false));
    if (ofParent === "ancestor" || ofParent === "equal") return "ancestor";
  }
  return "unknown";
}
