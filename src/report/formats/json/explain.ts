import { defined } from "../../../model/defined.ts";
import type { Explanation, FieldFacts } from "../../../model/explanation.ts";
import type { Json, JsonObject } from "../../../model/json.ts";
import { dotted } from "../../../model/pointer.ts";
import type { ValueShape } from "../../../model/policy.ts";
import { jsonName } from "../../json-names.ts";
import { resultJson } from "./result.ts";

/**
 * What `explain` found, for machines: the words of the schema under the names the policy tables use. An object that
 * only holds fields has no policy and lists them; so does an object that is sent whole, besides its policy.
 */
export function explanationJson(found: Explanation): string {
  return resultJson("explain", explained(found));
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
  return {
    path: pointer,
    name: dotted(pointer),
    title,
    description,
    ...underJsonKeys(own),
    ...(shape === undefined ? {} : shapeOf(shape)),
    ...defined({ call: call === undefined ? undefined : ({ ...call } as Json) }),
    source,
  };
}

function shapeOf(shape: ValueShape): JsonObject {
  const { item, members, ...own } = shape;
  return {
    ...underJsonKeys(own),
    ...defined({
      item: item === undefined ? undefined : shapeOf(item),
      members: members === undefined ? undefined : members.map(shapeOf),
    }),
  };
}

/** An object of ours under the keys of JSON. What its members hold stays: there the keys are the platform's. */
function underJsonKeys(own: object): JsonObject {
  // Everything here came out of JSON Schema as JSON.
  return Object.fromEntries(Object.entries(own).map(([key, value]): [string, Json] => [jsonName(key), value as Json]));
}
