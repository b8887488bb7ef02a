import { isInterrupted } from "../model/budget.ts";
import { valueDigest } from "../model/digest.ts";
import { addressOf, localAddress } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { ImportedResource, ImportReport } from "../model/import.ts";
import type { Json } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { idKey } from "../model/ownership.ts";
import { valueAt } from "../model/pointer.ts";
import { type Finding, type Problem, problem } from "../model/problem.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
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
  /** Writes the document, then the entry of the state. A problem ends the import: nothing further may be written. */
  readonly save: (place: ImportPlace, draft: Draft, live: LiveResource) => Problem | undefined;
  readonly signal: AbortSignal;
}

/** The report of an import that ended before it began. */
export function nothingImported(problems: readonly Problem[]): ImportReport {
  return { imported: [], skipped: { managed: 0, deleted: 0, otherTypes: 0 }, problems, interrupted: false };
}

/** What an import has done so far. */
interface Progress {
  readonly imported: ImportedResource[];
  readonly problems: Problem[];
  readonly taken: Set<string>;
  /** What was imported just now can be named by what follows. By `idKey`. */
  readonly addresses: Map<string, string>;
  deleted: number;
  otherTypes: number;
}

/**
 * Writes a document for each resource that was found; counts or reports the others. What a document manages already is
 * not among them.
 */
export function importFound(input: ImportInput): ImportReport {
  const progress: Progress = {
    imported: [],
    problems: [],
    taken: new Set(),
    addresses: new Map(),
    deleted: 0,
    otherTypes: 0,
  };
  for (const { resource, live } of input.wanted) {
    if (input.signal.aborted) break;
    if (live.status !== "found") countMissing(resource, live.problem, progress);
    else if (importOne(input, resource, live, progress) === "halt") break;
  }
  const { imported, problems, deleted, otherTypes } = progress;
  const skipped = { managed: 0, deleted, otherTypes };
  return { imported, skipped, problems, interrupted: isInterrupted(input.signal) };
}

/** Found by a listing, such a resource is no surprise; named by its id, it is a mistake. */
function countMissing({ name }: Wanted, problem: Problem, progress: Progress): void {
  if (name === undefined && problem.code === "resource-deleted") progress.deleted += 1;
  else if (name === undefined && problem.code === "resource-of-other-type") progress.otherTypes += 1;
  else progress.problems.push(problem);
}

/** Writes the document of one resource, or reports why there is none; `halt` when nothing further may be written. */
function importOne(input: ImportInput, resource: Wanted, live: LiveResource, progress: Progress): "halt" | undefined {
  const { context, inventory } = input;
  const { account, kind, id } = resource;
  const entry = input.kinds.get(kind) as KindEntry;
  const isTaken = (name: string) => {
    const address = addressOf(account, kind, name);
    return progress.taken.has(address) || inventory.isTaken(address, id);
  };
  const documentOf = (other: Wanted) => progress.addresses.get(idKey(other)) ?? inventory.managedBy(other);
  const called = (other: Wanted) => documentOf(other)?.split("/").slice(2) ?? [];
  const name = resource.name ?? nameOf({ resource, live, entry, inventory, isTaken, called });
  const address = addressOf(account, kind, name);
  const place: ImportPlace = { address, account, kind, name, id, file: input.file(account, name) };
  const refused = objectsProblem(place, live, entry, context);
  if (refused !== undefined) {
    progress.problems.push(refused);
    return undefined;
  }
  const refer = (refKind: string, refId: string) => {
    const found = documentOf({ account, kind: refKind, id: refId });
    return found === undefined ? undefined : localAddress(found);
  };
  const text = (written: WrittenSpec, leftOut: readonly Finding[]) => input.text(place, written, leftOut);
  const draft = draftDocument({ live, entry, context, refer, text, judge: (read) => input.judge(place, read) });
  if ("problem" in draft) {
    progress.problems.push({ ...draft.problem, address });
    return undefined;
  }
  const halt = input.save(place, draft, live);
  if (halt !== undefined) {
    progress.problems.push(halt);
    return "halt";
  }
  progress.taken.add(address);
  progress.addresses.set(idKey(resource), address);
  progress.imported.push({ address, id, file: place.file, leftOut: draft.leftOut });
  return undefined;
}

/** Why the objects of a resource make no document: some are gone, or their shared fields differ. */
function objectsProblem(
  { address, id }: ImportPlace,
  live: LiveResource,
  entry: KindEntry,
  context: FormContext,
): Problem | undefined {
  const absent = live.lost ?? [];
  if (absent.length > 0 || live.objects?.every(({ expired }) => expired === true) === true) {
    const args = { ids: absent.length > 0 ? absent : idsIn(id), address, state: live.state };
    return problem("import-objects-gone", args, { address });
  }
  if (live.objects === undefined || areAlike(live.objects, entry, context)) return undefined;
  const args = { ids: idsIn(id), address };
  return problem("import-objects-differ", args, { address });
}

/** What choosing a name needs. */
interface NameInput {
  readonly resource: Wanted;
  readonly live: LiveResource;
  readonly entry: KindEntry;
  readonly inventory: Inventory;
  readonly isTaken: (name: string) => boolean;
  /**
   * What people call another resource: the name of its document, which comes from its title; nothing where it has none.
   */
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
 * What is to be remembered of a resource that was found: what its reading hides counts as sent, since finding a
 * resource changes nothing on the platform. That is not for what was made by a document that says something else by
 * now.
 */
export function importedEntry(
  desired: Desired,
  settled: StateEntry,
  found: readonly LiveResource[],
  { entry, context }: { readonly entry: KindEntry; readonly context: FormContext },
): StateEntry {
  const hidden = desired.fields.filter((field) =>
    found.some((live) => showing(field, live, entry, context) === "hidden"),
  );
  const digests = Object.fromEntries(hidden.map((field) => [field.path, valueDigest(field.key)]));
  return { ...settled, settled: { ...settled.settled, ...digests } };
}
