import { localAddress } from "../model/document.ts";
import { isExactNumber } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { isAddressMark } from "../model/reference.ts";
import { formOf } from "../schema/live-key.ts";
import { visible } from "./escape.ts";

/** A value as people read it in a plan: texts quoted, instants as dates, colours by name, fen with yuan beside them. */
export function valueText(
  value: Json,
  policy: FieldPolicy | undefined,
  entry: KindEntry | undefined,
  context: FormContext,
): string {
  if (isEmpty(value)) return "(empty)";
  if (isExactNumber(value)) return value.$number;
  if (isAddressMark(value)) return `${visible(localAddress(value.$address))} (made by this plan)`;
  const shown = policy === undefined || entry === undefined ? undefined : formOf(policy, entry).show?.(value, context);
  if (shown !== undefined) return visible(shown);
  if (policy?.unit === "fen" && typeof value === "number") return `${value} (¥${(value / 100).toFixed(2)})`;
  if (Array.isArray(value)) return listText(value);
  return visible(JSON.stringify(value));
}

/** Items that a list gained and lost, for lists too long to print twice. */
export function listChange(before: Json, after: Json): string | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length + after.length <= 8) return undefined;
  const texts = (items: readonly Json[]) => new Set(items.map((item) => JSON.stringify(item)));
  const [old, now] = [texts(before as Json[]), texts(after as Json[])];
  const gained = [...now].filter((item) => !old.has(item));
  const lost = [...old].filter((item) => !now.has(item));
  const part = (sign: string, items: string[]) =>
    items.length === 0 ? [] : [`${sign}${items.slice(0, 8).join(` ${sign}`)}${items.length > 8 ? " …" : ""}`];
  return visible(
    `${before.length} items → ${after.length} items  ${[...part("+", gained), ...part("−", lost)].join("  ")}`,
  );
}

function listText(items: readonly Json[]): string {
  const shown = items.map((item) => (isExactNumber(item) ? item.$number : JSON.stringify(item)));
  if (items.length <= 6) return visible(`[${shown.join(", ")}]`);
  return visible(`${items.length} items: ${shown[0]}, ${shown[1]} … ${shown.at(-1)}`);
}
