import { replaceHidden } from "../model/hidden-characters.ts";
import { spelledInText } from "./spelling.ts";

/**
 * A text from data with what nobody sees made visible, line breaks among it: for what is measured, or stands between
 * other things on a line.
 *
 * Not what makes output harmless: that is done to finished lines where they are printed, whether a piece of them passed
 * here or not.
 */
export function visible(text: string): string {
  return replaceHidden(text, spelledInText);
}
