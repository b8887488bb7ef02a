import { isExactNumber, wholeOf } from "../model/exact-number.ts";
import { isEmpty, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { documentOf, inDocument } from "../model/parts.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { instantSeconds } from "./instant.ts";
import type { LiveMember } from "./live-members.ts";
import { mayHide } from "./showing.ts";

/**
 * Known members of a live resource whose values can be none of their fields, so that the answer which shows them is
 * none to write from.
 *
 * Compared with the schema only where no platform says the same in another way: whether it is a text, a number, an
 * instant, a list or an object at all, that an amount is none below zero, and how an id is spelt. Limits, lists of
 * values and other spellings do not count: they say what a new value should be, and what is live may be older, newer,
 * or written otherwise. Unknown members are carried along as they are.
 */
export function unusableMembers(members: readonly LiveMember[], entry: KindEntry): Pointer[] {
  return members.flatMap(({ path, value, policy }) =>
    policy === undefined || isEmpty(value) || isUsable(value, policy, entry) ? [] : [path],
  );
}

/**
 * Known members that the platform asks of every object of the kind, and that the values to be sent do not hold; below a
 * pointer, of which the empty one means all. What reads may leave out is not missing.
 */
export function missingMembers(values: JsonObject, below: Pointer, { policies }: KindEntry): Pointer[] {
  return [...policies.values()]
    .filter((policy) => policy.required !== undefined && policy.itemsPerObject === undefined && !mayHide(policy))
    .filter(({ pointer, atomic }) => !atomic && pointer.startsWith(`${below}/`))
    .map(({ pointer }) => pointer)
    .filter((pointer) => isEmpty(valueAt(values, pointer)));
}

function isUsable(value: Json, policy: FieldPolicy, entry: KindEntry): boolean {
  // An address of a document is no id, and only documents hold one.
  if (policy.ref !== undefined && (typeof value !== "string" || value.includes("/"))) return false;
  // Nor is a number the id of a mini program.
  if (policy.holds !== undefined && typeof value !== "string") return false;
  // A debt is no amount: the platform takes no such one back.
  if (policy.unit === "fen" && (wholeOf(value) ?? 0n) < 0n) return false;
  if (policy.unit === "second")
    return wholeOf(value) !== undefined || instantSeconds(value, "begin", "UTC") !== undefined;
  if (!isOfShape(value, policy.types, policy.same !== undefined)) return false;
  const isId = policy.ref !== undefined || policy.holds !== undefined;
  return isId || Array.isArray(value) ? !schemaRefuses(value, policy.pointer, entry) : true;
}

/** What the schema says of an id, and of the items of a list. */
function schemaRefuses(value: Json, path: Pointer, { kind, validate }: KindEntry): boolean {
  const at = inDocument(path);
  return validate(documentOf(kind.name, path, value)).some(({ instancePath, keyword, params }) => {
    const below = instancePath.slice(at.length);
    if (instancePath !== at && !instancePath.startsWith(`${at}/`)) return false;
    // The members of an item may be texts of any form; an item that is a text is an id.
    const found = below === "" ? value : valueAt(value, below);
    if (keyword === "pattern") return typeof found === "string" && /^(?:\/\d+)?$/.test(below);
    if (keyword !== "type" || found === undefined || found === null) return false;
    return !isOfShape(found, ([] as string[]).concat(params["type"] as string | string[]), false);
  });
}

/**
 * True for a value of one of the types, or of one that an answer may write for it: a number for a text, a text of
 * digits for a whole number, either for a switch. A form has scalars of its own.
 */
function isOfShape(value: Json, types: readonly string[], hasForm: boolean): boolean {
  if (Array.isArray(value)) return types.includes("array");
  if (isObject(value) && !isExactNumber(value)) return types.includes("object");
  if (typeof value === "boolean") return types.includes("boolean");
  const scalars = types.filter((type) => type !== "array" && type !== "object" && type !== "null");
  return scalars.some((type) => hasForm || type !== "integer" || wholeOf(value) !== undefined);
}
