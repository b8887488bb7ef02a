import type { Document, Locate } from "../model/document.ts";
import type { Kinds } from "../model/kind.ts";
import { type Problem, problem } from "../model/problem.ts";

/** What finding new resources that look alike needs. */
export interface LookalikesInput {
  readonly documents: readonly Document[];
  readonly kinds: Kinds;
  /** Whether the resource of a document is there; asked only of documents that look alike. */
  readonly exists: (document: Document) => boolean;
  readonly locate: Locate;
}

/**
 * New resources of one account that people cannot distinguish from another one, new or existing: as a rule a document
 * was copied and its title forgotten. After a lost answer nothing could distinguish them either. About two that exist
 * there is nothing to report: they were made so.
 */
export function lookalikes(input: LookalikesInput): Problem[] {
  const byLooks = new Map<string, Document[]>();
  for (const document of input.documents) {
    const looks = input.kinds.get(document.kind)?.kind.creation?.looksOf(document.spec);
    if (looks === undefined || document.absent) continue;
    const key = JSON.stringify([document.account, document.kind, looks]);
    const same = byLooks.get(key);
    if (same === undefined) byLooks.set(key, [document]);
    else same.push(document);
  }
  const found = [...byLooks.values()].filter((same) => same.length > 1).flatMap((same) => alike(same, input));
  return oncePerPlace(found);
}

function alike(same: readonly Document[], input: LookalikesInput): Problem[] {
  if (same.every(({ id }) => id !== undefined)) return [];
  const existing = same.find((document) => input.exists(document));
  const first = existing ?? same[0];
  if (first === undefined) return [];
  return (
    same
      // One address twice is an error of its own.
      .filter((document) => document.address !== first.address && !input.exists(document))
      .map((document) => lookalike(document, first, existing !== undefined, input))
  );
}

function lookalike(later: Document, earlier: Document, exists: boolean, { kinds, locate }: LookalikesInput): Problem {
  const { file, line } = locate(earlier.source, "/name", "value");
  const looks = kinds.get(later.kind)?.kind.creation?.looksOf(later.spec) ?? [];
  return problem(
    "new-lookalike",
    { other: earlier.address, file, line, looks: [...looks], exists },
    { address: later.address, place: locate(later.source, "/name", "value") },
  );
}

/** A document of several accounts stands in the file once. */
function oncePerPlace(problems: readonly Problem[]): Problem[] {
  const key = ({ place }: Problem) => [place?.file, place?.line, place?.column].join(":");
  const byPlace = new Map<string, Problem>();
  for (const problem of problems) if (!byPlace.has(key(problem))) byPlace.set(key(problem), problem);
  return [...byPlace.values()];
}
