import { defined } from "../model/defined.ts";
import type { Document, Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { idsIn, joinedIds } from "../model/objects.ts";
import { idKey, type Ownership, type States } from "../model/ownership.ts";
import { isBelow, type Pointer } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { asProblem, type CodedArgs, type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { declaredFields } from "./declare.ts";
import { type Memories, type Memory, memories, type ReplacedId } from "./memory.ts";
import { policiesUnlike } from "./word-for-word.ts";

/** What joining documents with the memory needs. */
export interface DesireInput {
  readonly documents: readonly Document[];
  readonly project: Project;
  readonly kinds: Kinds;
  readonly states: States;
  readonly ownership: Ownership;
  readonly locate: Locate;
  /** Ids of resources that other documents declare, by address. */
  readonly known?: ReadonlyMap<string, string>;
}

/** What is wrong with a document in the light of the memory. */
export interface DocumentProblem {
  readonly problem: Problem;
  /** True for a problem that is reported whatever resources a run is about: it is about more than one document. */
  readonly isGeneral: boolean;
}

/** A document that asks for the deletion of what nobody knows. */
export interface Tombstone {
  readonly document: Document;
  readonly problem: Problem;
}

/** The resources that documents describe, with what the memory knows of them. */
export interface DesiredDocuments {
  readonly desired: readonly Desired[];
  readonly problems: readonly DocumentProblem[];
  readonly tombstones: readonly Tombstone[];
  /** What the memory has and no document claims. */
  readonly warnings: readonly Problem[];
  /**
   * The id of each resource by its address. What is found later may be added: fields that name a resource look here.
   */
  readonly ids: Map<string, string>;
}

/** What one document comes to. */
type Wanted =
  | { readonly what: "resource"; readonly id: string }
  | { readonly what: "new" }
  /** It was taken down, or may have been made, and is to be gone: nothing is declared of it. */
  | { readonly what: "leftover" }
  | { readonly what: "tombstone" }
  | { readonly what: "done" }
  | RefusedDocument;

interface RefusedDocument {
  readonly what: "refused";
  readonly found: CodedArgs;
  /** What of the document it is about; its name when absent. */
  readonly pointer?: Pointer;
  readonly isGeneral?: true;
}

/** One document with all that is known of it. */
interface Claim extends Memory {
  readonly document: Document;
  readonly entry: KindEntry;
  readonly remembered: Memories;
  readonly replaced: readonly ReplacedId[];
}

/** Joins documents with what the memory knows: the canonical desired state that all later phases work with. */
export function desire(input: DesireInput): DesiredDocuments {
  const desired: Desired[] = [];
  const problems: DocumentProblem[] = [];
  const tombstones: Tombstone[] = [];
  const ids = new Map<string, string>(input.known ?? []);
  // Two documents of one resource would undo each other, run after run; one of them may have its id from the memory.
  const owners = new Map<string, string>();
  const remembered = memories(input.documents, input.states, input.ownership);
  const refuse = (document: Document, { found, pointer = "/name", ...refused }: RefusedDocument) => {
    const problem = asProblem(found, { ...placeOf(document, pointer, input.locate), severity: "error" });
    problems.push({ problem, isGeneral: refused.isGeneral === true });
  };
  const resourceOf = resourceMaker(input, ids);
  for (const document of input.documents) {
    const entry = input.kinds.get(document.kind);
    if (entry === undefined) continue;
    const replaced = remembered.replaced(document);
    const claim: Claim = { ...remembered.of(document), document, entry, remembered, replaced };
    const own = wantedOf(claim);
    if (own.what !== "refused" && replaced.length > 0 && !document.absent)
      problems.push({ problem: staleIds(document, replaced, input.locate), isGeneral: false });
    const wanted = unlessClaimed(own, document, owners);
    if (wanted.what === "refused") refuse(document, wanted);
    if (wanted.what === "tombstone") tombstones.push({ document, problem: unknownTombstone(document, input.locate) });
    if (wanted.what === "resource") ids.set(document.address, wanted.id);
    const resource = resourceOf(claim, wanted);
    if (resource !== undefined) desired.push(resource);
  }
  return { desired, problems, tombstones, warnings: warningsOf(remembered), ids };
}

/** A resource whose fields are laid out when somebody asks for them: all of them, where nothing live is given. */
interface Lazy extends Omit<Desired, "fields"> {
  readonly fieldsUnlike: (live?: JsonObject) => readonly DeclaredField[];
}

/**
 * One for all resources, as an own property of each, so that a copy holds what it gave: an object whose getter is not
 * that of others is a hash table to the engine, and there may be tens of thousands.
 */
const fieldsWhenAsked = {
  enumerable: true,
  configurable: true,
  get(this: Lazy): readonly DeclaredField[] {
    return this.fieldsUnlike();
  },
};

const noFields: readonly DeclaredField[] = [];

/**
 * Makes resources of claims. Fields are computed when somebody asks: kept for thousands of resources they would take
 * more memory than all documents.
 */
function resourceMaker({ project }: DesireInput, ids: ReadonlyMap<string, string>) {
  const context: FormContext = { timezone: project.timezone };
  const settings = new Map(project.accounts.map((account) => [account.name, account.settings]));
  const none: JsonObject = {};
  const idOf = (address: string) => ids.get(address);
  const declared = (
    document: Document,
    entry: KindEntry,
    id: string | undefined,
    wanted: Iterable<FieldPolicy> | undefined,
  ): readonly DeclaredField[] => {
    const references = { account: document.account, idOf };
    const all = declaredFields(document.spec, entry, context, references, wanted);
    // What is ignored belongs to others once the resource exists.
    return id === undefined || document.ignore.length === 0
      ? all
      : all.filter(({ path }) => !isBelow(path, document.ignore));
  };
  return ({ document, entry, memory, movedFrom, objectsFrom }: Claim, wanted: Wanted): Desired | undefined => {
    if (wanted.what !== "resource" && wanted.what !== "new" && wanted.what !== "leftover") return undefined;
    const { address, account, kind } = document;
    const id = wanted.what === "resource" ? wanted.id : undefined;
    const isLeftover = wanted.what === "leftover";
    const resource: Lazy = {
      address,
      account,
      kind,
      settings: settings.get(account) ?? none,
      id: id ?? "",
      document,
      memory,
      fieldsUnlike: (live) => {
        if (isLeftover) return noFields;
        if (live === undefined) return declared(document, entry, id, undefined);
        const unlike = policiesUnlike(document.spec, live, entry.policies);
        return unlike.length === 0 ? noFields : declared(document, entry, id, unlike);
      },
    };
    const isPlain = movedFrom === undefined && objectsFrom === undefined;
    const whole = isPlain ? resource : { ...resource, ...defined({ movedFrom, objectsFrom }) };
    return Object.defineProperty(whole, "fields", fieldsWhenAsked) as Desired;
  };
}

/** What a document comes to, by itself and by what is remembered of it. */
function wantedOf(claim: Claim): Wanted {
  const { document, memory, refused } = claim;
  if (refused !== undefined)
    return { what: "refused", found: refused.found, pointer: refused.pointer, isGeneral: true };
  // A deletion that is done stays quiet for ever; its document may stay where it is.
  if (document.absent && memory.deleted === true && memory.pending === undefined) return { what: "done" };
  const refusal = contradiction(claim) ?? (document.absent ? deletionRefused(claim) : undefined) ?? heldByOther(claim);
  if (refusal !== undefined) return refusal;
  const id = idOf(claim);
  if (id !== undefined) return { what: "resource", id };
  return document.absent ? withoutId(claim) : newResource(claim);
}

/** An id in the document that is not the one in the memory. */
function contradiction({ document, memory }: Claim): RefusedDocument | undefined {
  const isOther = document.id !== undefined && memory.id !== undefined && document.id !== memory.id;
  if (!isOther || memory.objects !== undefined) return undefined;
  const args = { id: document.id ?? "", known: memory.id ?? "" };
  return { what: "refused", found: { code: "id-differs-from-state", args }, pointer: "/id" };
}

function deletionRefused({ document, memory, entry }: Claim): RefusedDocument | undefined {
  const { address, kind } = document;
  // Perhaps it was made and is not listed yet: deleting what is known, or nothing, would leave it behind.
  if (document.id === undefined && memory.pending?.idempotencyKey !== undefined)
    return { what: "refused", found: { code: "absent-while-pending", args: { address, since: memory.pending.at } } };
  if (entry.kind.removal === undefined)
    return { what: "refused", found: { code: "delete-impossible", args: { kind } } };
  return document.protect ? { what: "refused", found: { code: "delete-protected", args: { address } } } : undefined;
}

function heldByOther({ document, replaced }: Claim): RefusedDocument | undefined {
  const { id = "", address } = document;
  const other = replaced.find((former) => former.other !== undefined)?.other;
  if (other === undefined) return undefined;
  const found = { code: "id-behind-two", args: { id, other, address } } as const;
  return { what: "refused", found, pointer: "/id", isGeneral: true };
}

/** What is to be gone and has no id. */
function withoutId({ memory, entry }: Claim): Wanted {
  // What may have come of it is looked for, and taken down.
  const isSought = memory.pending?.items !== undefined && entry.kind.multiObject !== undefined;
  // Taken down to be replaced, it never came up again: nothing is there, and nothing is to come back.
  return isSought || memory.former !== undefined ? { what: "leftover" } : { what: "tombstone" };
}

/**
 * What has no id and is to be there: to be found or made, unless it may be something that is known under another name.
 */
function newResource({ document, entry, remembered }: Claim): Wanted {
  const { address } = document;
  if (entry.kind.creation === undefined && entry.kind.multiObject === undefined)
    return { what: "refused", found: { code: "id-needed", args: { address } } };
  const lost = remembered.lost(document);
  if (lost === undefined) return { what: "new" };
  return { what: "refused", found: { code: "renamed-perhaps", args: { address, ...lost } } };
}

/** Refuses a resource that an earlier document has already. */
function unlessClaimed(wanted: Wanted, document: Document, owners: Map<string, string>): Wanted {
  if (wanted.what !== "resource") return wanted;
  const { account, kind, address } = document;
  const keys = idsIn(wanted.id).map((part) => idKey({ account, kind, id: part }));
  const other = keys.map((key) => owners.get(key)).find((owner) => owner !== undefined);
  for (const key of keys) owners.set(key, address);
  if (other === undefined) return wanted;
  const pointer = document.id === undefined ? "/name" : "/id";
  const found = { code: "id-behind-two", args: { id: wanted.id, other, address } } as const;
  return { what: "refused", found, pointer, isGeneral: true };
}

function warningsOf({ orphaned, down }: Memories): Problem[] {
  return [
    ...(orphaned.length > 0 ? [problem("create-orphaned", { others: orphaned })] : []),
    ...(down.length > 0 ? [problem("down-orphaned", { others: down })] : []),
  ];
}

/**
 * The id of a resource, from its document and from the memory. Of one made of several objects both count: the memory
 * knows what came of the last apply, and the document may name more that are to belong to it.
 */
function idOf({ document, memory, replaced }: Claim): string | undefined {
  const named = idsIn(document.id).flatMap((part) => replaced.find(({ id }) => id === part)?.ids ?? [part]);
  if (memory.objects === undefined) return document.id === undefined ? memory.id : joinedIds([...new Set(named)]);
  return joinedIds([...new Set([...idsIn(memory.id), ...named])]);
}

/** Ids that a document still names although their objects were replaced: they mean what came in their place. */
function staleIds(document: Document, replaced: readonly ReplacedId[], locate: Locate): Problem {
  const stale = replaced.map(({ id }) => id);
  const kept = idsIn(document.id).filter((part) => !stale.includes(part));
  const known = [...new Set([...replaced.flatMap(({ ids }) => ids), ...kept])].sort();
  const args = { ids: stale, known, followed: true };
  return problem("object-id-stale", args, placeOf(document, "/id", locate));
}

/** Nothing shows which resource this is: perhaps there never was one, perhaps the memory was lost. */
function unknownTombstone(document: Document, locate: Locate): Problem {
  return problem("delete-of-nothing", { address: document.address }, placeOf(document, "/name", locate));
}

/** Where a problem of a document stands. */
function placeOf({ address, source }: Document, pointer: Pointer, locate: Locate) {
  return { address, place: locate(source, pointer, pointer === "/name" ? "key" : "value") };
}
