import { clip, clipAnswer } from "../../model/clip.ts";
import { componentWord, credentialVariable, shortVariable } from "../../model/credential.ts";
import type { Json } from "../../model/json.ts";
import type { Context } from "./context.ts";

/** Longer values are cut: a message is one line. */
const longestValue = 60;

/** Longer texts are cut: nobody reads them in a message. */
const longestText = 200;

/** Stands for an argument that is not there although its code has it, as in a problem that another program wrote. */
const absent = "…";

/** An argument as running text, on one line, long ones cut; `fallback` where it is not there or says nothing. */
export function text(value: Json): string;
export function text(value: Json | undefined, fallback: string): string;
export function text(value: Json | undefined, fallback?: string): string {
  return clip(oneLine(value, longestText, fallback), longestText);
}

/** The same for the platform's own words, which are shown in full up to 2 KB. */
export function answerText(value: Json | undefined, fallback?: string): string {
  return clipAnswer(oneLine(value, longestAnswer, fallback));
}

/** What a platform says is kept as long; the rest is never looked at. */
const longestAnswer = 2048;

/** As much of a text as can be needed, line breaks and the blanks around them made one blank. */
function oneLine(value: Json | undefined, needed: number, fallback?: string): string {
  if (value === undefined || value === null) return fallback ?? absent;
  if (value === "") return fallback ?? '""';
  const whole = typeof value === "object" ? JSON.stringify(value) : String(value);
  return whole.slice(0, needed * 4).replace(/\s+/g, (blanks) => (/[\r\n]/.test(blanks) ? " " : blanks));
}

/** A value as a document would write it: texts in quotes, long ones cut. */
export function value(value: Json | undefined, fallback: string): string {
  if (value === undefined || value === null) return fallback;
  const written = JSON.stringify(value);
  // A character is one or two units.
  const characters = [...written.slice(0, longestValue * 2)];
  const isWhole = characters.length <= longestValue && written.length <= longestValue * 2;
  return isWhole ? characters.join("") : `${characters.slice(0, longestValue - 1).join("")}…`;
}

/** An argument that is a list, as texts; none where it is not there. */
export function texts(value: readonly Json[] | undefined): string[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).map((item) => text(item, "")).filter((item) => item !== "")
    : [];
}

/** The hours and minutes of an argument that is an instant in ISO 8601: `10:12`. */
export function clock(value: Json | undefined): string {
  return typeof value === "string" ? value.slice(11, 16) : absent;
}

/** An argument that is a number. */
export function number(value: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** An argument that is there and says something. */
export function has<Value extends Json | undefined>(value: Value): value is NonNullable<Value> {
  return text(value, "") !== "";
}

/**
 * A call as its platform's documentation writes it: `card/update` of Weixin, `/v3/brand/partner/card-member/cards` of
 * WeChat Pay.
 */
export function callName(value: string): string;
export function callName(value: string | undefined, fallback: string): string;
export function callName(value: string | undefined, fallback = absent): string {
  const call = text(value, fallback);
  return isPayCall(call) ? call : call.replace(/^\//, "");
}

/** True for a call of WeChat Pay, by its path. */
export function isPayCall(call: string): boolean {
  return /^\/(?:v3|brand)\//.test(text(call, ""));
}

/** The environment variable that holds one credential, and the short name beside it where that serves as well. */
export interface CredentialNames {
  readonly name: string;
  readonly short?: string;
}

/** By which names a credential of the account that a problem is about can be given. */
export function credentialNames(
  { credential, account: named, owner }: Omit<Context, "words">,
  word: string,
): CredentialNames {
  const what = credential?.component === true ? componentWord(word) : word;
  const account = text(credential?.account ?? named ?? owner, "");
  // No account is called so: it stands for any.
  const name = account === "" ? `WXCARDS_<ACCOUNT>_${what}` : credentialVariable(account, what);
  const platform = credential?.platform;
  return platform === "weixin" || platform === "wechatpay" ? { name, short: shortVariable(platform, what) } : { name };
}

/** The same as words: `WXCARDS_COFFEE_APPSECRET (or WECHAT_APPSECRET)`. */
export function credentialName(args: Omit<Context, "words">, what: string): string {
  const { name, short } = credentialNames(args, what);
  return short === undefined ? name : `${name} (or ${short})`;
}

/** A text of a catalogue of codes with the names of variables in the places that stand for them: `{APPSECRET}`. */
export function withVariables(sentence: string, args: Omit<Context, "words">): string {
  return sentence.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (_match, what: string) => credentialName(args, what));
}

/** A character, `U+200B`, as the search of an editor takes it. */
export function escaped(codePoint: string): string {
  const digits = codePoint.slice(2);
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
}
