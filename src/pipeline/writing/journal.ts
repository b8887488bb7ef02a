import type { IntentInput, Journal } from "../../apply/sending.ts";
import { defined } from "../../model/defined.ts";
import { valueDigest } from "../../model/digest.ts";
import { localAddress } from "../../model/document.ts";
import type { FormContext } from "../../model/form.ts";
import { withoutFormer } from "../../model/items.ts";
import type { KindEntry } from "../../model/kind.ts";
import { type Identified, idKey, type States } from "../../model/ownership.ts";
import type { Desired, Live } from "../../model/resource.ts";
import { type StateEntry, withObjects, withoutIntent } from "../../model/state.ts";
import type { Keeper } from "../../state/keeper.ts";
import { type IntentContext, withCallIntent, withCreateIntent, withObject, withObjectIntent } from "./intents.ts";

/** What recording writes needs. */
export interface JournalInput {
  readonly store: Keeper;
  readonly states: States;
  /** The id of each resource by its address, where fields that name others look: what is made is added. */
  readonly ids: Map<string, string>;
  /** As read for the plan. */
  readonly live: ReadonlyMap<string, Live>;
  readonly context: FormContext;
  readonly entryOf: (desired: Desired) => KindEntry;
  /** What was agreed to for a resource. */
  readonly agreed: (desired: Desired) => readonly string[];
  /** The moment, in ISO 8601 with offset. */
  readonly now: () => string;
}

/** A journal that also says what this run has recorded. */
export interface RunJournal extends Journal {
  /** The address of the resource for which this run made something, or put something into an object. */
  makerOf(resource: Identified): string | undefined;
  /** The objects that the memory has of a resource by now, with their items. */
  rememberedObjects(desired: Desired): Readonly<Record<string, readonly string[]>>;
}

/**
 * Records writes in the memory, each at once, so that no crash between two requests makes a second resource or loses an
 * object.
 */
export function openJournal(input: JournalInput): RunJournal {
  const { store, entryOf } = input;
  // What this run put into objects: the memory also has what was recorded earlier, which may be gone.
  const put = new Map<string, Map<string, readonly string[]>>();
  const makers = new Map<string, string>();
  const keyOf = ({ account, kind }: Desired, id: string) => idKey({ account, kind, id });
  const about = (desired: Desired) => intentContext(input, desired);
  return {
    recordIntent: (desired, intent) => {
      const lapsed = store.lapsed(desired.account);
      if (lapsed !== undefined) return lapsed;
      return store.writeNow(desired, announced(input, store.entryOf(desired), { desired, intent }, about(desired)));
    },
    recordCreated: (desired, id) => {
      makers.set(keyOf(desired, id), desired.address);
      input.ids.set(desired.address, id);
      const { deleted: _deleted, ...rest } = desired.memory;
      // Until a read shows it, the id is the answer's word only.
      return store.writeNow(desired, { ...rest, id, ...defined({ pending: store.entryOf(desired).pending }) });
    },
    recordObject: (desired, id, items) => {
      const own = put.get(desired.address) ?? new Map<string, readonly string[]>();
      put.set(desired.address, own.set(id, items));
      makers.set(keyOf(desired, id), desired.address);
      const isUp = new Set([...own.values()].flat());
      const before = withoutFormer(withoutIntent(store.entryOf(desired)), (item) => isUp.has(item), entryOf(desired));
      return store.writeNow(desired, withObject(before, id, items));
    },
    recordRemoved: (desired, id) => {
      put.get(desired.address)?.delete(id);
      makers.delete(keyOf(desired, id));
      const before = withoutIntent(store.entryOf(desired));
      const others = Object.entries(before.objects ?? {}).filter(([other]) => other !== id);
      return store.writeNow(desired, withObjects(before, Object.fromEntries(others)));
    },
    clear: (desired) => store.note(desired, withoutIntent(store.entryOf(desired))),
    objectsOf: ({ address }) => Object.fromEntries(put.get(address) ?? []),
    makerOf: (resource) => makers.get(idKey(resource)),
    rememberedObjects: (desired) => store.entryOf(desired).objects ?? {},
  };
}

/** What announcing calls needs. */
export type AnnouncingInput = Pick<JournalInput, "states" | "live" | "context" | "entryOf" | "agreed" | "now">;

/** What recording an intent needs besides it. */
export function intentContext(input: AnnouncingInput, desired: Desired): IntentContext {
  return {
    entry: input.entryOf(desired),
    context: input.context,
    at: input.now(),
    agreed: input.agreed(desired),
    spec: valueDigest(desired.document.spec),
    fields: Object.fromEntries(desired.fields.map(({ path, key }) => [path, valueDigest(key)])),
  };
}

/** What is remembered before a call goes out. */
export function announced(
  { states, live }: AnnouncingInput,
  before: StateEntry,
  { desired, intent }: { readonly desired: Desired; readonly intent: IntentInput },
  about: IntentContext,
): StateEntry {
  const { creation, multiObject } = about.entry.kind;
  if (multiObject !== undefined) return withObjectIntent(before, intent, lostOf(desired, live), about);
  if (creation?.operation === intent.step.operation)
    return withCreateIntent(entryBeforeCreate(desired, states), intent, about);
  return withCallIntent(before, desired.id, intent, about);
}

/**
 * What the memory has under the name of something new: of a deletion all of it, which must not be lost before another
 * one is there.
 */
function entryBeforeCreate({ account, address, memory }: Desired, states: States): StateEntry {
  const former = states.get(account)?.entries.get(localAddress(address));
  return former?.deleted === true ? former : memory;
}

/** Objects that were gone when the plan was made. */
function lostOf({ address }: Desired, live: ReadonlyMap<string, Live>): readonly string[] {
  const planned = live.get(address);
  return planned?.status === "found" ? (planned.lost ?? []) : [];
}
