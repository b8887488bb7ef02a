import { once } from "./once.ts";

/** What credentials are called in the files that hold them. */
const words = /secret|token|passw|pwd|key|auth|bearer|basic|credential/;

/**
 * The same in Chinese, misspelt and in traditional characters too, where other words follow without a blank: only so
 * many characters of them belong to it.
 */
const chineseWords = /(?:密钥|秘钥|密鑰|密码|密碼|口令|令牌)\S{0,8}$/;

/** Everyday words that hold one of those by chance; only as a whole, so that `keyword_token` is none. */
const everyday =
  /(?<![a-z0-9])(?:authors?|authored|authentic|basically|donkeys?|hockey|jockeys?|keyboards?|keynotes?|keywords?|monkeys?|secretar(?:y|ies|iat)|turkeys?|whiske?ys?)(?![a-z0-9])/g;

/** True for a key that credentials have: `password`, `_authToken`, `client-key-data`, `API密钥`. */
export function isCredentialWord(key: string): boolean {
  const plain = key.toLowerCase().replace(everyday, "");
  return words.test(plain) || chineseWords.test(plain);
}

/**
 * A line as it is judged: escapes of YAML and JSON undone, full-width letters and signs as the plain ones, and without
 * characters that nobody sees. So `"pass\x77ord"：` is what it means.
 */
export function judgedForm(line: string): string {
  const undone = line.includes("\\") ? line.replace(escaped, character) : line;
  if (/^[\x20-\x7e]*$/.test(undone)) return undone;
  return undone.replace(piledMarks(), "").replace(colons, ":").normalize("NFKC").replace(unseen(), "");
}

/** Marks upon one letter beyond what any script has: bringing them into order takes the square of their number. */
const piledMarks = once(() => /\p{M}{20,}/gu);

/** What people take for a colon, and no normal form of Unicode does. */
const colons = /[∶꞉ː︰]/g;

const unseen = once(() => /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu);

const escaped = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|\/)/gi;

function character(written: string, ...digits: readonly (string | undefined)[]): string {
  const [short, middle, long] = digits;
  const code = Number.parseInt(short ?? middle ?? long ?? "2f", 16);
  return code > 0x10ffff ? written : String.fromCodePoint(code);
}

/**
 * Where the values of credentials begin on a line: behind `=` or `:` after a word for credentials, the rest of that
 * word, and what closes it.
 *
 * A key that is a field of the catalogue is none, whatever it is called.
 */
export function credentialValues(line: string, isField: (key: string) => boolean): readonly number[] {
  return [...line.matchAll(keyed())].flatMap((found) => {
    const key = found[1] ?? "";
    return isCredentialWord(key) && !isField(key) ? [found.index + found[0].length] : [];
  });
}

/** What may stand between a key and its sign: what closes it, marks of emphasis, a small picture. */
const closing = `["'\`”’»」』)\\]}\\\\\\s*~?!\\p{Extended_Pictographic}]*`;

// The look behind keeps it linear: a key is tried from its first character only.
const keyed = once(
  () =>
    new RegExp(
      `(?<![\\p{L}\\p{N}\\p{M}_.-])([\\p{L}\\p{N}\\p{M}_.-]+)${closing}(?:\\([^()]{0,40}\\)${closing})?[=:]`,
      "gu",
    ),
);

/** A key that stands alone on its line, as in `? password` above its value. */
export function isLoneCredentialWord(line: string): boolean {
  const [, key] = /^[\s#?-]*["'“]?([\p{L}\p{N}\p{M}_.-]+)["'”]?\s*$/u.exec(line) ?? [];
  return key !== undefined && isCredentialWord(key);
}
