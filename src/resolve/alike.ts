import type { Document, Locate } from "../model/document.ts";
import type { Kinds } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";

/**
 * New resources of one account that people cannot tell apart, told at each later one: as a rule a document was copied and its title forgotten. After a lost answer
 * nothing could tell them apart either.
 */
export function lookalikes(
  documents: readonly Document[],
  kinds: Kinds,
  exists: (document: Document) => boolean,
  locate: Locate,
): Problem[] {
  const byLooks = new Map<string, Document[]>();
  for (const document of documents) {
    const looks = kinds.get(document.kind)?.kind.creation?.looksOf(document.spec);
    if (looks === undefined || document.id !== undefined || document.absent) continue;
    const key = JSON.stringify([document.account, document.kind, looks]);
    const same = byLooks.get(key);
    if (same === undefined) byLooks.set(key, [document]);
    else same.push(document);
  }
  return [...byLooks.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => {
      const [first, ...later] = same.filter((document) => !exists(document));
      // One address twice is an error of its own.
      const others = later.filter(({ address }) => address !== first?.address);
      return first === undefined ? [] : others.map((document) => lookalike(document, first, kinds, locate));
    });
}

function lookalike(later: Document, earlier: Document, kinds: Kinds, locate: Locate): Problem {
  const { file, line } = locate(earlier.source, "/name", "value");
  const looks = kinds.get(later.kind)?.kind.creation?.looksOf(later.spec) ?? [];
  return {
    code: "new-lookalike",
    severity: "warning",
    class: "document",
    args: { other: earlier.address, file, line, looks: [...looks] },
    address: later.address,
    place: locate(later.source, "/name", "value"),
  };
}
