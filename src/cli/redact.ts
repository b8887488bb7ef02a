import type { Secret } from "../model/secret.ts";

/** The last net below everything that is printed: known secrets in any of their usual spellings become `(secret)`. */
export interface Redactor {
  learn(secret: Secret): void;
  clean(text: string): string;
}

/** Shorter texts would be found by chance in ordinary output. */
const shortest = 8;

/** Secrets are typed values that print as `(secret)` by themselves; this only catches what slipped past, such as an answer that echoes a token. */
export function redactor(): Redactor {
  const spellings = new Set<string>();
  return {
    learn: (secret) => {
      const value = secret.reveal();
      if (value.length < shortest) return;
      const bytes = Buffer.from(value, "utf8");
      const base64 = bytes.toString("base64").replace(/=+$/, "");
      for (const spelling of [
        value,
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
        base64,
        bytes.toString("base64url"),
        bytes.toString("hex"),
      ]) {
        spellings.add(spelling);
      }
    },
    clean: (text) => [...spellings].reduce((cleaned, spelling) => cleaned.replaceAll(spelling, "(secret)"), text),
  };
}
