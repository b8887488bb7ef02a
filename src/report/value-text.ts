import { localAddress } from "../model/document.ts";
import { isExactNumber } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
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

function listText(items: readonly Json[], words: FieldChangeWords): string {
  const shown = items.map((item) => (isExactNumber(item) ? item.$number : JSON.stringify(item)));
  if (items.length <= 6) return visible(`[${shown.join(", ")}]`);
  return visible(words.itemsShown(items.length, `${shown[0]}, ${shown[1]} … ${shown.at(-1)}`));
}
