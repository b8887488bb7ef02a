import { valueDigest } from "../model/digest.ts";
import { addressOf, localAddress } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { ImportedResource, ImportReport } from "../model/import.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { LockEntry } from "../model/lock.ts";
import { idsIn } from "../model/objects.ts";
import { idKey } from "../model/ownership.ts";
import { valueAt } from "../model/pointer.ts";
import type { Finding, Problem } from "../model/problem.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import { showing } from "../schema/showing.ts";
import { type Draft, draftDocument, type Judgement } from "./draft.ts";
import type { Inventory } from "./inventory.ts";
import { freeName } from "./names.ts";
import type { WrittenSpec } from "./spec.ts";
import { areAlike } from "./together.ts";
import type { Wanted } from "./wanted.ts";

/** A document that is about to be written. */
export interface ImportPlace {
  readonly address: string;
  readonly account: string;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  /** Relative to the project's root. */
  readonly file: string;
}

/** What turning resources that were read into documents needs. */
export interface ImportInput {
  readonly wanted: readonly { readonly resource: Wanted; readonly live: Live }[];
  readonly kinds: Kinds;
  readonly context: FormContext;
  readonly inventory: Inventory;
  /** A file nobody has yet. */
  readonly file: (account: string, name: string) => string;
  readonly text: (place: ImportPlace, written: WrittenSpec, leftOut: readonly Finding[]) => string;
  readonly judge: (place: ImportPlace, text: string) => Judgement;
  /** Writes the document, then the lock entry. A problem ends the import: nothing further may be written. */
  readonly save: (place: ImportPlace, draft: Draft, live: LiveResource) => Problem | undefined;
  readonly signal?: AbortSignal;
}

/** The report of an import that ended before it began. */
export function nothingImported(problems: readonly Problem[]): ImportReport {
  return { imported: [], skipped: { managed: 0, deleted: 0, otherTypes: 0 }, problems, interrupted: false };
}

/** Writes a document for each resource that was found; counts or reports the others. What a document manages already is not among them. */
export function importFound(input: ImportInput): ImportReport {
  const imported: ImportedResource[] = [];
  const problems: Problem[] = [];
  const taken = new Set<string>();
  // What was imported just now can be named by what follows.
  const addresses = new Map<string, string>();
  let deleted = 0;
  let otherTypes = 0;
  for (const { resource, live } of input.wanted) {
    if (input.signal?.aborted) break;
    if (live.status !== "found") {
      // Found by a listing, such a resource is no surprise; named by its id, it is a mistake.
      if (resource.name === undefined && live.problem.code === "resource-deleted") deleted += 1;
      else if (resource.name === undefined && live.problem.code === "resource-of-other-type") otherTypes += 1;
      else problems.push(live.problem);
      continue;
    }
    const entry = input.kinds.get(resource.kind) as KindEntry;
    const isTaken = (name: string) => {
      const address = addressOf(resource.account, resource.kind, name);
      return taken.has(address) || input.inventory.isTaken(address, resource.id);
    };
    const documentOf = (other: Wanted) => addresses.get(idKey(other)) ?? input.inventory.managedBy(other);
    const called = (other: Wanted) => documentOf(other)?.split("/").slice(2) ?? [];
    const name = resource.name ?? nameOf({ resource, live, entry, inventory: input.inventory, isTaken, called });
    const address = addressOf(resource.account, resource.kind, name);
    const { account, kind, id } = resource;
    const place: ImportPlace = { address, account, kind, name, id, file: input.file(account, name) };
    const { context } = input;
    const absent = live.lost ?? [];
    if (absent.length > 0 || live.objects?.every(({ expired }) => expired === true) === true) {
      const args = { ids: absent.length > 0 ? absent : idsIn(resource.id), address, state: live.state };
      problems.push({ code: "import-rules-gone", severity: "error", class: "refused", args, address });
      continue;
    }
    if (live.objects !== undefined && !areAlike(live.objects, entry, context)) {
      const args = { ids: idsIn(resource.id), address };
      problems.push({ code: "import-rules-differ", severity: "error", class: "refused", args, address });
      continue;
    }
    const refer = (refKind: string, refId: string) => {
      const found = documentOf({ account, kind: refKind, id: refId });
      return found === undefined ? undefined : localAddress(found);
    };
    const text = (written: WrittenSpec, leftOut: readonly Finding[]) => input.text(place, written, leftOut);
    const draft = draftDocument({ live, entry, context, refer, text, judge: (read) => input.judge(place, read) });
    if ("problem" in draft) {
      problems.push({ ...draft.problem, address });
      continue;
    }
    const halt = input.save(place, draft, live);
    if (halt !== undefined) {
      problems.push(halt);
      break;
    }
    taken.add(address);
    addresses.set(idKey(resource), address);
    imported.push({ address, id: resource.id, file: place.file, leftOut: draft.leftOut });
  }
  const skipped = { managed: 0, deleted, otherTypes };
  return { imported, skipped, problems, interrupted: input.signal?.aborted ?? false };
}

/** What choosing a name needs. */
interface NameInput {
  readonly resource: Wanted;
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly inventory: Inventory;
  readonly isTaken: (name: string) => boolean;
  /** What people call another resource: the name of its document, which comes from its title; nothing where it has none. */
  readonly called: (other: Wanted) => readonly string[];
}

function nameOf({ resource: sought, live, entry: { kind, policies }, inventory, isTaken, called }: NameInput): string {
  const remembered = inventory.remembered(sought);
  if (remembered !== undefined && !isTaken(remembered)) return remembered;
  const { nameFrom = [], nameWord } = kind.importing ?? {};
  const texts = nameFrom.flatMap((pointer) => {
    const value = valueAt(live.spec, pointer);
    const first: Json | undefined = Array.isArray(value) ? value[0] : value;
    if (typeof first !== "string") return [];
    const ref = policies.get(pointer)?.ref;
    return ref === undefined ? [first] : called({ account: sought.account, kind: ref, id: first });
  });
  const word = nameWord === undefined ? {} : { word: nameWord };
  return freeName({ texts, id: idsIn(sought.id)[0] ?? "", ...word }, isTaken);
}

/**
 * What the lock file is to know of a resource that was found: what its reading hides counts as sent, since finding a resource changes nothing on the platform. That is
 * not for what was made by a document that says something else by now.
 */
export function importedEntry(
  desired: Desired,
  settled: LockEntry,
  found: readonly LiveResource[],
  { entry, context }: { readonly entry: KindEntry; readonly context: FormContext },
): LockEntry {
  const hidden = desired.fields.filter((field) =>
    found.some((live) => showing(field, live, entry, context) === "hidden"),
  );
  const digests = Object.fromEntries(hidden.map((field) => [field.path, valueDigest(field.key)]));
  return { ...settled, settled: { ...settled.settled, ...digests } };
}
