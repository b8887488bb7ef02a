import { isAbsolute, relative, resolve as resolvePath } from "node:path";
import { documentFiles, filesOfPaths, unmatchedProblems } from "../config/document-files.ts";
import { endingProblems, patternProblems } from "../config/document-patterns.ts";
import { readDocuments } from "../config/documents.ts";
import { outdatedEditorSchema } from "../config/editor-schema.ts";
import { readProject } from "../config/project.ts";
import { readWords } from "../config/words.ts";
import { defined } from "../model/defined.ts";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { AccountState } from "../model/state.ts";
import type { Checked, Known, OfflineWorld, Selection } from "../model/world.ts";
import { sortProblems } from "../plan/problems.ts";
import { resolveDocuments } from "../resolve/resolve.ts";
import { selectDocuments } from "../resolve/select.ts";
import { locator } from "../yaml/locate.ts";
import { type KnownFrom, readKnown } from "./known.ts";
import { peopleIn } from "./people-in.ts";

/** Whether rules about time are applied: no clock may enter a plan. */
export type TimeRules = "with-clock" | "without-clock";

/**
 * Reads and checks the project file and its documents. With `store` also what is remembered; else that is looked at only
 * where a document makes it necessary, and nobody is asked for it.
 */
export async function check(
  world: OfflineWorld,
  selection: Selection,
  time: TimeRules,
  from: KnownFrom = "cache",
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
  const unmatched = isNothingWanted ? [] : await patternProblems(pattern);
  // Another walk over the folders: for those who ask what is wrong, not for every plan.
  const beside = time === "with-clock" && paths === undefined ? await besideDocuments(world, project) : [];
  const wantedFiles = filesOf(world, project, paths, found);
  const isWanted = new Set(wantedFiles?.files ?? found);
  const reading = { files, project, kinds, locate, written };
  // Documents that were not asked for are read too: what is asked for may name them, or be the same as one of them.
  const others = readDocuments(
    reading,
    found.filter((file) => !isWanted.has(file)),
  );
  const raw = readDocuments(reading, [...isWanted]);
  const documents = [...others.documents, ...raw.documents];
  const now = time === "with-clock" ? clock.now() : undefined;
  const words = readWords(files, project, () => locate(source, "/words", "value"));
  const wording = { house: words.words, moment: clock.now(), withDates: time === "with-clock" };
  const remembering = remembered(world, project, from);
  const known = from === "store" ? await remembering() : undefined;
  const named = await peopleIn(world, project, documents);
  const { people } = named;
  const resolved = await resolvedWith(known, remembering, (states) =>
    resolveDocuments({ documents, project, kinds, locate, states, wording, people, ...defined({ now }) }),
  );
  const asked = resolved.documents.filter(({ source: { file } }) => isWanted.has(file));
  const selected = selectDocuments(asked, project, selection);
  const problems = [
    ...[...read.problems, ...words.problems, ...unmatched, ...beside, ...(wantedFiles?.problems ?? [])],
    ...named.problems,
    ...[...unmatchedProblems(project, wantedFiles?.unmatched ?? []), ...raw.problems],
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

/** What is wrong with files that are no documents: some that seem to be, and an older copy of the schema for editors. */
async function besideDocuments(world: OfflineWorld, project: Project): Promise<readonly Problem[]> {
  const { files, editorSchemaStamps = {} } = world;
  const outdated = outdatedEditorSchema(files, project.root, editorSchemaStamps);
  return [...(await endingProblems(files, project)), ...(outdated === undefined ? [] : [outdated])];
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
 * Resolves with what is remembered; where that was not read yet and turns out to be needed, it is read first. Nothing is
 * remembered of accounts whose memory cannot be trusted: what is wrong there is told where it is needed.
 */
async function resolvedWith<Result>(
  known: Remembered | undefined,
  remembering: () => Promise<Remembered>,
  resolve: (states: () => ReadonlyMap<string, AccountState>) => Result,
): Promise<Result> {
  let isAsked = false;
  const nothing: ReadonlyMap<string, AccountState> = new Map();
  const first = resolve(() => {
    isAsked = true;
    return known?.known?.memories ?? nothing;
  });
  if (!isAsked || known !== undefined) return first;
  const { known: read } = await remembering();
  return resolve(() => read?.memories ?? nothing);
}

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
