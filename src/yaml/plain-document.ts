import type { Json } from "../model/json.ts";
import type { Shrink } from "../model/shrink.ts";

/** One document of a file: its value, which document of the file it is, and the line of its first key. */
export interface PlainDocument {
  readonly value: Json;
  readonly index: number;
  readonly line: number;
  /** From its first key to its end, in the text with line feeds alone. */
  readonly range: readonly [start: number, end: number];
}

/**
 * Where a member or an item stands in the text, by the object or list that holds it: the key's part of the text, and
 * the value's.
 */
export type PlainPlaces = WeakMap<object, Map<string | number, PlainPlace>>;

export interface PlainPlace {
  readonly key: readonly [start: number, end: number];
  readonly value: readonly [start: number, end: number];
}

/** How plain YAML is read. */
export interface PlainReading {
  readonly shrink?: Shrink;
  /** Most values, lists and maps among them. */
  readonly nodes?: number;
  /**
   * Takes down where everything stands; not together with `shrink`, which puts other objects in the place of those that
   * were read.
   */
  readonly places?: PlainPlaces;
}
