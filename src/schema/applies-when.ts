import { asText, type JsonObject } from "../model/json.ts";
import type { FieldPolicy } from "../model/policy.ts";

/**
 * True for a member of a whole object that means nothing beside the others, by what `x-applies-when` says of it. While
 * the object does not say what decides it, it may mean something.
 */
export function doesNotApply({ appliesWhen = {} }: FieldPolicy, whole: JsonObject): boolean {
  return Object.entries(appliesWhen).some(([member, among]) => {
    const value = whole[member];
    return value !== undefined && !among.includes(asText(value));
  });
}
