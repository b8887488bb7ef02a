/** How a character that must not stand in output is written instead. */
export type Spelling = (character: string) => string;

/** For text and Markdown: `\u{1b}`. */
export const spelledInText: Spelling = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** For a string of JSON: `\u001b`, and two of them for a character that UTF-16 writes as a pair. */
export const spelledInJson: Spelling = (character) => {
  const units = unit(character.charCodeAt(0));
  return character.length === 1 ? units : units + unit(character.charCodeAt(1));
};

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
