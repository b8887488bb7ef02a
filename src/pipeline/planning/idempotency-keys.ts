import type { ListedAll } from "../../import/listing.ts";
import { defined } from "../../model/defined.ts";
import { type Document, localAddress } from "../../model/document.ts";
import { idempotencyKeyPrefix, readIdempotencyKey } from "../../model/idempotency-key.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Kind } from "../../model/kind.ts";
import { claimedName, type Ownership } from "../../model/ownership.ts";
import { judgedFrom, mayStillShow } from "../../model/patience.ts";
import type { Desired, LiveResource } from "../../model/resource.ts";
import type { AccountState, StateEntry } from "../../model/state.ts";
import type { KeyEvidence } from "../../resolve/match.ts";

/** What an account has that nobody knows, and all that its listing shows. */
export interface Unknown {
  readonly live: readonly LiveResource[];
  readonly listed: ListedAll;
}

/** The documents of one account and kind, and what the memory knows of the account. */
export interface Makers {
  readonly kind: Kind;
  /** What the project file says of the account. */
  readonly settings: JsonObject;
  /** All of the project, whether this run is about them or not, and whatever they ask for. */
  readonly documents: readonly Document[];
  readonly memory: AccountState | undefined;
}

/**
 * What the idempotency keys of creates show about all documents of one account and kind that look for their resource.
 */
export interface KeyReader {
  /** True for a key by which another document that looks for its resource made it. */
  isOthers(desired: Desired, key: string | undefined): boolean;
  /** What they show about a document, and the count that its next create sends. */
  of(desired: Desired, candidates: readonly LiveResource[]): KeyEvidence & { readonly count: number };
}

/**
 * Reads the idempotency keys in a listing; undefined for kinds whose creates carry none.
 *
 * A key says which document made a resource. It counts what the document made before that was taken down, or that goes
 * by another name now, so that no create repeats a key that belongs to something else. `now` is in milliseconds since
 * 1970.
 */
export function keyReader(
  makers: Makers,
  { live, listed }: Unknown,
  { ownership, now }: { readonly ownership: Ownership; readonly now: number },
): KeyReader | undefined {
  const { kind, settings, memory } = makers;
  if (kind.creation?.owner === undefined) return undefined;
  const maker = makerOf(makers);
  const unknown = new Set(live.map(({ id }) => id));
  const known = listed.objects.filter(({ id }) => !unknown.has(id));
  const gone = listed.gone.map(({ id, idempotencyKey: key }) => ({ id, key, read: readIdempotencyKey(key) }));
  const prefixOf = ({ address }: Desired) => idempotencyKeyPrefix(kind, { address, settings }) ?? "";
  const wasDeleted = ({ address }: Desired) => memory?.entries.get(localAddress(address))?.deleted === true;
  const otherOwner = ({ account, kind: name, address }: Desired, id: string) =>
    ownership.otherOwner({ account, kind: name, id }, address);
  const nextCount = (desired: Desired) => {
    const used = [...gone.map(({ read }) => read), ...known.map((object) => readIdempotencyKey(object.idempotencyKey))];
    const counts = used.flatMap((key) => (key?.prefix === prefixOf(desired) ? [key.count + 1] : []));
    return Math.max(wasDeleted(desired) ? 1 : 0, ...counts);
  };
  /** What came of a create whose answer was lost is known once somebody has it. */
  const outcomeOf = ({ memory: { pending } }: Desired) =>
    pending?.idempotencyKey === undefined
      ? undefined
      : known.find(({ idempotencyKey }) => idempotencyKey === pending.idempotencyKey);
  return {
    isOthers: (desired, key) => {
      const address = maker(key);
      return address !== undefined && address !== desired.address;
    },
    of: (desired, candidates) => {
      const sent = desired.memory.pending;
      const outcome = outcomeOf(desired);
      const pending = outcome === undefined ? sent : undefined;
      const isOwnKey = readIdempotencyKey(sent?.idempotencyKey)?.prefix === prefixOf(desired);
      const isOwnGone = ({ key, read }: (typeof gone)[number]) =>
        pending?.idempotencyKey === undefined
          ? !wasDeleted(desired) && read?.prefix === prefixOf(desired)
          : key === pending.idempotencyKey;
      const other = outcome === undefined || !isOwnKey ? undefined : otherOwner(desired, outcome.id);
      return {
        own: candidates.filter(({ idempotencyKey }) => maker(idempotencyKey) === desired.address),
        // Under another name it is remembered as what it is.
        gone: gone.filter(isOwnGone).flatMap(({ id }) => (otherOwner(desired, id) === undefined ? [id] : [])),
        ...defined({
          pending,
          notBefore: pending && mayStillShow(pending.at, now) ? judgedFrom(pending.at, now) : undefined,
          elsewhere: other === undefined || outcome === undefined ? undefined : { id: outcome.id, other },
        }),
        // What was sent is sent again with its key.
        count:
          pending !== undefined && isOwnKey
            ? (readIdempotencyKey(pending.idempotencyKey)?.count ?? 0)
            : nextCount(desired),
      };
    },
  };
}

/**
 * Which document made the resource that bears an idempotency key: of those whose own resource nobody knows, by their
 * address, and by the one that they had when a create was sent.
 */
export function makerOf({
  kind,
  settings,
  documents,
  memory,
}: Makers): (key: string | undefined) => string | undefined {
  const prefixes = new Map<string, string>();
  const states = new Map(memory === undefined ? [] : [[memory.account, memory]]);
  const isKnown = (entry: StateEntry | undefined) => entry?.id !== undefined && entry.deleted !== true;
  for (const document of documents) {
    const own = memory?.entries.get(localAddress(document.address));
    const claimed = memory?.entries.get(claimedName(document, states) ?? "");
    if (document.id !== undefined || isKnown(own) || isKnown(claimed)) continue;
    const sent = [own, claimed].map((entry) => readIdempotencyKey(entry?.pending?.idempotencyKey)?.prefix);
    const known = [idempotencyKeyPrefix(kind, { address: document.address, settings }), ...sent];
    for (const prefix of known.flatMap((one) => one ?? [])) prefixes.set(prefix, document.address);
  }
  return (key) => prefixes.get(readIdempotencyKey(key)?.prefix ?? "");
}
