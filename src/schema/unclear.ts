import { isObject, type Json } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";
import { fieldAt } from "../model/parts.ts";
import { isBelow, type Pointer, segments, valueAt } from "../model/pointer.ts";
import type { SchemaError } from "../model/schema-error.ts";
import type { UnclearPart } from "../model/unclear.ts";

/** No object of a document has more fields than that; every key is compared with every missing field. */
const mostKeys = 200;

/**
 * Where the shape of a document is wrong, so that what seems to be missing there may only be written in another way:
 * under a misspelt key, on another level, as another type, or all of it where `spec` itself is missing.
 */
export function unclearParts(errors: readonly SchemaError[], value: Json): UnclearPart[] {
  return errors.flatMap((error) => unclearPart(error, value) ?? []);
}

function unclearPart({ keyword, instancePath, params }: SchemaError, value: Json): UnclearPart | undefined {
  const inSpec = fieldAt(instancePath);
  // Beside `spec`, in the document or in an overlay.
  const isEnvelope = /^(?:\/accounts\/[^/]+)?$/.test(instancePath);
  if (keyword === "required") return isEnvelope && params["missingProperty"] === "spec" ? { path: "" } : undefined;
  const path = inSpec ?? (isEnvelope && keyword === "additionalProperties" ? "" : undefined);
  if (path === undefined) return undefined;
  if (keyword !== "additionalProperties") return { path };
  const key = String(params["additionalProperty"]);
  return { path, keys: [key, ...keysBelow(value, instancePath, key)] };
}

/** The first keys of a member, when it is an object. */
function keysBelow(value: Json, pointer: Pointer, key: string): readonly string[] {
  const parent = valueAt(value, pointer);
  const child = isObject(parent) ? parent[key] : undefined;
  return isObject(child) ? Object.keys(child).slice(0, mostKeys) : [];
}

/** True for a missing field that the document may hold in another shape: what is wrong with that says it all. */
export function isUnclear(parts: readonly UnclearPart[], missing: Pointer): boolean {
  return parts.some(({ path, keys }) => {
    if (keys === undefined) return isBelow(missing, [path]) || isBelow(path, [missing]);
    const names = segments(missing.slice(isBelow(missing, [path]) ? path.length : missing.lastIndexOf("/")));
    // Elsewhere only under exactly its name: it stands in the wrong object.
    if (!isBelow(missing, [path])) return keys.some((key) => names.includes(key));
    return keys.some((key) => nearest(key, names) !== undefined);
  });
}
