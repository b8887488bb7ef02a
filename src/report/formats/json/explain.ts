import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import type { Json, JsonObject } from "../../../model/json.ts";
import { dotted } from "../../../model/pointer.ts";
import { jsonText } from "../../json-text.ts";

/**
 * What `explain` found, for machines: the words of the schema under the names the policy tables use. An object that only holds fields has no policy and
 * lists them; so does an object that is sent whole, besides its policy.
 */
export function explanationJson(found: Explanation): string {
  return jsonText(explained(found));
}

function explained(found: Explanation): JsonObject {
  switch (found.about) {
    case "kinds":
      return { kinds: found.kinds };
    case "kind":
      return { kind: found.name, description: found.description, fields: found.fields.map(fieldOf) };
    case "field": {
      const { field, below } = found;
      return { kind: field.kind, ...fieldOf(field), ...(below.length === 0 ? {} : { fields: below.map(fieldOf) }) };
    }
  }
}

function fieldOf({ pointer, words, policy, call }: FieldFacts): JsonObject {
  const { shape, title, description, source } = words;
  const { pointer: _pointer, enum: _enum, ...own } = policy ?? { pointer, enum: [] };
  // Everything here came out of JSON Schema as JSON.
  return {
    path: pointer,
    name: dotted(pointer),
    title,
    description,
    ...(own as JsonObject),
    ...((shape ?? {}) as unknown as JsonObject),
    ...(call === undefined ? {} : { call: { ...call } as Json }),
    source,
  } as JsonObject;
}
