import type { ToldProblem, ToldProblems } from "../../view/told-problems.ts";
import { code, escaped, htmlMarkup, list } from "./markup.ts";

/** What is said around problems. */
interface Titles {
  readonly errors: string;
  readonly warnings: string;
}

/** Errors as a part of a page; nothing where there is none. */
export function errorsHtml({ errors }: ToldProblems, titles: Titles): string[] {
  return problemsHtml("errors", titles.errors, errors);
}

/** Warnings as a part of a page; nothing where there is none. */
export function warningsHtml({ warnings }: ToldProblems, titles: Titles): string[] {
  return problemsHtml("warnings", titles.warnings, warnings);
}

function problemsHtml(name: string, title: string, problems: readonly ToldProblem[]): string[] {
  if (problems.length === 0) return [];
  return [`<section class="${name}">`, `<h2>${escaped(title)}</h2>`, ...list(problems.map(problemHtml)), "</section>"];
}

/** A problem with all its places, and below it what to do. */
function problemHtml({ message, code: name, remedy, places }: ToldProblem): string[] {
  const where = places.map((place) => `${code(place)} `).join("");
  return [`${where}${htmlMarkup.strong(code(message))} (${code(name)})`, ...list(remedy.map((line) => [code(line)]))];
}
