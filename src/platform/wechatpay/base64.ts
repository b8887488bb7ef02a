/**
 * True for base64 exactly as it is written by the standard, on one line.
 *
 * Node's own reader skips what it does not know and cares neither for the padding nor for the bits that are left over
 * at the end, so that several texts stand for the same bytes: a signature that was altered must not pass because the
 * alteration does not matter.
 */
export function isBase64(text: string): boolean {
  return text !== "" && Buffer.from(text, "base64").toString("base64") === text;
}
