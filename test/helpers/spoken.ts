import { appendFileSync } from "node:fs";
import { englishLeft } from "./english-left.ts";

/*
 * For `test/properties/chinese-stories.test.ts`, which runs the stories once more: with this file named in the
 * environment every command of a test world speaks Chinese, and a line is written for each run, with the English in it.
 */
const record = process.env["WXCARDS_SPOKEN"];

/** What a run of a test world finds in its environment beside what is its own. */
export const spokenEnvironment: Readonly<Record<string, string>> =
  record === undefined ? {} : { LC_ALL: "zh_CN.UTF-8" };

/** One run, as it is recorded. */
export interface SpokenRun {
  readonly line: string;
  readonly english: readonly { readonly found: string; readonly at: string }[];
}

/** Records what a run has printed for people; JSON is in English. */
export function recordSpoken(argv: readonly string[], printed: string): void {
  if (record === undefined || argv.some((word) => word.includes("json"))) return;
  const lines = printed.split("\n");
  const english = lines.flatMap((at) => englishLeft(at).map((found) => ({ found, at })));
  appendFileSync(record, `${JSON.stringify({ line: argv.join(" "), english } satisfies SpokenRun)}\n`);
}
