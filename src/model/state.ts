import type { AppliedMemory } from "./applied.ts";
import { defined } from "./defined.ts";
import type { Json, JsonObject } from "./json.ts";
import { idsIn, isUnnamed, joinedIds } from "./objects.ts";
import type { Pointer } from "./pointer.ts";

/** Digests of field values by pointer below `spec`. */
export type FieldDigests = Readonly<Record<Pointer, string>>;

/** Lists of texts that the platform accepted last, by pointer below `spec`. */
export type AcceptedLists = Readonly<Record<Pointer, readonly string[]>>;

/** Fields handed in for review, and since when. */
export interface ReviewRecord {
  /** ISO 8601 with offset. */
  readonly since: string;
  readonly fields: FieldDigests;
  /**
   * While no read has shown the resource in review: how the last one showed it. Reads may lag behind the answer that
   * sent it there.
   */
  readonly unseen?: "passed" | "refused";
}

/** A write that was about to be sent and whose answer may have been lost. */
export interface Intent {
  readonly operation: string;
  /** Digest of what was sent; of one of several objects, of its shared fields. */
  readonly body: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  /** The idempotency key that a create sent, where creates send one. */
  readonly idempotencyKey?: string;
  /** Items that the object was to get, of a resource made of several objects. */
  readonly items?: readonly string[];
  /** Digest of the former shared fields, with which the object is added again when the new ones are refused. */
  readonly restore?: string;
  /** The object that was to be taken down. */
  readonly removes?: string;
  /**
   * The settings that were sent, whole, in the nesting of `spec`: by them what came of the request is recognised,
   * whatever the document says by then. Only the journal of this machine has them; a state holds no body.
   */
  readonly sent?: JsonObject;
  /** Digests of the settings that were sent, by pointer below `spec`: where nobody has them whole any more. */
  readonly fields?: FieldDigests;
  /** Of a call that moves values, such as a total: each of them before the call and after it, by pointer below `spec`. */
  readonly moves?: Readonly<Record<Pointer, readonly [before: Json, after: Json]>>;
}

/** What was agreed to for a change that took something down, until the resource is as declared. */
export interface Agreement {
  readonly what: readonly string[];
  /** Digest of what the document said: another change wants agreement of its own. */
  readonly spec: string;
  /** When it was taken down, in ISO 8601 with offset. */
  readonly at: string;
}

/** What is remembered of one resource. */
export interface StateEntry {
  readonly id?: string;
  /** Of each managed field: the value last read back equal; of a write-only field: the value last sent. */
  readonly settled: FieldDigests;
  readonly review?: ReviewRecord;
  /** Values that a review refused, from before others were handed in: they are not handed in again without consent. */
  readonly refused?: FieldDigests;
  /** Values that a call which must not be repeated carried, that were accepted, and that do not show. */
  readonly unshown?: FieldDigests;
  /**
   * Of what no call shows: what the platform accepted last, together with what was sent since and not answered. Absent
   * where nobody knows.
   */
  readonly accepted?: AcceptedLists;
  /** The lists of it that were sent since and whose answer was lost: they are sent again, whatever a document says. */
  readonly unanswered?: readonly Pointer[];
  /** A call that must not land twice and was about to be sent: its answer may have been lost. */
  readonly pending?: Intent;
  readonly agreed?: Agreement;
  /**
   * Of a resource made of several objects: each object's id with the items it holds. `id` is then the ids joined by
   * commas.
   */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of a resource made of several objects: those that were taken down to be replaced and are not up again, by their
   * former id, each the whole body that puts it up. It holds settings, no secret.
   */
  readonly former?: Readonly<Record<string, JsonObject>>;
  /**
   * True where nobody can say that we wrote `former` and `agreed`: it is not put up without consent, and agrees to
   * nothing.
   */
  readonly unverified?: true;
  /**
   * Of such a resource: ids of objects it was made of before, which were replaced. A document that names one of them
   * describes the resource.
   */
  readonly replaced?: readonly string[];
  /** True when the resource was deleted by a document with `state: absent`. */
  readonly deleted?: true;
  /** Members this version does not use, kept as they are. */
  readonly rest?: Readonly<Record<string, Json>>;
}

/** What is remembered of one account. */
export interface AccountState {
  readonly account: string;
  readonly identity: string;
  /** By local address, `MemberCard/gold`. */
  readonly entries: ReadonlyMap<string, StateEntry>;
}

/** By which one run at a time writes an account. Instants are ISO 8601 with offset. */
export interface Lease {
  /** Who holds it, for people. */
  readonly holder: string;
  /** By which the holder knows its own, and a person names it. */
  readonly nonce: string;
  readonly since: string;
  readonly until: string;
  /** True where a person has ended it: nobody waits for its holder. */
  readonly broken?: true;
}

/** The memory of one account as a run has read it, with what is needed to write it again. */
export interface Memory extends AccountState, Partial<AppliedMemory> {
  /** How often it was written. */
  readonly serial: number;
  /** What tells this memory from another one of the same account that somebody began anew. */
  readonly lineage?: string;
  /** Held by a run, when it was read. */
  readonly lease?: Lease;
  /** False where the store has nothing of the account: an empty memory, and perhaps a lost one. */
  readonly known: boolean;
  /** What a store holds a swap against. */
  readonly version?: string;
  /** Where the store was out of reach: when it was last seen, in milliseconds since 1970. */
  readonly asOf?: number;
  /** How much of the journal of this machine counts, in bytes; undefined where there is none. */
  readonly journal?: number;
  /** Members of its file that this version does not use, kept as they are. */
  readonly rest?: Readonly<Record<string, Json>>;
}

/** An entry that remembers nothing. */
export const emptyEntry: StateEntry = { settled: {} };

/** An entry that remembers, beside its own objects, those that it had before and has no more. */
export function withReplaced(before: StateEntry | undefined, entry: StateEntry): StateEntry {
  // The memory of a deletion is not that of what comes after it under the name.
  if (before === undefined || before.deleted === true) return entry;
  const present = new Set(idsIn(entry.id));
  const all = [...(before.replaced ?? []), ...(entry.replaced ?? []), ...Object.keys(before.objects ?? {})];
  const replaced = [...new Set(all)].filter((id) => !present.has(id) && !isUnnamed(id)).sort();
  const { replaced: _replaced, ...rest } = entry;
  return replaced.length === 0 ? rest : { ...rest, replaced };
}

/** What an entry holds of work that was begun and is not settled: it may not be lost with anything else. */
export function openPart({ pending, former, agreed, unverified }: StateEntry): Partial<StateEntry> | undefined {
  return pending === undefined && former === undefined ? undefined : defined({ pending, former, agreed, unverified });
}

/** An entry in which nothing is left of what nobody can say we wrote, where that is so. */
export function withoutDoubt(entry: StateEntry): StateEntry {
  const { unverified, ...rest } = entry;
  return unverified === undefined || entry.former !== undefined || entry.agreed !== undefined ? entry : rest;
}

/** An entry without the intent of a write under way. */
export function withoutIntent({ pending: _pending, ...rest }: StateEntry): StateEntry {
  return rest;
}

/** An entry with other objects; its id is theirs together. */
export function withObjects(
  { id: _id, objects: _objects, ...rest }: StateEntry,
  objects: Readonly<Record<string, readonly string[]>>,
): StateEntry {
  const ids = Object.keys(objects).sort();
  return ids.length === 0 ? { ...rest, objects: {} } : { ...rest, id: joinedIds(ids), objects };
}
