import type { Json } from "../../model/json.ts";
import type { Args } from "./language.ts";

/** Longer values are cut: a message is one line. */
const longest = 60;

/** An argument as running text, on one line; `fallback` where there is none. */
export function text(value: Json | undefined, fallback: string): string {
  if (value === undefined || value === null || value === "") return fallback;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value).replace(/\s*[\r\n]+\s*/g, " ");
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

/** The environment variable that holds one thing of an account: `WXCARDS_COFFEE_APPSECRET`. */
export function variable(account: Json | undefined, what: string): string {
  const name = text(account, "<account>");
  return `WXCARDS_${name.startsWith("<") ? "<ACCOUNT>" : name.toUpperCase().replaceAll("-", "_")}_${what}`;
}
