import { createHmac, timingSafeEqual } from "node:crypto";

/** The keys of the files of one account. */
export interface FileKeys {
  /** By which files are sealed. */
  readonly seal?: Uint8Array;
  /** By which what puts something up again is known to be ours. */
  readonly mac?: Uint8Array;
}

/** The line by which a file is known to be written by somebody who has the key, over all bytes before it. */
const sealLine = /\nseal: ([0-9a-f]{64})\n$/;

/** The parts of a file with a seal behind them, where there is a key. */
export function* sealed(parts: Iterable<string>, key: Uint8Array | undefined): Generator<string, void> {
  if (key === undefined) return yield* parts;
  const hmac = createHmac("sha256", key);
  for (const part of parts) {
    hmac.update(part, "utf8");
    yield part;
  }
  yield `seal: ${hmac.digest("hex")}\n`;
}

/**
 * A text without its seal; undefined where there is a key and the text is not sealed with it. Without a key a seal says
 * nothing.
 */
export function unsealed(text: string, key: Uint8Array | undefined): string | undefined {
  const found = sealLine.exec(text);
  const content = found === null ? text : text.slice(0, found.index + 1);
  if (key === undefined) return content;
  if (found === null) return undefined;
  const wanted = createHmac("sha256", key).update(content, "utf8").digest();
  return timingSafeEqual(wanted, Buffer.from(found[1] as string, "hex")) ? content : undefined;
}
