import type { Source, Tip } from "../../model/commits.ts";
import { branchOf } from "./head.ts";
import { type AskHere, linesHere, linesOf } from "./own-git.ts";
import { relationIn } from "./relation.ts";
import type { Line } from "./remote.ts";

/** What HEAD is looked up in. */
export interface TipOptions {
  /** Asks the user's repository. */
  readonly here: AskHere;
  /** To the remote, which may be the repository itself. */
  readonly line: Line | "itself";
  readonly head: Source;
  /** True where a runner of continuous integration said what it checked out: a branch here is then that job's only. */
  readonly isNamed: boolean;
}

/**
 * What HEAD is the tip of. A branch counts by what the remote has of it, since an old job checks it out as it was; at a
 * desk also one that is ahead of the remote's, or that only this repository has.
 */
export async function tipOf({ here, line, head, isNamed }: TipOptions): Promise<Tip | "none" | "unknown"> {
  const branch = await branchOf(here);
  if (line === "itself") return tipHere(here, head, branch);
  const tags = branch === undefined ? await tagsAt(here, head) : [];
  const names = [...new Set([head.ref, branch, ...tags].flatMap((ref) => ref ?? []))];
  const found = await remoteRefs(line, names.length > 0 ? names : ["refs/heads/*", "refs/tags/*"]);
  if (found === undefined) return "unknown";
  const name = [...found.keys()].find((ref) => found.get(ref) === head.commit);
  if (name !== undefined) return kindOf(name);
  if (isNamed || branch === undefined) return "none";
  const theirs = found.get(branch);
  if (theirs === undefined) return "branch";
  const relation = await relationIn(here, theirs, head.commit, () => Promise.resolve(false));
  return relation === "ancestor" ? "branch" : "none";
}

/** Where the repository itself is the remote. */
async function tipHere(here: AskHere, head: Source, branch: string | undefined): Promise<Tip | "none"> {
  if (branch !== undefined) return "branch";
  return (await tagsAt(here, head)).length > 0 ? "tag" : "none";
}

async function tagsAt(here: AskHere, { commit }: Source): Promise<readonly string[]> {
  const args = ["for-each-ref", `--points-at=${commit}`, "--format=%(refname)", "refs/tags"];
  return (await linesHere(here, args)) ?? [];
}

/** Refs of the remote and the commits they lead to, through annotated tags; undefined where it does not answer. */
async function remoteRefs(line: Line, names: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
  const answer = await line.list(
    names.flatMap((name) => (name.startsWith("refs/tags/") ? [name, `${name}^{}`] : [name])),
  );
  if (answer.code !== 0) return undefined;
  // What a tag leads to comes behind the tag itself.
  const refs = linesOf(answer).map((row) => {
    const [commit = "", ref = ""] = row.split("\t");
    return [ref.replace(/\^\{\}$/, ""), commit] as const;
  });
  const isWanted = (ref: string) => names.some((name) => name === ref || name.endsWith("/*"));
  return new Map(refs.filter(([ref]) => isWanted(ref)));
}

function kindOf(ref: string): Tip {
  if (ref.startsWith("refs/heads/")) return "branch";
  return ref.startsWith("refs/tags/") ? "tag" : "pull-request";
}
