/**
 * The first characters of a text, at most so many with the `…` that stands for the rest. A text that is short enough
 * stays as it is.
 */
export function clip(text: string, characters: number): string {
  return text.length <= characters ? text : `${whole(text.slice(0, characters - 1))}…`;
}

/** The same by bytes of UTF-8. */
function clipBytes(text: string, bytes: number): string {
  // No character of UTF-16 takes more than three bytes.
  if (text.length * 3 <= bytes) return text;
  const encoder = new TextEncoder();
  const kept = encoder.encodeInto(text, new Uint8Array(bytes)).read;
  if (kept === text.length) return text;
  const room = new Uint8Array(bytes - ellipsisBytes);
  return `${whole(text.slice(0, encoder.encodeInto(text, room).read))}…`;
}

const ellipsisBytes = 3;

/**
 * What a platform says in its own words, kept up to 2 KB: a refusal is some hundred bytes long, and more is no text
 * that anybody needs.
 */
export function clipAnswer(text: string): string {
  return clipBytes(text, longestAnswer);
}

/** In bytes. */
const longestAnswer = 2048;

/** Without the first half of a pair at its end. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, "");
}
