import type { Document, Locate } from "../model/document.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Claims } from "./claims.ts";

/** What finding new resources that look alike needs. */
export interface LookalikesInput {
  readonly claims: readonly Claims[];
  /** Whether the resource of a document is there; asked only of documents that look alike. */
  readonly exists: (document: Document) => boolean;
  readonly locate: Locate;
}

/** A document with what people tell it by. */
interface Looking {
  readonly document: Document;
  readonly looks: readonly string[];
}

/**
 * New resources of one account that people cannot distinguish from another one, new or existing: as a rule a document
 * was copied and its title forgotten. After a lost answer nothing could distinguish them either. About two that exist
 * there is nothing to report: they were made so.
 */
export function lookalikes(input: LookalikesInput): Problem[] {
  const byLooks = new Map<string, Looking[]>();
  for (const { document, looks } of input.claims) {
    if (looks === undefined) continue;
    const key = JSON.stringify([document.account, document.kind, looks]);
    const same = byLooks.get(key);
    if (same === undefined) byLooks.set(key, [{ document, looks }]);
    else same.push({ document, looks });
  }
  const found = [...byLooks.values()].filter((same) => same.length > 1).flatMap((same) => alike(same, input));
  return oncePerPlace(found);
}

function alike(same: readonly Looking[], input: LookalikesInput): Problem[] {
  if (same.every(({ document }) => document.id !== undefined)) return [];
  const existing = same.find(({ document }) => input.exists(document));
  const first = existing ?? same[0];
  if (first === undefined) return [];
  return (
    same
      // One address twice is an error of its own.
      .filter(({ document }) => document.address !== first.document.address && !input.exists(document))
      .map((later) => lookalike(later, first.document, existing !== undefined, input))
  );
}

function lookalike(
  { document, looks }: Looking,
  earlier: Document,
  exists: boolean,
  { locate }: LookalikesInput,
): Problem {
  const { file, line } = locate(earlier.source, "/name", "value");
  return problem(
    "new-lookalike",
    { other: earlier.address, file, line, looks: [...looks], exists },
    { address: document.address, place: locate(document.source, "/name", "value") },
  );
}

/** A document of several accounts stands in the file once. */
function oncePerPlace(problems: readonly Problem[]): Problem[] {
  const key = ({ place }: Problem) => [place?.file, place?.line, place?.column].join(":");
  const byPlace = new Map<string, Problem>();
  for (const problem of problems) if (!byPlace.has(key(problem))) byPlace.set(key(problem), problem);
  return [...byPlace.values()];
}
