/**
 * What stands for the codes of colours until a line is finished. Code points that Unicode keeps for a program's own use
 * and that are never characters: from data they are escaped like everything that nobody sees. Source: Unicode 16, 23.7,
 * noncharacters.
 */
export const colourMarks = /[\ufdd0-\ufdef]/;

/** All of them in a text. */
export const everyColourMark = /[\ufdd0-\ufdef]/g;

/** A style, each with the mark that begins it. */
export const beginnings = {
  green: "\ufdd0",
  yellow: "\ufdd1",
  red: "\ufdd2",
  bold: "\ufdd3",
  dim: "\ufdd4",
} as const;

/** Ends any style. */
export const ending = "\ufddf";

/** A painted part of a line: the mark of its style, the text, the end. Styles do not stand within each other. */
export const painted = /([\ufdd0-\ufdd4])([^\ufdd0-\ufdef]*)\ufddf/g;

/** A text without marks, for measuring it. */
export function unmarked(text: string): string {
  return colourMarks.test(text) ? text.replace(everyColourMark, "") : text;
}
