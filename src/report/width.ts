import stringWidth from "fast-string-width";
import { unmarked } from "./colour-marks.ts";

/** How many columns of a terminal a text takes: Chinese characters take two, colours none. */
export function width(text: string): number {
  return stringWidth(unmarked(text));
}

/** A text with blanks behind it, up to a width. */
export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** The columns of the widest of some texts, 0 where there is none. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, width(text)), 0);
}
