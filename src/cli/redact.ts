import { type Secret, secret } from "../model/secret.ts";
import type { Io } from "./io.ts";
import { looksLikeKey } from "./key-file.ts";

/** The last net below everything that is printed: known secrets in any of their usual spellings become `(secret)`. */
export interface Redactor {
  learn(secret: Secret): void;
  clean(text: string): string;
}

/** Shorter texts would be found by chance in ordinary output. */
const shortest = 8;

/** Variables that hold credentials, whether this run uses them or not. */
const credential = /^(WXCARDS|WECHAT|WECHATPAY)_(.*_)?(APPSECRET|ACCESS_TOKEN|PRIVATE_KEY|APIV3_KEY)$/;

/** Secrets are typed values that print as `(secret)` by themselves; this only catches what slipped past, such as an answer that echoes a token. */
export function redactor(env: Io["env"]): Redactor {
  const spellings = new Set<string>();
  const learn = (one: Secret): void => {
    const value = one.reveal();
    if (value.length < shortest) return;
    const bytes = Buffer.from(value, "utf8");
    const hex = bytes.toString("hex");
    const base64 = bytes.toString("base64").replace(/=+$/, "");
    const inJson = JSON.stringify(value).slice(1, -1);
    for (const spelling of [
      value,
      encodeURIComponent(value),
      inJson,
      base64,
      bytes.toString("base64url"),
      hex,
      hex.toUpperCase(),
    ]) {
      spellings.add(spelling);
    }
  };
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && (credential.test(name) || (/_KEY_FILE$/.test(name) && looksLikeKey(value))))
      learn(secret(value.trim()));
  return {
    learn,
    clean: (text) => [...spellings].reduce((cleaned, spelling) => cleaned.replaceAll(spelling, "(secret)"), text),
  };
}
