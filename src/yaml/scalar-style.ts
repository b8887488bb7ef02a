import { hiddenIn } from "../model/hidden-characters.ts";

/**
 * What readers of YAML 1.1 take for switches, nothing, numbers, times or dates; and ids, which people expect in quotes.
 */
const otherwise = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+.]?\d.*|[-+]?\.(?:inf|nan))$/i;

/** True for a text that some reader of YAML would take for something else than text, and for digits, which are ids. */
export function looksOtherwise(value: string): boolean {
  return otherwise.test(value);
}

/** Controls below the blank, and blanks that a block scalar would lose. */
const lostInBlock = /[\u0000-\u0009\u000b-\u001f]|^[\n ]| \n|\n\n$|\n? $/;

/**
 * True for a text that has to stand in quotes, with escapes: what nobody sees would be in the file and not to be seen.
 */
export function mustBeEscaped(value: string): boolean {
  return lostInBlock.test(value) || hiddenIn(value).some(({ character }) => character !== "\n");
}

/** Such characters stand in quoted texts only, where an escape means the same. What lays the file out stays. */
export function escaped(character: string): string {
  if (character < " ") return character;
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
