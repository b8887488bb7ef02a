import type { Locate, Source } from "../model/document.ts";
import { isObject, type Json } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { defaultPattern, documentFiles, isException, leadsOutside } from "./document-files.ts";

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
 * begins with `!` takes away what may be there on another machine only; where such ones take away everything, it is the list that matches nothing.
 */
export async function patternProblems(input: PatternsInput): Promise<Problem[]> {
  const { files, project, source, value, locate, documents } = input;
  const written = isObject(value) ? value["cards"] : undefined;
  if (written === undefined) return [];
  const patterns = project.cards.map((pattern, index) => ({ pattern, at: Array.isArray(written) ? `/${index}` : "" }));
  const judged = patterns.filter(({ pattern }) => !isException(pattern));
  if (judged.length === 1 && documents.length > 0) return [];
  const problems: Problem[] = [];
  const wrong = (code: string, args: Problem["args"], at: string) => {
    const place = locate(source, `/cards${at}`, "value");
    problems.push({ code, severity: "error", class: "document", args, place });
  };
  // Nothing but exceptions: there is nothing that they are exceptions of.
  for (const { pattern, at } of judged.length === 0 ? patterns.slice(0, 1) : judged) {
    const isOutside = !isException(pattern) && leadsOutside(pattern);
    if (!isOutside && (await matches(files, project, pattern)).length > 0) continue;
    const nearest = await matching(files, project, pattern);
    const args = { pattern, ...(nearest === undefined ? {} : { nearest }) };
    wrong(isOutside ? "cards-pattern-outside" : "cards-pattern-unmatched", args, at);
  }
  const exceptions = project.cards.filter(isException);
  if (problems.length === 0 && documents.length === 0)
    wrong("cards-pattern-unmatched", { pattern: project.cards.join(", "), exceptions }, "");
  return problems;
}

/**
 * Patterns that matched nothing before an import, and what that means now: one for which a document was written has its file. Where the patterns find nothing at
 * all and the usual place holds files, they are misspelt, and importing would write second documents.
 */
export async function patternsAfterImport(
  files: Files,
  project: Project,
  unmatched: readonly Problem[],
): Promise<readonly Problem[]> {
  const still: Problem[] = [];
  for (const problem of unmatched) {
    const { pattern } = problem.args;
    const cards = project.cards.includes(String(pattern)) ? [String(pattern)] : project.cards;
    const found = await documentFiles(files, { ...project, cards });
    if (found.length === 0) still.push({ ...problem, severity: "warning" });
  }
  return still;
}

/** Files that a pattern would find if their endings stood in lower case, as patterns have them: they look like documents and nobody reads them. */
export async function endingProblems(files: Files, project: Project): Promise<readonly Problem[]> {
  const endings = /\.(?:ya?ml|\{[^{}]*\})$/;
  const patterns = project.cards
    .filter((pattern) => endings.test(pattern) && !leadsOutside(pattern))
    .map((pattern) => pattern.replace(endings, ".{YAML,YML,Yaml,Yml}"));
  if (patterns.every(isException)) return [];
  return (await files.glob(project.root, patterns)).map((file) => ({
    code: "document-ending-unread",
    severity: "warning",
    class: "document",
    args: { file },
    place: { file, line: 1, column: 1 },
  }));
}

/** True where no pattern finds anything and the default one does. */
export async function missesDocuments(files: Files, project: Project): Promise<boolean> {
  if ((await documentFiles(files, project)).length > 0) return false;
  return (await matches(files, project, defaultPattern)).length > 0;
}

async function matches(files: Files, project: Project, pattern: string): Promise<readonly string[]> {
  return isException(pattern) ? [] : documentFiles(files, { ...project, cards: [pattern] });
}

/** A pattern close to one that matches nothing, and that matches something: of a folder, with `/`, with the other ending, in the folder of the documents. */
async function matching(files: Files, project: Project, pattern: string): Promise<string | undefined> {
  const plain = pattern.trim().replaceAll("\\", "/").replace(/\/+$/, "");
  const close = [
    plain,
    plain.replace(/^(?:[a-z]:)?\/+/i, ""),
    `${plain}/**/*.{yaml,yml}`,
    plain.replace(/\.(?:ya?ml|\{[^{}]*\})$/i, ".{yaml,yml}"),
    plain.replace(/\*?\.(?:ya?ml|\{[^{}]*\})$/i, "**/*.{yaml,yml}"),
    defaultPattern,
  ];
  for (const candidate of close) {
    if (candidate === pattern || /^!?$/.test(candidate) || isException(candidate)) continue;
    if (leadsOutside(candidate)) continue;
    if ((await matches(files, project, candidate)).length > 0) return candidate;
  }
  return undefined;
}
