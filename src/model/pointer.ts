import { isObject, type Json, type JsonObject } from "./json.ts";

/**
 * A JSON Pointer (RFC 6901) relative to `spec`, such as `/base_info/title`, or to the document below its `settings`; the
 * empty text is the whole.
 */
export type Pointer = string;

interface Way {
  readonly keys: readonly string[];
  /** Whether every object has one of the keys without saying so, such as `constructor`. */
  readonly isInherited: boolean;
}

/** The pointers of a schema come again with every document: they are taken apart once. */
const known = new Map<Pointer, Way>();
const mostKnown = 10_000;

/** The keys a pointer names, unescaped. */
export function segments(pointer: Pointer): readonly string[] {
  return wayOf(pointer).keys;
}

function wayOf(pointer: Pointer): Way {
  const before = known.get(pointer);
  if (before !== undefined) return before;
  const keys =
    pointer === ""
      ? []
      : pointer
          .slice(1)
          .split("/")
          .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const way = { keys, isInherited: keys.some((key) => key in Object.prototype) };
  // Pointers into documents differ from document to document; they must not pile up.
  if (known.size >= mostKnown) known.clear();
  known.set(pointer, way);
  return way;
}

/** The pointer of a child of `parent`. */
export function childPointer(parent: Pointer, key: string | number): Pointer {
  return `${parent}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A pointer as people write it: `base_info.title`. */
export function dotted(pointer: Pointer): string {
  return segments(pointer).join(".");
}

/** The value at a pointer, or undefined. Only own members are seen. */
export function valueAt(root: Json | undefined, pointer: Pointer): Json | undefined {
  const { keys, isInherited } = wayOf(pointer);
  let value: Json | undefined = root;
  for (let at = 0; at < keys.length; at += 1) {
    if (typeof value !== "object" || value === null) return undefined;
    const key = keys[at] as string;
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(key)];
    else if (isInherited && !Object.hasOwn(value, key)) return undefined;
    else value = (value as JsonObject)[key];
  }
  return value;
}

/**
 * A new object in which `pointer` holds `value`; the root itself is left as it is. Objects only: arrays are values
 * here.
 */
export function withValue(root: JsonObject, pointer: Pointer, value: Json): JsonObject {
  const [head, ...rest] = segments(pointer);
  if (head === undefined) return isObject(value) ? value : root;
  if (rest.length === 0) return { ...root, [head]: value };
  const child = root[head];
  const below = rest.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { ...root, [head]: withValue(isObject(child) ? child : {}, below, value) };
}

/**
 * A new object without what stands at a pointer; the same object when nothing stands there. Below a list, without what
 * stands there in each of its items.
 */
export function withoutValue(root: JsonObject, pointer: Pointer): JsonObject {
  return without(root, segments(pointer)) as JsonObject;
}

function without(value: Json, [head, ...rest]: readonly string[]): Json {
  if (head === undefined) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, [head, ...rest]));
  if (!isObject(value) || !Object.hasOwn(value, head)) return value;
  const { [head]: child = null, ...others } = value;
  return rest.length === 0 ? others : { ...value, [head]: without(child, rest) };
}

/** True for a pointer that one of the pointers names, itself or from above. */
export function isBelow(path: Pointer, pointers: readonly Pointer[]): boolean {
  return pointers.some((pointer) => path === pointer || path.startsWith(`${pointer}/`));
}
