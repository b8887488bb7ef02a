import type { Place } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { width } from "./width.ts";

/** Widest line of a file that is shown whole; longer ones are cut around the mark. */
const longestLine = 120;

/** The line of a place with a mark below it, as wide as the text it marks: Chinese characters take two columns. */
export function codeFrame(place: Place): string[] {
  if (place.text === undefined) return [];
  const number = String(place.line);
  const chars = [...place.text];
  const start = Math.max(0, chars.length > longestLine ? place.column - 1 - 40 : 0);
  const cut = chars.slice(start, start + longestLine);
  const prefix = start > 0 ? "…" : "";
  const suffix = start + longestLine < chars.length ? "…" : "";
  const before = visible(chars.slice(start, place.column - 1).join(""));
  const marked = visible(
    chars.slice(place.column - 1, Math.min(place.column - 1 + (place.length ?? 1), start + longestLine)).join(""),
  );
  const indent = " ".repeat(width(prefix + before));
  const underline = "^".repeat(Math.max(1, width(marked)));
  const gutter = " ".repeat(number.length);
  return [`  ${number} | ${prefix}${visible(cut.join(""))}${suffix}`, `  ${gutter} | ${indent}${underline}`];
}
