/**
 * The text of a file; undefined where its bytes are no UTF-8: what stands in their place could be anything. A mark of
 * byte order is left out.
 */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
