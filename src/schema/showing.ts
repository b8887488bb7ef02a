import { valueDigest } from "../model/digest.ts";
import type { FormContext } from "../model/form.ts";
import { equalJson, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { DeclaredField } from "../model/resource.ts";
import type { FieldDigests } from "../model/state.ts";
import { liveKey } from "./live-key.ts";

/**
 * What a read shows of a declared field. This is the only answer to "does live show what is declared?": whoever
 * compares, settles, looks up a lost answer, matches or imports asks here, and nothing else decides by `readback`.
 *
 * | | |
 * |---|---|
 * | `same` | it shows the declared value |
 * | `differs` | it shows another one, or none where it would show one |
 * | `hidden` | it shows nothing, and reads of this field may: the value last sent counts |
 * | `unreadable` | nothing of the object is shown any more: what was settled counts |
 *
 * What an answer shows decides, not the catalogue: a field that reads are not known to show and that one does show is
 * compared like any other.
 */
export type Showing = "same" | "differs" | "hidden" | "unreadable";

/**
 * What a read shows: values in the nesting of `spec`; `expired` for an object that is there and whose values no read
 * shows any more.
 */
export interface Shown {
  readonly spec: JsonObject;
  readonly expired?: boolean;
  /** Fields of which nobody has seen what is live, in a plan that is made offline. */
  readonly unseen?: ReadonlySet<Pointer>;
}

/** What a read shows of a declared field. */
export function showing(
  { policy, key }: Pick<DeclaredField, "policy" | "key">,
  shown: Shown,
  entry: KindEntry,
  context: FormContext,
): Showing {
  return shows(policy, { shown, entry, context }, (live) => equalJson(live, key));
}

/** The same of a field of which only the digest of its value is known. */
export function showingDigest(
  { policy, digest }: { readonly policy: FieldPolicy; readonly digest: string },
  shown: Shown,
  entry: KindEntry,
  context: FormContext,
): Showing {
  return shows(policy, { shown, entry, context }, (live) => valueDigest(live) === digest);
}

function shows(
  policy: FieldPolicy,
  { shown: { spec, expired, unseen }, entry, context }: { shown: Shown; entry: KindEntry; context: FormContext },
  isSame: (live: Json) => boolean,
): Showing {
  if (expired === true) return "unreadable";
  if (unseen?.has(policy.pointer) === true) return "hidden";
  const live = liveKey(spec, policy, entry, context);
  if (live === null && mayHide(policy)) {
    // An answer that says the field is empty shows how an emptied field reads; any other value may be hidden in the
    // same way.
    const raw = valueAt(spec, policy.pointer);
    return isSame(null) && raw !== undefined ? "same" : "hidden";
  }
  return isSame(live) ? "same" : "differs";
}

/**
 * True when nothing is to be done about a field: a read shows the declared value, or hides it and it was the value last
 * sent.
 */
export function isInPlace(
  field: DeclaredField,
  shown: Shown,
  settled: FieldDigests,
  entry: KindEntry,
  context: FormContext,
): boolean {
  const state = showing(field, shown, entry, context);
  if (state === "same" || state === "differs") return state === "same";
  const last = settled[field.path];
  if (last !== undefined) return last === valueDigest(field.key);
  // Nobody knows what was sent. An expired object needs nothing more. A field that a document empties by name is
  // emptied once; one that it empties with a whole object was perhaps never set, and is left alone.
  return state === "unreadable" || (field.inCleared === true && !isWriteOnly(field.policy));
}

/** True for a field that reads may leave out although it is set. */
export function mayHide({ readback }: Pick<FieldPolicy, "readback">): boolean {
  return readback === "none" || readback === "when-shown";
}

/** True for a field that no read is known to show. */
export function isWriteOnly({ readback }: Pick<FieldPolicy, "readback">): boolean {
  return readback === "none";
}
