import type { ListedAll } from "../import/listing.ts";
import { numberStem, readNumber } from "../model/creation-number.ts";
import { localAddress } from "../model/document.ts";
import type { Kind, KindEntry } from "../model/kind.ts";
import type { Lock, Pending } from "../model/lock.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { Numbered } from "../resolve/newcomer.ts";

/** What an account has that nobody knows, and all that its listing shows. */
export interface Strangers {
  readonly live: readonly LiveResource[];
  readonly listed: ListedAll;
}

/** What the numbers of creates tell of all documents of one account and kind that look for their resource. */
export interface Numbers {
  /** True for a number by which another document that looks for its resource made it. */
  isOthers(one: Desired, mark: string | undefined): boolean;
  /** What they tell of one document, and the count its next create says. */
  of(one: Desired, candidates: readonly LiveResource[]): Numbered & { readonly count: number };
}

/** What reading the numbers needs. */
export interface NumbersInput {
  /** All resources of the project, whether this run is about them or not. */
  readonly all: readonly Desired[];
  readonly locks: ReadonlyMap<string, Lock>;
  readonly isYoung: (pending: Pending | undefined) => boolean;
}

/**
 * Reads the numbers in a listing; undefined for kinds whose creates say none.
 *
 * A number says which document made a resource. It counts what the document made before that was taken down, or that goes by another name now, so that no create
 * repeats a number that belongs to something else.
 */
export function numbersOf(
  { all, locks, isYoung }: NumbersInput,
  { kind }: KindEntry,
  like: Desired,
  { live, listed }: Strangers,
): Numbers | undefined {
  if (numberStem(kind, like) === undefined) return undefined;
  const stemOf = (one: Desired) => numberStem(kind, one) ?? "";
  const maker = makers(
    all.filter((one) => one.account === like.account && one.kind === like.kind),
    kind,
  );
  const strangers = new Set(live.map(({ id }) => id));
  const gone = listed.gone.flatMap(({ id, mark }) => ({ id, mark, number: readNumber(mark) }));
  const elsewhere = listed.objects.filter(({ id }) => !strangers.has(id)).map(({ mark }) => readNumber(mark));
  const wasDeleted = ({ account, address }: Desired) =>
    locks.get(account)?.entries.get(localAddress(address))?.deleted === true;
  const nextCount = (one: Desired) => {
    const stem = stemOf(one);
    const used = [...gone.map(({ number }) => number), ...elsewhere];
    const counts = used.flatMap((number) => (number?.stem === stem ? [number.count + 1] : []));
    return Math.max(wasDeleted(one) ? 1 : 0, ...counts);
  };
  return {
    isOthers: (one, mark) => {
      const address = maker(mark);
      return address !== undefined && address !== one.address;
    },
    of: (one, candidates) => {
      const { pending } = one.lock;
      const announced = readNumber(pending?.number);
      const isOwnGone = ({ mark, number }: (typeof gone)[number]) =>
        pending?.number === undefined ? !wasDeleted(one) && number?.stem === stemOf(one) : mark === pending.number;
      return {
        own: candidates.filter(({ mark }) => maker(mark) === one.address),
        gone: gone.filter(isOwnGone).map(({ id }) => id),
        young: isYoung(pending),
        // What was announced is sent again with its number.
        count: announced?.stem === stemOf(one) ? announced.count : nextCount(one),
      };
    },
  };
}

/**
 * Which of some documents made the resource that bears a number: of those that look for their resource, by their own address, and by the one that they had when a
 * create was announced.
 */
export function makers(all: readonly Desired[], kind: Kind): (mark: string | undefined) => string | undefined {
  const stems = new Map<string, string>();
  for (const one of all) {
    if (one.id !== "") continue;
    for (const stem of [numberStem(kind, one), readNumber(one.lock.pending?.number)?.stem])
      if (stem !== undefined) stems.set(stem, one.address);
  }
  return (mark) => stems.get(readNumber(mark)?.stem ?? "");
}
