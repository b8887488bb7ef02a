import { once } from "./once.ts";

/*
 * Characters that nobody sees: controls, format characters, marks that turn the direction of what follows, characters
 * of no width, line and paragraph separators, fillers, selectors and tags; and code points that are no characters,
 * among them halves of a pair. Source: Unicode 16, general categories Cc, Cf and Cs, default ignorable code points,
 * Bidi_Control, Noncharacter_Code_Point.
 */
const hidden =
  "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Noncharacter_Code_Point}\\u2028\\u2029]";

/**
 * One emoji of a sequence: its picture, how it is shown, and the colour of its skin. Source: Unicode Technical Standard
 * 51, 1.4.9.
 */
const emoji = "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?[\\u{1f3fb}-\\u{1f3ff}]?";

/**
 * Characters in which such marks choose the shape of what stands before them, and so are seen. As few as are in use:
 * whatever else may stand in a sequence is a place where text can hide.
 */
const sequences = [
  // The flags of England, Scotland and Wales: their codes in tags. Any other code shows a black flag, and would hide
  // what it says.
  "\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}",
  // The longest sequences in use are a family and a kiss, of four.
  `${emoji}(?:\\u200d${emoji}){0,3}`,
  // A key of a telephone.
  "[\\d#*]\\ufe0f\\u20e3",
  // A variant of a Chinese character. Source: Unicode Technical Standard 37; the database of variants uses the first 32
  // selectors.
  "\\p{Script=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e011f}]",
].join("|");

const onlyAscii = /^[ -~]*$/;
/**
 * Characters that everybody sees: ASCII, Latin letters, general punctuation, the scripts of East Asia, full widths. A
 * class of units costs a tenth of the classes of Unicode.
 */
const seen =
  " -~\\u00a1-\\u00ac\\u00ae-\\u024f\\u2010-\\u2027\\u3000-\\u3029\\u3041-\\u3096\\u30a0-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60";
const unfamiliar = new RegExp(`[^${seen}]`);
const unfamiliarInLines = new RegExp(`[^\\n\\r\\t${seen}]`);
const unfamiliarInFile = new RegExp(`[^\\n${seen}]`);
// Few runs need one of these, and making it takes half a millisecond: the classes of Unicode are large.
const anyHidden = once(() => new RegExp(hidden, "u"));
const hiddenOrSequence = once(() => new RegExp(`(?:${sequences})|(${hidden}+)`, "gu"));

/**
 * A text in which every character that nobody sees is replaced; those that are part of an emoji or of a Chinese
 * character stay.
 */
export function replaceHidden(text: string, replacement: (character: string) => string): string {
  // Nearly every text holds none, and most are of ASCII alone: to ask that first costs nothing, while the classes of
  // Unicode take a millisecond to compile.
  if (onlyAscii.test(text) || !anyHidden().test(text)) return text;
  return text.replace(hiddenOrSequence(), (match: string, run: string | undefined) =>
    run === undefined ? match : replaceEach(run, replacement),
  );
}

function replaceEach(run: string, replacement: (character: string) => string): string {
  let replaced = "";
  for (const character of run) replaced += replacement(character);
  return replaced;
}

/** A character that nobody sees, and its offset in the text. */
export interface HiddenCharacter {
  readonly character: string;
  readonly index: number;
}

/** The characters of a text that nobody sees, in order. */
export function hiddenIn(text: string): readonly HiddenCharacter[] {
  if (!anyHidden().test(text)) return [];
  return [...text.matchAll(hiddenOrSequence())].flatMap(({ 1: run = "", index }) => {
    let at = index;
    return Array.from(run, (character) => {
      const found = { character, index: at };
      at += character.length;
      return found;
    });
  });
}

/** True for a text with characters that nobody sees, or that choose the shape of others. */
export function holdsHidden(text: string): boolean {
  return unfamiliar.test(text) && anyHidden().test(text);
}

/** True for a text of lines in which every character is one that everybody sees. */
export function isAllVisible(text: string): boolean {
  return !unfamiliarInFile.test(text);
}

/** The same of a text of several lines: what arranges it is seen. */
export function holdsHiddenInLines(text: string): boolean {
  return unfamiliarInLines.test(text) && anyHidden().test(text);
}

/** The first character of a text that nobody sees and that is wanted; a text may hold a million of them. */
export function firstHiddenIn(text: string, isWanted: (character: string) => boolean): HiddenCharacter | undefined {
  if (!holdsHidden(text)) return undefined;
  for (const { 1: character, index } of text.matchAll(hiddenOrSequence()))
    if (character !== undefined && isWanted(character)) return { character, index };
  return undefined;
}
