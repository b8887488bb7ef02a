import { isExactNumber } from "../model/exact-number.ts";
import { type FormContext, isUnsendable } from "../model/form.ts";
import { asText, isEmpty, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { dotted, type Pointer, valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import { strangeMembers } from "../schema/items-along.ts";
import { formOf } from "../schema/live-key.ts";
import { liveMembers } from "../schema/live-members.ts";
import { largeDigits, takes } from "../schema/takes.ts";

/** What turning live values into those of a document needs. */
export interface SpecInput {
  /** In the nesting of `spec`, values as answered. */
  readonly live: JsonObject;
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** The address of the resource of a kind behind an id, as a document of the same account writes it. */
  readonly refer: (kind: string, id: string) => string | undefined;
  /** Fields that do not go into the document. */
  readonly without: ReadonlySet<Pointer>;
}

/** The values of a document. */
export interface WrittenSpec {
  readonly spec: JsonObject;
  /** What is particular about a value that was written. */
  readonly remarks: ReadonlyMap<Pointer, Finding>;
}

/**
 * What a document says of a live resource: every field that somebody may set and that says something, in the order of
 * the schema, each as people write it.
 *
 * What the platform keeps for itself has no policy or one that says so, and is not looked at. Empty values say "not
 * set", and a document leaves them out.
 */
export function writtenSpec({ live, entry, context, refer, without }: SpecInput): WrittenSpec {
  let spec: JsonObject = {};
  const remarks = new Map<Pointer, Finding>();
  for (const policy of writable(entry)) {
    const value = valueFor(policy, live);
    if (value === undefined || isEmpty(value) || without.has(policy.pointer)) continue;
    const address = policy.ref !== undefined && typeof value === "string" ? refer(policy.ref, value) : undefined;
    if (address !== undefined) {
      spec = withValue(spec, policy.pointer, address);
      continue;
    }
    const form = formOf(policy, entry);
    const wire = form.wire?.(value, context) ?? value;
    if (isUnsendable(wire)) {
      const args = { field: dotted(policy.pointer), value, choices: wire.choices };
      remarks.set(policy.pointer, finding(wire.unsendable, args, { severity: "warning", path: policy.pointer }));
    }
    spec = withValue(spec, policy.pointer, form.write?.(value, context) ?? (isUnsendable(wire) ? value : wire));
  }
  return { spec, remarks };
}

/** The live value of a field. A document has no number that large; where a text will do, it has its digits. */
function valueFor({ pointer, types }: FieldPolicy, live: JsonObject): Json | undefined {
  const shown = valueAt(live, pointer);
  return isExactNumber(shown) && types.includes("string") ? asText(shown) : shown;
}

/** Live members that the catalogue does not know: they say something, and no document can hold them. */
export function unknownMembers(live: JsonObject, entry: KindEntry): Finding[] {
  const found = liveMembers(live, "", entry).flatMap(({ path, value, policy }) => {
    if (isEmpty(value)) return [];
    if (policy === undefined) return [path];
    return strangeMembers(value, policy);
  });
  return [...new Set(found)].map((path) => finding("member-unknown", { field: dotted(path) }, { path }));
}

/** Live values that no YAML of ours can hold, whatever the schema says of their field. */
export function unwritable(live: JsonObject, entry: KindEntry): Finding[] {
  return writable(entry).flatMap((policy) => {
    const value = valueAt(live, policy.pointer);
    const args = { field: dotted(policy.pointer) };
    // In quotes it is another value, where the field takes no text.
    const digits = value === undefined ? undefined : largeDigits(value);
    if (digits !== undefined && !takes(entry, policy.pointer, value as Json))
      return [finding("integer-too-large", { ...args, written: digits }, { path: policy.pointer })];
    const code = value === undefined || isEmpty(value) ? undefined : flawOf(value);
    return code === undefined ? [] : [finding(code, args, { path: policy.pointer })];
  });
}

/** The fields a document can hold: leaves that somebody may set. */
function writable({ policies }: KindEntry): FieldPolicy[] {
  return [...policies.values()].filter((policy) => !policy.atomic && policy.change !== "never");
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
