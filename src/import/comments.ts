import type { ImportWords } from "../model/import.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Pointer } from "../model/pointer.ts";
import type { Finding } from "../model/problem.ts";
import type { WrittenSpec } from "./spec.ts";

/** What a document has besides its values. */
export interface Commentary {
  readonly comment: (pointer: Pointer) => string | undefined;
  readonly notes: readonly string[];
  readonly plain: ReadonlySet<Pointer>;
}

/**
 * The comments of one document: what each field is, what is particular about its value, and what is not in the document
 * and why.
 */
export function commentary(
  { kind, policies }: KindEntry,
  words: ImportWords,
  { remarks }: WrittenSpec,
  leftOut: readonly Finding[],
): Commentary {
  const comment = (pointer: Pointer): string | undefined => {
    const remark = remarks.get(pointer);
    const parts = [words.field(kind.name, policies.get(pointer) ?? { pointer }), remark && words.remark(remark)];
    const present = parts.filter((part) => part !== undefined && part !== "");
    return present.length === 0 ? undefined : present.join("; ");
  };
  const reasons = leftOut.map((finding) => `- ${words.reason(finding)}`);
  const instants = [...policies.values()].filter(({ same }) => same?.startsWith("instant-"));
  return {
    comment,
    notes: reasons.length === 0 ? [] : [words.leftOut, ...reasons],
    plain: new Set(instants.map(({ pointer }) => pointer)),
  };
}
