import { isAscii, isUtf8, transcode } from "node:buffer";

/** From so many bytes on, a copy of the whole costs more memory than it saves time. */
const large = 1_048_576;

/**
 * The text of a file or an answer; undefined where its bytes are no UTF-8: what stands in their place could be anything. A mark of
 * byte order is left out.
 */
export function utf8Text(bytes: Uint8Array): string | undefined {
  // A decoder that refuses is made anew for every text, and costs more than both of these.
  if (!isUtf8(bytes)) return undefined;
  const text = decoded(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return text.charCodeAt(0) === 0xfe_ff ? text.slice(1) : text;
}

/**
 * The text of bytes that are UTF-8. The engine's own decoder goes byte by byte; by way of UTF-16, which Node makes
 * sixteen bytes at a time, it takes a quarter of the time. A Node that was built without ICU has no such way.
 */
function decoded(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString("latin1");
  const isSmall = bytes.length < large && typeof transcode === "function";
  return isSmall ? transcode(bytes, "utf8", "ucs2").toString("ucs2") : bytes.toString("utf8");
}
