import type { Document, Locate } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import { inDocument } from "../model/parts.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { sandboxAccountName } from "../model/project.ts";

/**
 * Items that the platform lets one object hold and that two documents declare, in whatever accounts: a test account
 * must not take what a real one uses. The reserved account `sandbox` reaches nobody and is left out.
 */
export function declaredTwice(documents: readonly Document[], kinds: Kinds, locate: Locate): Problem[] {
  const first = new Map<string, DeclaredItem>();
  const present = documents.filter(({ absent, account }) => !absent && account !== sandboxAccountName);
  return present
    .flatMap((document) => uniqueItems(document, kinds))
    .flatMap((declared) => {
      const earlier = first.get(declared.key);
      if (earlier === undefined) first.set(declared.key, declared);
      return earlier === undefined || earlier.document === declared.document ? [] : [twice(declared, earlier, locate)];
    });
}

/** An item of a list whose items may be declared once, where it stands. */
interface DeclaredItem {
  readonly key: string;
  readonly item: string;
  readonly document: Document;
  readonly path: Pointer;
}

function uniqueItems(document: Document, kinds: Kinds): DeclaredItem[] {
  const lists = [...(kinds.get(document.kind)?.policies.values() ?? [])].filter(({ unique }) => unique === true);
  return lists.flatMap(({ pointer }) => {
    const value = valueAt(document.spec, pointer);
    const items = Array.isArray(value) ? (value as readonly Json[]).map(String) : [];
    return items.map((item, index) => ({
      key: `${document.kind} ${pointer} ${item}`,
      item,
      document,
      path: `${pointer}/${index}`,
    }));
  });
}

function twice({ item, document, path }: DeclaredItem, earlier: DeclaredItem, locate: Locate): Problem {
  const { file, line } = locate(earlier.document.source, inDocument(earlier.path), "value");
  const args = { item, other: earlier.document.address, file, line };
  const place = locate(document.source, inDocument(path), "value");
  return problem("item-declared-twice", args, { address: document.address, path, place });
}
