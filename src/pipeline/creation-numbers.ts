import type { ListedAll } from "../import/listing.ts";
import { type Document, localAddress } from "../model/document.ts";
import { idempotencyKeyPrefix, readIdempotencyKey } from "../model/idempotency-key.ts";
import type { JsonObject } from "../model/json.ts";
import type { Kind } from "../model/kind.ts";
import type { Intent, Lock, LockEntry } from "../model/lock.ts";
import { idsIn } from "../model/objects.ts";
import { claimedName } from "../model/ownership.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Numbered } from "../resolve/newcomer.ts";

/** What an account has that nobody knows, and all that its listing shows. */
export interface Strangers {
  readonly live: readonly LiveResource[];
  readonly listed: ListedAll;
}

/** The documents of one account and kind, and what its lock file knows. */
export interface Makers {
  readonly kind: Kind;
  /** What the project file says of the account. */
  readonly settings: JsonObject;
  /** All of the project, whether this run is about them or not, and whatever they ask for. */
  readonly documents: readonly Document[];
  readonly lock: Lock | undefined;
}

/** What the numbers of creates tell of all documents of one account and kind that look for their resource. */
export interface Numbers {
  /** True for a number by which another document that looks for its resource made it. */
  isOthers(one: Desired, mark: string | undefined): boolean;
  /** What they tell of one document, and the count its next create says. */
  of(one: Desired, candidates: readonly LiveResource[]): Numbered & { readonly count: number };
}

/**
 * Reads the numbers in a listing; undefined for kinds whose creates say none.
 *
 * A number says which document made a resource. It counts what the document made before that was taken down, or that goes by another name now, so that no create
 * repeats a number that belongs to something else.
 */
export function numbersOf(
  made: Makers,
  { live, listed }: Strangers,
  isYoung: (pending: Intent | undefined) => boolean,
): Numbers | undefined {
  const { kind, settings, documents, lock } = made;
  const stemOf = ({ address }: Desired) => idempotencyKeyPrefix(kind, { address, settings }) ?? "";
  if (kind.creation?.owner === undefined) return undefined;
  const maker = makerOf(made);
  const strangers = new Set(live.map(({ id }) => id));
  const known = listed.objects.filter(({ id }) => !strangers.has(id));
  const gone = listed.gone.map(({ id, idempotencyKey }) => ({
    id,
    mark: idempotencyKey,
    number: readIdempotencyKey(idempotencyKey),
  }));
  const entryOf = ({ address }: Desired) => lock?.entries.get(localAddress(address));
  const wasDeleted = (one: Desired) => entryOf(one)?.deleted === true;
  const holderOf = (id: string, but: Desired) => holder(id, but.address, documents, lock);
  const nextCount = (one: Desired) => {
    const stem = stemOf(one);
    const used = [
      ...gone.map(({ number }) => number),
      ...known.map(({ idempotencyKey }) => readIdempotencyKey(idempotencyKey)),
    ];
    const counts = used.flatMap((number) => (number?.stem === stem ? [number.count + 1] : []));
    return Math.max(wasDeleted(one) ? 1 : 0, ...counts);
  };
  return {
    isOthers: (one, mark) => {
      const address = maker(mark);
      return address !== undefined && address !== one.address;
    },
    of: (one, candidates) => {
      const sent = one.lock.pending;
      // What came of an announced create is known once somebody has it.
      const held =
        sent?.idempotencyKey === undefined
          ? undefined
          : known.find(({ idempotencyKey }) => idempotencyKey === sent.idempotencyKey);
      const isOwnNumber = readIdempotencyKey(sent?.idempotencyKey)?.stem === stemOf(one);
      const pending = held === undefined ? sent : undefined;
      const isOwnGone = ({ mark, number }: (typeof gone)[number]) =>
        pending?.idempotencyKey === undefined
          ? !wasDeleted(one) && number?.stem === stemOf(one)
          : mark === pending.idempotencyKey;
      const other = held === undefined || !isOwnNumber ? undefined : holderOf(held.id, one);
      return {
        own: candidates.filter(({ idempotencyKey }) => maker(idempotencyKey) === one.address),
        // Under another name it is remembered as what it is.
        gone: gone.filter(isOwnGone).flatMap(({ id }) => (holderOf(id, one) === undefined ? [id] : [])),
        ...(pending === undefined ? {} : { pending }),
        ...(other === undefined || held === undefined ? {} : { held: { id: held.id, other } }),
        young: isYoung(pending),
        // What was announced is sent again with its number.
        count:
          pending !== undefined && isOwnNumber
            ? (readIdempotencyKey(pending.idempotencyKey)?.count ?? 0)
            : nextCount(one),
      };
    },
  };
}

/**
 * Which document made the resource that bears a number: of those whose own resource nobody knows, by their address, and by the one that they had when a create
 * was announced.
 */
export function makerOf({ kind, settings, documents, lock }: Makers): (mark: string | undefined) => string | undefined {
  const stems = new Map<string, string>();
  const locks = new Map(lock === undefined ? [] : [[lock.account, lock]]);
  const isKnown = (entry: LockEntry | undefined) => entry?.id !== undefined && entry.deleted !== true;
  for (const document of documents) {
    const own = lock?.entries.get(localAddress(document.address));
    const claimed = lock?.entries.get(claimedName(document, locks) ?? "");
    if (document.id !== undefined || isKnown(own) || isKnown(claimed)) continue;
    const announced = [own, claimed].map((entry) => readIdempotencyKey(entry?.pending?.idempotencyKey)?.stem);
    for (const stem of [idempotencyKeyPrefix(kind, { address: document.address, settings }), ...announced])
      if (stem !== undefined) stems.set(stem, document.address);
  }
  return (mark) => stems.get(readIdempotencyKey(mark)?.stem ?? "");
}

/** Whose an id is besides a resource's own: that of another document, or of an entry under another name. */
function holder(id: string, but: string, documents: readonly Document[], lock: Lock | undefined): string | undefined {
  const named = documents.find((one) => one.address !== but && idsIn(one.id).includes(id));
  if (named !== undefined) return named.address;
  for (const [local, entry] of lock?.entries ?? [])
    if (`${lock?.account}/${local}` !== but && idsIn(entry.id).includes(id)) return `${lock?.account}/${local}`;
  return undefined;
}
