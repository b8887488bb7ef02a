import { isAbsolute, relative, resolve as resolvePath } from "node:path";
import { documentFiles, filesOfPaths, unmatchedProblems } from "../config/document-files.ts";
import { endingProblems, patternProblems } from "../config/document-patterns.ts";
import { type DocumentsInput, eachFile, type FileRead } from "../config/documents.ts";
import { outdatedEditorSchema } from "../config/editor-schema.ts";
import { readProject } from "../config/project.ts";
import { readWords } from "../config/words.ts";
import { defined } from "../model/defined.ts";
import type { Document, RawDocument } from "../model/document.ts";
import type { HouseWords } from "../model/house-words.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { AccountState } from "../model/state.ts";
import type { Checked, Known, OfflineWorld, Selection } from "../model/world.ts";
import { sortProblems } from "../plan/problems.ts";
import { mayShare } from "../resolve/claims.ts";
import { type Resolved, type Resolver, resolver } from "../resolve/resolve.ts";
import { selectDocuments } from "../resolve/select.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { locator } from "../yaml/locate.ts";
import { type KnownFrom, readKnown } from "./known.ts";
import { peopleIn } from "./people-in.ts";

/** Whether rules about time are applied: no clock may enter a plan. */
export type TimeRules = "with-clock" | "without-clock";

/** What is kept of documents: their fields too, or only what says which ones there are. */
export type Kept = "whole" | "names";

/**
 * Reads and checks the project file and its documents. With `store` also what is remembered; else that is looked at only
 * where a document makes it necessary, and nobody is asked for it.
 */
export async function check(
  world: OfflineWorld,
  selection: Selection,
  time: TimeRules,
  from: KnownFrom = "cache",
  kept: Kept = "whole",
): Promise<Checked> {
  const { locate, written } = locator();
  const { kinds, files, projectErrors, workingDirectory, clock } = world;
  const { sandbox, paths } = selection;
  const projectFile = defined({ projectFile: selection.project });
  const read = readProject({ files, projectErrors, workingDirectory, locate, written, sandbox, ...projectFile });
  const { project, source, value } = read;
  if (project === undefined || source === undefined)
    return { projectValue: null, documents: [], all: [], problems: read.problems };
  // Nobody who wants no document has to look for one.
  const isNothingWanted = paths?.length === 0;
  const found = isNothingWanted ? [] : await documentFiles(files, project);
  if ("code" in found)
    return { projectValue: value ?? null, documents: [], all: [], problems: [...read.problems, found] };
  const pattern = { files, project, source, value, locate, documents: found };
  const around = isNothingWanted ? [] : await aroundDocuments(world, pattern, time === "with-clock" && !paths);
  const wantedFiles = filesOf(world, project, paths, found);
  const isWanted = new Set(wantedFiles?.files ?? found);
  const words = readWords(files, project, () => locate(source, "/words", "value"));
  const about = { project, kinds, locate, ...timeRules(clock.now(), time, words.words) };
  const documents = resolver(about, kept === "whole" ? undefined : withoutFields);
  const reading = { files, project, kinds, locate, written };
  const remembering = remembered(world, project, from);
  // Begun before the documents are read: whoever has to ask git or a host for it does so meanwhile.
  const asking = from === "store" ? remembering() : undefined;
  const { wrong, naming } = takeAll(reading, [...isWanted], documents, world.onDocuments);
  const named = await peopleIn(world, project, naming);
  for (const raw of naming) documents.take(raw, named.people);
  const others = besides(
    reading,
    found.filter((file) => !isWanted.has(file)),
    documents,
    world.onDocuments,
  );
  const known = await asking;
  const resolved = await resolvedWith(known, remembering, documents, others);
  const asked = resolved.documents.filter(({ source: { file } }) => isWanted.has(file));
  const selected = selectDocuments(asked, project, selection);
  const problems = [
    ...[...read.problems, ...words.problems, ...around, ...(wantedFiles?.problems ?? [])],
    ...[...named.problems, ...unmatchedProblems(project, wantedFiles?.unmatched ?? []), ...wrong],
    ...resolved.problems.filter(({ place }) => place === undefined || isWanted.has(place.file)),
    ...selected.problems,
    ...(known?.problems ?? []),
  ];
  return {
    project,
    projectValue: value ?? null,
    documents: selected.documents,
    all: resolved.documents,
    problems: sortProblems(problems),
    ...defined({ known: known?.known }),
  };
}

/** What rules about time and words are told. */
function timeRules(moment: number, time: TimeRules, house: HouseWords | undefined) {
  const withDates = time === "with-clock";
  return { wording: { house, moment, withDates }, ...(withDates ? { now: moment } : {}) };
}

/** What reading files gave besides documents that are judged. */
interface ReadAll {
  /** What is wrong with the files. */
  readonly wrong: readonly Problem[];
  /** Documents that may name people: where those come from is found out first. */
  readonly naming: readonly RawDocument[];
}

/** Reads files and has their documents judged. */
function takeAll(
  reading: DocumentsInput,
  files: readonly string[],
  documents: Resolver,
  onDocuments: OfflineWorld["onDocuments"],
): ReadAll {
  const wrong: Problem[] = [];
  const naming: RawDocument[] = [];
  let done = 0;
  for (const file of eachFile(reading, files)) {
    onDocuments?.(done, files.length);
    done += 1;
    for (const raw of file.documents) {
      if (personalFields(reading.kinds.get(raw.kind) as KindEntry).length > 0) naming.push(raw);
      else documents.take(raw);
    }
    for (const problem of file.problems) wrong.push(problem);
  }
  return { wrong, naming };
}

/**
 * Takes documents that were not asked for: what is asked for may name them, or be the same as one of them. At first only
 * files that may be about the same; gives what takes all the others.
 */
function besides(
  reading: DocumentsInput,
  files: readonly string[],
  documents: Resolver,
  onDocuments: OfflineWorld["onDocuments"],
): () => void {
  if (files.length === 0) return () => undefined;
  onDocuments?.(0, files.length);
  const shared = documents.shared();
  const left: string[] = [];
  const isRelated = (bytes: Uint8Array, file: string): boolean => {
    const isIt = shared.length > mostShared || mayShare(bytes, shared);
    if (!isIt) left.push(file);
    return isIt;
  };
  const takeBeside = (read: Iterable<FileRead>) => {
    for (const { documents: all } of read) for (const raw of all) documents.takeBeside(raw);
  };
  takeBeside(eachFile(reading, files, isRelated));
  return () => takeBeside(eachFile(reading, left.splice(0)));
}

/** To look for more texts in a file takes longer than to read it. */
const mostShared = 30;

/**
 * What is wrong with the patterns, and, for those who ask what is wrong, with files that are no documents: some that seem
 * to be, and an older copy of the schema for editors. That takes another walk over the folders.
 */
async function aroundDocuments(
  { files, editorSchemaStamps = {} }: OfflineWorld,
  pattern: Parameters<typeof patternProblems>[0],
  isWhole: boolean,
): Promise<readonly Problem[]> {
  const unmatched = await patternProblems(pattern);
  if (!isWhole) return unmatched;
  const outdated = outdatedEditorSchema(files, pattern.project.root, editorSchemaStamps);
  const beside = await endingProblems(files, pattern.project);
  return [...unmatched, ...beside, ...(outdated === undefined ? [] : [outdated])];
}

/** What is remembered, read once. */
interface Remembered {
  readonly known?: Known;
  readonly problems: readonly Problem[];
}

/** Reads what is remembered of all accounts, once. */
function remembered(world: OfflineWorld, project: Project, from: KnownFrom): () => Promise<Remembered> {
  let reading: Promise<Remembered> | undefined;
  return () => {
    reading ??= readKnown(world, project, project.accounts, from).then((known) =>
      "length" in known ? { problems: known } : { known, problems: known.access.problems },
    );
    return reading;
  };
}

/**
 * Ends with what is remembered; where that was not read yet and turns out to be needed, it is read first. Nothing is
 * remembered of accounts whose memory cannot be trusted: what is wrong there is told where it is needed.
 */
async function resolvedWith(
  known: Remembered | undefined,
  remembering: () => Promise<Remembered>,
  documents: Resolver,
  others: () => void,
): Promise<Resolved> {
  const nothing: ReadonlyMap<string, AccountState> = new Map();
  if (known !== undefined) return documents.end(() => known.known?.memories ?? nothing);
  let isAsked = false;
  let memories = nothing;
  const end = () =>
    documents.end(() => {
      isAsked = true;
      return memories;
    });
  const first = end();
  if (!isAsked && !first.isShared) return first;
  // Whose something is, and what else may have been meant, is a question to all documents.
  others();
  const second = isAsked ? undefined : end();
  if (second !== undefined && !isAsked) return second;
  memories = (await remembering()).known?.memories ?? nothing;
  return end();
}

/** A document whose fields nobody asks for any more, nor what it leaves alone and agrees to. */
function withoutFields(document: Document): Document {
  return { ...document, ...nothingOfIt };
}

/** One for all: there may be thousands. */
const nothingOfIt = { spec: {}, ignore: [], allow: [] };

/** The files that paths of the command line name; undefined when it names none. */
function filesOf(
  { files, workingDirectory }: OfflineWorld,
  project: Project,
  paths: readonly string[] | undefined,
  found: readonly string[],
) {
  const inside = paths?.map((path) => below(files, project.root, resolvePath(workingDirectory, path)));
  return inside && filesOfPaths(files, project, inside, found);
}

/**
 * A path of the command line as one below the root of the project; one that leads there by another way, such as a link
 * above both, is the same path.
 */
function below(files: Files, root: string, path: string): string {
  const direct = relative(root, path).replaceAll("\\", "/");
  if (!isOutside(direct)) return direct;
  const real = relative(files.canonical(root), files.canonical(path)).replaceAll("\\", "/");
  return isOutside(real) ? direct : real;
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../") || isAbsolute(path);
}
