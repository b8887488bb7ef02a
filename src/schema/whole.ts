import { isExactNumber } from "../model/exact-number.ts";
import type { FormContext } from "../model/form.ts";
import { isEmpty, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { FieldChange } from "../model/plan.ts";
import { type Pointer, segments, valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { doesNotApply } from "./applies-when.ts";
import { itemsAlong, strangeMembers, type WholeValue } from "./items-along.ts";
import { isResendable, type LiveMember, liveMembers } from "./live-members.ts";
import { showing } from "./showing.ts";
import { missingMembers, unusableMembers } from "./unusable.ts";

/** What putting a whole value together needs. */
export interface WholeInput {
  readonly desired: Desired;
  readonly live: LiveResource;
  /** The fields that are to be sent. */
  readonly sent: readonly FieldChange[];
  readonly entry: KindEntry;
  readonly context: FormContext;
}

/**
 * An object that the platform takes whole, with the changes laid over what is live: its live members go along exactly as they were read, those the catalogue does
 * not know included, but for the platform's own; and so do declared members that the read hides, as the document says them.
 *
 * A member that the catalogue calls meaningless beside the others (`x-applies-when`) goes along as the echo it is, unless the change makes it so or makes it mean
 * something. An object that the document clears takes nothing along.
 */
export function wholeObject(atom: Pointer, { desired, live, sent, entry, context }: WholeInput): WholeValue {
  const over = new Map<Pointer, Json>();
  const beside: Pointer[] = [];
  const carried: Pointer[] = [];
  const lost: Pointer[] = [];
  for (const field of desired.fields) {
    const { path, policy, key, wire } = field;
    if (policy.atom !== atom) continue;
    const change = sent.find((one) => one.path === path);
    if (change !== undefined) {
      const list = wholeList(change, policy, live.spec);
      over.set(path, list.value);
      beside.push(...list.beside);
      carried.push(...list.carried);
      lost.push(...list.lost);
    } else if (key !== null && showing(field, live, entry, context) === "hidden") over.set(path, wire);
  }
  const members = liveMembers(live.spec, atom, entry).filter(({ path }) => !over.has(path));
  const declared = new Set(desired.fields.map(({ path }) => path));
  // Where something else stands than an object, all of it gives way.
  const present = valueAt(live.spec, atom);
  if (present !== undefined && !isEmpty(present) && (!isObject(present) || isExactNumber(present))) lost.push(atom);
  const isCleared = valueAt(desired.document.spec, atom) === null;
  const before = objectAt(live.spec, atom);
  const after = { ...before, ...objectAt(laid({}, over), atom) };
  let whole: JsonObject = withValue({}, atom, {});
  const along: LiveMember[] = [];
  for (const member of members) {
    const { path, value, policy } = member;
    if (!isResendable(value) || (isCleared && policy === undefined)) lost.push(path);
    else if (policy === undefined || doesNotApply(policy, before) === doesNotApply(policy, after)) {
      whole = withValue(whole, path, value);
      along.push(member);
      const strange = policy === undefined ? [path] : strangeMembers(value, policy);
      carried.push(...strange);
      beside.push(...strange, ...(policy === undefined || declared.has(path) ? [] : [path]));
    }
  }
  const values = withoutIdle(laid(whole, over), over, atom, entry);
  // An object that is not there yet is what the document says of it.
  const missing = isEmpty(present) ? [] : missingMembers(values, atom, entry);
  const unusable = isCleared ? [] : [...unusableMembers(along, entry), ...missing];
  return { value: valueAt(values, atom) ?? {}, beside, carried, lost, unusable };
}

/** A list that goes out whole: what the platform knows of its items besides goes along with them. */
export function wholeList(change: FieldChange, policy: FieldPolicy, live: JsonObject): WholeValue {
  const { path, after } = change;
  const nothing = { value: after, beside: [], carried: [], lost: [], unusable: [] };
  if (policy.members === undefined || !Array.isArray(after)) return nothing;
  const before = valueAt(live, path);
  return Array.isArray(before) ? itemsAlong(path, before, after, policy.members) : nothing;
}

function laid(root: JsonObject, over: ReadonlyMap<Pointer, Json>): JsonObject {
  let values = root;
  for (const [path, value] of over) values = withValue(values, path, value);
  return values;
}

function objectAt(root: JsonObject, atom: Pointer): JsonObject {
  const value = valueAt(root, atom);
  return isObject(value) && !isExactNumber(value) ? value : {};
}

/** Without declared members that mean nothing beside the others. */
function withoutIdle(
  values: JsonObject,
  over: ReadonlyMap<Pointer, Json>,
  atom: Pointer,
  { policies }: KindEntry,
): JsonObject {
  const whole = objectAt(values, atom);
  const idle = [...over.keys()].flatMap((path) => {
    const policy = policies.get(path);
    return policy !== undefined && doesNotApply(policy, whole) ? [path] : [];
  });
  if (idle.length === 0) return values;
  const keys = idle.map((path) => segments(path).at(-1) ?? "");
  return withValue(values, atom, Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key))));
}

/** What goes along with all changes of a resource, what of it may be left out, what would be lost by them, and what cannot be. */
export function carriedAlong(input: WholeInput): Pick<WholeValue, "beside" | "carried" | "lost" | "unusable"> {
  const policies = input.sent.flatMap(({ path }) => input.entry.policies.get(path) ?? []);
  const atoms = [...new Set(policies.flatMap(({ atom }) => atom ?? []))];
  const free = input.sent.flatMap((change) => {
    const policy = input.entry.policies.get(change.path);
    return policy === undefined || policy.atom !== undefined ? [] : [wholeList(change, policy, input.live.spec)];
  });
  const all = [...atoms.map((atom) => wholeObject(atom, input)), ...free];
  return {
    beside: all.flatMap(({ beside }) => beside),
    carried: all.flatMap(({ carried }) => carried),
    lost: all.flatMap(({ lost }) => lost),
    unusable: all.flatMap(({ unusable }) => unusable),
  };
}
