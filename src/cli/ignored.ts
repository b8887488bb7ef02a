import type { GitRunner } from "../model/git.ts";
import { questionSettings } from "./git.ts";

/** A line by which git ignores a path. */
export interface IgnoreRule {
  /** As git names it: from the top of the work tree, or in full. */
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

/** A path that git ignores, and why. */
export interface Ignored {
  readonly path: string;
  readonly rule: IgnoreRule;
}

/** What is asked about. */
export interface IgnoreQuestion {
  /** Paths are relative to it, with `/`; they need not be there. */
  readonly folder: string;
  readonly paths: readonly string[];
  /**
   * `untracked`: files that git has already are not ignored, whatever the rules say. `rules`: whether a rule fits, files
   * that git has included.
   */
  readonly of: "untracked" | "rules";
}

/**
 * Which paths git ignores, by which line: of the repository, of this clone or of this user. Undefined where nobody can
 * say: there is no git, or no repository. Changes nothing.
 */
export async function ignoredIn(
  run: GitRunner,
  { folder, paths, of }: IgnoreQuestion,
): Promise<readonly Ignored[] | undefined> {
  const index = of === "rules" ? ["--no-index"] : [];
  const args = [...questionSettings, "check-ignore", "-z", "--verbose", ...index, "--stdin"];
  const { code, stdout } = await run({ args, folder, input: paths.map((path) => `${path}\0`).join("") });
  // 1: none is ignored.
  if (code !== 0 && code !== 1) return undefined;
  const fields = new TextDecoder().decode(stdout).split("\0");
  const ignored: Ignored[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file = "", line = "", pattern = "", path = ""] = fields.slice(at, at + 4);
    // The last rule that fits may take a path out again.
    if (!pattern.startsWith("!")) ignored.push({ path, rule: { file, line: Number(line), pattern } });
  }
  return ignored;
}
