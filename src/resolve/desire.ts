import { type Document, type Locate, localAddress } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { Kinds } from "../model/kind.ts";
import { emptyLockEntry, type Lock, type LockEntry } from "../model/lock.ts";
import { isBelow } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { declaredFields } from "./declare.ts";

/** What resolving one account's documents against its lock file needs. */
export interface DesireInput {
  readonly documents: readonly Document[];
  readonly project: Project;
  readonly kinds: Kinds;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly locate: Locate;
}

/** Lays documents beside what the lock files know: the canonical wishes that the rest of the way works with. */
export function desire(input: DesireInput): { desired: readonly Desired[]; problems: readonly Problem[] } {
  const context: FormContext = { timezone: input.project.timezone };
  const desired: Desired[] = [];
  // Two documents of one resource would undo each other, run after run; one of them may have its id from the lock file.
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  const orphan = orphans(input);
  for (const document of input.documents) {
    const entry = input.kinds.get(document.kind);
    if (entry === undefined) continue;
    const entries = input.locks.get(document.account)?.entries;
    const remembered = entries?.get(localAddress(document.address));
    // Deleted on purpose and wanted again: that is another resource under the same name, and nothing of the old one is its memory.
    const own = remembered?.deleted === true && !document.absent ? pendingOnly(remembered) : remembered;
    const knowsItself = own?.id !== undefined || own?.pending !== undefined;
    const formerName = document.was === undefined || knowsItself ? undefined : `${document.kind}/${document.was}`;
    const named = formerName === undefined ? undefined : entries?.get(formerName);
    const former = named?.deleted === true ? undefined : named;
    const lock = former ?? own ?? emptyLockEntry;
    const refuse = (code: string, args: Problem["args"], pointer: string) =>
      problems.push({
        code,
        severity: "error",
        class: "refused",
        args,
        address: document.address,
        place: input.locate(document.source, pointer, pointer === "/name" ? "key" : "value"),
      });
    if (document.was !== undefined && stillThere(document, input)) {
      refuse("was-still-there", { was: document.was, address: document.address }, "/was");
      continue;
    }
    if (document.id !== undefined && lock.id !== undefined && document.id !== lock.id) {
      refuse("id-differs-from-lock", { id: document.id, locked: lock.id }, "/id");
      continue;
    }
    // Perhaps it was made and nobody knows its id: deleting what is known, or nothing, would leave it behind.
    if (document.absent && lock.pending !== undefined) {
      refuse("absent-while-pending", { address: document.address, since: lock.pending.at }, "/name");
      continue;
    }
    // A deletion that is done stays quiet for ever; its document may stay where it is.
    if (document.absent && lock.deleted === true) continue;
    if (document.absent && entry.kind.removal === undefined) {
      refuse("delete-impossible", { kind: document.kind }, "/name");
      continue;
    }
    if (document.absent && document.protect) {
      refuse("delete-protected", { address: document.address }, "/name");
      continue;
    }
    const id = document.id ?? lock.id;
    if (id === undefined && document.absent) {
      problems.push({ ...unknownTombstone(document, input.locate) });
      continue;
    }
    const common = {
      address: document.address,
      account: document.account,
      kind: document.kind,
      document,
      lock,
      ...(former === undefined || formerName === undefined ? {} : { movedFrom: formerName }),
    };
    if (id === undefined) {
      const lost = orphan(document);
      if (entry.kind.creation === undefined) refuse("id-needed", { address: document.address }, "/name");
      else if (lost !== undefined) refuse("renamed-perhaps", { address: document.address, ...lost }, "/name");
      else desired.push(desiredOf({ ...common, id: "" }, () => declaredFields(document.spec, entry, context)));
      continue;
    }
    const renamed = knowsItself ? undefined : renamedFrom(document, input);
    if (renamed !== undefined) {
      refuse("renamed-perhaps", { address: document.address, other: renamed, id, same: true }, "/name");
      continue;
    }
    const key = `${document.account} ${document.kind} ${id}`;
    const other = owners.get(key);
    owners.set(key, document.address);
    if (other !== undefined) {
      refuse("id-behind-two", { id, other, address: document.address }, document.id === undefined ? "/name" : "/id");
      continue;
    }
    // What is ignored belongs to others once the resource exists.
    const fields = () => {
      const all = declaredFields(document.spec, entry, context);
      return document.ignore.length === 0 ? all : all.filter((field) => !isBelow(field.path, document.ignore));
    };
    desired.push(desiredOf({ ...common, id }, fields));
  }
  return { desired, problems };
}

/** What counts of a deleted entry for another resource under its name: that one may have been announced already. */
function pendingOnly({ pending }: LockEntry): LockEntry | undefined {
  return pending === undefined ? undefined : { ...emptyLockEntry, pending };
}

/** Fields are laid out when somebody asks: kept for thousands of resources they would take more memory than all documents. */
function desiredOf(one: Omit<Desired, "fields">, fields: () => readonly DeclaredField[]): Desired {
  return {
    ...one,
    get fields() {
      return fields();
    },
  };
}

/** True when a document stands under the former name: its memory is its own, and taking it would leave that one to be made again. */
function stillThere(document: Document, input: DesireInput): boolean {
  const former = `${document.account}/${document.kind}/${document.was}`;
  return input.documents.some(({ address }) => address === former);
}

/**
 * The local address under which the lock file knows the id of a document that it does not know by its name, when that address has lost its document: a rename
 * that does not say so. Without a word the memory under the old name would be left behind, or somebody would take one card for two.
 */
function renamedFrom(document: Document, input: DesireInput): string | undefined {
  const lock = input.locks.get(document.account);
  if (document.id === undefined || document.was !== undefined || lock === undefined) return undefined;
  const local = namesById(lock).get(`${document.kind} ${document.id}`);
  if (local === undefined) return undefined;
  return input.documents.some(({ address }) => address === `${document.account}/${local}`) ? undefined : local;
}

const indexed = new WeakMap<Lock, ReadonlyMap<string, string>>();

/** The local addresses of a lock file by kind and id; thousands of documents may ask. */
function namesById(lock: Lock): ReadonlyMap<string, string> {
  const before = indexed.get(lock);
  if (before !== undefined) return before;
  const names = new Map<string, string>();
  for (const [local, { id, deleted }] of lock.entries)
    if (id !== undefined && deleted !== true) names.set(`${local.split("/")[0]} ${id}`, local);
  indexed.set(lock, names);
  return names;
}

/** The resources of each account that the lock file knows and that have lost their documents, by kind; worked out once for all documents. */
function orphans(input: DesireInput): (document: Document) => { other: string; id: string } | undefined {
  const named = new Set(
    input.documents.flatMap(({ address, account, kind, was }) => [
      address,
      ...(was === undefined ? [] : [`${account}/${kind}/${was}`]),
    ]),
  );
  const ids = new Set(input.documents.map(({ account, id }) => `${account} ${id}`));
  const first = new Map<string, { other: string; id: string }>();
  for (const { account, entries } of input.locks.values())
    for (const [local, { id, deleted }] of entries) {
      const key = `${account} ${local.split("/")[0]}`;
      const isLost =
        id !== undefined && deleted !== true && !named.has(`${account}/${local}`) && !ids.has(`${account} ${id}`);
      if (isLost && !first.has(key)) first.set(key, { other: local, id });
    }
  return ({ account, kind }) => first.get(`${account} ${kind}`);
}

/** Nothing tells which resource is meant: perhaps it never was, perhaps the lock file was lost. */
function unknownTombstone(document: Document, locate: Locate): Problem {
  const args = { address: document.address };
  const place = locate(document.source, "/name", "key");
  return { code: "delete-of-nothing", severity: "warning", class: "refused", args, address: document.address, place };
}
