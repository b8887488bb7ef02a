import { isObject, type Json } from "../model/json.ts";
import type { SchemaError } from "../model/kind.ts";
import { nearest } from "../model/nearest.ts";
import { isBelow, type Pointer, segments, valueAt } from "../model/pointer.ts";
import type { UnclearPart } from "../model/unclear.ts";
import { belowSpec } from "./below-spec.ts";

/** No object of a document has more fields than that; every key is held against every missing field. */
const mostKeys = 200;

/**
 * Where the shape of a document is wrong, so that what seems to be missing there may only be written in another way: under a misspelt key, on another level, as
 * another type, or all of it where `spec` itself is missing.
 */
export function unclearParts(errors: readonly SchemaError[], value: Json): UnclearPart[] {
  return errors.flatMap(({ keyword, instancePath, params }): UnclearPart[] => {
    const inSpec = belowSpec(instancePath);
    // Beside `spec`, in the document or in an overlay.
    const isEnvelope = /^(?:\/accounts\/[^/]+)?$/.test(instancePath);
    if (keyword === "additionalProperties") {
      const path = inSpec ?? (isEnvelope ? "" : undefined);
      if (path === undefined) return [];
      const key = String(params["additionalProperty"]);
      const parent = valueAt(value, instancePath);
      const child = isObject(parent) ? parent[key] : undefined;
      return [{ path, keys: [key, ...(isObject(child) ? Object.keys(child).slice(0, mostKeys) : [])] }];
    }
    if (keyword === "required") return isEnvelope && params["missingProperty"] === "spec" ? [{ path: "" }] : [];
    return inSpec === undefined ? [] : [{ path: inSpec }];
  });
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
