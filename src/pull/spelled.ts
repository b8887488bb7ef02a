import type { FormContext } from "../model/form.ts";
import { canonicalJson, equalJson, isEmpty, type Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { dotted, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import { addressIn } from "../model/reference.ts";
import type { Desired } from "../model/resource.ts";
import { compareKey } from "../schema/forms.ts";
import { formOf, knownMembers } from "../schema/live-key.ts";
import { takes } from "../schema/takes.ts";
import { documentValue, unwritableValue, writtenValue } from "../schema/written.ts";

/** What spelling the live values of a resource needs. */
export interface SpellInput {
  readonly desired: Desired;
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** The local address of the resource of a kind behind an id, in the account of the resource. */
  readonly refer: (account: string, kind: string, id: string) => string | undefined;
}

/**
 * A live value as its document would write it: in the spelling the document has, where that can say it. What clears the
 * field stands for one that shows nothing. Says why where no document can hold it.
 */
export function spelled(shown: Json, policy: FieldPolicy, input: SpellInput): { readonly value: Json } | Finding {
  const { desired, entry, context } = input;
  const value = documentValue(knownMembers(shown, policy), policy) ?? null;
  if (isEmpty(value)) return cleared(policy, entry, context);
  const flaw = unwritableValue(value, policy, entry);
  if (flaw !== undefined) return flaw;
  const like = valueAt(desired.document.spec, policy.pointer);
  const written = referred(value, like, policy, input) ?? inOrder(value, like, policy, input);
  return written === undefined
    ? finding("value-not-kept", { field: dotted(policy.pointer) }, { path: policy.pointer })
    : { value: written };
}

/** The address of another resource, where the document names it by one. */
function referred(
  value: Json,
  like: Json | undefined,
  { ref }: FieldPolicy,
  { desired: { account }, refer }: SpellInput,
): Json | undefined {
  if (ref === undefined || typeof value !== "string" || like === undefined) return undefined;
  return addressIn(like, account) === undefined ? undefined : refer(account, ref, value);
}

/** The value in the spelling of the document; undefined where that is not what is live any more. */
function inOrder(value: Json, like: Json | undefined, policy: FieldPolicy, input: SpellInput): Json | undefined {
  const { entry, context } = input;
  const { written } = writtenValue(value, policy, entry, context, like);
  const ordered = policy.list === "set" ? likeBefore(written, like) : written;
  const key = (one: Json) => compareKey(one, formOf(policy, entry), policy.list === "set", context);
  return equalJson(key(ordered), key(value)) ? ordered : undefined;
}

/** A list whose order means nothing, in the order that the document has; what comes in stands behind. */
function likeBefore(written: Json, like: Json | undefined): Json {
  if (!Array.isArray(written) || !Array.isArray(like)) return written;
  const live = new Map((written as readonly Json[]).map((item) => [canonicalJson(item), item]));
  const kept = (like as readonly Json[]).filter((item) => live.has(canonicalJson(item)));
  const known = new Set(kept.map(canonicalJson));
  return [...kept, ...[...live].filter(([key]) => !known.has(key)).map(([, item]) => item)];
}

/** What a document says to clear a field. */
function cleared(policy: FieldPolicy, entry: KindEntry, context: FormContext): { readonly value: Json } | Finding {
  const { pointer, types, list } = policy;
  const candidates: readonly Json[] = types.includes("array") ? [[], null] : [null, "", false];
  const isEmptied = (value: Json) => compareKey(value, formOf(policy, entry), list === "set", context) === null;
  const value = candidates.find((candidate) => isEmptied(candidate) && takes(entry, pointer, candidate));
  return value === undefined ? finding("pull-cannot-clear", { field: dotted(pointer) }, { path: pointer }) : { value };
}
