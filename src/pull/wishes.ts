import type { ResourceDiff } from "../model/diff.ts";
import { itemsField } from "../model/items.ts";
import { isEmpty, type Json } from "../model/json.ts";
import type { FieldChange } from "../model/plan.ts";
import { dotted, type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { asProblem, type Finding, finding, type Problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";
import { liveKey } from "../schema/live-key.ts";
import { showing } from "../schema/showing.ts";
import { takes } from "../schema/takes.ts";
import { type SpellInput, spelled } from "./spelled.ts";

/** A value that is to be written below `spec`; undefined for a key that is taken out. */
export interface SpecEdit {
  readonly path: Pointer;
  readonly value: Json | undefined;
}

/** Live values of a resource that go into its document together or not at all. */
export interface Wish {
  readonly desired: Desired;
  /** The fields that drifted, as the document says them from now on. */
  readonly paths: readonly Pointer[];
  /** How that can be written, the best way first. */
  readonly ways: readonly (readonly SpecEdit[])[];
}

/** What of a resource is to be written, and what is left. */
export interface Wishes {
  readonly wishes: readonly Wish[];
  readonly left: readonly Problem[];
}

/** What deciding about a resource needs. */
export interface WishInput extends Omit<SpellInput, "desired"> {
  readonly diff: ResourceDiff;
  /** True where nobody can say whose change a difference is, since nothing is remembered. */
  readonly unremembered: boolean;
  /** Whether what both sides changed is taken as it is live. */
  readonly takesLive: boolean;
}

/**
 * What a pull writes of one resource: the fields that comparing says have drifted, and with `takesLive` those that both
 * sides changed. What the file alone changed is no business of a pull.
 */
export function wishesOf(input: WishInput): Wishes {
  const { diff } = input;
  const { desired } = diff;
  const spell: SpellInput = { ...input, desired };
  const left: Problem[] = [];
  const leave = (found: Finding) => left.push(leftProblem(found, desired));
  const singles: Wish[] = [];
  const atoms = new Map<Pointer, SpecEdit[]>();
  for (const { field, isTaken } of candidates(input)) {
    const policy = input.entry.policies.get(field.path);
    if (policy === undefined) continue;
    if (!isTaken) {
      leave(finding("pull-conflict", conflictArgs(field, diff), { path: field.path }));
      continue;
    }
    const { atom } = policy;
    const found = wantedValue(field, policy, input, spell);
    // An object that is sent whole says by its other members that it does not have this one.
    const isOut = "code" in found && found.code === "pull-cannot-clear" && atom !== undefined && !isGone(atom, diff);
    if ("code" in found && !isOut) {
      leave(found);
      continue;
    }
    const edit = { path: field.path, value: "code" in found ? undefined : found.value };
    if (atom === undefined) singles.push({ desired, paths: [field.path], ways: [[edit]] });
    else atoms.set(atom, [...(atoms.get(atom) ?? []), edit]);
  }
  const wholes = [...atoms].map(
    ([atom, edits]): Wish => ({
      desired,
      paths: edits.map(({ path }) => path),
      ways: waysOf(atom, edits, input, spell),
    }),
  );
  return { wishes: [...singles, ...wholes], left };
}

/** Why a value is left, as a problem of its resource. */
export function leftProblem(found: Finding, { address }: Pick<Desired, "address">): Problem {
  return asProblem({ ...found, severity: "error" }, { address, path: found.path, severity: "error", class: "refused" });
}

/** The differing fields that a pull is about. */
function candidates(input: WishInput): { readonly field: FieldChange; readonly isTaken: boolean }[] {
  const { diff, unremembered, takesLive } = input;
  return diff.fields.flatMap((field) => {
    const { origin, verdict } = field;
    if (origin === "drift") return [{ field, isTaken: true }];
    const isNobodys = unremembered && (verdict === "send" || verdict === "blocked") && isShown(field, input);
    return origin === "conflict" || isNobodys ? [{ field, isTaken: takesLive }] : [];
  });
}

/** False for a field of which a read shows nothing although something may be set. */
function isShown({ path, before, unseen }: FieldChange, { diff, entry, context }: WishInput): boolean {
  if (unseen === true) return false;
  if (diff.objects !== undefined) return before !== null;
  const field = diff.desired.fields.find((declared) => declared.path === path);
  return field !== undefined && showing(field, diff.live, entry, context) !== "hidden";
}

function conflictArgs({ path, before }: FieldChange, { desired }: ResourceDiff) {
  return { field: dotted(path), declared: valueAt(desired.document.spec, path) ?? null, live: before };
}

function wantedValue(
  field: FieldChange,
  policy: FieldPolicy,
  { diff, entry, context }: WishInput,
  spell: SpellInput,
): { readonly value: Json } | Finding {
  const { objects } = diff;
  if (objects === undefined) return spelled(field.before, policy, spell);
  if (field.path === itemsField(entry).pointer) return wantedItems(field, diff);
  const shown = objects.live.filter(({ expired }) => expired !== true);
  const keys = new Set(shown.map(({ spec }) => JSON.stringify(liveKey(spec, policy, entry, context))));
  return keys.size > 1
    ? finding("pull-objects-differ", { field: dotted(field.path) }, { path: field.path })
    : spelled(field.before, policy, spell);
}

/** The items that a document is to have: its own, but for those that an object lost, and those that one gained. */
function wantedItems(
  { path, before, origin }: FieldChange,
  { desired, objects }: ResourceDiff,
): { readonly value: Json } {
  const declared = valueAt(desired.document.spec, path);
  const own = Array.isArray(declared) ? (declared as readonly Json[]) : [];
  const found = (Array.isArray(before) ? (before as readonly Json[]) : []).map(String);
  const drifted = objects?.drifted ?? [];
  // Where nothing is remembered, all that differs is taken.
  const isTaken = (item: string) => origin !== "drift" || drifted.includes(item);
  const kept = own.filter((item) => found.includes(String(item)) || !isTaken(String(item)));
  const known = new Set(own.map(String));
  return { value: [...kept, ...found.filter((item) => !known.has(item) && isTaken(item))] };
}

/** True where nothing of what a document declares of an object is live any more. */
function isGone(atom: Pointer, { desired, live }: ResourceDiff): boolean {
  const declared = desired.fields.filter(({ policy }) => policy.atom === atom);
  return declared.every(({ path }) => isEmpty(valueAt(live.spec, path)));
}

/** How members of an object that is sent whole can be written: one by one, or the object as it is live. */
function waysOf(
  atom: Pointer,
  edits: readonly SpecEdit[],
  { diff, entry }: WishInput,
  spell: SpellInput,
): readonly (readonly SpecEdit[])[] {
  const { desired, live } = diff;
  if (isGone(atom, diff)) return [...(takes(entry, atom, null) ? [[{ path: atom, value: null }]] : []), edits];
  if (diff.objects !== undefined) return [edits];
  const members = [...entry.policies.values()].filter((policy) => policy.atom === atom && !policy.atomic);
  const whole = members.flatMap((policy): SpecEdit[] => {
    const path = policy.pointer;
    const shown = valueAt(live.spec, path);
    const isDeclared = valueAt(desired.document.spec, path) !== undefined;
    if (shown === undefined || isEmpty(shown)) return isDeclared ? [{ path, value: undefined }] : [];
    if (policy.change === "never") return [];
    const found = spelled(shown, policy, spell);
    return "code" in found ? [] : [{ path, value: found.value }];
  });
  // What others share stays where it means nothing any more beside the rest.
  const kept = edits.filter(({ value }) => value !== undefined);
  return [edits, whole, ...(kept.length === edits.length ? [] : [kept])];
}
