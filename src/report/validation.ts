import type { Problem } from "../model/problem.ts";
import { validationJson } from "./json.ts";
import { page } from "./page.ts";
import type { Paint } from "./paint.ts";
import { validationMarkdown } from "./plan-markdown.ts";
import { problemCount, problemsText } from "./problem-text.ts";

/** What `validate` says, in the format asked for. */
export function validationReport(
  problems: readonly Problem[],
  format: "text" | "json" | "markdown",
  paint: Paint,
): string {
  if (format === "json") return validationJson(problems);
  if (format === "markdown") return validationMarkdown(problems);
  return page([...problemsText(problems, paint), "", problemCount(problems)]);
}
