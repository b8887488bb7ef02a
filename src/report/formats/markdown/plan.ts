import type { Change, FieldChange } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import { results } from "../../messages/results.ts";
import { idText, objectsText, wordsFor } from "../../objects-text.ts";
import { alongText, consentTexts, reachText, removalText, summaryText, unmanagedText } from "../../plan-words.ts";
import { openMarkdown } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import { sideText, valueText } from "../../value-text.ts";
import { codeCell, codeSpan, markdownPage, table, tableRow, word } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** A plan for a pull request: every value in a code span, so that no data becomes a link, a mention or markup. */
export function planMarkdown(result: PlanResult): string {
  const { plan } = result;
  const lines = ["## wxcards plan", "", summaryText(plan), ""];
  if (plan.sandbox) lines.push(results.plan.sandbox, "");
  if (plan.offline !== undefined) lines.push(codeSpan(results.plan.offline(plan.offline.asOf)), "");
  for (const change of plan.changes.filter(({ fields, action }) => fields.length > 0 || action !== "none"))
    lines.push(...changeMarkdown(change, result), "");
  lines.push(...openMarkdown(plan.recovery));
  for (const resource of plan.unmanaged) lines.push(`- ${codeSpan(unmanagedText(resource, result.kinds))}`);
  if (plan.unmanaged.length > 0) lines.push("");
  for (const consent of plan.consent.filter(({ given }) => !given))
    lines.push(...consentTexts(consent, plan).flatMap((line) => [codeSpan(line.trim()), ""]));
  lines.push(...problemsMarkdown(plan.problems, result.kinds));
  lines.push(results.plan.digest(codeSpan(plan.digest)));
  return markdownPage(lines);
}

function changeMarkdown(change: Change, result: PlanResult): string[] {
  const rows = change.fields.map((field) => {
    const cells = [
      codeCell(dotted(field.path)),
      value(field, "before", change, result),
      value(field, "after", change, result),
      word(notes(field)),
      word(String(field.line)),
    ];
    return tableRow(cells);
  });
  const words = wordsFor(result.kinds, change.address);
  const id = idText(change, words);
  const inFile = results.plan.inFile(codeSpan(change.file));
  return [
    `### ${word(change.action)} ${codeSpan(change.address)}`,
    "",
    id === "" ? inFile : `${codeSpan(id)} ${inFile}`,
    "",
    ...listed([
      ...reachText(change),
      ...removalText(change),
      ...alongText(change),
      ...objectsText(change.objects ?? [], words),
    ]),
    ...(rows.length === 0 ? [] : table(results.plan.head, rows)),
  ];
}

function listed(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${codeSpan(line)}`), ""];
}

function value(field: FieldChange, side: "before" | "after", change: Change, result: PlanResult): string {
  const entry = result.kinds.get(change.address.split("/")[1] ?? "");
  const [other, name] = side === "before" ? (["after", "live"] as const) : (["before", "file"] as const);
  const list = sideText(field[side], field[other], name);
  if (list !== undefined) return codeCell(list);
  return codeCell(valueText(field[side], entry?.policies.get(field.path), entry, { timezone: result.timezone }));
}

function notes(field: FieldChange): string {
  return [...field.badges, field.verdict].join(", ");
}
