import { createHash } from "node:crypto";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { Redactor } from "./redact.ts";

/** So much around a change is looked at with it: a leak that reaches further shows itself within. */
export const margin = 8192;

type WriteParts = (
  name: string,
  parts: Iterable<string>,
  write: (guarded: Iterable<string>) => FileTrouble | undefined,
) => FileTrouble | undefined;

/**
 * Writes texts in parts. Each part is looked at with the end of the one above it, and given on when the one below it has
 * been looked at too. None is kept: of a part that the last write of the file had, its digest tells.
 */
export function guardedParts(
  shown: (name: string, text: string) => FileTrouble | undefined,
  { known: knownNow }: Pick<Redactor, "known">,
): WriteParts {
  const cleared = new Map<string, { readonly known: number; readonly digests: ReadonlySet<string> }>();
  return (name, parts, write) => {
    const known = knownNow();
    const before = cleared.get(name);
    const former = before?.known === known ? before.digests : new Set<string>();
    const digests = new Set<string>();
    let refusal: FileTrouble | undefined;
    function* guarded(): Generator<string, void> {
      let [above, waiting] = ["", ""];
      for (const part of parts) {
        const looked = above + part;
        const digest = createHash("sha256").update(looked, "utf8").digest("base64");
        refusal = former.has(digest) ? undefined : shown(name, looked);
        // Ends the write: what was written so far goes away again.
        if (refusal !== undefined) throw new Error("A secret would be written.");
        digests.add(digest);
        yield waiting;
        above = looked.slice(-margin);
        waiting = part;
      }
      yield waiting;
    }
    try {
      const trouble = write(guarded());
      if (refusal === undefined && trouble === undefined) cleared.set(name, { known, digests });
      return refusal ?? trouble;
    } catch (error) {
      if (refusal === undefined) throw error;
      return refusal;
    }
  };
}
