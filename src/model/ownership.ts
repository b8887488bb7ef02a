import { type Document, localAddress } from "./document.ts";
import { idsIn } from "./objects.ts";
import { type AccountState, emptyEntry, type StateEntry } from "./state.ts";

/** What the memory keeps of accounts, by name. */
export type States = ReadonlyMap<string, AccountState>;

/** One id of an account and kind. */
export interface Identified {
  readonly account: string;
  readonly kind: string;
  readonly id: string;
}

/** An id that the memory knows, and the address it is remembered under. */
export interface RememberedId extends Identified {
  readonly address: string;
}

/** The key of one id of an account and kind. */
export function idKey({ account, kind, id }: Identified): string {
  return `${account} ${kind} ${id}`;
}

/** An object that was replaced: the entry of its resource, and what the resource is made of now. */
export interface Successor {
  /** `PayGiftRule/spring`. */
  readonly local: string;
  readonly ids: readonly string[];
}

/**
 * Who owns what, by the documents and by the memory: the one index that memory, matching, import, journal and reports
 * of what is unmanaged ask.
 */
export interface Ownership {
  /**
   * The address of the document that manages an id: the id it writes, the one remembered under its name, or under the
   * name it claims. What a document writes counts more than what is remembered for another one; but of a resource whose
   * objects were replaced, those they had before are its own, whoever names them.
   */
  managerOf(resource: Identified): string | undefined;
  /**
   * The address under which the memory knows an id, whether a document has it or not; what was deleted on purpose is
   * not known.
   */
  rememberedAs(resource: Identified): string | undefined;
  /**
   * True for an id that a document names or the memory knows; ids of objects that were replaced are not known any more.
   */
  isKnown(resource: Identified): boolean;
  /**
   * Whose an id is besides a resource's own: another document that writes it, else an entry under another name, also
   * one of a deletion.
   */
  otherOwner(resource: Identified, own: string): string | undefined;
  /** What became of the object behind an id; undefined for one that is there still, or never was. */
  successorOf(resource: Identified): Successor | undefined;
  /** The ids that an id stands for: those of replaced objects are those of the resource's present ones. */
  presentIds(resource: Identified): string[];
  /** The id of the object that the memory knows an item to be in. */
  objectWith(resource: Pick<Identified, "account" | "kind">, item: string): string | undefined;
  /** Everything the memory knows, but for deletions. */
  readonly remembered: readonly RememberedId[];
}

/** Looks through documents and memory once. */
export function ownershipOf(documents: readonly Document[], states: States): Ownership {
  const { successors, present, remembered, items } = indexOf(states);
  const successorOf = (resource: Identified) => {
    const key = idKey(resource);
    return present.has(key) ? undefined : successors.get(key);
  };
  const presentIds = ({ account, kind, id }: Identified) => [
    ...new Set(idsIn(id).flatMap((part) => successorOf({ account, kind, id: part })?.ids ?? [part])),
  ];
  const managers = managersOf(documents, states, presentIds);
  // Laid out when somebody asks: few plans look for a resource without an id.
  let named: ReadonlySet<string> | undefined;
  const known = new Map(remembered.map((resource) => [idKey(resource), resource.address]));
  return {
    managerOf: (resource) => managers.get(idKey(resource)),
    rememberedAs: (resource) => known.get(idKey(resource)),
    isKnown: (resource) => {
      named ??= new Set(
        documents.flatMap(({ account, kind, id = "" }) =>
          presentIds({ account, kind, id }).map((part) => idKey({ account, kind, id: part })),
        ),
      );
      return known.has(idKey(resource)) || named.has(idKey(resource));
    },
    otherOwner: (resource, own) => {
      const writer = documents.find(({ address, ...document }) => address !== own && writes(document, resource));
      return writer?.address ?? entriesWith(resource, states).find((address) => address !== own);
    },
    successorOf,
    presentIds,
    objectWith: ({ account, kind }, item) => items.get(idKey({ account, kind, id: item })),
    remembered,
  };
}

/** What the memory says of ids. What some resource is made of now is no former object of another. */
function indexOf(states: States) {
  const present = [...states.values()].flatMap(({ account, entries }) =>
    [...entries].flatMap(([local, entry]) =>
      entry.deleted === true ? [] : [{ account, local, kind: local.split("/")[0] ?? "", entry }],
    ),
  );
  const remembered = present.flatMap(({ account, local, kind, entry }) =>
    idsIn(entry.id).map((id): RememberedId => ({ address: `${account}/${local}`, account, kind, id })),
  );
  const successors = present.flatMap(({ account, local, kind, entry: { id, replaced = [] } }) =>
    replaced.map((part) => [idKey({ account, kind, id: part }), { local, ids: idsIn(id) }] as const),
  );
  const items = present.flatMap(({ account, kind, entry: { objects = {} } }) =>
    Object.entries(objects).flatMap(([object, own]) =>
      own.map((item) => [idKey({ account, kind, id: item }), object] as const),
    ),
  );
  return {
    remembered,
    present: new Set(remembered.map(idKey)),
    successors: new Map<string, Successor>(successors),
    items: new Map(items),
  };
}

function writes({ account, kind, id }: Pick<Document, "account" | "kind" | "id">, resource: Identified): boolean {
  return account === resource.account && kind === resource.kind && idsIn(id).includes(resource.id);
}

/** The addresses of the entries that have an id, deletions among them. */
function entriesWith({ account, kind, id }: Identified, states: States): string[] {
  const entries = [...(states.get(account)?.entries ?? [])];
  const own = entries.filter(([local, entry]) => local.startsWith(`${kind}/`) && idsIn(entry.id).includes(id));
  return own.map(([local]) => `${account}/${local}`);
}

function managersOf(
  documents: readonly Document[],
  states: States,
  presentIds: Ownership["presentIds"],
): ReadonlyMap<string, string> {
  const entriesOf = (document: Document) => {
    const claimed = states.get(document.account)?.entries.get(claimedName(document, states) ?? "");
    return [ownEntry(document, states), claimed?.deleted === true ? undefined : claimed];
  };
  const each = (idsOf: (document: Document) => readonly string[]) =>
    documents.flatMap((document) => {
      const { account, kind, address } = document;
      return idsOf(document).map((id) => [idKey({ account, kind, id }), address] as const);
    });
  return new Map([
    ...each(({ account, kind, id = "" }) => presentIds({ account, kind, id }).flatMap(idsIn)),
    ...each((document) => entriesOf(document).flatMap((entry) => idsIn(entry?.id))),
    ...each(({ id }) => idsIn(id)),
    ...each((document) => entriesOf(document).flatMap((entry) => entry?.replaced ?? [])),
  ]);
}

/**
 * The entry under a document's own name. One that is marked as deleted is the memory of a deletion only: for anything
 * else its name is free.
 */
export function ownEntry(document: Document, states: States): StateEntry | undefined {
  const entry = states.get(document.account)?.entries.get(localAddress(document.address));
  if (entry?.deleted !== true) return entry;
  const own = [...idsIn(entry.id), ...(entry.replaced ?? [])];
  const isTombstone = document.absent && idsIn(document.id).every((id) => own.includes(id));
  if (isTombstone) return entry;
  // Another resource under the name may have been started already.
  return entry.pending === undefined ? undefined : { ...emptyEntry, pending: entry.pending };
}

/** The local address that a document claims by `was:`, as long as its rename is not done. */
export function claimedName(document: Document, states: States): string | undefined {
  if (document.was === undefined || ownEntry(document, states)?.id !== undefined) return undefined;
  return `${document.kind}/${document.was}`;
}
