import { isOfCode } from "../model/code.ts";
import { defined } from "../model/defined.ts";
import { byText, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { judgedFrom, mayStillShow } from "../model/patience.ts";
import { valueAt } from "../model/pointer.ts";
import type { OpenWork } from "../model/recovery.ts";
import type { AccountState, StateEntry } from "../model/state.ts";
import type { Checked, OfflineWorld } from "../model/world.ts";
import { instantIso, instantSeconds } from "../schema/instant.ts";

/** An entry of the memory that an earlier run left open. */
export interface OpenEntry {
  readonly account: string;
  /** `PayGiftRule/spring`. */
  readonly local: string;
  readonly entry: StateEntry;
  readonly work: OpenWork;
}

/** What telling open work needs. */
export interface OpenInput {
  readonly kinds: OfflineWorld["kinds"];
  readonly states: ReadonlyMap<string, AccountState>;
  readonly all: Checked["all"];
  readonly timezone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether somebody has agreed that what nobody can say we wrote is put up again. */
  readonly mayPutUp: (address: string) => boolean;
}

/**
 * What earlier runs left open: requests whose answers may have been lost, and objects that were taken down and are not
 * up again, unless their end has passed meanwhile.
 */
export function openEntries(input: OpenInput): OpenEntry[] {
  const absent = new Set(input.all.filter((document) => document.absent).map(({ address }) => address));
  const found = [...input.states.values()].flatMap(({ account, entries }) =>
    [...entries].flatMap(([local, entry]): OpenEntry[] => {
      if (entry.pending === undefined && entry.former === undefined) return [];
      const address = `${account}/${local}`;
      const kind = input.kinds.get(local.split("/")[0] ?? "");
      const work = kind && workOf(address, entry, { ...input, kind, isUnwanted: absent.has(address) });
      return work === undefined ? [] : [{ account, local, entry, work }];
    }),
  );
  return found.sort((a, b) => byText(a.work.address, b.work.address));
}

/**
 * Calls about single codes that earlier runs were about to send. Nobody can look for what came of one but who knows the
 * code: they are told, and left alone.
 */
export function openCodes(states: OpenInput["states"]): OpenWork[] {
  return [...states.values()].flatMap(({ account, entries }) =>
    [...entries].flatMap(([local, { pending }]): OpenWork[] =>
      pending === undefined || !isOfCode(local)
        ? []
        : [{ address: `${account}/${local}`, operation: pending.operation, since: pending.at, will: "ask" }],
    ),
  );
}

function workOf(
  address: string,
  { pending, former = {}, agreed, unverified }: StateEntry,
  about: OpenInput & { readonly kind: KindEntry; readonly isUnwanted: boolean },
): OpenWork | undefined {
  const { now, timezone, kind, isUnwanted } = about;
  const isDown = Object.keys(former).length > 0;
  // What is down comes back whatever became of the add that was to take its place: no item is in two objects.
  if (pending !== undefined && !(isDown && pending.removes === undefined && !isUnwanted)) {
    const { operation, at: since } = pending;
    if (!mayStillShow(since, now)) return { address, operation, since, will: "look" };
    return { address, operation, since, notBefore: instantIso(judgedFrom(since, now), timezone), will: "wait" };
  }
  const { multiObject } = kind.kind;
  if (multiObject === undefined || Object.values(former).every((spec) => isOver(spec, kind, about))) return undefined;
  const will = isUnwanted || (unverified === true && !about.mayPutUp(address)) ? "ask" : "put-back";
  return { address, operation: multiObject.add, will, ...defined({ since: pending?.at ?? agreed?.at }) };
}

/** True for an object whose end has passed while it was down: it would do nothing any more. */
export function isOver(
  spec: JsonObject,
  { kind }: KindEntry,
  { now, timezone }: Pick<OpenInput, "now" | "timezone">,
): boolean {
  const end = instantSeconds(valueAt(spec, kind.multiObject?.end ?? ""), "end", timezone);
  return end !== undefined && end * 1_000 < now;
}

/**
 * True for a create that carries an idempotency key: repeated with it, it makes nothing twice, so that its resource need
 * not wait.
 */
export function isKnownByKey({ pending }: StateEntry): boolean {
  return pending?.idempotencyKey !== undefined;
}
