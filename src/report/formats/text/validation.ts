import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemCount, problemsText } from "../../problem-text.ts";
import type { ValidationResult } from "../../renderer.ts";

/** What is wrong and how much of it; or how many documents are valid, where that was the question. */
export function validationText(
  { problems, kinds, documents, undone }: ValidationResult,
  language: Language,
  paint: Paint,
): string[] {
  if (problems.length === 0 && documents !== undefined) return [language.notes.valid(documents)];
  const words = language.results.validation;
  const count = problemCount(problems, language);
  const total = undone === undefined ? count : words.undone[undone](count);
  return [...problemsText(problems, { kinds, language }, paint), "", total];
}
