import { credentialVariable, shortVariable } from "../../model/credential.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Args } from "./language.ts";

/** Longer values are cut: a message is one line. */
const longest = 60;

/** An argument as running text, on one line; `fallback` where there is none. */
export function text(value: Json | undefined, fallback: string): string {
  if (value === undefined || value === null || value === "") return fallback;
  if (typeof value === "object") return JSON.stringify(value);
  return oneLine(String(value));
}

/** A value as a document would write it: texts in quotes, long ones cut. */
export function value(value: Json | undefined, nothing: string): string {
  if (value === undefined || value === null) return nothing;
  const characters = [...JSON.stringify(value)];
  return characters.length <= longest ? characters.join("") : `${characters.slice(0, longest - 1).join("")}…`;
}

/** An argument that is a list, as texts. */
export function texts(value: Json | undefined): string[] {
  return Array.isArray(value)
    ? (value as readonly Json[]).map((item) => text(item, "")).filter((item) => item !== "")
    : [];
}

/** An argument that is a number, 0 where there is none. */
export function number(value: Json | undefined): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** An argument that is there and says something. */
export function has(args: Args, key: string): boolean {
  return text(args[key], "") !== "";
}

/** A call as its platform's documentation writes it: `card/update` of Weixin, `/v3/brand/partner/card-member/cards` of WeChat Pay. */
export function callName(value: Json | undefined, fallback: string): string {
  const call = text(value, fallback);
  return isPayCall(call) ? call : call.replace(/^\//, "");
}

/** True for a call of WeChat Pay, by its path. */
export function isPayCall(call: Json | undefined): boolean {
  return /^\/(?:v3|brand)\//.test(text(call, ""));
}

/**
 * The environment variable that holds one credential of the account that a problem is about: `WXCARDS_COFFEE_APPSECRET`, with the short name beside it where
 * that serves as well.
 */
export function credentialName(args: Args, what: string): string {
  const { credential } = args;
  const owner = isObject(credential) ? credential : {};
  const account = text(owner["account"], text(args["account"], text(args["owner"], "")));
  // No account is called so: it stands for any.
  const name = account === "" ? `WXCARDS_<ACCOUNT>_${what}` : credentialVariable(account, what);
  const platform = owner["platform"];
  return platform === "weixin" || platform === "wechatpay" ? `${name} (or ${shortVariable(platform, what)})` : name;
}

/** A text of a catalogue of codes with the names of variables in the places that stand for them: `{APPSECRET}`. */
export function withVariables(sentence: string, args: Args): string {
  return sentence.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (_match, what: string) => credentialName(args, what));
}

/** A text on one line. Piece by piece: a pattern for blanks around line ends takes the square of the blanks that no line end follows. */
function oneLine(value: string): string {
  const pieces = value.split(/[\r\n]+/);
  const last = pieces.length - 1;
  if (last === 0) return value;
  const trimmed = pieces.map((piece, index) => {
    const start = index === 0 ? piece : piece.trimStart();
    return index === last ? start : start.trimEnd();
  });
  return trimmed.filter((piece, index) => piece !== "" || index === 0 || index === last).join(" ");
}
