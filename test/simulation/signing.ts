import * as crypto from "node:crypto";

/*
 * Stands in the bundle of the simulator in place of `node:crypto`: everything of it, but keys are read once, and a
 * signature is a digest of the text and of the public half of the key. Whoever has another key, or another text, is
 * refused as before.
 */
export * from "node:crypto";

const read = new Map<string, crypto.KeyObject>();

function once<Key>(name: string, key: Key, make: (key: Key) => crypto.KeyObject): crypto.KeyObject {
  // A key object is at hand already.
  if (key instanceof crypto.KeyObject) return make(key);
  const text = JSON.stringify([name, key]);
  const known = read.get(text) ?? make(key);
  read.set(text, known);
  return known;
}

export const createPrivateKey: typeof crypto.createPrivateKey = (key) =>
  once("private", key, (one) => crypto.createPrivateKey(one));

export const createPublicKey: typeof crypto.createPublicKey = (key) =>
  once("public", key, (one) => crypto.createPublicKey(one));

const publicHalves = new WeakMap<crypto.KeyObject, Buffer>();

function publicHalf(key: crypto.KeyObject): Buffer {
  const half = key.type === "private" ? crypto.createPublicKey(key) : key;
  const known = publicHalves.get(key) ?? half.export({ type: "spki", format: "der" });
  publicHalves.set(key, known);
  return known;
}

/** As long as one of RSA with 2048 bits. */
export function sign(_: string, text: crypto.BinaryLike, key: crypto.KeyObject): Buffer {
  const digest = crypto.createHash("sha512").update(publicHalf(key)).update(text).digest();
  return Buffer.concat([digest, digest, digest, digest]);
}

export function verify(name: string, text: crypto.BinaryLike, key: crypto.KeyObject, signature: Uint8Array): boolean {
  return sign(name, text, key).equals(signature);
}
