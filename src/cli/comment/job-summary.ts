import { isTrouble, unwritten } from "../../model/file-trouble.ts";
import type { Problem } from "../../model/problem.ts";
import { utf8Text } from "../../model/utf8.ts";
import { readNamed, writeNamed } from "../named.ts";
import type { GuardedEffects } from "../session.ts";

/** GitHub shows no more of one step. Source: docs.github.com, "Adding a job summary": 1 MiB. */
const largestSummary = 1_048_576;

/**
 * Adds Markdown to the summary of a job, which is the file that `GITHUB_STEP_SUMMARY` names; undefined where a job has
 * none. What stands in it stays.
 */
export async function addToSummary(
  effects: GuardedEffects,
  markdown: string,
): Promise<"written" | { readonly problem: Problem } | undefined> {
  const file = effects.io.env["GITHUB_STEP_SUMMARY"]?.trim() ?? "";
  if (file === "") return undefined;
  const bytes = await readNamed(effects, file, largestSummary);
  if (isTrouble(bytes)) return { problem: unwritten("report-not-written", file, bytes) };
  const there = bytes === undefined ? "" : (utf8Text(bytes) ?? "");
  const between = there === "" || there.endsWith("\n") ? "" : "\n";
  const trouble = await writeNamed(effects, file, `${there}${between}${markdown}`);
  return trouble === undefined ? "written" : { problem: unwritten("report-not-written", file, trouble) };
}
