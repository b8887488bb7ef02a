import type { Relation } from "../../model/commits.ts";
import { type AskHere, linesHere } from "./own-git.ts";

/**
 * How a commit stands to HEAD, by the history that a repository holds. A yes is always true; that neither is older is
 * said only where the repository is whole, and all of the history was walked: older versions of git take a commit whose
 * parents are missing for one without.
 */
export async function relationIn(
  ask: AskHere,
  commit: string,
  head: string,
  isWhole: () => Promise<boolean>,
): Promise<Relation | "unknown"> {
  if (commit === head) return "equal";
  if (!(await holds(ask, commit))) return "unknown";
  if (await isAncestor(ask, commit, head)) return "ancestor";
  if (await isAncestor(ask, head, commit)) return "descendant";
  if (!(await isWhole())) return "unknown";
  const walked = await ask(["rev-list", "--count", commit, head]);
  return walked.code === 0 ? "apart" : "unknown";
}

/** Whether a repository has a commit. */
export async function holds(ask: AskHere, commit: string): Promise<boolean> {
  return (await ask(["cat-file", "-e", `${commit}^{commit}`])).code === 0;
}

async function isAncestor(ask: AskHere, older: string, newer: string): Promise<boolean> {
  return (await ask(["merge-base", "--is-ancestor", older, newer])).code === 0;
}

/** Whether a repository is cut off nowhere. False where git does not say. */
export async function isUncut(ask: AskHere): Promise<boolean> {
  const lines = await linesHere(ask, ["rev-parse", "--is-shallow-repository"]);
  return lines?.[0] === "false";
}

/** Whether a repository is neither shallow nor partial. */
export async function isWholeRepository(ask: AskHere): Promise<boolean> {
  if (!(await isUncut(ask))) return false;
  const partial = String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`;
  // Git ends with 1 where no name matches.
  return (await ask(["config", "--get-regexp", partial])).code === 1;
}
