import type { Locate, Source } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Pointer } from "../model/pointer.ts";
import type { CodedArgs } from "../model/problem.ts";
import type { SchemaError } from "../model/schema-error.ts";
import type { Traits } from "../model/traits.ts";
import type { UnplainNumber } from "../model/unplain-number.ts";

/** A document with more mistakes of one sort than this is mended in several runs; each place costs a search. */
export const mostProblems = 100;

/** What is needed to say where and why a value is wrong. */
export interface ShapeInput {
  readonly errors: readonly SchemaError[];
  readonly value: Json;
  readonly source: Source;
  readonly locate: Locate;
  /** The text of a value as it stands in the file. */
  readonly written: (source: Source, pointer: Pointer) => string;
  /** Numbers in a spelling that not everybody reads alike; none when absent. */
  readonly numbers?: readonly UnplainNumber[];
  /** What is known of the values without a look; nothing when absent. */
  readonly traits?: Traits;
  /** The kind of the document; absent for the project file. */
  readonly entry?: KindEntry;
}

/** What is wrong with a value, before its place is known. */
export type ShapeFinding = CodedArgs & {
  readonly part?: "key" | "value";
  readonly pointer?: Pointer;
};
