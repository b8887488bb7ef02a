import type { FormContext } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { valueAt, withValue } from "../model/pointer.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { FieldDigests } from "../model/state.ts";
import { type Showing, showing, showingDigest } from "../schema/showing.ts";

/** What came of a create whose answer was lost. */
export type Sent =
  | { readonly what: "found"; readonly live: LiveResource }
  | {
      readonly what: "unclear";
      readonly code: "adopt-ambiguous" | "adopt-unequal" | "create-unclear";
      readonly ids: readonly string[];
    }
  | { readonly what: "nothing" };

/**
 * Finds what a create made among live resources that nobody knows: by its idempotency key, or as the only one that
 * shows what was sent. One that merely resembles it may be it, edited since: nobody but a person can say.
 */
export function matchSent(
  { fields, document, memory }: Desired,
  candidates: readonly LiveResource[],
  entry: KindEntry,
  context: FormContext,
): Sent {
  const key = memory.pending?.idempotencyKey;
  const shownIn = (live: LiveResource): readonly Showing[] =>
    fields.length > 0
      ? fields.map((field) => showing(field, live, entry, context))
      : digestFields(memory.pending?.fields, entry).map((field) => showingDigest(field, live, entry, context));
  const isEqual = (live: LiveResource) => {
    const states = shownIn(live);
    return states.every((state) => state !== "differs") && states.some((state) => state === "same");
  };
  const own = candidates.filter(key === undefined ? isEqual : ({ idempotencyKey }) => idempotencyKey === key);
  const [live, ...more] = own;
  if (live !== undefined && more.length === 0) return { what: "found", live };
  if (live !== undefined) return { what: "unclear", code: "adopt-ambiguous", ids: own.map(({ id }) => id) };
  if (key !== undefined) return { what: "nothing" };
  // An older version did not write down what it sent: it may be any of them.
  const { sent, fields: digests } = memory.pending ?? {};
  if (sent === undefined && digests === undefined && candidates.length > 0)
    return { what: "unclear", code: "create-unclear", ids: candidates.map(({ id }) => id) };
  // Where nothing but digests is known, what differs was something else.
  const sentFor = (live: LiveResource) => (fields.length > 0 ? document.spec : guessed(live, digests, entry, context));
  const similar = candidates.filter((live) => entry.kind.creation?.resembles(sentFor(live), live.spec) === true);
  if (similar.length === 0) return { what: "nothing" };
  return { what: "unclear", code: "adopt-unequal", ids: similar.map(({ id }) => id) };
}

/** What was sent, as far as a live resource shows it: a value that differs is one that no resource has. */
function guessed(
  live: LiveResource,
  digests: FieldDigests | undefined,
  entry: KindEntry,
  context: FormContext,
): JsonObject {
  let spec: JsonObject = {};
  for (const field of digestFields(digests, entry)) {
    const { pointer } = field.policy;
    const differs = showingDigest(field, live, entry, context) === "differs";
    const value = differs ? {} : valueAt(live.spec, pointer);
    if (value !== undefined) spec = withValue(spec, pointer, value);
  }
  return spec;
}

/** The fields that were sent, where only digests of their values are known. */
function digestFields(digests: FieldDigests = {}, { policies }: KindEntry) {
  return Object.entries(digests).flatMap(([path, digest]) => {
    const policy = policies.get(path);
    return policy === undefined ? [] : [{ policy, digest }];
  });
}
