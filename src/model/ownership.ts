import { type Document, localAddress } from "./document.ts";
import { idsIn } from "./objects.ts";
import { once } from "./once.ts";
import { type AccountState, emptyEntry, type StateEntry } from "./state.ts";

/** What the memory keeps of accounts, by name. */
export type States = ReadonlyMap<string, AccountState>;

/** One id of an account and kind. */
export interface Identified {
  readonly account: string;
  readonly kind: string;
  readonly id: string;
}

/** The kind of a local address, `MemberCard/golden`. */
export function kindIn(local: string): string {
  const end = local.indexOf("/");
  return end < 0 ? local : local.slice(0, end);
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

/** Looks through documents and memory once, and lays out when somebody asks what few runs ask for. */
export function ownershipOf(documents: readonly Document[], states: States): Ownership {
  const { successors, remembered, items } = indexOf(states);
  const present = once(() => new Set(remembered.map(idKey)));
  const successorOf = (resource: Identified) => {
    // Of nothing that was replaced nothing came.
    if (successors.size === 0) return undefined;
    const key = idKey(resource);
    return present().has(key) ? undefined : successors.get(key);
  };
  const presentIds = ({ account, kind, id }: Identified) => [
    ...new Set(idsIn(id).flatMap((part) => successorOf({ account, kind, id: part })?.ids ?? [part])),
  ];
  const managers = once(() => managersOf(documents, states, successors.size === 0 ? undefined : presentIds));
  const named = once(
    () =>
      new Set(
        documents.flatMap(({ account, kind, id = "" }) =>
          presentIds({ account, kind, id }).map((part) => idKey({ account, kind, id: part })),
        ),
      ),
  );
  const known = once(() => new Map(remembered.map((resource) => [idKey(resource), resource.address])));
  return {
    managerOf: (resource) => managers().get(idKey(resource)),
    rememberedAs: (resource) => known().get(idKey(resource)),
    isKnown: (resource) => known().has(idKey(resource)) || named().has(idKey(resource)),
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

/** What the memory says of ids. */
interface MemoryIndex {
  readonly remembered: RememberedId[];
  readonly successors: Map<string, Successor>;
  /** The object that each item is in. */
  readonly items: Map<string, string>;
}

/** What the memory says of ids. What some resource is made of now is no former object of another. */
function indexOf(states: States): MemoryIndex {
  const index: MemoryIndex = { remembered: [], successors: new Map(), items: new Map() };
  for (const { account, entries } of states.values())
    for (const [local, entry] of entries) if (entry.deleted !== true) addEntry(index, account, local, entry);
  return index;
}

function addEntry({ remembered, successors, items }: MemoryIndex, account: string, local: string, entry: StateEntry) {
  const { id, replaced = [], objects } = entry;
  const kind = kindIn(local);
  const ids = idsIn(id);
  for (const part of ids) remembered.push({ address: `${account}/${local}`, account, kind, id: part });
  for (const part of replaced) successors.set(idKey({ account, kind, id: part }), { local, ids });
  if (objects === undefined) return;
  for (const [object, own] of Object.entries(objects))
    for (const item of own) items.set(idKey({ account, kind, id: item }), object);
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

/** By `idKey`; what stands further down counts more. `presentIds` where objects were replaced. */
function managersOf(
  documents: readonly Document[],
  states: States,
  presentIds: Ownership["presentIds"] | undefined,
): ReadonlyMap<string, string> {
  const managers = new Map<string, string>();
  const put = ({ account, kind, address }: Document, ids: readonly string[]) => {
    for (const id of ids) managers.set(idKey({ account, kind, id }), address);
  };
  if (presentIds !== undefined)
    for (const document of documents) put(document, presentIds({ ...document, id: document.id ?? "" }));
  const all = documents.map((document) => entriesOf(document, states));
  documents.forEach((document, at) => {
    // What the document writes itself comes below.
    for (const { id } of all[at] ?? []) if (id !== document.id) put(document, idsIn(id));
  });
  for (const document of documents) put(document, idsIn(document.id));
  documents.forEach((document, at) => {
    for (const { replaced } of all[at] ?? []) if (replaced !== undefined) put(document, replaced);
  });
  return managers;
}

/** The entry of a document, and the one that it claims by `was:`. */
function entriesOf(document: Document, states: States): readonly StateEntry[] {
  const own = ownEntry(document, states);
  const name = claimedName(document, states);
  const claimed = name === undefined ? undefined : states.get(document.account)?.entries.get(name);
  if (claimed === undefined || claimed.deleted === true) return own === undefined ? none : [own];
  return own === undefined ? [claimed] : [own, claimed];
}

const none: readonly StateEntry[] = [];

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
