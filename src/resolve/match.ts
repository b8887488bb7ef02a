import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Intent } from "../model/state.ts";
import { instantIso } from "../schema/instant.ts";
import { showing } from "../schema/showing.ts";

/** Why a document without an id stops: what was found for it. */
type FoundCode = "adopt-ambiguous" | "adopt-unequal" | "adopt-edited" | "made-and-gone";

/** What becomes of a document that knows no id. */
export type Match =
  | { readonly what: "adopt"; readonly live: LiveResource }
  | { readonly what: "create" }
  /** An earlier run may have created it under another number: it may still show. */
  | { readonly what: "wait"; readonly problem: Problem }
  | { readonly what: "stop"; readonly problem: Problem };

/** What matching a document needs. */
export interface MatchInput {
  readonly desired: Desired;
  readonly entry: KindEntry;
  /**
   * Live resources of the account that no document and no entry of the memory knows, and that were made by no other
   * document.
   */
  readonly candidates: readonly LiveResource[];
  /** Where creates carry an idempotency key: what the keys show. */
  readonly keys?: KeyEvidence | undefined;
  /** Digest of the request that would make it as the document stands now. */
  readonly body: string;
  readonly context: FormContext;
  readonly locate: Locate;
}

/** What the idempotency keys of creates show about a document. */
export interface KeyEvidence {
  /** Those of the candidates that this document made, whatever it says by now. */
  readonly own: readonly LiveResource[];
  /** Ids of what it made that was taken down since, and not by this project. */
  readonly gone: readonly string[];
  /** The create whose answer was lost, unless it is known what came of it. */
  readonly pending?: Intent;
  /** What came of it, when another document or entry has that. */
  readonly elsewhere?: { readonly id: string; readonly other: string };
  /**
   * Until then what an unanswered create may have made need not be listed, in milliseconds since 1970; absent once that
   * has passed.
   */
  readonly notBefore?: number;
}

/**
 * Finds out whether a document without an id means something that is there already: a lost memory, or an answer that
 * was lost after a create.
 *
 * What was made by the very document is its own after a lost answer, also when it was edited meanwhile. Besides,
 * exactly one live resource that equals it in every declared readable field is adopted. One that merely resembles it
 * stops the run with the line to write: creating a second one beside it, or changing one that may be another's, would
 * be worse than asking.
 */
export function matchResource(input: MatchInput): Match {
  const { desired, entry, candidates, keys } = input;
  const found = matchByKey(input) ?? matchByContent(input);
  if (found !== undefined) return found;
  if (keys !== undefined && keys.gone.length > 0) return stop(input, "made-and-gone", keys.gone);
  const resembles = (live: LiveResource) => entry.kind.creation?.resembles(desired.document.spec, live.spec) === true;
  const similar = candidates.filter(resembles);
  return similar.length > 0 ? stop(input, "adopt-unequal", idsOf(similar)) : afterPending(input);
}

/** By the idempotency key of its create: whatever the document says by now. */
function matchByKey(input: MatchInput): Match | undefined {
  const { own = [], elsewhere } = input.keys ?? {};
  if (elsewhere !== undefined) {
    const args = { address: input.desired.address, ...elsewhere };
    const problemElsewhere = problem("created-another", args, { ...placeOf(input), class: "refused" });
    return { what: "stop", problem: problemElsewhere };
  }
  const [made] = own;
  if (made === undefined) return undefined;
  if (own.length > 1) return stop(input, "adopt-ambiguous", idsOf(own));
  const isOurs = input.keys?.pending !== undefined || equals(made, input);
  return isOurs ? { what: "adopt", live: made } : stop(input, "adopt-edited", idsOf(own));
}

/** By what it says, when exactly one live resource says the same. */
function matchByContent(input: MatchInput): Match | undefined {
  const fitting = input.candidates.filter((live) => equals(live, input));
  const [first] = fitting;
  if (first === undefined) return undefined;
  return fitting.length > 1 ? stop(input, "adopt-ambiguous", idsOf(fitting)) : { what: "adopt", live: first };
}

/** Nothing like it is there: it is made, unless an earlier create whose answer was lost may still show. */
function afterPending(input: MatchInput): Match {
  const { keys, body, desired, context } = input;
  // A number makes a repeated create harmless, as long as it repeats: an edited document has another one, and what was
  // made shows by its number once it is listed.
  if (keys?.pending === undefined || keys.pending.body === body || keys.notBefore === undefined)
    return { what: "create" };
  const { operation, at: since } = keys.pending;
  const notBefore = instantIso(keys.notBefore, context.timezone);
  const args = { address: desired.address, operation, since, notBefore, will: "wait" } as const;
  return { what: "wait", problem: problem("recovery-waits", args, placeOf(input)) };
}

/**
 * What is ignored counts here: it may be all that distinguishes two resources. What a read hides contradicts nothing,
 * and proves nothing.
 */
function equals(live: LiveResource, { desired, entry, context }: MatchInput): boolean {
  const states = desired.fields.map((field) => showing(field, live, entry, context));
  return states.every((state) => state !== "differs") && states.some((state) => state === "same");
}

function idsOf(resources: readonly LiveResource[]): string[] {
  return resources.map(({ id }) => id);
}

function stop(input: MatchInput, code: FoundCode, ids: readonly string[]): Match {
  return { what: "stop", problem: problemOf(input, code, ids) };
}

function problemOf(input: MatchInput, code: FoundCode, ids: readonly string[]): Problem {
  const { address } = input.desired;
  return problem(code, { address, ids }, placeOf(input));
}

/** Where a problem of the document stands. */
function placeOf({ desired: { address, document }, locate }: MatchInput) {
  return { address, place: locate(document.source, "/name", "key") };
}
