import { clip } from "../model/clip.ts";
import type { Problem } from "../model/problem.ts";
import { codeFrame } from "./code-frame.ts";
import { visible } from "./escape.ts";
import type { Language } from "./messages/language.ts";
import type { Paint } from "./paint.ts";
import { shownProblems } from "./shown-problems.ts";
import { padded } from "./width.ts";
import { type Speech, wordsOf } from "./words.ts";

/** A problem on screen: where, what, its code; the line itself; what to do. */
function problemText(problem: Problem, speech: Speech, paint: Paint): string[] {
  const { message, hint } = wordsOf(problem, speech);
  const { place } = problem;
  const file = place === undefined ? undefined : visible(clip(place.file, longestPath));
  const where =
    place === undefined
      ? problem.address && visible(clip(problem.address, longestPath))
      : `${file}:${place.line}:${place.column}`;
  const { terms, colon } = speech.language.results;
  const severity = problem.severity === "warning" ? `${paint.warn(terms.warning)}${colon}` : "";
  const head = `${where === undefined ? "" : `${paint.strong(where)}  `}${severity}${visible(message)}`;
  const lines = [`${padded(head, 98)}  ${paint.faint(problem.code)}`];
  if (place !== undefined) lines.push(...codeFrame(place));
  if (hint !== undefined) lines.push(...hint.split("\n").map((line: string) => `  ${visible(line)}`));
  return lines;
}

/** A file or an address beyond this is cut. */
const longestPath = 200;

/**
 * Several problems, a blank line between them, at most 100 of a file. The same problem of several resources is told
 * once.
 */
export function problemsText(problems: readonly Problem[], speech: Speech, paint: Paint): string[] {
  return problemBlocks(shownProblems(problems), speech, paint);
}

/** The same of problems that are to be shown, each of them. */
export function problemBlocks(problems: readonly Problem[], speech: Speech, paint: Paint): string[] {
  const shown = new Set<string>();
  const blocks: string[][] = [];
  for (const problem of problems) {
    const lines = problemText(problem, speech, paint);
    const key = lines.join("\n");
    if (!shown.has(key)) blocks.push(lines);
    shown.add(key);
  }
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** How many errors and warnings there are. */
export function problemCount(problems: readonly Problem[], { results }: Language): string {
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  return results.problems.count(count("error"), count("warning"));
}
