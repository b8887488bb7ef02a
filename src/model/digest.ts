import { createHash, hash } from "node:crypto";
import { canonicalJson, type Json } from "./json.ts";

/**
 * Short digest of one canonical value, for the state: 16 hex digits. Not a secret's guard: values are settings, not
 * credentials.
 */
export function valueDigest(key: Json): string {
  // Not cut out of the whole digest: the engine would keep that one behind each of hundreds of thousands.
  return hash("sha256", canonicalJson(key), "buffer").toString("hex", 0, 8);
}

/** Digest of a canonical value for plans: `sha256:` and 64 hex digits. */
export function fullDigest(value: Json): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}

/** Digest of texts one after the other, in the form of `fullDigest`; where one ends counts. */
export function digestOfTexts(texts: Iterable<string>): string {
  const whole = createHash("sha256");
  // Many small texts go to the digest at once, and no text becomes bytes of its own.
  const buffer = Buffer.allocUnsafe(bufferBytes);
  let filled = 0;
  for (const text of texts) {
    const most = text.length * mostBytes + 1;
    if (most > bufferBytes - filled) {
      whole.update(buffer.subarray(0, filled));
      filled = 0;
    }
    if (most > bufferBytes) {
      whole.update(Buffer.from(`${text}\n`, "utf8"));
      continue;
    }
    filled += buffer.write(text, filled, "utf8");
    buffer[filled] = lineFeed;
    filled += 1;
  }
  return `sha256:${whole.update(buffer.subarray(0, filled)).digest("hex")}`;
}

const bufferBytes = 65_536;

/** Bytes of UTF-8 that one UTF-16 code unit takes at most. */
const mostBytes = 3;

const lineFeed = 0x0a;

/** In one call: an object of `createHash` is not collected before a full collection, and there are hundreds of thousands. */
function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
