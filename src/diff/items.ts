import { judgeConflict, judgeDrift } from "../model/drift.ts";
import { itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { inDocument } from "../model/parts.ts";
import type { Consent, FieldChange } from "../model/plan.ts";
import { dotted, type Pointer } from "../model/pointer.ts";
import { type Problem, problem, type Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import type { DeclaredField, Desired, LiveResource } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";
import type { DiffInput } from "./input.ts";

/** What became of the items of a resource made of several objects. */
export interface ComparedItems {
  /** Items that no object has and one is to have, in the order of the document. */
  readonly gained: readonly string[];
  /** Items that an object has and none is to have. */
  readonly dropped: readonly string[];
  /** Items on one side only, by what an object gained or lost by itself. */
  readonly drifted: readonly string[];
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Omit<Consent, "address">[];
}

/**
 * Compares the items one by one: what the document gained or lost is the file's change, what an object gained or lost
 * by itself is drift. Items in `waiting` were in objects that are gone, and wait for consent.
 */
export function compareItems(input: DiffInput, list: Pointer, waiting: ReadonlySet<string>): ComparedItems {
  const { desired, live, entry } = input;
  const nothing = { drifted: [], fields: [], problems: [], consents: [] };
  const field = desired.fields.find(({ path }) => path === list);
  if (field === undefined) return { gained: takenDown(desired, live, entry), dropped: [], ...nothing };
  const declared = itemsOf(desired.document.spec, entry);
  const found = itemsFound(live);
  const [isFound, isDeclared] = [new Set(found), new Set(declared)];
  const missing = declared.filter((item) => !isFound.has(item) && !waiting.has(item));
  const extra = found.filter((item) => !isDeclared.has(item));
  // What a lost object had is reported as lost, and is to be added again.
  const known = rememberedItems(desired, live);
  const isDrift = (item: string) => known !== undefined && known.has(item) === isDeclared.has(item);
  const drifted = [...missing, ...extra].filter(isDrift);
  const drift = judgeDrift(input.drift, input.granted);
  const isSent = (item: string) => drift.verdict === "send" || !isDrift(item);
  const gained = missing.filter(isSent);
  const dropped = extra.filter(isSent);
  const change = { found, list, field, input };
  const isDropped = new Set(dropped);
  const after = [...found.filter((item) => !isDropped.has(item)), ...gained];
  const isOverwritten = drifted.length > 0 && drift.verdict === "send";
  const sent =
    gained.length + dropped.length === 0
      ? []
      : [fieldChange(change, { after, verdict: "send", origin: isOverwritten ? "drift" : "file" })];
  const isNobodys = input.unremembered === true && known === undefined && sent.length > 0;
  const nobodys = isNobodys ? judgeConflict(input.drift, input.granted).consent : undefined;
  const consents = [drifted.length > 0 ? drift.consent : undefined, nobodys].flatMap((consent) => consent ?? []);
  if (drifted.length === 0 || drift.verdict === "send")
    return { ...nothing, drifted, gained, dropped, fields: sent, consents };
  const left = fieldChange(change, { after: declared, verdict: drift.verdict, origin: "drift" });
  const args = { field: dotted(list), declared, live: found };
  const problems = drift.verdict === "blocked" ? [fieldProblem(input, "drift-refused", list, args)] : [];
  return { gained, dropped, drifted, fields: [...sent, left], problems, consents };
}

interface ListChange {
  readonly found: readonly string[];
  readonly list: Pointer;
  readonly field: DeclaredField;
  readonly input: DiffInput;
}

function fieldChange(
  { found, list, field, input }: ListChange,
  change: Pick<FieldChange, "after" | "verdict" | "origin">,
): FieldChange {
  const { line } = input.locate(input.desired.document.source, inDocument(list), "value");
  return { path: list, before: found, line, ...change, badges: badgesOf(field.policy, change.origin) };
}

function itemsFound({ objects = [] }: LiveResource): string[] {
  return [...new Set(objects.flatMap(({ items }) => items))];
}

/** What the memory knows of the items of the objects that are live; undefined where it knows no object. */
function rememberedItems({ memory }: Desired, { objects = [] }: LiveResource): ReadonlySet<string> | undefined {
  if (memory.objects === undefined) return undefined;
  const alive = new Set(objects.flatMap(({ id, asked }) => [id, asked ?? id]));
  const remembered = Object.entries(memory.objects).filter(([id]) => alive.has(id));
  return new Set(remembered.flatMap(([, items]) => items));
}

/** Items of objects that were taken down and are not up again, of a list that the document leaves to others. */
function takenDown({ memory }: Desired, live: LiveResource, entry: KindEntry): string[] {
  const found = new Set(itemsFound(live));
  const items = Object.values(memory.former ?? {}).flatMap((body) => itemsOf(body, entry));
  return [...new Set(items)].filter((item) => !found.has(item));
}

/** Objects that are gone and that this tool did not take down itself. */
export function unexplained(desired: Desired, live: LiveResource, entry: KindEntry): string[] {
  const { objects, pending } = desired.memory;
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const intended = new Set(pending?.items ?? []);
  return (live.lost ?? []).filter((id) => {
    if (idsIn(pending?.removes).includes(id)) return false;
    const items = objects?.[id];
    if (items === undefined) return objects === undefined;
    // What was added and has not shown yet is not lost, nor is what nobody declares any more.
    return items.some((item) => declared.has(item)) && !items.every((item) => intended.has(item));
  });
}

/** A problem at the value of a field. */
export function fieldProblem<Code extends OwnCode>(
  { desired, locate }: DiffInput,
  code: Code,
  path: Pointer,
  args: Raised<Code>,
): Problem {
  const place = locate(desired.document.source, inDocument(path), "value");
  return problem(code, args, { address: desired.address, path, place });
}
