import type { Pointer } from "./pointer.ts";

/**
 * A whole number in a spelling that people, and other readers of YAML, take for another value: `0100`, `0x64`, `1e2`,
 * `+5`, `1.0`.
 */
export interface UnplainNumber {
  /** From the document. */
  readonly pointer: Pointer;
  /** As it stands in the file. */
  readonly written: string;
  /** The same number as everybody reads it. */
  readonly plain: string;
}
