/** A text, whole or in parts: a large one is never laid out at once. Parts are made as they are taken, once. */
export type Text = string | Iterable<string>;

/** The parts of a text; a whole one is its own part. */
export function partsOf(text: Text): Iterable<string> {
  return typeof text === "string" ? [text] : text;
}
