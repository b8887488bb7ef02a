import type { Document, Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { isBelow } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { declaredFields } from "./declare.ts";
import { memories, type ReplacedId } from "./memory.ts";

/** What resolving one account's documents against its lock file needs. */
export interface DesireInput {
  readonly documents: readonly Document[];
  readonly project: Project;
  readonly kinds: Kinds;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly locate: Locate;
  /** Ids of resources that other documents declare, by address. */
  readonly known?: ReadonlyMap<string, string>;
}

/** What documents wish for, beside what lock files know. */
export interface DesiredState {
  readonly desired: readonly Desired[];
  readonly problems: readonly Problem[];
  /** The id of each resource by its address. What is found later may be added: fields that name a resource look here. */
  readonly ids: Map<string, string>;
}

/** Lays documents beside what the lock files know: the canonical wishes that the rest of the way works with. */
export function desire(input: DesireInput): DesiredState {
  const context: FormContext = { timezone: input.project.timezone };
  const desired: Desired[] = [];
  const ids = new Map<string, string>(input.known ?? []);
  const settings = new Map(input.project.accounts.map((account) => [account.name, account.settings]));
  const place = ({ address, account, kind }: Document) => ({
    ...{ address, account, kind },
    settings: settings.get(account) ?? {},
  });
  const declared = (document: Document, entry: KindEntry) =>
    declaredFields(document.spec, entry, context, { account: document.account, idOf: (address) => ids.get(address) });
  // Two documents of one resource would undo each other, run after run; one of them may have its id from the lock file.
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  const remembered = memories(input.documents, input.locks);
  for (const document of input.documents) {
    const entry = input.kinds.get(document.kind);
    if (entry === undefined) continue;
    const { lock, movedFrom, partsFrom, refused } = remembered.of(document);
    const refuse = (code: string, args: Problem["args"], pointer: string) =>
      problems.push({
        code,
        severity: "error",
        class: "refused",
        args,
        address: document.address,
        place: input.locate(document.source, pointer, pointer === "/name" ? "key" : "value"),
      });
    if (refused !== undefined) {
      refuse(refused.code, refused.args, refused.pointer);
      continue;
    }
    // A deletion that is done stays quiet for ever; its document may stay where it is.
    if (document.absent && lock.deleted === true && lock.pending === undefined) continue;
    if (document.id !== undefined && lock.id !== undefined && lock.objects === undefined && document.id !== lock.id) {
      refuse("id-differs-from-lock", { id: document.id, locked: lock.id }, "/id");
      continue;
    }
    // Perhaps it was made and nobody knows its id: deleting what is known, or nothing, would leave it behind.
    const isSpread = entry.kind.multiObject !== undefined;
    if (document.absent && document.id === undefined && lock.pending !== undefined && !isSpread) {
      refuse("absent-while-pending", { address: document.address, since: lock.pending.at }, "/name");
      continue;
    }
    if (document.absent && entry.kind.removal === undefined) {
      refuse("delete-impossible", { kind: document.kind }, "/name");
      continue;
    }
    if (document.absent && document.protect) {
      refuse("delete-protected", { address: document.address }, "/name");
      continue;
    }
    const replaced = remembered.replaced(document);
    const holder = replaced.find(({ other }) => other !== undefined)?.other;
    if (holder !== undefined) {
      refuse("id-behind-two", { id: document.id ?? "", other: holder, address: document.address }, "/id");
      continue;
    }
    if (replaced.length > 0 && !document.absent) problems.push(staleIds(document, replaced, input.locate));
    const id = idOf(document, lock, replaced);
    if (id === undefined && document.absent && lock.pending?.items !== undefined && isSpread) {
      // What may have come of it is looked for, and taken down.
      desired.push(desiredOf({ ...place(document), document, lock, id: "" }, () => []));
      continue;
    }
    if (id === undefined && document.absent && lock.former !== undefined) {
      // It was taken down to be replaced and never came up again: nothing is there, and nothing is to come back.
      desired.push(desiredOf({ ...place(document), document, lock, id: "" }, () => []));
      continue;
    }
    if (id === undefined && document.absent) {
      problems.push({ ...unknownTombstone(document, input.locate) });
      continue;
    }
    const common = {
      ...place(document),
      document,
      lock,
      ...(movedFrom === undefined ? {} : { movedFrom }),
      ...(partsFrom === undefined ? {} : { objectsFrom: partsFrom }),
    };
    if (id === undefined) {
      const lost = remembered.lost(document);
      const forsaken = remembered.orphaned.filter((address) => isSibling(address, document));
      if (entry.kind.creation === undefined && entry.kind.multiObject === undefined)
        refuse("id-needed", { address: document.address }, "/name");
      else if (lost !== undefined) refuse("renamed-perhaps", { address: document.address, ...lost }, "/name");
      else if (forsaken.length > 0) refuse("create-orphaned", { address: document.address, others: forsaken }, "/name");
      else desired.push(desiredOf({ ...common, id: "" }, () => declared(document, entry)));
      continue;
    }
    const keys = idsIn(id).map((one) => `${document.account} ${document.kind} ${one}`);
    const other = keys.map((key) => owners.get(key)).find((owner) => owner !== undefined);
    for (const key of keys) owners.set(key, document.address);
    if (other !== undefined) {
      refuse("id-behind-two", { id, other, address: document.address }, document.id === undefined ? "/name" : "/id");
      continue;
    }
    ids.set(document.address, id);
    // What is ignored belongs to others once the resource exists.
    const fields = () => {
      const all = declared(document, entry);
      return document.ignore.length === 0 ? all : all.filter((field) => !isBelow(field.path, document.ignore));
    };
    desired.push(desiredOf({ ...common, id }, fields));
  }
  if (remembered.orphaned.length > 0 && !problems.some(({ code }) => code === "create-orphaned")) {
    const args = { others: [...remembered.orphaned] };
    problems.push({ code: "create-orphaned", severity: "warning", class: "refused", args });
  }
  if (remembered.down.length > 0) {
    const args = { others: [...remembered.down] };
    problems.push({ code: "down-orphaned", severity: "warning", class: "refused", args });
  }
  return { desired, problems, ids };
}

/**
 * The id of a resource, from its document and from the lock file. Of one made of several objects both count: the lock file knows what came of the last apply,
 * and the document may name more that are to belong to it.
 */
function idOf(document: Document, lock: LockEntry, replaced: readonly ReplacedId[]): string | undefined {
  const named = idsIn(document.id).flatMap((part) => replaced.find(({ id }) => id === part)?.ids ?? [part]);
  if (lock.objects === undefined) return document.id === undefined ? lock.id : joinedIds([...new Set(named)]);
  return joinedIds([...new Set([...idsIn(lock.id), ...named])]);
}

/** Ids that a document still names although their objects were replaced: they mean what came in their place. */
function staleIds(document: Document, replaced: readonly ReplacedId[], locate: Locate): Problem {
  const place = locate(document.source, "/id", "value");
  const stale = replaced.map(({ id }) => id);
  const kept = idsIn(document.id).filter((part) => !stale.includes(part));
  const args = {
    ids: stale,
    known: [...new Set([...replaced.flatMap(({ ids }) => ids), ...kept])].sort(),
    followed: true,
  };
  return {
    code: "object-id-stale",
    severity: "warning",
    class: "refused",
    args,
    address: document.address,
    place,
  };
}

/** True for an address of the same account and kind. */
function isSibling(address: string, { account, kind }: Document): boolean {
  return address.startsWith(`${account}/${kind}/`);
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

/** Nothing tells which resource is meant: perhaps it never was, perhaps the lock file was lost. */
function unknownTombstone(document: Document, locate: Locate): Problem {
  const args = { address: document.address };
  const place = locate(document.source, "/name", "key");
  return { code: "delete-of-nothing", severity: "warning", class: "refused", args, address: document.address, place };
}
