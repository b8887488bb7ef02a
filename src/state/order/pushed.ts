import { branchOf } from "./head.ts";
import { type AskHere, linesHere } from "./own-git.ts";
import { isUncut } from "./relation.ts";

/**
 * Whether the remote has a commit, by what this repository last saw of it; nobody is asked. `unknown` where that says
 * nothing: a clone that is cut off, a detached HEAD, a remote of which nothing was fetched.
 */
export async function isPushed(ask: AskHere, remote: string, commit: string): Promise<"yes" | "no" | "unknown"> {
  const folder = `refs/remotes/${remote}/`;
  const first = (args: readonly string[]) => linesHere(ask, ["for-each-ref", "--count=1", ...args, folder]);
  const [containing, any, branch, uncut] = await Promise.all([
    first([`--contains=${commit}`]),
    first([]),
    branchOf(ask),
    isUncut(ask),
  ]);
  if (containing === undefined) return "unknown";
  if (containing.length > 0) return "yes";
  return uncut && branch !== undefined && any !== undefined && any.length > 0 ? "no" : "unknown";
}
