import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { isUnnamed } from "../model/objects.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { sharedFieldsDigest } from "../schema/shared-fields.ts";
import { showing } from "../schema/showing.ts";

/** What becomes of a document that stands for several objects, of which some or all are not known. */
export type ObjectsMatch =
  /** These objects are its own. */
  | { readonly what: "adopt"; readonly objects: readonly LiveResource[] }
  /** Nothing that is there is its own. */
  | { readonly what: "create" }
  | { readonly what: "stop"; readonly problem: Problem };

/** What matching it needs. */
export interface ObjectsMatchInput {
  readonly desired: Desired;
  readonly entry: KindEntry;
  /** Objects of the account that no document and no entry of the memory knows. */
  readonly candidates: readonly LiveResource[];
  readonly context: FormContext;
  readonly locate: Locate;
}

/**
 * Finds the objects of a document that knows none, after a lost memory.
 *
 * An item is in one object only, so an object with a declared item is either the document's or in its way. It is the
 * document's when it has all declared shared fields and none but declared items; anything else in the way stops the run.
 */
export function matchObjects(input: ObjectsMatchInput): ObjectsMatch {
  const { desired, entry, candidates } = input;
  const declared = new Set(itemsOf(desired.document.spec, entry));
  const items = (object: LiveResource) => itemsOf(object.spec, entry);
  const fits = (object: LiveResource) =>
    items(object).every((item) => declared.has(item)) && differingFields(input, [object]).length === 0;
  const near = candidates.filter((object) => items(object).some((item) => declared.has(item)));
  const unequal = near.filter((object) => !fits(object));
  if (unequal.length > 0) return { what: "stop", problem: inTheWay(input, unequal, near) };
  return near.length === 0 ? { what: "create" } : { what: "adopt", objects: near };
}

/** What recognising the outcome of a request needs. */
export interface IntendedInput extends Pick<ObjectsMatchInput, "desired" | "entry" | "context"> {
  /** Whether the object that was about to be taken down when an answer was lost is still there. */
  readonly isRemovedThere: boolean;
}

/**
 * True for what came of a request whose answer was lost: its items, and the shared fields that were sent, or those that
 * were to be put back.
 */
export function isIntended(object: LiveResource, { desired, entry, context, isRemovedThere }: IntendedInput): boolean {
  const { pending } = desired.memory;
  if (pending?.items === undefined) return false;
  const intended = new Set(pending.items);
  const items = itemsOf(object.spec, entry);
  const digest = sharedFieldsDigest(object.spec, entry, context);
  const isOld = isRemovedThere && digest === pending.restore && isUnnamed(object.id);
  const isSame = digest === pending.body || digest === pending.restore;
  return !isOld && isSame && items.length > 0 && items.every((item) => intended.has(item));
}

/**
 * The shared fields in which any of some objects differs. What is ignored counts here: it may be all that distinguishes
 * two objects.
 */
function differingFields({ desired, entry, context }: ObjectsMatchInput, objects: readonly LiveResource[]): string[] {
  const list = itemsField(entry).pointer;
  return desired.fields
    .filter((field) => field.path !== list)
    .filter((field) => objects.some((object) => showing(field, object, entry, context) === "differs"))
    .map(({ path }) => path);
}

function inTheWay(input: ObjectsMatchInput, objects: readonly LiveResource[], near: readonly LiveResource[]): Problem {
  const { address, document } = input.desired;
  // Those that fit belong to the document as well: whoever writes the ids down has to name all of them.
  const ids = near.map(({ id }) => id).filter((id) => !isUnnamed(id));
  const args = {
    address,
    ids,
    items: objects.flatMap((object) => itemsOf(object.spec, input.entry)),
    unnamed: near.length - ids.length,
    fields: differingFields(input, objects),
  };
  const place = input.locate(document.source, "/name", "key");
  return problem("objects-in-the-way", args, { address, place });
}
