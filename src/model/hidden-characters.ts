/*
 * Characters that nobody sees: controls, marks that turn the direction of what follows, characters of no width, line and paragraph separators, fillers, selectors
 * and tags. Source: Unicode 16, default ignorable code points, Bidi_Control, and the marks of annotations.
 */
const hidden = "[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\u2028\\u2029\\ufff9-\\ufffb]";

/** One emoji of a sequence: its picture, how it is shown, and the colour of its skin. Source: Unicode Technical Standard 51, 1.4.9. */
const emoji = "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?[\\u{1f3fb}-\\u{1f3ff}]?";

/** Characters in which such marks choose the shape of what stands before them, and so are seen. */
const sequences = [
  // The flag of a part of a country: its code in tags.
  "\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}",
  `${emoji}(?:\\u200d${emoji})*`,
  // A key of a telephone.
  "[\\d#*]\\ufe0f\\u20e3",
  // A variant of a Chinese character. Source: Unicode Technical Standard 37.
  "\\p{Script=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
].join("|");

const anyHidden = new RegExp(hidden, "u");
const hiddenOrSequence = new RegExp(`(?:${sequences})|(${hidden})`, "gu");

/** A text in which every character that nobody sees is replaced; those that are part of an emoji or of a Chinese character stay. */
export function replaceHidden(text: string, replacement: (character: string) => string): string {
  // Nearly every text holds none.
  if (!anyHidden.test(text)) return text;
  return text.replace(hiddenOrSequence, (match: string, character: string | undefined) =>
    character === undefined ? match : replacement(character),
  );
}

/** A character that nobody sees, and its offset in the text. */
export interface HiddenCharacter {
  readonly character: string;
  readonly index: number;
}

/** The characters of a text that nobody sees, in order. */
export function hiddenIn(text: string): readonly HiddenCharacter[] {
  if (!anyHidden.test(text)) return [];
  return [...text.matchAll(hiddenOrSequence)].flatMap(({ 1: character, index }) =>
    character === undefined ? [] : [{ character, index }],
  );
}

/** True for a text with characters that nobody sees, or that choose the shape of others. */
export function holdsHidden(text: string): boolean {
  return anyHidden.test(text);
}

/** The first character of a text that nobody sees and that is wanted; a text may hold a million of them. */
export function firstHiddenIn(text: string, isWanted: (character: string) => boolean): HiddenCharacter | undefined {
  if (!anyHidden.test(text)) return undefined;
  for (const { 1: character, index } of text.matchAll(hiddenOrSequence))
    if (character !== undefined && isWanted(character)) return { character, index };
  return undefined;
}
