import type { ProblemsResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** Whether documents are valid, or a saved plan still fits, and what is wrong. */
export function validationJson(word: "validation" | "verify", { problems, kinds }: ProblemsResult): string {
  const valid = problems.every(({ severity }) => severity !== "error");
  return resultJson(word, { valid, problems: problemsJson(problems, kinds) });
}
