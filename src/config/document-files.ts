import { join } from "node:path";
import type { Locate, Source } from "../model/document.ts";
import { isObject, type Json } from "../model/json.ts";
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
  const found = await files.glob(project.root, project.cards);
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
    const absolute = join(project.root, path);
    if (path === "") return documents;
    if (files.exists(absolute) && files.read(absolute) === undefined)
      return documents.filter((file) => file.startsWith(`${path}/`));
    return isOwnFile(project, path) ? [] : [path];
  });
  const each = [...new Set(named)];
  const unmatched = each.filter((file) => {
    const path = join(project.root, file);
    // What lies outside is told as that.
    return !known.has(file) && files.exists(path) && files.leads(project.root, path) === "inside";
  });
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
function isException(pattern: string): boolean {
  return pattern.startsWith("!");
}

/** What judging the patterns of a project needs. */
export interface PatternsInput {
  readonly files: Files;
  readonly project: Project;
  /** The document of the project file. */
  readonly source: Source;
  /** The project file as it was read. */
  readonly value: Json | undefined;
  readonly locate: Locate;
  /** What all patterns together match. */
  readonly documents: readonly string[];
}

/**
 * Patterns of the project file that match no file: the person who wrote one believes that it has documents. The default pattern promises nothing, and one that
 * begins with `!` takes away what may be there on another machine only.
 */
export async function patternProblems(input: PatternsInput): Promise<Problem[]> {
  const { files, project, source, value, locate, documents } = input;
  const written = isObject(value) ? value["cards"] : undefined;
  if (written === undefined) return [];
  const patterns = project.cards.map((pattern, index) => ({ pattern, at: Array.isArray(written) ? `/${index}` : "" }));
  const judged = patterns.filter(({ pattern }) => !pattern.startsWith("!"));
  if (judged.length === 1 && documents.length > 0) return [];
  const problems: Problem[] = [];
  // Nothing but exceptions: there is nothing that they are exceptions of.
  for (const { pattern, at } of judged.length === 0 ? patterns.slice(0, 1) : judged) {
    if ((await matches(files, project, pattern)).length > 0) continue;
    const meant = await matching(files, project, pattern);
    const args = { pattern, ...(meant === undefined ? {} : { meant }) };
    const place = locate(source, `/cards${at}`, "value");
    problems.push({ code: "cards-pattern-unmatched", severity: "error", class: "document", args, place });
  }
  return problems;
}

async function matches(files: Files, project: Project, pattern: string): Promise<readonly string[]> {
  return pattern.startsWith("!") ? [] : documentFiles(files, { ...project, cards: [pattern] });
}

/** A pattern close to one that matches nothing, and that matches something: of a folder, with `/`, with the other ending, in the folder of the documents. */
async function matching(files: Files, project: Project, pattern: string): Promise<string | undefined> {
  const plain = pattern.trim().replaceAll("\\", "/").replace(/\/+$/, "");
  const close = [
    plain,
    `${plain}/**/*.{yaml,yml}`,
    plain.replace(/\.(?:ya?ml|\{[^{}]*\})$/i, ".{yaml,yml}"),
    plain.replace(/\*?\.(?:ya?ml|\{[^{}]*\})$/i, "**/*.{yaml,yml}"),
    defaultPattern,
  ];
  for (const candidate of close) {
    if (candidate === pattern || /^!?$/.test(candidate) || candidate.startsWith("!")) continue;
    if ((await matches(files, project, candidate)).length > 0) return candidate;
  }
  return undefined;
}
