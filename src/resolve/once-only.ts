import type { Document, Locate } from "../model/document.ts";
import { inDocument } from "../model/parts.ts";
import { type Problem, problem } from "../model/problem.ts";
import { sandboxAccountName } from "../model/project.ts";
import type { ClaimedItem, Claims } from "./claims.ts";

/**
 * Items that the platform lets one object hold and that two documents declare, in whatever accounts: a test account
 * must not take what a real one uses. The reserved account `sandbox` reaches nobody and is left out.
 */
export function declaredTwice(claims: readonly Claims[], locate: Locate): Problem[] {
  const first = new Map<string, DeclaredItem>();
  return claims.flatMap(({ document, items }) => {
    if (document.account === sandboxAccountName) return [];
    return items.flatMap((claimed) => {
      const declared = { document, ...claimed };
      const key = `${document.kind} ${claimed.list} ${claimed.item}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, declared);
      return earlier === undefined || earlier.document === document ? [] : [twice(declared, earlier, locate)];
    });
  });
}

/** An item with its document. */
interface DeclaredItem extends ClaimedItem {
  readonly document: Document;
}

function twice({ item, document, path }: DeclaredItem, earlier: DeclaredItem, locate: Locate): Problem {
  const { file, line } = locate(earlier.document.source, inDocument(earlier.path), "value");
  const args = { item, other: earlier.document.address, file, line };
  const place = locate(document.source, inDocument(path), "value");
  return problem("item-declared-twice", args, { address: document.address, path, place });
}
