import { itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import type { Consent, FieldChange } from "../model/plan.ts";
import { dotted, type Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";
import type { SpreadInput } from "./input.ts";

/** What became of the items of a resource made of several objects. */
export interface ComparedItems {
  readonly gained: readonly string[];
  readonly dropped: readonly string[];
  readonly fields: readonly FieldChange[];
  readonly problems: readonly Problem[];
  readonly consents: readonly Omit<Consent, "address">[];
}

const noItems: ComparedItems = { gained: [], dropped: [], fields: [], problems: [], consents: [] };

/**
 * Compares the items one by one: what the document gained or lost is the file's change, what an object gained or lost by itself is drift.
 */
export function compareItems(input: SpreadInput, list: Pointer, missed: ReadonlySet<string>): ComparedItems {
  const { desired, live, entry, granted } = input;
  const field = desired.fields.find(({ path }) => path === list);
  if (field === undefined) return { ...noItems, gained: takenDown(desired, live, entry) };
  const declared = itemsOf(desired.document.spec, entry);
  const objects = live.objects ?? [];
  const found = [...new Set(objects.flatMap(({ items }) => items))];
  const remembered = desired.lock.objects;
  const alive = new Set(objects.flatMap(({ id, asked }) => [id, asked ?? id]));
  // What a lost object held is told as lost, and is to be added again.
  const known =
    remembered &&
    new Set(
      Object.entries(remembered)
        .filter(([id]) => alive.has(id))
        .flatMap(([, items]) => items),
    );
  const isHeld = new Set(found);
  const isDeclared = new Set(declared);
  const missing = declared.filter((item) => !isHeld.has(item) && !missed.has(item));
  const extra = found.filter((item) => !isDeclared.has(item));
  const moved = {
    missing: missing.filter((item) => known?.has(item) === true),
    extra: extra.filter((item) => known !== undefined && !known.has(item)),
  };
  const drifted = moved.missing.length + moved.extra.length > 0;
  const overwrite = granted.has("drift") || input.drift === "overwrite";
  const gained = overwrite ? missing : missing.filter((item) => !moved.missing.includes(item));
  const dropped = overwrite ? extra : extra.filter((item) => !moved.extra.includes(item));
  const line = input.locate(desired.document.source, `/spec${list}`, "value").line;
  const after = [...found.filter((item) => !dropped.includes(item)), ...gained];
  const base = { path: list, before: found, line };
  const fields: FieldChange[] = [];
  if (gained.length + dropped.length > 0)
    fields.push({
      ...base,
      after,
      verdict: "send",
      origin: drifted && overwrite ? "drift" : "file",
      badges: badgesOf(field.policy, drifted && overwrite ? "drift" : "file"),
    });
  if (!drifted || overwrite) {
    const consents = drifted && granted.has("drift") ? [{ what: "drift" as const, given: true }] : [];
    return { ...noItems, gained, dropped, fields, consents };
  }
  const refuse = input.drift === "refuse";
  fields.push({
    ...base,
    after: declared,
    verdict: refuse ? "blocked" : "keep",
    origin: "drift",
    badges: badgesOf(field.policy, "drift"),
  });
  if (!refuse) return { ...noItems, gained, dropped, fields };
  const args = { field: dotted(list), declared: declared, live: found };
  return {
    gained,
    dropped,
    fields,
    problems: [fieldProblem(input, "drift-refused", list, args)],
    consents: [{ what: "drift", given: false }],
  };
}

/** Items of objects that were taken down and are not up again, of a list that the document leaves to others. */
function takenDown({ lock }: Desired, { objects = [] }: LiveResource, entry: KindEntry): string[] {
  const found = new Set(objects.flatMap(({ items }) => items));
  const items = Object.values(lock.former ?? {}).flatMap((body) => itemsOf(body, entry));
  return [...new Set(items)].filter((item) => !found.has(item));
}

/** Objects that are gone and that this tool did not take down itself. */
export function unexplained(desired: Desired, live: LiveResource, entry: KindEntry): string[] {
  const { objects, pending } = desired.lock;
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const announced = new Set(pending?.items ?? []);
  return (live.lost ?? []).filter((id) => {
    if (idsIn(pending?.removes).includes(id)) return false;
    const items = objects?.[id];
    if (objects !== undefined && items === undefined) return false;
    // What was added and has not shown yet is not lost, nor is what nobody declares any more.
    return (
      items === undefined || (items.some((item) => declared.has(item)) && !items.every((item) => announced.has(item)))
    );
  });
}

/** A problem at the value of a field. */
export function fieldProblem(
  { desired, locate }: SpreadInput,
  code: string,
  path: Pointer,
  args: Problem["args"],
): Problem {
  const place = locate(desired.document.source, `/spec${path}`, "value");
  return { code, severity: "error", class: "refused", args, address: desired.address, path, place };
}
