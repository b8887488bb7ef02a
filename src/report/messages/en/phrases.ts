import type { Json } from "../../../model/json.ts";
import { instantText } from "../../../schema/instant.ts";
import { text, texts, value } from "../args.ts";
import type { Args } from "../language.ts";

/** The field a problem is about. */
export function field(args: Args): string {
  return text(args["field"], "this");
}

/** `1 byte`, `30 bytes`, `200,000 values`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `200,000`. */
export function grouped(number: number): string {
  return number.toLocaleString("en-US");
}

/** `a, b and c`; after twelve, how many more there are. */
export function list(items: Json | undefined, last = "and"): string {
  const all = texts(items);
  if (all.length > 12) return `${all.slice(0, 12).join(", ")} and ${all.length - 12} more`;
  if (all.length < 2) return all[0] ?? "none";
  return `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`;
}

/** A value as a document would write it. */
export function shown(one: Json | undefined): string {
  return value(one, "nothing");
}

/** The live value, in the form people read where its field has one. */
export function liveText(args: Args): string {
  return typeof args["liveText"] === "string" ? args["liveText"] : shown(args["live"]);
}

/** The declared value, in the form people read where its field has one. */
export function declaredText(args: Args): string {
  return typeof args["declaredText"] === "string" ? args["declaredText"] : shown(args["declared"]);
}

/** An instant in unix seconds as people read it, with its offset. */
export function instant(seconds: Json | undefined, timezone: Json | undefined): string {
  if (typeof seconds !== "number") return shown(seconds);
  return instantText(seconds, typeof timezone === "string" ? timezone : "Asia/Shanghai");
}

/** The nearest known word, else all known ones. */
export function suggestion(args: Args, known: string): string {
  const words = list(args[known], "or");
  if (typeof args["nearest"] !== "string") return words === "none" ? "use another" : `use ${words}`;
  return words === "none"
    ? `did you mean ${args["nearest"]}?`
    : `did you mean ${args["nearest"]}? known: ${list(args[known])}`;
}

/** Words of one text made to go on in a sentence: lower case at the beginning, no period at the end. Names such as AppSecret stay. */
export function clause(sentence: string): string {
  const open = sentence.replace(/\.$/, "");
  return /^[A-Z][a-z]*(?=[\s,;:'’]|$)/.test(open) ? open.charAt(0).toLowerCase() + open.slice(1) : open;
}
