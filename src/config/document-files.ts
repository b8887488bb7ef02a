import { join, posix } from "node:path";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { lockFolder } from "./lock.ts";

/** Where documents are when the project file does not say. */
export const defaultPattern = "cards/**/*.{yaml,yml}";

const projectFile = "wxcards.yaml";

/**
 * The document files of a project, relative to its root, sorted: what its patterns match, less the project file and the lock files. Every command asks here, so
 * that what one of them calls a document is one for all.
 */
export async function documentFiles(files: Files, project: Project): Promise<readonly string[]> {
  // A pattern that leads outside could walk the whole disk, for files that nobody may read.
  const patterns = project.cards.filter((pattern) => isException(pattern) || !leadsOutside(pattern));
  if (patterns.every(isException)) return [];
  const found = await files.glob(project.root, patterns);
  return found.filter((file) => !isOwnFile(project, file));
}

/** True for the project file and the lock files, which are no documents whatever a pattern matches. */
export function isOwnFile({ root, file: own }: Pick<Project, "root" | "file">, file: string): boolean {
  return file === projectFile || join(root, file) === own || file.startsWith(`${lockFolder}/`);
}

/** The files of the paths on a command line. */
export interface NamedFiles {
  /** Each once, in the order of the command line. */
  readonly files: readonly string[];
  /** Those of them that no pattern matches: `validate` reads them, and no other command does. */
  readonly unmatched: readonly string[];
}

/**
 * What paths on the command line stand for: a folder for the documents in it, a file for itself. The project file and lock files are nothing to look at, since
 * the first is read anyway.
 */
export function namedFiles(
  files: Files,
  project: Project,
  paths: readonly string[],
  documents: readonly string[],
): NamedFiles {
  const known = new Set(documents);
  const named = paths.flatMap((path): readonly string[] => {
    if (path === "") return documents;
    if (files.kindInside(project.root, path) === "folder")
      return documents.filter((file) => file.startsWith(`${path}/`));
    return isOwnFile(project, path) ? [] : [path];
  });
  const each = [...new Set(named)];
  // What is no file, or lies outside, is told as that.
  const unmatched = each.filter((file) => !known.has(file) && files.kindInside(project.root, file) === "file");
  return { files: each, unmatched };
}

/**
 * Files that `validate` was asked to look at, or that `import` wrote, and that no other command looks at: no pattern finds them, or one that begins with `!` takes
 * them away.
 */
export async function unmatchedProblems(
  files: Files,
  project: Project,
  unmatched: readonly string[],
): Promise<readonly Problem[]> {
  if (unmatched.length === 0) return [];
  const patterns = project.cards.filter((pattern) => !isException(pattern));
  const exceptions = project.cards.filter(isException);
  const matched = new Set(exceptions.length === 0 ? [] : await files.glob(project.root, patterns));
  return unmatched.map((file) => ({
    code: "document-not-matched",
    severity: "warning",
    class: "document",
    args: { file, patterns, ...(matched.has(file) ? { exceptions } : {}) },
    place: { file, line: 1, column: 1 },
  }));
}

/** True for a pattern that takes files away. */
export function isException(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** True for a pattern of files that are not below the folder of the project, whatever there is. */
export function leadsOutside(pattern: string): boolean {
  const path = pattern.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[a-z]:\//i.test(path)) return true;
  if (!path.includes("..")) return false;
  return alternatives(path).some((alternative) => /^\.\.(\/|$)/.test(posix.normalize(alternative)));
}

/** What the braces of a pattern stand for; beyond a thousand alternatives as much of it as is laid out by then. */
function alternatives(pattern: string): string[] {
  let open = [pattern];
  for (;;) {
    const next = open.flatMap((path) => {
      const [braces, inner = ""] = /\{([^{}]*)\}/.exec(path) ?? [];
      if (braces === undefined) return [path];
      return inner.split(",").map((part) => path.replace(braces, () => part));
    });
    if (next.length === open.length && next.every((path, index) => path === open[index])) return open;
    if (next.length > 1_000) return open;
    open = next;
  }
}
