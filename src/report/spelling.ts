/** How a character that must not stand in output is written instead. */
export type Spelling = (character: string) => string;

/** For text and Markdown: `\u{1b}`. */
export const spelledInText: Spelling = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** For a string of JSON: `\u001b`, and two of them for a character that UTF-16 writes as a pair. */
export const spelledInJson: Spelling = (character) =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
