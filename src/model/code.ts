/** The kind by which a memory names calls about single codes: no document has it. */
const codeKind = "Code";

/** The operation that makes a code invalid. */
export const invalidation = "invalidate";

/** Under which the call about a code is remembered: never by the code, but by what its SHA-256 begins with. */
export function codeLocal(digest: string): string {
  return `${codeKind}/${digest.slice(0, 16)}`;
}

/** True for what a memory has of a call about a code. */
export function isOfCode(local: string): boolean {
  return local.startsWith(`${codeKind}/`);
}

/**
 * How making a code invalid ended.
 *
 * | | |
 * |---|---|
 * | `done` | it was sent, and a look shows it |
 * | `already` | a look showed it before anything was sent |
 * | `refused` | the platform refused it |
 * | `unknown` | nobody can say; the next look tells |
 */
export type CodeOutcome = "done" | "already" | "refused" | "unknown";

/** What became of a code, as it is shown. */
export interface CodeView {
  readonly address: string;
  /** Masked. */
  readonly code: string;
  /** States, as the platform writes them. */
  readonly before: string;
  /** Absent where no look afterwards showed one. */
  readonly after?: string;
  readonly outcome: CodeOutcome;
}
