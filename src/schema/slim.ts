import { isObject, type Json, type JsonObject } from "../model/json.ts";

/**
 * A schema as validators need it: without the words for people and for the policy table, and with shapes that occur
 * more than once written once.
 *
 * Ajv writes code for every place of a schema; a card has some 120 fields of some 30 shapes, and every start reads that
 * code. Accepts and refuses the same values with the same keywords at the same places; only `schemaPath` differs.
 */
export function slimSchema(schema: JsonObject): JsonObject {
  const plain = withoutProse(schema) as JsonObject;
  const counts = new Map<string, number>();
  eachField(plain, (field) => {
    const key = JSON.stringify(field);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return field;
  });
  const shapes: Record<string, Json> = {};
  const names = new Map<string, string>();
  const shared = eachField(plain, (field) => {
    const key = JSON.stringify(field);
    if ((counts.get(key) ?? 0) < 2 || isObject(field["properties"]) || "$ref" in field) return field;
    const name = names.get(key) ?? `shape${names.size + 1}`;
    names.set(key, name);
    shapes[name] = field;
    return { $ref: `#/definitions/${name}` };
  });
  const definitions = isObject(shared["definitions"]) ? shared["definitions"] : {};
  return { ...shared, definitions: { ...definitions, ...shapes } };
}

/** Replaces every schema that stands below `properties`, innermost first. */
function eachField(schema: JsonObject, replace: (field: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === "properties" && isObject(value)) {
        const fields = Object.entries(value).map(([name, field]) => [
          name,
          isObject(field) ? replace(eachField(field, replace)) : field,
        ]);
        return [key, Object.fromEntries(fields)];
      }
      if (key === "definitions" && isObject(value)) {
        const inner = Object.entries(value).map(([name, child]) => [
          name,
          isObject(child) ? eachField(child, replace) : child,
        ]);
        return [key, Object.fromEntries(inner)];
      }
      return [key, key === "items" && isObject(value) ? eachField(value, replace) : value];
    }),
  );
}

/** True for a field that the platform keeps for itself: the policy table knows it, and no document may hold it. */
export function isPlatformsOwn(schema: Json): boolean {
  return isObject(schema) && schema["x-change"] === "never";
}

/** What only people or the policy table read. */
function isProse(key: string): boolean {
  return ["title", "description", "examples"].includes(key) || (key.startsWith("x-") && !key.startsWith("x-bytes"));
}

/** Below `properties` and `definitions` keys are names, whatever they spell. */
function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(([key]) => !isProse(key));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if ((key === "properties" || key === "definitions") && isObject(value)) {
        const declarable = Object.entries(value).filter(([, child]) => !isPlatformsOwn(child));
        return [key, Object.fromEntries(declarable.map(([name, child]) => [name, withoutProse(child)]))];
      }
      return [key, key === "enum" || key === "const" ? value : withoutProse(value)];
    }),
  );
}
