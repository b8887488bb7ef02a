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
 * An object that the platform takes whole, with the changes laid over what is live: its live members are carried along
 * exactly as they were read, those the catalogue does not know included, but for the platform's own; and so do declared
 * members that the read hides, as the document says them.
 *
 * A member that the catalogue calls meaningless beside the others (`x-applies-when`) is carried along as the echo it
 * is, unless the change makes it so or makes it mean something. An object that the document clears takes nothing along.
 */
export function wholeObject(atom: Pointer, input: WholeInput): WholeValue {
  const { desired, live, entry } = input;
  const declared = declaredMembers(atom, input);
  const present = valueAt(live.spec, atom);
  const isCleared = valueAt(desired.document.spec, atom) === null;
  const along = membersAlong(atom, input, declared.over);
  const values = withoutUnapplied(laid(along.whole, declared.over), declared.over, atom, entry);
  // An object that is not there yet is what the document says of it.
  const missing = isEmpty(present) ? [] : missingMembers(values, atom, entry);
  return {
    value: valueAt(values, atom) ?? {},
    undeclared: [...declared.undeclared, ...along.undeclared],
    carried: [...declared.carried, ...along.carried],
    lost: [...declared.lost, ...(givesWay(present) ? [atom] : []), ...along.lost],
    unusable: isCleared ? [] : [...unusableMembers(along.members, entry), ...missing],
  };
}

/** What of a whole object the document decides. */
interface DeclaredMembers extends Pick<WholeValue, "undeclared" | "carried" | "lost"> {
  /** Values that are laid over what is live. */
  readonly over: ReadonlyMap<Pointer, Json>;
}

/** Changes that are to be sent, and declared members that the read hides. */
function declaredMembers(atom: Pointer, { desired, live, sent, entry, context }: WholeInput): DeclaredMembers {
  const over = new Map<Pointer, Json>();
  const lists: WholeValue[] = [];
  for (const field of desired.fields.filter(({ policy }) => policy.atom === atom)) {
    const { path, policy, key, wire } = field;
    const change = sent.find((other) => other.path === path);
    if (change !== undefined) {
      const list = wholeList(change, policy, live.spec);
      over.set(path, list.value);
      lists.push(list);
    } else if (key !== null && showing(field, live, entry, context) === "hidden") over.set(path, wire);
  }
  return {
    over,
    undeclared: lists.flatMap(({ undeclared }) => undeclared),
    carried: lists.flatMap(({ carried }) => carried),
    lost: lists.flatMap(({ lost }) => lost),
  };
}

/** The live members of a whole object that are carried along. */
interface MembersAlong {
  readonly whole: JsonObject;
  readonly members: readonly LiveMember[];
  readonly undeclared: readonly Pointer[];
  readonly carried: readonly Pointer[];
  readonly lost: readonly Pointer[];
}

function membersAlong(
  atom: Pointer,
  { desired, live, entry }: WholeInput,
  over: ReadonlyMap<Pointer, Json>,
): MembersAlong {
  const declared = new Set(desired.fields.map(({ path }) => path));
  const isCleared = valueAt(desired.document.spec, atom) === null;
  const before = objectAt(live.spec, atom);
  const after = { ...before, ...objectAt(laid({}, over), atom) };
  const members = liveMembers(live.spec, atom, entry).filter(({ path }) => !over.has(path));
  const isLost = ({ value, policy }: LiveMember) => !isResendable(value) || (isCleared && policy === undefined);
  const keepsMeaning = ({ policy }: LiveMember) =>
    policy === undefined || doesNotApply(policy, before) === doesNotApply(policy, after);
  const along = members.filter((member) => !isLost(member) && keepsMeaning(member));
  const parts = along.map(({ path, value, policy }) => {
    if (policy === undefined) return { carried: [path], undeclared: [path] };
    const strange = strangeMembers(value, policy);
    return { carried: strange, undeclared: declared.has(path) ? strange : [...strange, path] };
  });
  return {
    whole: along.reduce<JsonObject>((whole, { path, value }) => withValue(whole, path, value), withValue({}, atom, {})),
    members: along,
    undeclared: parts.flatMap(({ undeclared }) => undeclared),
    carried: parts.flatMap(({ carried }) => carried),
    lost: members.filter(isLost).map(({ path }) => path),
  };
}

/** Where something else stands than an object, all of it gives way. */
function givesWay(present: Json | undefined): boolean {
  return present !== undefined && !isEmpty(present) && (!isObject(present) || isExactNumber(present));
}

/** A list that goes out whole: what else the platform knows of its items is carried along with them. */
export function wholeList(change: FieldChange, policy: FieldPolicy, live: JsonObject): WholeValue {
  const { path, after } = change;
  const nothing = { value: after, undeclared: [], carried: [], lost: [], unusable: [] };
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
function withoutUnapplied(
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

/**
 * What is carried along with all changes of a resource, what of it may be left out, what would be lost by them, and
 * what cannot be.
 */
export function carriedAlong(input: WholeInput): Pick<WholeValue, "undeclared" | "carried" | "lost" | "unusable"> {
  const policies = input.sent.flatMap(({ path }) => input.entry.policies.get(path) ?? []);
  const atoms = [...new Set(policies.flatMap(({ atom }) => atom ?? []))];
  const free = input.sent.flatMap((change) => {
    const policy = input.entry.policies.get(change.path);
    return policy === undefined || policy.atom !== undefined ? [] : [wholeList(change, policy, input.live.spec)];
  });
  const all = [...atoms.map((atom) => wholeObject(atom, input)), ...free];
  return {
    undeclared: all.flatMap(({ undeclared }) => undeclared),
    carried: all.flatMap(({ carried }) => carried),
    lost: all.flatMap(({ lost }) => lost),
    unusable: all.flatMap(({ unusable }) => unusable),
  };
}
