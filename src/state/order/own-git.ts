import type { GitAnswer } from "../../model/git.ts";

/** Runs git in a repository with some more variables. */
export type RunIn = (
  args: readonly string[],
  more: { readonly env: Readonly<Record<string, string>> },
) => Promise<GitAnswer>;

/** Puts a question to a repository that stays on this machine. */
export type AskHere = (args: readonly string[]) => Promise<GitAnswer>;

/**
 * Questions that stay on this machine. Nothing is fetched in passing, which a partial clone would do and keep; no
 * replacement and no graft passes for history; the index is not refreshed.
 */
export function askingHere(run: RunIn, env: Readonly<Record<string, string>> = {}): AskHere {
  const offline = {
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: "/dev/null",
    GIT_OPTIONAL_LOCKS: "0",
    // The first is for a git of 2.45 or newer; older ones find no protocol that they may use.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
  return (args) => run(args, { env: { ...env, ...offline } });
}

/** The lines of an answer; undefined where git did not end well. */
export async function linesHere(ask: AskHere, args: readonly string[]): Promise<readonly string[] | undefined> {
  const answer = await ask(args);
  return answer.code === 0 ? linesOf(answer) : undefined;
}

/** What an answer holds, without empty lines. */
export function linesOf({ stdout }: GitAnswer, end = "\n"): readonly string[] {
  return new TextDecoder().decode(stdout).split(end).filter(Boolean);
}
