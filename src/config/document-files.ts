import { basename, isAbsolute } from "node:path";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Project, projectFileName } from "../model/project.ts";
import { isDocumentPath, isFound, pathMatcher, usable } from "./pattern.ts";
import { isException, refusedBecause } from "./pattern-rules.ts";

/** Where documents are when the project file does not say. */
export const defaultPattern = "cards/**/*.{yaml,yml}";

/**
 * The document files of a project, relative to its root, sorted: what its patterns match, less the project file and the
 * state. Every command asks here, so that what one of them calls a document is one for all. Patterns that are
 * refused find nothing, and `patternProblems` tells of them. A problem where nobody can say.
 */
export async function documentFiles(files: Files, project: Project): Promise<readonly string[] | Problem> {
  const patterns = usable(project.cards);
  if (patterns.every(isException)) return [];
  const found = await files.glob(project.root, patterns);
  return "code" in found ? found : found.filter((file) => isDocumentPath(file) && !isOwnFile(project, file));
}

/**
 * True for the project file and the state, which are no documents whatever a pattern matches. In any letter case:
 * some file systems make no difference, and what is one of them there has to be so everywhere.
 */
export function isOwnFile({ file: own, state }: Pick<Project, "file" | "state">, file: string): boolean {
  const path = oneCase(file);
  const folder = oneCase(state?.store === "folder" ? state.folder : "wxcards.state");
  return path === projectFileName || path === oneCase(basename(own)) || path.startsWith(`${folder}/`);
}

/** As file systems without letter case compare: by way of capitals, since some letters have the same ones. */
function oneCase(path: string): string {
  return /^[\x20-\x7e]*$/.test(path) ? path.toLowerCase() : path.normalize("NFC").toUpperCase().toLowerCase();
}

/** The files of the paths on a command line. */
export interface NamedFiles {
  /** Each once, in the order of the command line. */
  readonly files: readonly string[];
  /** Those of them that no pattern matches: `validate` reads them, and no other command does. */
  readonly unmatched: readonly string[];
  /** Paths that can be no document: nothing of them is read. */
  readonly problems: readonly Problem[];
}

/**
 * What paths on the command line stand for: a folder for the documents in it, a file for itself. The project file
 * is nothing to look at, since it is read anyway.
 */
export function filesOfPaths(
  files: Files,
  project: Project,
  paths: readonly string[],
  documents: readonly string[],
): NamedFiles {
  const known = new Set(documents);
  const problems: Problem[] = [];
  const named = paths.flatMap((path): readonly string[] => {
    const refuse = (): readonly string[] => {
      problems.push(problem("file-not-document", { file: path }));
      return [];
    };
    if (path === "") return documents;
    if (isOwnFile(project, path)) return [];
    // What lies outside is told as that.
    if (path === ".." || path.startsWith("../") || isAbsolute(path)) return [path];
    // By its name alone, before anything is asked of the disk.
    if (!isDocumentPath(`${path}/x.yaml`)) return refuse();
    const inside = documents.filter((file) => file.startsWith(`${path}/`));
    if (inside.length > 0 || files.kindInside(project.root, path) === "folder") return inside;
    return isDocumentPath(path) ? [path] : refuse();
  });
  const each = [...new Set(named)];
  // What is no file, or lies outside, is told as that.
  const unmatched = each.filter((file) => !known.has(file) && files.kindInside(project.root, file) === "file");
  return { files: each, unmatched, problems };
}

/**
 * Files that `validate` was asked to look at, or that `import` wrote, and that no other command looks at: no pattern
 * finds them, or one that begins with `!` takes them away.
 */
export function unmatchedProblems(project: Project, unmatched: readonly string[]): readonly Problem[] {
  if (unmatched.length === 0) return [];
  const patterns = project.cards.filter((pattern) => !isException(pattern));
  const exceptions = project.cards.filter(isException);
  const matcher = pathMatcher(patterns);
  return unmatched.map((file) =>
    problem(
      "document-not-matched",
      { file, patterns, ...(isFound(matcher, file) ? { exceptions } : {}) },
      { place: { file, line: 1, column: 1 } },
    ),
  );
}

/** True for a pattern of files that are not below the folder of the project, whatever there is. */
export function leadsOutside(pattern: string): boolean {
  return refusedBecause(pattern) === "outside";
}
