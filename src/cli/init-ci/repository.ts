import { posix, relative, sep } from "node:path";
import { type Problem, problem } from "../../model/problem.ts";
import { discover, question, textOf } from "../../state/branch/discover.ts";
import { realCacheFolders } from "../cache-folders.ts";
import type { GuardedEffects } from "../session.ts";

/** The branch that is applied where git does not say which one that is. */
const usualBranch = "main";

/**
 * The branch that is applied. Workflows stand in the root of the repository, so that `init --ci` has to run there: a
 * problem where it does not. Outside of a repository whoever runs it means to begin one.
 */
export async function appliedBranch(effects: GuardedEffects): Promise<string | Problem> {
  const { git, io } = effects;
  const folder = io.workingDirectory;
  const found = git === undefined ? "outside" : await discover(git.run, folder, realCacheFolders);
  if (git === undefined || found === "outside") return usualBranch;
  if ("code" in found) return found;
  if (found.prefix !== "") return problem("ci-not-at-root", { root: upward(folder, found.top), folder: found.prefix });
  const named = async (ref: string) => {
    const answer = await git.run(question(["symbolic-ref", "--quiet", "--short", ref], folder));
    return answer.code === 0 ? textOf(answer).trim() : undefined;
  };
  const ofRemote = await named("refs/remotes/origin/HEAD");
  if (ofRemote !== undefined) return ofRemote.replace(/^origin\//, "");
  // Whoever begins on a branch of a change does not apply that one.
  return (await named("HEAD")) === "master" ? "master" : usualBranch;
}

function upward(folder: string, top: string): string {
  return relative(folder, top).split(sep).join(posix.sep);
}
