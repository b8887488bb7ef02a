/** A text, whole or in parts: a large one is never laid out at once. Parts are made as they are taken, once. */
export type Text = string | Iterable<string>;

/** What a file is written with: a text, in UTF-8, or bytes as they are, such as an archive. */
export type Content = Text | Uint8Array;

/** The parts of a text; a whole one is its own part. */
export function partsOf(text: Text): Iterable<string> {
  return typeof text === "string" ? [text] : text;
}
