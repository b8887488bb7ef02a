import { isExactNumber } from "../../model/exact-number.ts";
import { isEmpty, isObject, type Json } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import type { FieldChange } from "../../model/plan.ts";
import type { FieldPolicy } from "../../model/policy.ts";
import { isWriteOnly } from "../../schema/showing.ts";
import { visible } from "../escape.ts";
import { type ValueContext as ValueWords, valueText } from "../value-text.ts";
import { width } from "../width.ts";
import { itemsBetween, type Line, linesBetween } from "./lines-between.ts";

/**
 * What a value is changed from: what a read shows (`shown`), nothing yet since the resource is new (`none`), something
 * that the platform never shows (`hidden`), or something that nobody has looked at (`unseen`).
 */
export type Base = "shown" | "none" | "hidden" | "unseen";

/** What becomes of the value of a field, in pieces that a format lays out. Values are as people read them. */
export type Change =
  | { readonly kind: "values"; readonly before: string; readonly after: string }
  /** The same value, sent again because of a review. */
  | { readonly kind: "again"; readonly value: string }
  | ListChange
  | LinesChange;

/** A list of which the order means nothing, or that begins or ends: what it gained and lost, each item. */
export interface ListChange {
  readonly kind: "list";
  /** How many items each side has; absent where several resources differ in that. */
  readonly counts?: readonly [before: number, after: number];
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Both sides in short, where they are that or where there is only one. */
  readonly whole?: { readonly before: string; readonly after: string };
}

/** A long text, or a list of which the order means something, or an object that is one value, line by line. */
export interface LinesChange {
  readonly kind: "lines";
  readonly of: "text" | "items";
  /** None where only line breaks differ. */
  readonly lines: readonly Line[];
}

/** What the values of a field are shown with. */
export interface ValueContext extends ValueWords {
  readonly entry: KindEntry | undefined;
  /** True for a field of a resource that is to be created. */
  readonly isNew: boolean;
}

/** A list with more items than this on both sides together is not printed twice. */
const mostInShort = 8;

/** A list of one side with more items than this is told in full below its first and last. */
const mostOfOne = 6;

/** A text wider than this is compared line by line. */
const widestText = 60;

/** What becomes of a field. */
export function changeOfValue(field: FieldChange, context: ValueContext): { base: Base; change: Change } {
  const { entry } = context;
  const policy = entry?.policies.get(field.path);
  const base = baseOf(field, policy, context);
  const shown = (value: Json) => valueText(value, policy, entry, context);
  const before = base === "shown" ? field.before : null;
  const told = linesChange(before, field.after) ?? membersChange(before, field.after, policy);
  return { base, change: told ?? listChange(field, before, policy, shown) ?? values() };

  function values(): Change {
    const [was, is] = [base === "shown" ? shown(before) : "", shown(field.after)];
    const isAgain = base === "shown" && was === is && policy?.review === true && field.verdict === "send";
    return isAgain ? { kind: "again", value: is } : { kind: "values", before: was, after: is };
  }
}

function baseOf({ before, unseen }: FieldChange, policy: FieldPolicy | undefined, { isNew }: ValueContext): Base {
  if (before !== null) return "shown";
  if (unseen === true) return "unseen";
  if (policy !== undefined && isWriteOnly(policy)) return "hidden";
  return isNew ? "none" : "shown";
}

/** A text that is long on a side, where the other is a text or nothing. */
function linesChange(before: Json, after: Json): LinesChange | undefined {
  if (!isLong(before) && !isLong(after)) return undefined;
  const [was, is] = [textOf(before), textOf(after)];
  return was === undefined || is === undefined
    ? undefined
    : { kind: "lines", of: "text", lines: seen(linesBetween(was, is)) };
}

function seen(lines: readonly Line[]): Line[] {
  return lines.map(({ sign, text }) => ({ sign, text: visible(text) }));
}

function isLong(value: Json): boolean {
  return typeof value === "string" && (/[\n\r]/.test(value) || width(value) > widestText);
}

function textOf(value: Json): string | undefined {
  if (typeof value === "string") return value;
  return isEmpty(value) ? "" : undefined;
}

/** An object that is one value, and has more than one member: each on a line of its own. */
function membersChange(before: Json, after: Json, policy: FieldPolicy | undefined): LinesChange | undefined {
  if (policy?.inside === undefined) return undefined;
  const [was, is] = [membersOf(before, ""), membersOf(after, "")];
  return is.length < 2 ? undefined : { kind: "lines", of: "items", lines: seen(itemsBetween(was, is)) };
}

/** What an object says, in every depth; each item of a list of objects by itself, and any other list whole. */
function membersOf(value: Json, at: string): string[] {
  const below = (key: string | number, child: Json) => membersOf(child, at === "" ? `${key}` : `${at}.${key}`);
  if (isObject(value) && !/\.\d+$/.test(at)) return Object.entries(value).flatMap(([key, child]) => below(key, child));
  if (Array.isArray(value) && value.some(isObject))
    return (value as readonly Json[]).flatMap((item, index) => below(index, item));
  return isEmpty(value) && at === "" ? [] : [`${at}: ${JSON.stringify(value)}`];
}

/** A list on one side or both, too long to be told by its values. */
function listChange(
  { after }: FieldChange,
  before: Json,
  policy: FieldPolicy | undefined,
  shown: (value: Json) => string,
): Change | undefined {
  const [was, is] = [itemsOf(before), itemsOf(after)];
  if (was === undefined || is === undefined) return undefined;
  const isOneSided = was.length === 0 || is.length === 0;
  const isShort = was.length + is.length <= (isOneSided ? mostOfOne : mostInShort);
  if (isOneSided && isShort) return undefined;
  if (!isOneSided && policy?.list !== "set")
    return isShort ? undefined : { kind: "lines", of: "items", lines: itemsBetween(was, is) };
  const whole = isShort || isOneSided ? { whole: { before: shown(before), after: shown(after) } } : {};
  const [gained, lost] = isOneSided ? [is, was] : [onlyIn(is, was), onlyIn(was, is)];
  return { kind: "list", counts: [was.length, is.length], gained, lost, ...whole };
}

/** The items of a list as people read them; none of what is empty, and undefined for what is no list. */
function itemsOf(value: Json): readonly string[] | undefined {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => visible(isExactNumber(item) ? item.$number : JSON.stringify(item)));
  return isEmpty(value) ? [] : undefined;
}

function onlyIn(items: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return [...new Set(items)].filter((item) => !known.has(item));
}
