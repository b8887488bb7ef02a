import { results } from "../../messages/results.ts";
import type { Paint } from "../../paint.ts";
import { problemCount, problemsText } from "../../problem-text.ts";
import type { ValidationResult } from "../../renderer.ts";
import { validText } from "../../valid-text.ts";

/** What is wrong and how much of it; or how many documents are valid, where that was the question. */
export function validationText({ problems, kinds, documents, noPlan }: ValidationResult, paint: Paint): string[] {
  if (problems.length === 0 && documents !== undefined) return [validText(documents)];
  const count = problemCount(problems);
  return [...problemsText(problems, kinds, paint), "", noPlan === true ? results.validation.noPlan(count) : count];
}
