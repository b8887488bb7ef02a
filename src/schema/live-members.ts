import { isExactNumber } from "../model/exact-number.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { childPointer, type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";

/** One member of a live resource: a field that the catalogue knows, or whatever stands where it knows none. */
export interface LiveMember {
  readonly path: Pointer;
  /** As it was read. */
  readonly value: Json;
  /** Absent for a member that the catalogue does not know. */
  readonly policy?: FieldPolicy;
}

/**
 * The members of a live resource below a pointer, as they were read; the empty pointer means all of it. What the
 * catalogue calls the platform's own (`x-change: never`) is not among them: it is neither sent nor lost. Nor is `null`,
 * by which answers that somebody wrote anew say that nothing is set.
 *
 * An object the catalogue knows is taken apart; one it does not know is one member.
 */
export function liveMembers(live: JsonObject, below: Pointer, entry: KindEntry): LiveMember[] {
  const whole = valueAt(live, below);
  if (!isObject(whole) || isExactNumber(whole)) return [];
  const known = objectsOf(entry.policies);
  return Object.entries(whole).flatMap(([key, value]): LiveMember[] => {
    const path = childPointer(below, key);
    const policy = entry.policies.get(path);
    if (policy?.change === "never") return [];
    if (policy !== undefined && !policy.atomic) return value === null ? [] : [{ path, value, policy }];
    if (!known.has(path)) return [{ path, value }];
    if (value === null) return [];
    return isObject(value) && !isExactNumber(value) ? liveMembers(live, path, entry) : [{ path, value }];
  });
}

const objects = new WeakMap<PolicyTable, ReadonlySet<Pointer>>();

/** The pointers of the objects that fields stand in. */
function objectsOf(policies: PolicyTable): ReadonlySet<Pointer> {
  const before = objects.get(policies);
  if (before !== undefined) return before;
  const found = new Set<Pointer>();
  for (const pointer of policies.keys())
    for (let at = pointer.lastIndexOf("/"); at > 0; at = pointer.lastIndexOf("/", at - 1))
      found.add(pointer.slice(0, at));
  objects.set(policies, found);
  return found;
}

/**
 * True for a live value that can be sent again exactly as it was read.
 *
 * `null` is refused in every body (47001), and so is a text whose JSON needs an escape that begins with `\u` (40033,
 * 47002); what looks like a reference of our own plans would be taken for one.
 */
export function isResendable(value: Json): boolean {
  if (value === null) return false;
  if (typeof value === "string") return !/[\u0000-\u0007\u000b\u000e-\u001f]|\p{Surrogate}/u.test(value);
  if (isExactNumber(value)) return true;
  if (Array.isArray(value)) return (value as readonly Json[]).every(isResendable);
  if (!isObject(value)) return true;
  return Object.entries(value).every(
    ([key, member]) => key !== "$result" && key !== "$address" && isResendable(key) && isResendable(member),
  );
}

/** True for a live value of the type that the catalogue names for its field. */
export function isOfKnownType(value: Json, { types }: FieldPolicy): boolean {
  if (Array.isArray(value)) return types.includes("array");
  if (isObject(value)) return types.includes("object") && !isExactNumber(value);
  if (typeof value === "number")
    return types.includes("number") || (types.includes("integer") && Number.isInteger(value));
  return types.includes(typeof value);
}
