import { generateKeyPairSync } from "node:crypto";
import { seededRandom } from "./clock.ts";

/** Secrets of all sorts, the same ones each time but for the keys. */
export function canaries(count: number, seed = 1): readonly string[] {
  const random = seededRandom(seed);
  const pick = (alphabet: string, length: number) => {
    const characters = [...alphabet];
    return Array.from({ length }, () => characters[Math.floor(random.next() * characters.length)]).join("");
  };
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const all = `${letters}!"#$%&'()*+,-./:;<=>?@[\\]^_{|}~`;
  const sorts: readonly (() => string)[] = [
    () => pick("0123456789abcdef", 32),
    () => pick(`${letters}-_`, 136),
    () => `${pick(`${letters}+/`, 43)}=`,
    () => pick(all, 24),
    () => `p@ss ${pick(all, 10)}\\n$&$1(?:.*)[^]`,
    () => `${pick(letters, 6)}🔑${pick(`${letters}秘密钥匙`, 12)}🗝️`,
    () => `${pick(all, 12)}\u0000\u0007\t${pick(letters, 8)}`,
    () => `%41&amp;\\u0041${pick(all, 14)}`,
    () => pick(letters, 14),
    pemKey,
  ];
  return Array.from({ length: count }, (_, index) => (sorts[index % sorts.length] as () => string)().trim());
}

/** A private key of WeChat Pay. */
export function pemKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString().trim();
}
