import type { IntentInput } from "../../apply/sending.ts";
import { defined } from "../../model/defined.ts";
import { valueDigest } from "../../model/digest.ts";
import type { FormContext } from "../../model/form.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import { idsIn, type LiveObject } from "../../model/objects.ts";
import type { Step } from "../../model/plan.ts";
import { valueAt } from "../../model/pointer.ts";
import { type FieldDigests, type Intent, type StateEntry, withObjects } from "../../model/state.ts";
import { sharedFieldsDigest } from "../../schema/shared-fields.ts";

/** What recording an intent needs besides it. */
export interface IntentContext {
  readonly entry: KindEntry;
  readonly context: FormContext;
  /** The moment of the request, in ISO 8601 with offset. */
  readonly at: string;
  /** What was agreed to for the resource. */
  readonly agreed: readonly string[];
  /** Digest of what its document says. */
  readonly spec: string;
  /** Digests of its declared fields, by pointer below `spec`. */
  readonly fields: FieldDigests;
}

/**
 * An entry with the intent of a create. What the memory has of a deletion must not be lost before something else is
 * there.
 */
export function withCreateIntent(
  before: StateEntry,
  { step }: IntentInput,
  { entry, at, fields }: IntentContext,
): StateEntry {
  const { creation } = entry.kind;
  const key = creation?.idempotencyKeyAt === undefined ? undefined : valueAt(step.body, creation.idempotencyKeyAt);
  const pending: Intent = {
    operation: step.operation,
    body: valueDigest(step.body),
    at,
    // By its key it is found as well, and a key takes less room.
    ...(typeof key === "string" ? { idempotencyKey: key } : { sent: specIn(step.body, step.operation, entry), fields }),
  };
  return { ...before, pending };
}

/** An entry with the intent of a call to a resource that is there. */
export function withCallIntent(before: StateEntry, id: string, input: IntentInput, { at }: IntentContext): StateEntry {
  const { step, moves } = input;
  const pending: Intent = { operation: step.operation, body: valueDigest(step.body), at, ...defined({ moves }) };
  return { ...before, id, pending };
}

/**
 * An entry with the intent of adding or taking down one object of several. `lost` are objects that were gone when the
 * plan was made.
 */
export function withObjectIntent(
  before: StateEntry,
  { step, items, body, restore, removes }: IntentInput,
  lost: readonly string[],
  about: IntentContext,
): StateEntry {
  const digest = (sent: Step["body"]) =>
    sharedFieldsDigest(specIn(sent, addOf(about), about.entry), about.entry, about.context);
  const pending: Intent = {
    operation: step.operation,
    body: body === undefined ? "" : digest(body),
    at: about.at,
    ...defined({
      items,
      restore: restore && digest(restore),
      removes,
      sent: body && specIn(body, addOf(about), about.entry),
      fields: body && about.fields,
    }),
  };
  // What an earlier run was taking down, and is gone, is not missed.
  const gone = lost.filter((id) => idsIn(before.pending?.removes).includes(id));
  const left = Object.entries(before.objects ?? {}).filter(([id]) => !gone.includes(id));
  const base = gone.length === 0 ? before : withObjects(before, Object.fromEntries(left));
  // What is sent now is not drift, however far it gets.
  const settled = Object.entries(before.settled).filter(([path]) => !step.because.includes(path));
  // What is about to be taken down is kept whole until it is up again, so that no later run has less of it.
  const isReplaced = removes !== undefined && restore !== undefined;
  const former = isReplaced ? { ...base.former, [removes]: specIn(restore, addOf(about), about.entry) } : base.former;
  const agreed = isReplaced ? { what: about.agreed, spec: about.spec, at: about.at } : base.agreed;
  const { unverified, ...known } = base;
  // What this run takes down and what was agreed to for it are its own.
  const isOurs = isReplaced && base.former === undefined;
  const open = defined({ former, agreed, unverified: isOurs ? undefined : unverified });
  return { ...known, ...open, settled: Object.fromEntries(settled), pending };
}

/** The operation that adds an object. */
function addOf({ entry }: IntentContext): string {
  return entry.kind.multiObject?.add ?? "";
}

/** The fields of `spec` in the body of an operation. */
function specIn(body: Step["body"], operation: string, { kind }: KindEntry): JsonObject {
  const spec = valueAt(body, kind.operations[operation]?.root ?? "");
  return isObject(spec) ? spec : {};
}

/**
 * An entry in which an object has items. An item is in one object only: what one is known to have, no other has any
 * more.
 */
export function withObject(before: StateEntry, id: string, items: readonly string[]): StateEntry {
  const others = Object.entries(before.objects ?? {}).flatMap(([other, known]) => {
    const left = known.filter((item) => !items.includes(item));
    return other === id || left.length === 0 ? [] : [[other, left] as const];
  });
  return withObjects(before, { ...Object.fromEntries(others), [id]: items });
}

/**
 * An entry in which objects have the ids that the platform has shown since; one that knows no objects yet learns those
 * that the document names, before any write adds others.
 */
export function withLearntIds(before: StateEntry, objects: readonly LiveObject[]): StateEntry {
  const idsOf = (some: readonly LiveObject[]) => some.map(({ id, items }) => [id, items] as const);
  if (before.objects === undefined && objects.length > 0)
    return withObjects(before, Object.fromEntries(idsOf(objects)));
  const learnt = objects.filter(({ asked }) => asked !== undefined);
  if (learnt.length === 0) return before;
  const former = new Set(learnt.map(({ asked }) => asked));
  const others = Object.entries(before.objects ?? {}).filter(([id]) => !former.has(id));
  return withObjects(before, Object.fromEntries([...others, ...idsOf(learnt)]));
}
