import type { FieldPolicy } from "./policy.ts";
import type { Finding, Problem } from "./problem.ts";

/** One resource that is wanted as a document, as the command line names it. */
export interface ImportTarget {
  /** As it was written, for messages. */
  readonly argument: string;
  readonly account: string;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
}

/** One resource that now has a document. */
export interface ImportedResource {
  readonly address: string;
  readonly id: string;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** Live values that no valid document can hold, and why. */
  readonly leftOut: readonly Finding[];
}

/** Resources that were found and not imported, by why. */
export interface SkippedCounts {
  /** A document has them already. */
  readonly managed: number;
  readonly deleted: number;
  /** Of a type that no kind of ours describes. */
  readonly otherTypes: number;
}

/** Everything an import did. */
export interface ImportReport {
  readonly imported: readonly ImportedResource[];
  readonly skipped: SkippedCounts;
  readonly problems: readonly Problem[];
  /** True when a signal ended the run early. */
  readonly interrupted: boolean;
}

/** Words for the comments of a document; made outside, since words are not the engine's business. Each is one line. */
export interface ImportWords {
  /** What a field is; undefined where nothing is known. */
  field(kind: string, policy: Pick<FieldPolicy, "pointer"> & Partial<FieldPolicy>): string | undefined;
  /** Why a value is not in the document, with its field. */
  reason(finding: Finding): string;
  /** What is particular about a value, beside its field. */
  remark(finding: Finding): string;
  /** What stands above the list of what was left out. */
  readonly leftOut: string;
}
