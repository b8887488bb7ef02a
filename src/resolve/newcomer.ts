import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Intent } from "../model/lock.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { showing } from "../schema/showing.ts";

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
  /** Live resources of the account that no document and no lock entry knows, and that were made by no other document. */
  readonly candidates: readonly LiveResource[];
  /** Where creates say a number: what it tells. */
  readonly numbered?: Numbered;
  /** Digest of the request that would make it as the document stands now. */
  readonly body: string;
  readonly context: FormContext;
  readonly locate: Locate;
}

/** What the numbers of creates tell of a document. */
export interface Numbered {
  /** Those of the candidates that this document made, whatever it says by now. */
  readonly own: readonly LiveResource[];
  /** Ids of what it made that was taken down since, and not by this project. */
  readonly gone: readonly string[];
  /** The create whose answer was lost, unless it is known what came of it. */
  readonly pending?: Intent;
  /** What came of it, when another document or entry has that. */
  readonly held?: { readonly id: string; readonly other: string };
  /** True while what an unanswered create may have made need not be listed yet. */
  readonly young: boolean;
}

/**
 * Finds out whether a document without an id means something that is there already: a lost lock file, or an answer that was lost after a create.
 *
 * What was made by the very document is its own after a lost answer, also when it was edited meanwhile. Besides, exactly one live resource that equals it in every
 * declared readable field is adopted. One that merely looks like it stops the run with the line to write: creating a second one beside it, or changing one that may be
 * another's, would be worse than asking.
 */
export function placeNewcomer({ one, entry, candidates, numbered, body, context, locate }: NewcomerInput): Newcomer {
  // What is ignored counts here: it may be all that tells one resource from another. What a read hides contradicts nothing, and proves nothing.
  const equals = (live: LiveResource) => {
    const states = one.fields.map((field) => showing(field, live, entry, context));
    return states.every((state) => state !== "differs") && states.some((state) => state === "same");
  };
  const pending = numbered === undefined ? one.lock.pending : numbered.pending;
  const problem = (code: string, ids: readonly string[], severity: Problem["severity"] = "error"): Problem => ({
    code,
    severity,
    class: "refused",
    args: { address: one.address, ids, ...(pending === undefined ? {} : { since: pending.at }) },
    address: one.address,
    place: locate(one.document.source, "/name", "key"),
  });
  const stop = (code: string, found: readonly LiveResource[]): Newcomer => ({
    what: "stop",
    problem: problem(
      code,
      found.map(({ id }) => id),
    ),
  });
  const { own = [], gone = [], young = false, held } = numbered ?? {};
  if (held !== undefined) {
    const { args, ...rest } = problem("created-another", []);
    return { what: "stop", problem: { ...rest, args: { ...args, ...held } } };
  }
  const [made] = own;
  if (own.length > 1) return stop("adopt-ambiguous", own);
  if (made !== undefined)
    return pending !== undefined || equals(made) ? { what: "adopt", live: made } : stop("adopt-edited", own);
  const fitting = candidates.filter(equals);
  const [first] = fitting;
  if (fitting.length > 1) return stop("adopt-ambiguous", fitting);
  if (first !== undefined) return { what: "adopt", live: first };
  if (gone.length > 0) return { what: "stop", problem: problem("made-and-gone", gone) };
  const alike = candidates.filter((live) => entry.kind.creation?.resembles(one.document.spec, live.spec) ?? false);
  if (alike.length > 0) return stop("adopt-unequal", alike);
  if (pending === undefined) return { what: "create" };
  if (numbered !== undefined) {
    // A number makes a repeated create harmless, as long as it repeats: an edited document has another one, and what was made shows by its number once it is listed.
    if (pending.body === body) return { what: "create" };
    if (young) return { what: "stop", problem: problem("create-unsettled", [], "warning") };
  } else if (pending.body !== body && candidates.length > 0) {
    // The document was edited after a create whose answer was lost: what was sent then may be any of these.
    return stop("create-unclear", candidates);
  }
  return { what: "wait", problem: problem("create-settled", [], "warning") };
}
