import { localAddress } from "../model/document.ts";
import { isExactNumber } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldChange } from "../model/plan.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { isAddressMark } from "../model/reference.ts";
import { formOf } from "../schema/live-key.ts";
import { visible } from "./escape.ts";
import type { Language } from "./messages/language.ts";

/** What values are shown with. */
export interface ValueContext extends FormContext {
  readonly language: Language;
}

/** A value as people read it in a plan: texts quoted, instants as dates, colours by name, fen with yuan beside them. */
export function valueText(
  value: Json,
  policy: FieldPolicy | undefined,
  entry: KindEntry | undefined,
  context: ValueContext,
): string {
  const words = context.language.results.fieldChange;
  if (isEmpty(value)) return words.empty;
  if (isExactNumber(value)) return value.$number;
  if (isAddressMark(value)) return words.madeByPlan(visible(localAddress(value.$address)));
  const shown = policy === undefined || entry === undefined ? undefined : formOf(policy, entry).show?.(value, context);
  if (shown !== undefined) return visible(shown);
  if (policy?.unit === "fen" && typeof value === "number") return `${value} (¥${(value / 100).toFixed(2)})`;
  if (Array.isArray(value)) return listText(value, words);
  return visible(JSON.stringify(value));
}

/** What is said of one field of a change. */
type FieldChangeWords = Language["results"]["fieldChange"];

/** How the two values of a field stand beside each other: which becomes which, or which is whose. */
export interface Sides {
  readonly sign: "→" | "≠";
  /** What stands before the live value; empty where the change itself says enough. */
  readonly live: string;
  readonly file: string;
}

/**
 * A change of the file goes from what is live to what the file says. Where the live value moved, it is the newer one,
 * and what the file says the older: there each is called by whose it is.
 */
export function sidesOf({ verdict, origin }: FieldChange, { live, file }: FieldChangeWords): Sides {
  const sign = verdict === "keep" || verdict === "blocked" || verdict === "unverifiable" ? "≠" : "→";
  return verdict === "keep" || origin !== "file" ? { sign, live, file } : { sign, live: "", file: "" };
}

/** Items that a list gained and lost, or that only one side has, for lists too long to print twice. */
export function listChange(
  before: Json,
  after: Json,
  { sign, live, file }: Sides,
  words: FieldChangeWords,
): string | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || isShort(before, after)) return undefined;
  const [gained, lost] = [onlyIn(after as Json[], before as Json[]), onlyIn(before as Json[], after as Json[])];
  const counts = `${live}${words.items(before.length)} ${sign} ${file}${words.items(after.length)}`;
  const parts =
    live === ""
      ? [...part("+", gained, " +"), ...part("−", lost, " −")]
      : [...part(words.onlyIn("live"), lost, ", "), ...part(words.onlyIn("file"), gained, ", ")];
  return visible([counts, ...parts].join("  "));
}

/** The same for one side by itself, where each has a place of its own. */
export function sideText(own: Json, other: Json, side: "live" | "file", words: FieldChangeWords): string | undefined {
  if (!Array.isArray(own) || !Array.isArray(other) || isShort(own, other)) return undefined;
  return visible(
    [words.items(own.length), ...part(words.onlyIn(side), onlyIn(own as Json[], other as Json[]), ", ")].join("  "),
  );
}

function isShort(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length + after.length <= 8;
}

function onlyIn(items: readonly Json[], others: readonly Json[]): string[] {
  const known = new Set(others.map((item) => JSON.stringify(item)));
  return [...new Set(items.map((item) => JSON.stringify(item)))].filter((item) => !known.has(item));
}

function part(head: string, items: readonly string[], between: string): string[] {
  return items.length === 0 ? [] : [`${head}${items.slice(0, 8).join(between)}${items.length > 8 ? " …" : ""}`];
}

function listText(items: readonly Json[], words: FieldChangeWords): string {
  const shown = items.map((item) => (isExactNumber(item) ? item.$number : JSON.stringify(item)));
  if (items.length <= 6) return visible(`[${shown.join(", ")}]`);
  return visible(`${words.items(items.length)}: ${shown[0]}, ${shown[1]} … ${shown.at(-1)}`);
}
