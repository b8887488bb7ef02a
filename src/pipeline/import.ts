import { documentFiles, unmatchedProblems } from "../config/document-files.ts";
import { missesDocuments, patternsAfterImport } from "../config/document-patterns.ts";
import { type DocumentPlace, documentPlace } from "../config/document-place.ts";
import { nothingImported } from "../import/import.ts";
import { importedFrom } from "../import/inventory.ts";
import { readTargets } from "../import/targets.ts";
import type { ImportReport, ImportTarget, ImportWords } from "../model/import.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Checked, Selection, World } from "../model/world.ts";
import { once } from "../resolve/places.ts";
import { selectAccounts } from "../resolve/select.ts";
import { check } from "./check.ts";
import { findWanted } from "./importing/import-find.ts";
import { writeDocuments } from "./importing/import-write.ts";
import { openRun, type Run } from "./run.ts";

/** What `import` is asked for: resources by `ADDRESS=ID`, or all that no document manages. */
export interface ImportRequest {
  readonly arguments: readonly string[];
  readonly all: boolean;
  readonly words: ImportWords;
}

/** An import that may begin. */
interface OpenedImport {
  readonly run: Run;
  readonly targets: readonly ImportTarget[];
  /** Where the document of a resource goes. */
  readonly place: DocumentPlace;
  /** Patterns that match nothing yet: that is what an import is for. */
  readonly unmatched: readonly Problem[];
}

/**
 * Writes documents for live resources, and to the memory what was read, so that the plan after it is empty and later
 * drift can be distinguished from changes of the files. Only reads on the platform, and never writes over a file. What
 * is wrong in the project or its documents ends it before anything is read.
 */
export async function importResources(
  world: World,
  selection: Selection,
  request: ImportRequest,
): Promise<ImportReport> {
  const opened = await openImport(world, selection, request);
  if (!("run" in opened)) return nothingImported(opened);
  const { run, targets, place, unmatched } = opened;
  const found = await findWanted(run, request.all ? undefined : targets);
  const written = await writeDocuments(run, found, { words: request.words, place });
  const problems = [...run.unconnected, ...found.problems, ...written.problems];
  const late = await problemsAfter(run, written.done, unmatched);
  const skipped = { ...written.done.skipped, managed: found.managed };
  return { ...written.done, skipped, problems: once([...problems, ...late]) };
}

/** Opens an import, or says what is wrong before anything is read. */
async function openImport(
  world: World,
  selection: Selection,
  request: ImportRequest,
): Promise<OpenedImport | readonly Problem[]> {
  const { kinds, files } = world;
  const checked = await check(world, selection, "without-clock", "store");
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  const unmatched = errors.filter(({ code }) => code === "cards-pattern-unmatched");
  const wrong = errors.filter((error) => !unmatched.includes(error));
  if (!hasProject(checked) || wrong.length > 0) return wrong;
  const { project } = checked;
  const documents = await documentFiles(files, project);
  if ("code" in documents) return [documents];
  const isElsewhere = unmatched.length > 0 && documents.length === 0 && (await missesDocuments(files, project));
  if (isElsewhere !== false) return isElsewhere === true ? unmatched : [isElsewhere];
  const accounts = importedFrom(project, kinds, selectAccounts(project, selection), selection.accounts.length > 0);
  const { targets, problems } = readTargets({ arguments: request.arguments, project, kinds, accounts });
  const place = documentPlace({ files, project, documents });
  if (typeof place !== "function") return [...problems, place];
  const named = project.accounts.filter(({ name }) => targets.some(({ account }) => account === name));
  const run = await openRun(world, selection, checked, request.all ? accounts : named);
  if ("length" in run) return [...problems, ...run];
  return problems.length > 0 ? problems : { run, targets, place, unmatched };
}

function hasProject(checked: Checked): checked is Checked & { readonly project: Project } {
  return checked.project !== undefined;
}

/**
 * What is wrong with the project once the documents are written: a later pattern may take away what the first one
 * finds.
 */
async function problemsAfter(
  { world: { files }, project }: Run,
  { imported }: ImportReport,
  unmatched: readonly Problem[],
): Promise<Problem[]> {
  const found = imported.length === 0 ? [] : await documentFiles(files, project);
  // Folders that cannot be looked through any more take nothing away from what is told of what was written.
  if ("code" in found) return [found];
  const seen = new Set(found);
  const unseen = imported.map(({ file }) => file).filter((file) => !seen.has(file));
  return [...unmatchedProblems(project, unseen), ...(await patternsAfterImport(files, project, unmatched))];
}
