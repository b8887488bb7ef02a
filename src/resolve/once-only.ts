import type { Document, Locate } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { sandboxAccountName } from "../model/project.ts";

/**
 * Items that the platform lets one object hold and that two documents declare, in whatever accounts: a test account must not take what a real one uses. The
 * reserved account `sandbox` reaches nobody and is left out.
 */
export function declaredTwice(documents: readonly Document[], kinds: Kinds, locate: Locate): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, { readonly document: Document; readonly pointer: Pointer }>();
  for (const document of documents) {
    if (document.absent || document.account === sandboxAccountName) continue;
    const lists = [...(kinds.get(document.kind)?.policies.values() ?? [])].filter(({ unique }) => unique === true);
    for (const { pointer } of lists) {
      const value = valueAt(document.spec, pointer);
      const items = Array.isArray(value) ? (value as readonly Json[]) : [];
      for (const [index, item] of items.entries()) {
        const at = `/spec${pointer}/${index}`;
        const key = `${document.kind} ${pointer} ${String(item)}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, { document, pointer: at });
        else if (earlier.document !== document) problems.push(twice(String(item), document, at, earlier, locate));
      }
    }
  }
  return problems;
}

function twice(
  item: string,
  later: Document,
  pointer: Pointer,
  earlier: { readonly document: Document; readonly pointer: Pointer },
  locate: Locate,
): Problem {
  const { file, line } = locate(earlier.document.source, earlier.pointer, "value");
  return {
    code: "item-declared-twice",
    severity: "error",
    class: "document",
    args: { item, other: earlier.document.address, file, line },
    address: later.address,
    path: pointer.slice("/spec".length),
    place: locate(later.source, pointer, "value"),
  };
}
