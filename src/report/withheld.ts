import { holdsCredential } from "../model/credential-lines.ts";
import { isCredentialWord } from "../model/credential-words.ts";
import { isObject, type Json } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";

/** Problems that are about the key of a credential, and quote nothing but it. */
const aboutKeys: ReadonlySet<string> = new Set(["secret-in-file", "from-environment"]);

/** What the key of a credential looks like; whatever else stands in the place of one is not shown. */
const plainKey = /^[\p{L}\p{N}_.-]{1,39}$/u;

/**
 * True for a problem whose words could show a credential: it is about a line that looks like one, or quotes a text that does. The one door for all words, so that
 * no message has to know.
 */
export function isWithheld({ code, class: problemClass, args, place }: Problem): boolean {
  if (aboutKeys.has(code)) {
    const { key, ...others } = args;
    return !plainKey.test(String(key)) || holdsSecret(others);
  }
  if (place?.hidden === true) return true;
  // What a platform answered is no text of a file.
  const { answer: _answer, ...quoted } = args;
  return problemClass === "document" && Object.values(quoted).some(quotesSecret);
}

function quotesSecret(value: Json): boolean {
  // Whether a long run of characters is the value of a field is seen where it stands, and not here.
  return typeof value === "string" ? holdsCredential(value.replace(/[A-Za-z0-9+/_-]{40,}/g, "…")) : holdsSecret(value);
}

function holdsSecret(value: Json): boolean {
  if (typeof value === "string") return holdsCredential(value);
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsSecret);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => isCredentialWord(key) || holdsSecret(member));
}
