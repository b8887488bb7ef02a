import { isUtf8 } from "node:buffer";

/**
 * The text of a file or an answer; undefined where its bytes are no UTF-8: what stands in their place could be anything. A mark of
 * byte order is left out.
 */
export function utf8Text(bytes: Uint8Array): string | undefined {
  // A decoder that refuses is made anew for every text, and costs more than both of these.
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return text.charCodeAt(0) === 0xfe_ff ? text.slice(1) : text;
}
