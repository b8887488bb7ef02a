import { hasStem, numberStem } from "../model/creation-number.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { canonicalJson } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { liveKey } from "../schema/live-key.ts";

/** What becomes of a document that knows no id. */
export type Newcomer =
  | { readonly what: "adopt"; readonly live: LiveResource }
  | { readonly what: "create" }
  /** An earlier run may have created it and nothing like it is there: the next run may create it. */
  | { readonly what: "wait"; readonly problem: Problem }
  | { readonly what: "stop"; readonly problem: Problem };

/** What placing a newcomer needs. */
export interface NewcomerInput {
  readonly one: Desired;
  readonly entry: KindEntry;
  /** Live resources of the account that no document and no lock entry knows. */
  readonly candidates: readonly LiveResource[];
  /** Digest of the request that would make it as the document stands now. */
  readonly body: string;
  /** True while what an unanswered create may have made need not be listed yet. */
  readonly young: boolean;
  readonly context: FormContext;
  readonly locate: Locate;
}

/**
 * Finds out whether a document without an id means something that is there already: a lost lock file, or an answer that was lost after a create.
 *
 * Exactly one live resource that equals it in every declared readable field is adopted. One that merely looks like it stops the run with the line to write:
 * creating a second one beside it would be worse than asking.
 */
export function placeNewcomer({ one, entry, candidates, body, young, context, locate }: NewcomerInput): Newcomer {
  // What is ignored counts here: it may be all that tells one resource from another.
  const readable = one.fields.filter((field) => field.policy.readback !== "none");
  const equals = (live: LiveResource) =>
    readable.every(
      (field) => canonicalJson(liveKey(live.spec, field.policy, entry, context)) === canonicalJson(field.key),
    );
  const fitting = readable.length === 0 ? [] : candidates.filter(equals);
  const problem = (code: string, ids: readonly LiveResource[], severity: Problem["severity"] = "error"): Problem => ({
    code,
    severity,
    class: "refused",
    args: {
      address: one.address,
      ids: ids.map(({ id }) => id),
      ...(one.lock.pending === undefined ? {} : { since: one.lock.pending.at }),
    },
    address: one.address,
    place: locate(one.document.source, "/name", "key"),
  });
  const stem = numberStem(entry.kind, one);
  if (stem !== undefined) {
    // Made by this very document, whatever it says by now.
    const own = candidates.filter(({ mark }) => hasStem(mark, stem));
    if (own.length > 1) return { what: "stop", problem: problem("adopt-ambiguous", own) };
    if (own[0] !== undefined) return { what: "adopt", live: own[0] };
  }
  const first = fitting[0];
  if (first !== undefined && fitting.length === 1) return { what: "adopt", live: first };
  if (fitting.length > 1) return { what: "stop", problem: problem("adopt-ambiguous", fitting) };
  const alike = candidates.filter((live) => entry.kind.creation?.resembles(one.document.spec, live.spec) ?? false);
  if (alike.length > 0) return { what: "stop", problem: problem("adopt-unequal", alike) };
  const { pending } = one.lock;
  if (pending === undefined) return { what: "create" };
  if (stem !== undefined) {
    // A number makes a repeated create harmless, as long as it repeats: an edited document has another one, and what was made shows by its number once it is listed.
    if (pending.body === body) return { what: "create" };
    if (young) return { what: "stop", problem: problem("create-unsettled", [], "warning") };
  } else if (pending.body !== body && candidates.length > 0) {
    // The document was edited after a create whose answer was lost: what was sent then may be any of these.
    return { what: "stop", problem: problem("create-unclear", candidates) };
  }
  return { what: "wait", problem: problem("create-settled", [], "warning") };
}
