import type { Document, Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { Kinds } from "../model/kind.ts";
import type { Lock } from "../model/lock.ts";
import { isBelow } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { declaredFields } from "./declare.ts";
import { memories } from "./memory.ts";

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
  const remembered = memories(input.documents, input.locks);
  for (const document of input.documents) {
    const entry = input.kinds.get(document.kind);
    if (entry === undefined) continue;
    const { lock, movedFrom, refused } = remembered.of(document);
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
    if (document.id !== undefined && lock.id !== undefined && document.id !== lock.id) {
      refuse("id-differs-from-lock", { id: document.id, locked: lock.id }, "/id");
      continue;
    }
    // Perhaps it was made and nobody knows its id: deleting what is known, or nothing, would leave it behind.
    if (document.absent && document.id === undefined && lock.pending !== undefined) {
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
      ...(movedFrom === undefined ? {} : { movedFrom }),
    };
    if (id === undefined) {
      const lost = remembered.lost(document);
      const forsaken = remembered.forsaken.filter((address) => isSibling(address, document));
      if (entry.kind.creation === undefined) refuse("id-needed", { address: document.address }, "/name");
      else if (lost !== undefined) refuse("renamed-perhaps", { address: document.address, ...lost }, "/name");
      else if (forsaken.length > 0) refuse("create-forsaken", { address: document.address, others: forsaken }, "/name");
      else desired.push(desiredOf({ ...common, id: "" }, () => declaredFields(document.spec, entry, context)));
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
  if (remembered.forsaken.length > 0 && !problems.some(({ code }) => code === "create-forsaken")) {
    const args = { others: [...remembered.forsaken] };
    problems.push({ code: "create-forsaken", severity: "warning", class: "refused", args });
  }
  return { desired, problems };
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
