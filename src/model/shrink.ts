import { isObject, type Json, type JsonObject } from "./json.ts";

/** Most texts that are remembered for the next values. */
const mostTexts = 5_000;

/** Most maps that are remembered, and their most keys. */
const mostMaps = 1_000;
const mostKeys = 200;

/** More members than an object keeps in one row when they were put in one by one. */
const mostInRow = 12;

/** What makes values small that stay in memory for long. */
export interface Shrink {
  /** A text that is equal and stands by itself: a part of a file's text keeps the whole text. */
  text(text: string): string;
  /** A map that is equal; `count` is how many members it has. */
  map(members: JsonObject, count: number): JsonObject;
  /** The last map that began with a key: the next one is likely to have the same keys. */
  likeLast(firstKey: string): Keys | undefined;
  /** Remembers a map for `likeLast`; `keys` are all of its keys as they came. */
  remember(keys: readonly string[], members: JsonObject): void;
}

/** A value that stood on one line, and how it was written. */
export interface OnLine {
  /** What stood there, without quotes; equal to the value where that is a text. */
  readonly text: string;
  /** The quotes around it; empty where there were none. */
  readonly quote: "" | '"' | "'";
  readonly value: Json;
}

/** The last map with some keys, as they came. The next one is likely to say mostly the same. */
export interface Keys {
  readonly keys: readonly string[];
  members: JsonObject;
  /** In the order of the keys. */
  values: readonly Json[];
  /** Of each key the value that stood there last, where it stood on one line. */
  readonly lines: (OnLine | undefined)[];
}

/**
 * A map with other values for the same keys: a copy is made in one go, where one that grows is made key by key. `before`
 * is the map to copy, with its values; where all of them are the same it is that map itself.
 */
export function filled(
  keys: readonly string[],
  before: Pick<Keys, "members" | "values">,
  values: readonly Json[],
): JsonObject {
  let map: Record<string, Json> | undefined;
  for (let at = 0; at < keys.length; at += 1)
    if (values[at] !== before.values[at]) {
      map ??= { ...before.members };
      map[keys[at] as string] = values[at] as Json;
    }
  return map ?? before.members;
}

/**
 * Makes values that stay in memory small, at a third of the size.
 *
 * Equal texts become one: the cards of a shop say the same again and again. An object that grew member by member is a
 * hash table beyond a dozen of them, and its copy is none.
 */
export function shrinking(): Shrink {
  const known = new Map<string, string>();
  const last = new Map<string, Keys>();
  return {
    text: (text) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      // Short parts of a text are copies of it anyway.
      const own = text.length > mostInRow ? (JSON.parse(JSON.stringify(text)) as string) : text;
      if (known.size < mostTexts) known.set(own, own);
      return own;
    },
    map: (members, count) => (count > mostInRow ? { ...members } : members),
    likeLast: (firstKey) => last.get(firstKey),
    remember: (keys, members) => {
      const [first] = keys;
      if (first !== undefined && keys.length <= mostKeys && (last.has(first) || last.size < mostMaps))
        last.set(first, { keys, members, values: keys.map((key) => members[key] as Json), lines: [] });
    },
  };
}

/** A value made small as a whole. */
export function shrunk(value: JsonObject, shrink: Shrink): JsonObject {
  const members: Record<string, Json> = {};
  let count = 0;
  for (const [key, member] of Object.entries(value)) {
    members[key] = smaller(member, shrink);
    count += 1;
  }
  return shrink.map(members, count);
}

function smaller(value: Json, shrink: Shrink): Json {
  if (typeof value === "string") return shrink.text(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => smaller(item, shrink));
  return isObject(value) ? shrunk(value, shrink) : value;
}
