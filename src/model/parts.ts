import { isObject, type Json, type JsonObject } from "./json.ts";
import { type Pointer, segments, withValue } from "./pointer.ts";

/**
 * What a document may declare beside `spec`: settings of a resource that calls of their own set. All that is declared is
 * one value to the engine, that of `spec` with the settings as one more member of it: what stands at
 * `/settings/paycell` of a document is the field `/settings/paycell`, and `/spec/discount` is the field `/discount`.
 */
const beside = "settings";

/** All the fields that a document, or an overlay of one, declares; its shape may be wrong. */
export function fieldsIn(document: JsonObject): JsonObject {
  const { spec, [beside]: more } = document;
  const fields = isObject(spec) ? spec : {};
  return isObject(more) ? { ...fields, [beside]: more } : fields;
}

/** Where a field stands in a document, or in an overlay of one. */
export function inDocument(path: Pointer): Pointer {
  return segments(path)[0] === beside ? path : `/spec${path}`;
}

/** A document of a kind that declares one field and nothing else, for trying a value on a schema. */
export function documentOf(kind: string, path: Pointer, value: Json): JsonObject {
  return withValue({ kind, name: "any", spec: {} }, inDocument(path), value);
}

/** A pointer into a document as that of a field, its own or an overlay's; undefined for the envelope. */
export function fieldAt(pointer: Pointer): Pointer | undefined {
  const [, spec, more] = /^(?:\/accounts\/[^/]+)?(?:\/spec((?:\/.*)?)|(\/settings(?:\/.*)?))$/s.exec(pointer) ?? [];
  return spec ?? more;
}
