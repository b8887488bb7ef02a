import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { isUnnamed } from "../model/objects.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { sharedFieldsDigest } from "../schema/shared-fields.ts";
import { showing } from "../schema/showing.ts";

/** What becomes of a document that stands for several objects, of which some or all are not known. */
export type SpreadPlace =
  /** These objects are its own. */
  | { readonly what: "adopt"; readonly objects: readonly LiveResource[] }
  /** Nothing that is there is its own. */
  | { readonly what: "create" }
  | { readonly what: "stop"; readonly problem: Problem };

/** What placing it needs. */
export interface SpreadPlaceInput {
  readonly one: Desired;
  readonly entry: KindEntry;
  /** Objects of the account that no document and no lock entry knows. */
  readonly candidates: readonly LiveResource[];
  /** Whether the object that was about to be taken down when an answer was lost is still there. */
  readonly removedIsThere: boolean;
  readonly context: FormContext;
  readonly locate: Locate;
}

/**
 * Finds the objects of a document again, after a lost answer or a lost lock file.
 *
 * An item is in one object only, so an object with a declared item is either the document's or in its way. It is the document's when it has all declared
 * terms and none but declared items, or when it is what was about to be sent; anything else in the way stops the run.
 */
export function placeSpread(input: SpreadPlaceInput): SpreadPlace {
  const { one, entry, candidates, context } = input;
  const announced = candidates.filter((object) => isAnnounced(object, input));
  const list = itemsField(entry).pointer;
  // What is ignored counts here: it may be all that tells one object from another.
  const terms = one.fields.filter(({ path }) => path !== list);
  const declared = new Set(itemsOf(one.document.spec, entry));
  const items = (object: LiveResource) => itemsOf(object.spec, entry);
  const fits = (object: LiveResource) =>
    items(object).every((item) => declared.has(item)) &&
    terms.every((field) => showing(field, object, entry, context) !== "differs");
  const near = candidates.filter(
    (object) => !announced.includes(object) && items(object).some((item) => declared.has(item)),
  );
  // Beside objects that are known, others are left to the answers of the platform: they were not the document's before.
  const isNew = one.id === "";
  const unequal = isNew ? near.filter((object) => !fits(object)) : [];
  if (unequal.length > 0) return { what: "stop", problem: inTheWay(input, unequal, near) };
  const own = [...announced, ...(isNew ? near : [])];
  return own.length === 0 ? { what: "create" } : { what: "adopt", objects: own };
}

/** True for what came of a request whose answer was lost: its items, and the terms that were sent, or those that were to be put back. */
function isAnnounced(object: LiveResource, { one, entry, context, removedIsThere }: SpreadPlaceInput): boolean {
  const { pending } = one.lock;
  if (pending?.items === undefined) return false;
  const announced = new Set(pending.items);
  const items = itemsOf(object.spec, entry);
  const digest = sharedFieldsDigest(object.spec, entry, context);
  const isOld = removedIsThere && digest === pending.restore && isUnnamed(object.id);
  return (
    !isOld &&
    items.length > 0 &&
    items.every((item) => announced.has(item)) &&
    (digest === pending.body || digest === pending.restore)
  );
}

function inTheWay(
  { one, entry, context, locate }: SpreadPlaceInput,
  objects: readonly LiveResource[],
  near: readonly LiveResource[],
): Problem {
  const list = itemsField(entry).pointer;
  const differing = one.fields.filter(
    (field) => field.path !== list && objects.some((object) => showing(field, object, entry, context) === "differs"),
  );
  // Those that fit belong to the document as well: whoever writes the ids down has to name all of them.
  const ids = near.map(({ id }) => id).filter((id) => !isUnnamed(id));
  const args = {
    address: one.address,
    ids,
    items: objects.flatMap((object) => itemsOf(object.spec, entry)),
    unnamed: near.length - ids.length,
    fields: differing.map(({ path }) => path),
  };
  return {
    code: "objects-in-the-way",
    severity: "error",
    class: "refused",
    args,
    address: one.address,
    place: locate(one.document.source, "/name", "key"),
  };
}
