import { replaceHidden } from "../model/hidden-characters.ts";

/**
 * A text from data as it may stand in output: nothing in it commands the terminal or the CI runner.
 *
 * Hidden characters become visible escapes, and the marks by which CI runners take commands from output are broken: `##[`, and `::` where a second one
 * would close the command (an address such as `::ffff:203.0.113.7` stays readable).
 */
export function visible(text: string): string {
  return replaceHidden(text, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll("##[", "#\\u{23}[")
    .replace(/::(?=.*::)/g, ":\\u{3a}");
}

/** A Markdown code span that no backticks in the text can end. Line breaks become visible. */
export function codeSpan(text: string): string {
  const safe = visible(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || safe === "" || safe.startsWith(" ") ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** A cell of a Markdown table: code spans still end at a bar. */
export function tableCell(markdown: string): string {
  return markdown.replaceAll("|", "\\|");
}
