import type { Locate, Source } from "../model/document.ts";
import { isObject, type Json } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { defaultPattern, documentFiles, isOwnFile } from "./document-files.ts";
import { isFound, pathMatcher, usable } from "./pattern.ts";
import { isException, judgedPatterns, patternLimits, refusedBecause } from "./pattern-rules.ts";

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
 * Patterns of the project file that are refused, and those that match no file: the person who wrote one believes that
 * it has documents. The default pattern promises nothing, and one that begins with `!` takes away what may be there on
 * another machine only; where such ones take away everything, it is the list that matches nothing.
 */
export async function patternProblems(input: PatternsInput): Promise<Problem[]> {
  const { files, project, source, value, locate, documents } = input;
  const written = isObject(value) ? value["cards"] : undefined;
  if (written === undefined) return [];
  const patterns = judgedPatterns(project.cards).map((judged, index) => ({
    ...judged,
    at: Array.isArray(written) ? `/cards/${index}` : "/cards",
  }));
  const refused = patterns.filter(({ rule }) => rule !== undefined);
  const judged = patterns.filter(({ pattern, rule }) => !isException(pattern) && rule === undefined);
  const found = await foundBy(files, project, judged, documents);
  if ("code" in found) return [found];
  // Nothing but exceptions: there is nothing that they are exceptions of.
  const lonely = judged.length + refused.length === 0 ? patterns.slice(0, 1) : [];
  const idle = [...judged.filter(({ pattern }) => !found.some(finder(pattern))), ...lonely];
  const outside = refused.filter(({ rule }) => rule === "outside");
  const advice = await nearestOf(files, project, [...idle, ...outside]);
  if (typeof advice !== "function") return [advice];
  const problems = patterns.flatMap((entry): Problem[] => {
    const { pattern, at, rule } = entry;
    if (rule === undefined && !idle.includes(entry)) return [];
    const place = locate(source, at, "value");
    const nearest = advice(pattern);
    if (rule === undefined) return [problem("cards-pattern-unmatched", { pattern, nearest }, { place })];
    if (rule === "outside") return [problem("cards-pattern-outside", { pattern, nearest }, { place })];
    const limit = rule in patternLimits ? patternLimits[rule as keyof typeof patternLimits] : undefined;
    return [problem("cards-pattern-refused", { pattern, rule, limit }, { place })];
  });
  if (problems.length > 0 || documents.length > 0) return problems;
  const exceptions = project.cards.filter(isException);
  const args = { pattern: project.cards.join(", "), exceptions };
  return [problem("cards-pattern-unmatched", args, { place: locate(source, "/cards", "value") })];
}

/**
 * Patterns that matched nothing before an import, and what that means now: one for which a document was written has its
 * file. Where the patterns find nothing at all and the usual place holds files, they are misspelt, and importing would
 * write second documents.
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
    if ("code" in found) return [...still, found];
    if (found.length === 0) still.push({ ...problem, severity: "warning" });
  }
  return still;
}

/**
 * Files that a pattern would find if their endings stood in lower case, as patterns have them: they look like documents
 * and nobody reads them.
 */
export async function endingProblems(files: Files, project: Project): Promise<readonly Problem[]> {
  const endings = /\.(?:ya?ml|\{[^{}]*\})$/;
  const patterns = usable(project.cards)
    .filter((pattern) => endings.test(pattern))
    .map((pattern) => pattern.replace(endings, ".{YAML,YML,Yaml,Yml}"));
  if (patterns.every(isException)) return [];
  const found = await files.glob(project.root, patterns);
  if ("code" in found) return [found];
  const unread = found.filter((file) => !isOwnFile(project, file));
  return unread.map((file) => problem("document-ending-unread", { file }, { place: { file, line: 1, column: 1 } }));
}

/** True where the default pattern finds something: those of the project find nothing. */
export async function missesDocuments(files: Files, project: Project): Promise<boolean | Problem> {
  const usual = await documentFiles(files, { ...project, cards: [defaultPattern] });
  return "code" in usual ? usual : usual.length > 0;
}

/** Whether a pattern by itself finds a file. */
function finder(pattern: string): (file: string) => boolean {
  const matcher = pathMatcher([pattern]);
  return (file) => isFound(matcher, file);
}

/**
 * What patterns find together, in one walk, without what others take away. One that is alone is no reason for another
 * walk when there are documents.
 */
async function foundBy(
  files: Files,
  project: Project,
  patterns: readonly { readonly pattern: string }[],
  documents: readonly string[],
): Promise<readonly string[] | Problem> {
  const cards = patterns.map(({ pattern }) => pattern);
  const isSame = cards.length === project.cards.length || (cards.length === 1 && documents.length > 0);
  return isSame ? documents : documentFiles(files, { ...project, cards });
}

/**
 * For patterns that match nothing: a close one that matches something. All that comes into question is looked for in
 * one walk.
 */
async function nearestOf(
  files: Files,
  project: Project,
  patterns: readonly { readonly pattern: string }[],
): Promise<Problem | ((pattern: string) => string | undefined)> {
  const close = new Map(patterns.map(({ pattern }) => [pattern, closeTo(pattern)]));
  const candidates = [...new Set([...close.values()].flat())];
  if (candidates.length === 0) return () => undefined;
  const found = await files.glob(project.root, candidates);
  if ("code" in found) return found;
  const others = found.filter((file) => !isOwnFile(project, file));
  return (pattern) => close.get(pattern)?.find((candidate) => others.some(finder(candidate)));
}

/**
 * Patterns that somebody may have had in mind: of a folder, with `/`, with the other ending, in the folder of the
 * documents.
 */
function closeTo(pattern: string): readonly string[] {
  if (pattern.length > patternLimits.characters) return [];
  const plain = pattern.trim().replaceAll("\\", "/").replace(/\/+$/, "");
  const close = [
    plain,
    plain.replace(/^(?:[a-z]:)?\/+/i, ""),
    `${plain}/**/*.{yaml,yml}`,
    plain.replace(/\.(?:ya?ml|\{[^{}]*\})$/i, ".{yaml,yml}"),
    plain.replace(/\*?\.(?:ya?ml|\{[^{}]*\})$/i, "**/*.{yaml,yml}"),
    defaultPattern,
  ];
  return close.filter(
    (candidate) =>
      candidate !== pattern && candidate !== "" && !isException(candidate) && refusedBecause(candidate) === undefined,
  );
}
