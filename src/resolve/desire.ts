import { type Document, type Locate, localAddress } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { Kinds } from "../model/kind.ts";
import { emptyLockEntry, type Lock } from "../model/lock.ts";
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
  for (const document of input.documents) {
    const entry = input.kinds.get(document.kind);
    if (entry === undefined) continue;
    const entries = input.locks.get(document.account)?.entries;
    const own = entries?.get(localAddress(document.address));
    const knowsItself = own?.id !== undefined || own?.pending !== undefined || own?.deleted === true;
    const formerName = document.was === undefined || knowsItself ? undefined : `${document.kind}/${document.was}`;
    const former = formerName === undefined ? undefined : entries?.get(formerName);
    const lock = former ?? own ?? emptyLockEntry;
    // Deleted on purpose and wanted again: that is another resource under the same name.
    const lockedId = lock.deleted === true && !document.absent ? undefined : lock.id;
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
    if (document.id !== undefined && lockedId !== undefined && document.id !== lockedId) {
      refuse("id-differs-from-lock", { id: document.id, locked: lockedId }, "/id");
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
    const id = document.id ?? lockedId;
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
      const lost = orphan(document, input);
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

/** A resource of the same kind that the lock file knows and that lost its document: perhaps the new name is its new one. */
function orphan(document: Document, input: DesireInput): { other: string; id: string } | undefined {
  const named = new Set(
    input.documents
      .filter(({ account }) => account === document.account)
      .flatMap(({ address, kind, was }) => [localAddress(address), ...(was === undefined ? [] : [`${kind}/${was}`])]),
  );
  const ids = new Set(input.documents.map(({ id }) => id));
  for (const [address, { id, deleted }] of input.locks.get(document.account)?.entries ?? []) {
    const isSameKind = address.startsWith(`${document.kind}/`);
    if (isSameKind && id !== undefined && !deleted && !named.has(address) && !ids.has(id))
      return { other: address, id };
  }
  return undefined;
}

/** Nothing tells which resource is meant: perhaps it never was, perhaps the lock file was lost. */
function unknownTombstone(document: Document, locate: Locate): Problem {
  const args = { address: document.address };
  const place = locate(document.source, "/name", "key");
  return { code: "delete-of-nothing", severity: "warning", class: "refused", args, address: document.address, place };
}
