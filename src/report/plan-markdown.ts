import { clip } from "../model/clip.ts";
import { type ApplyReport, problemsOf } from "../model/outcome.ts";
import type { Change, FieldChange, Step } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { applySummary } from "./json.ts";
import { codeCell, codeSpan, markdownPage, tableRow, word } from "./markdown.ts";
import type { PlanView } from "./plan-text.ts";
import { alongText, consentText, removalText, summaryText, unmanagedText } from "./plan-text.ts";
import { idText, outcomeWords, rulesText } from "./rules-text.ts";
import { shownProblems } from "./shown-problems.ts";
import { sideText, valueText } from "./value-text.ts";
import { wordsOf } from "./words.ts";

/** A plan for a pull request: every value in a code span, so that no data becomes a link, a mention or markup. */
export function planMarkdown(view: PlanView): string {
  const { plan } = view;
  const lines = ["## wxcards plan", "", summaryText(plan), ""];
  if (plan.sandbox) lines.push("On the embedded platform (sandbox): nothing here reaches Weixin.", "");
  for (const change of plan.changes.filter((one) => one.fields.length > 0 || one.action !== "none"))
    lines.push(...changeMarkdown(change, view), "");
  for (const one of plan.unmanaged) lines.push(`- ${codeSpan(unmanagedText(one))}`);
  if (plan.unmanaged.length > 0) lines.push("");
  for (const one of plan.consent.filter(({ given }) => !given)) lines.push(codeSpan(consentText(one)), "");
  lines.push(...problemsMarkdown(plan.problems));
  lines.push(`Digest ${codeSpan(plan.digest)}`);
  return markdownPage(lines);
}

/** Problems as a list, errors first, at most 100 of a file. */
export function problemsMarkdown(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const shown = shownProblems(problems);
  const sorted = [...shown].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const lines = sorted.map((problem) => {
    const { message, hint } = wordsOf(problem);
    const where = problem.place === undefined ? (problem.address ?? "") : `${problem.place.file}:${problem.place.line}`;
    const place = where === "" ? "" : `${codeSpan(clip(where, 200))} `;
    return `- **${word(problem.severity)}** ${place}${codeSpan(message)} (${codeSpan(problem.code)})${hint === undefined ? "" : ` — ${codeSpan(hint)}`}`;
  });
  return ["### Problems", "", ...lines, ""];
}

/** `validate --format markdown`. */
export function validationMarkdown(problems: readonly Problem[]): string {
  const head =
    problems.length === 0
      ? ["## wxcards validate", "", "No problems.", ""]
      : ["## wxcards validate", "", ...problemsMarkdown(problems)];
  return markdownPage(head);
}

/** `apply --format markdown`. */
export function applyMarkdown(report: ApplyReport, planned: readonly Step[]): string {
  const counts = applySummary(report);
  const paths = new Map(planned.map((step) => [step.id, step.path]));
  const rows = report.outcomes.map((outcome) => {
    const cells = [
      word(outcome.step),
      codeCell(outcome.address),
      codeCell(paths.get(outcome.step) ?? ""),
      word(outcome.status),
      [word(outcome.result ?? ""), ...outcomeWords(outcome).map(codeCell)].filter((part) => part !== "").join(" "),
    ];
    return tableRow(cells);
  });
  const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
  return markdownPage([
    "## wxcards apply",
    "",
    `${counts.done} done, ${counts.failed} failed, ${counts.skipped} skipped, ${counts.unknown} unknown.`,
    "",
    ...(rows.length === 0
      ? []
      : ["| step | resource | call | status | result |", "|---|---|---|---|---|", ...rows, ""]),
    ...problemsMarkdown(problems),
  ]);
}

function changeMarkdown(change: Change, view: PlanView): string[] {
  const rows = change.fields.map((field) => {
    const cells = [
      codeCell(dotted(field.path)),
      value(field, "before", change, view),
      value(field, "after", change, view),
      word(notes(field)),
      word(String(field.line)),
    ];
    return tableRow(cells);
  });
  return [
    `### ${word(change.action)} ${codeSpan(change.address)}`,
    "",
    idText(change) === "" ? `in ${codeSpan(change.file)}` : `${codeSpan(idText(change))} in ${codeSpan(change.file)}`,
    "",
    ...listed([...removalText(change), ...alongText(change), ...rulesText(change.objects ?? [])]),
    ...(rows.length === 0 ? [] : ["| field | live | file | | line |", "|---|---|---|---|---|", ...rows]),
  ];
}

function listed(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${codeSpan(line)}`), ""];
}

function value(field: FieldChange, side: "before" | "after", change: Change, view: PlanView): string {
  const entry = view.kinds.get(change.address.split("/")[1] ?? "");
  const [other, name] = side === "before" ? (["after", "live"] as const) : (["before", "file"] as const);
  const list = sideText(field[side], field[other], name);
  if (list !== undefined) return codeCell(list);
  return codeCell(valueText(field[side], entry?.policies.get(field.path), entry, { timezone: view.timezone }));
}

function notes(field: FieldChange): string {
  return [...field.badges, field.verdict].join(", ");
}
