import type { Pointer } from "./pointer.ts";

/** A part of a document whose shape is wrong, below `spec`. */
export interface UnclearPart {
  /** Where the value is wrong, or where the unknown keys stand. */
  readonly path: Pointer;
  /** An unknown key there, and the keys of its value; absent where the value itself is wrong. */
  readonly keys?: readonly string[];
}
