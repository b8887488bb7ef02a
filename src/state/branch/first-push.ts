import { type Problem, problem } from "../../model/problem.ts";
import { gitWords, textOf } from "./discover.ts";
import type { Session } from "./session.ts";

/**
 * Why branches that are not there yet may not be pushed: a remote without any branch takes the first for its default,
 * and a branch cannot stand below another one. Asks the remote, and only where there is such a branch.
 */
export async function firstPushProblem(session: Session, branches: readonly string[]): Promise<Problem | undefined> {
  if (branches.length === 0) return undefined;
  const { remote, own } = session.repository;
  const answer = await own(["ls-remote", "--quiet", "--heads", remote.key]);
  if (answer.code !== 0) return problem("state-unreachable", { remote: remote.name, reason: gitWords(answer) });
  const heads = textOf(answer)
    .split("\n")
    .flatMap((line) => /\trefs\/heads\/(.+)$/.exec(line)?.[1] ?? []);
  // A branch of the repository itself never becomes the one that is checked out.
  if (heads.length === 0 && !remote.isItself) return problem("state-remote-empty", { remote: remote.name });
  for (const branch of branches) {
    const other = heads.find((head) => branch.startsWith(`${head}/`) || head.startsWith(`${branch}/`));
    if (other !== undefined) return problem("state-branch-in-the-way", { branch, other, remote: remote.name });
  }
  return undefined;
}
