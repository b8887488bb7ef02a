import { visible } from "../../escape.ts";
import { page } from "../../page.ts";
import { isPlainWord, type Markup } from "../layout/markup.ts";

/**
 * GitHub knows no code span whose fence has more than 80 backticks; so long a run is no text that anybody has to read.
 * Source: cmark, `MAXBACKTICKS`.
 */
const longRun = /`{9,}/g;

/** A Markdown code span that no backticks in the text can end. Line breaks become visible. */
export function codeSpan(text: string): string {
  const safe = withoutLongRuns(visible(text));
  const longest = longestRun(safe);
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || safe === "" || safe.startsWith(" ") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/**
 * Lines that have come and gone, as a block of code in the colours of a diff, which no backticks in them can end. A line
 * is one line, whatever it holds.
 */
export function diffBlock(lines: readonly string[]): string[] {
  const safe = lines.map((line) => withoutLongRuns(visible(line)));
  const fence = "`".repeat(safe.reduce((most, line) => Math.max(most, longestRun(line) + 1), 3));
  return [`${fence}diff`, ...safe, fence];
}

function withoutLongRuns(text: string): string {
  return text.replace(longRun, (run) => "\\u{60}".repeat(run.length));
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** The same for a cell of a table, which a bar ends even within a code span. */
export function codeCell(text: string): string {
  return codeSpan(text.replaceAll("|", "\\u{7c}"));
}

/** A moment of ISO 8601. */
const plainMoment = /^\d{4}-\d\d-\d\dT[\d:.+-]{1,24}Z?$/;

/** A word of ours as it is; where it is none after all, it is data, and a code span. */
export function word(text: string): string {
  return isPlainWord(text) ? text : codeCell(text);
}

/** A moment as it is, with nothing for none; what is no moment is data, and a code span. */
export function moment(text: string): string {
  return text === "" || plainMoment.test(text) ? text : codeCell(text);
}

/** A row of a table. A bar in what is no code is escaped as Markdown has it. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** A table below its head, which is a row as `tableRow` makes it. */
export function table(head: string, rows: readonly string[]): string[] {
  return [head, `|${"---|".repeat(head.split("|").length - 2)}`, ...rows];
}

/** Lines as a document; the blank line behind the last paragraph belongs between paragraphs only. */
export function markdownPage(lines: readonly string[]): string {
  return page(lines.at(-1) === "" ? lines.slice(0, -1) : lines);
}

/** Markdown as GitHub and GitLab read it. */
export const markdownMarkup: Markup = {
  code: codeSpan,
  cell: codeCell,
  said: codeSpan,
  word,
  strong: (written) => `**${written}**`,
  section: (title) => [`### ${title}`, ""],
};
