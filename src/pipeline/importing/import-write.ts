import { type DocumentPlace, writeDocument } from "../../config/document-place.ts";
import { readDocuments } from "../../config/documents.ts";
import { editorSchemaFrom } from "../../config/editor-schema.ts";
import { commentary } from "../../import/comments.ts";
import type { Draft, Judgement } from "../../import/draft.ts";
import { type ImportPlace, importedEntry, importFound, nothingImported } from "../../import/import.ts";
import type { Inventory } from "../../import/inventory.ts";
import { defined } from "../../model/defined.ts";
import { localAddress } from "../../model/document.ts";
import type { ImportReport, ImportWords } from "../../model/import.ts";
import { ownershipOf } from "../../model/ownership.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { LiveResource } from "../../model/resource.ts";
import type { AccountState } from "../../model/state.ts";
import { desire } from "../../resolve/desire.ts";
import { resolveDocuments } from "../../resolve/resolve.ts";
import { instantIso } from "../../schema/instant.ts";
import { settle } from "../../settle/settle.ts";
import type { Keeper } from "../../state/keeper.ts";
import { documentText } from "../../yaml/document-text.ts";
import { locator } from "../../yaml/locate.ts";
import { keeperOf } from "../known.ts";
import { entryOf, type Run } from "../run.ts";
import { wordsOf } from "../writing/words.ts";
import type { FoundWanted } from "./import-find.ts";

/** How documents are written. */
export interface WritingInput {
  readonly words: ImportWords;
  readonly place: DocumentPlace;
}

/** Writes a document for each resource that was found, and its entry of the memory. */
export async function writeDocuments(
  run: Run,
  { wanted, inventory }: FoundWanted,
  { words, place }: WritingInput,
): Promise<{ readonly done: ImportReport; readonly problems: readonly Problem[] }> {
  const { world, project, context, checked, states, ownership, locate } = run;
  const { kinds, files, signal } = world;
  const store = keeperOf(world, project, run.known);
  const unheld = await heldFor(run, store, wanted.length);
  if (unheld !== undefined) return { done: nothingImported([unheld]), problems: [unheld] };
  const { ids } = desire({ documents: checked.all, project, kinds, states, ownership, locate });
  const options = { kinds, context, inventory, file: place, signal };
  const done = importFound({
    wanted,
    ...options,
    text: (document, written, leftOut) => {
      const comments = commentary(entryOf(run, document), words, written, leftOut);
      return documentText({ ...document, spec: written.spec, ...comments, schema: editorSchemaFrom(document.file) });
    },
    judge: (document, text) => judgeDraft(run, ids, document, text),
    save: (document, draft, live) => {
      const unwritten = writeDocument(files, project, document.file, draft.text);
      if (unwritten !== undefined) return unwritten;
      ids.set(document.address, document.id);
      return rememberImported(run, { store, inventory }, draft, live);
    },
  });
  const record = wordsOf(world, "import", () => done.imported.map(({ address }) => address));
  const unwritten = await store.release({ words: record });
  return { done, problems: [...done.problems, ...unwritten] };
}

/** Asks for the leases of the accounts that are imported from; gives why nothing may be written. */
async function heldFor({ world, accounts }: Run, store: Keeper, found: number): Promise<Problem | undefined> {
  if (found === 0) return undefined;
  const names = accounts.map(({ name }) => name);
  const acquired = await store.acquire(names, new Map(), wordsOf(world, "import"));
  if (acquired.status === "held") return undefined;
  return acquired.status === "moved" ? problem("state-moves", {}) : acquired.problem;
}

/** Reads a draft as a document of the project would be read: what is wrong with it, and what it declares. */
function judgeDraft(run: Run, ids: ReadonlyMap<string, string>, { file }: ImportPlace, text: string): Judgement {
  const { world, project, checked } = run;
  const { kinds } = world;
  const places = locator();
  const draft = { ...world.files, readInside: () => Buffer.from(text, "utf8") };
  const raw = readDocuments({ files: draft, project, kinds, ...places }, [file]);
  const elsewhere = new Set([...checked.all.map(({ address }) => address), ...ids.keys()]);
  const { documents, problems } = resolveDocuments(raw.documents, {
    ...places,
    project,
    kinds,
    elsewhere,
    living: true,
  });
  const nothing = { states: new Map(), ownership: ownershipOf([], new Map()) };
  const state = desire({ documents, project, kinds, ...nothing, known: ids, ...places });
  const refused = state.problems.map((found) => found.problem);
  return { problems: [...raw.problems, ...problems, ...refused], ...defined({ desired: state.desired[0] }) };
}

/**
 * Remembers what was read of an imported resource. What the memory knew under a name without a document is this one's
 * from now on.
 */
function rememberImported(
  run: Run,
  { store, inventory }: { readonly store: Keeper; readonly inventory: Inventory },
  { desired }: Draft,
  live: LiveResource,
): Problem | undefined {
  const { states, context, world, project } = run;
  const entry = entryOf(run, desired);
  const now = instantIso(world.clock.now(), project.timezone);
  const { memory } = settle({ desired, ended: [], live, entry, context, now });
  const own = states.get(desired.account);
  const movedFrom = inventory.orphaned(desired) ?? sentUnder(live.idempotencyKey, own);
  const known = own?.entries.get(movedFrom ?? localAddress(desired.address));
  // A review of the same resource goes on, whatever it is called now.
  const review = known?.id === desired.id ? known?.review : undefined;
  const remembered = importedEntry(desired, memory, [live], { entry, context });
  return store.writeSoon({ ...desired, ...defined({ movedFrom }) }, { ...remembered, ...defined({ review }) });
}

/** The entry of a create that carried an idempotency key and was never answered: what it made has been found. */
function sentUnder(key: string | undefined, memory: AccountState | undefined): string | undefined {
  const entries = key === undefined ? [] : [...(memory?.entries ?? [])];
  return entries.find(([, { pending }]) => pending?.idempotencyKey === key)?.[0];
}
