import type { JsonObject } from "../model/json.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { PolicyTable } from "../model/policy.ts";

/**
 * What the platform asks of a new resource and a document does not say. An object that is sent whole and is missing
 * stands for its members.
 */
export function missingToCreate(spec: JsonObject, policies: PolicyTable): Pointer[] {
  return [...policies.values()]
    .filter(({ required }) => required === "create")
    .filter(({ pointer }) => valueAt(spec, pointer) === undefined)
    .filter(({ atom }) => atom === undefined || valueAt(spec, atom) !== undefined)
    .map(({ pointer }) => pointer);
}
