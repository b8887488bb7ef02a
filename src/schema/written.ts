import { isExactNumber } from "../model/exact-number.ts";
import { type FormContext, isUnsendable, type Unsendable } from "../model/form.ts";
import { asText, isEmpty, isObject, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { dotted } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import { formOf } from "./live-key.ts";
import { largeDigits, takes } from "./takes.ts";

/** A live value as a document writes it. */
export interface WrittenValue {
  readonly written: Json;
  /** Why it can be declared and never sent. */
  readonly unsendable?: Unsendable;
}

/**
 * How a document writes a live value that says something. `like` is how the document wrote the field before, which is
 * followed where that spelling can say the value too.
 */
export function writtenValue(
  value: Json,
  policy: FieldPolicy,
  entry: KindEntry,
  context: FormContext,
  like?: Json,
): WrittenValue {
  const form = formOf(policy, entry);
  const wire = form.wire?.(value, context) ?? value;
  const isRefused = isUnsendable(wire);
  const written = form.write?.(value, context, like) ?? (isRefused ? value : wire);
  return isRefused ? { written, unsendable: wire } : { written };
}

/** The live value of a field. A document has no number that large; where a text will do, it has its digits. */
export function documentValue(shown: Json | undefined, { types }: FieldPolicy): Json | undefined {
  return isExactNumber(shown) && types.includes("string") ? asText(shown) : shown;
}

/** Why no YAML of ours can hold a live value, whatever the schema says of its field. */
export function unwritableValue(value: Json | undefined, policy: FieldPolicy, entry: KindEntry): Finding | undefined {
  const { pointer } = policy;
  const args = { field: dotted(pointer) };
  // In quotes it is another value, where the field takes no text.
  const digits = value === undefined ? undefined : largeDigits(value);
  if (digits !== undefined && !takes(entry, pointer, value as Json))
    return finding("integer-too-large", { ...args, written: digits }, { path: pointer });
  const code = value === undefined || isEmpty(value) ? undefined : flawOf(value);
  return code === undefined ? undefined : finding(code, args, { path: pointer });
}

function flawOf(value: Json): "integer-too-large" | "text-broken" | undefined {
  if (isExactNumber(value)) return "integer-too-large";
  if (typeof value === "number")
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? "integer-too-large" : undefined;
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? "text-broken" : undefined;
  if (Array.isArray(value)) return (value as readonly Json[]).map(flawOf).find((code) => code !== undefined);
  return isObject(value)
    ? Object.values(value)
        .map(flawOf)
        .find((code) => code !== undefined)
    : undefined;
}
