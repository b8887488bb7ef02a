import type { Pointer } from "./pointer.ts";

/**
 * What fields are called in one language, by kind and pointer below `spec`, objects included; the kind itself stands at
 * the empty pointer.
 */
export type Labels = Readonly<Record<string, Readonly<Record<Pointer, string>>>>;
