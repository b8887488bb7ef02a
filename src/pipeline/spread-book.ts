import type { ObjectIntent, SpreadPorts } from "../apply/spread-ports.ts";
import type { LockKeeper } from "../config/lock-keeper.ts";
import type { FormContext } from "../model/form.ts";
import { itemsField, itemsOf, withoutFormer } from "../model/items.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { type Intent, type LockEntry, withObjects, withoutIntent } from "../model/lock.ts";
import { idsIn, type LiveObject, type MultiObject, unnamedId } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import { sharedFieldsDigest } from "../schema/shared-fields.ts";
import { showing } from "../schema/showing.ts";

/** What keeping track of objects while they are carried out needs. */
export interface SpreadBookInput {
  readonly keeper: LockKeeper;
  readonly of: (address: string) => Desired;
  readonly entryOf: (one: Desired) => KindEntry;
  readonly context: FormContext;
  readonly now: () => string;
  /** Reads one object anew. */
  readonly read: (one: Desired, id: string) => Promise<Live>;
  /** Lists the objects of an account anew; undefined when that cannot be done whole. */
  readonly list: (one: Desired) => Promise<readonly LiveResource[] | undefined>;
  /** Objects that were gone when the plan was made. */
  readonly lost: (one: Desired) => readonly string[];
  readonly managerOf: (one: Desired, id: string) => string | undefined;
  readonly excepted: (one: Desired) => ReadonlySet<string>;
  readonly identity: (one: Desired) => string;
}

/** Tells the lock file what becomes of the objects of a resource, each at once, so that no crash between two requests loses one. */
export function spreadBook(input: SpreadBookInput): SpreadPorts {
  const { keeper, of, entryOf, context } = input;
  const begun = new Set<string>();
  // What this run put into objects: the lock file also knows what it was told earlier, which may be gone.
  const held = new Map<string, Map<string, readonly string[]>>();
  const entry = (address: string): LockEntry => keeper.entry(of(address));
  const keep = (address: string, lock: LockEntry) => keeper.keep(of(address), lock);
  const terms = (address: string, body: Step["body"]): string => {
    const kind = entryOf(of(address));
    return sharedFieldsDigest(specIn(body, kind), kind, context);
  };
  const managerOf = (address: string, id: string): string | undefined => {
    const { account, kind } = of(address);
    // Made for another resource in this very run, it is not in the lock files of its beginning.
    const [other] =
      [...held].find(([one, ids]) => one !== address && isLike(of(one), account, kind) && ids.has(id)) ?? [];
    const manager = other ?? input.managerOf(of(address), id);
    return manager === address ? undefined : manager;
  };
  return {
    announce: ({ step, items, body, restore, removes }: ObjectIntent) => {
      const one = of(step.address);
      const lock = entry(step.address);
      // Before the first write the file has to say what this run began with; after it the file says what this run wrote.
      const moved = begun.has(step.address) ? undefined : keeper.moved(one);
      if (moved !== undefined) return moved;
      begun.add(step.address);
      const pending: Intent = {
        operation: step.operation,
        body: body === undefined ? "" : terms(step.address, body),
        at: input.now(),
        ...(items === undefined ? {} : { items }),
        ...(restore === undefined ? {} : { restore: terms(step.address, restore) }),
        ...(removes === undefined ? {} : { removes }),
      };
      // What an earlier run was taking down, and is gone, is not missed.
      const gone = input.lost(one).filter((id) => idsIn(lock.pending?.removes).includes(id));
      const left = Object.entries(lock.objects ?? {}).filter(([id]) => !gone.includes(id));
      const base = gone.length === 0 ? lock : withObjects(lock, Object.fromEntries(left));
      // What is sent now is not drift, however far it gets.
      const settled = Object.entries(lock.settled).filter(([path]) => !step.because.includes(path));
      // What is about to be taken down is kept whole until it is up again, so that no later run has less of it.
      const isReplaced = removes !== undefined && restore !== undefined;
      const former = isReplaced ? { former: { ...base.former, [removes]: specIn(restore, entryOf(one)) } } : {};
      return keep(step.address, { ...base, ...former, settled: Object.fromEntries(settled), pending });
    },
    hold: (address, id, items) => {
      held.set(address, (held.get(address) ?? new Map<string, readonly string[]>()).set(id, items));
      const isUp = new Set([...(held.get(address)?.values() ?? [])].flat());
      const lock = withoutFormer(withoutIntent(entry(address)), (item) => isUp.has(item), entryOf(of(address)));
      const objects = Object.fromEntries(
        Object.entries(lock.objects ?? {}).flatMap(([other, known]) => {
          // An item is in one object only: what one is known to hold, no other does any more.
          const left = known.filter((item) => !items.includes(item));
          return other === id || left.length === 0 ? [] : [[other, left] as const];
        }),
      );
      return keep(address, withObjects(lock, { ...objects, [id]: items }));
    },
    drop: (address, id) => {
      held.get(address)?.delete(id);
      const lock = withoutIntent(entry(address));
      const objects = Object.entries(lock.objects ?? {}).filter(([other]) => other !== id);
      return keep(address, withObjects(lock, Object.fromEntries(objects)));
    },
    clear: (address) => keeper.note(of(address), withoutIntent(entry(address))),
    held: (address) => Object.fromEntries(held.get(address) ?? []),
    read: async (address, id) => {
      const one = of(address);
      const live = await input.read(one, id);
      if (live.status === "missing") return "missing";
      return live.status === "found" ? (live.objects?.[0] ?? partOf(live, entryOf(one))) : "unclear";
    },
    find: async (address, items) => {
      const one = of(address);
      const all = await input.list(one);
      const known = new Set(Object.keys(entry(address).objects ?? {}));
      return all
        ?.map((object) => partOf(object, entryOf(one)))
        .filter((object) => !known.has(object.id) && object.items.some((item) => items.includes(item)));
    },
    hasTerms: (address, object, body) =>
      sharedFieldsDigest(object.spec, entryOf(of(address)), context) === terms(address, body),
    fits: (address, object) => {
      const one = of(address);
      const kind = entryOf(one);
      const list = itemsField(kind).pointer;
      const declared = new Set(itemsOf(one.document.spec, kind));
      const isEqual = one.fields.every(
        (field) => field.path === list || showing(field, object, kind, context) !== "differs",
      );
      return isEqual && object.items.every((item) => declared.has(item));
    },
    managerOf,
    holderOf: (address, id) =>
      managerOf(address, id) ?? (Object.hasOwn(entry(address).objects ?? {}, id) ? address : undefined),
    excepted: (address) => input.excepted(of(address)),
    identity: (address) => input.identity(of(address)),
  };
}

function isLike(one: Desired, account: string, kind: string): boolean {
  return one.account === account && one.kind === kind;
}

/**
 * A lock entry in which objects have the ids that the platform has told since; one that knows no objects yet learns those that the document names, before any
 * write adds others.
 */
export function withToldIds(lock: LockEntry, objects: readonly LiveObject[]): LockEntry {
  if (lock.objects === undefined && objects.length > 0)
    return withObjects(lock, Object.fromEntries(objects.map(({ id, items }) => [id, items])));
  const told = objects.flatMap(({ id, asked, items }) => (asked === undefined ? [] : [{ id, asked, items }]));
  if (told.length === 0) return lock;
  const former = new Set(told.map(({ asked }) => asked));
  const others = Object.entries(lock.objects ?? {}).filter(([id]) => !former.has(id));
  return withObjects(lock, Object.fromEntries([...others, ...told.map(({ id, items }) => [id, items] as const)]));
}

function specIn(body: Step["body"], { kind }: KindEntry): JsonObject {
  const { add } = kind.multiObject as MultiObject;
  const spec = valueAt(body, kind.operations[add]?.root ?? "");
  return isObject(spec) ? spec : {};
}

function partOf(live: LiveResource, entry: KindEntry): LiveObject {
  const items = itemsOf(live.spec, entry);
  return { id: live.id === "" ? unnamedId(items) : live.id, spec: live.spec, state: live.state, items };
}
