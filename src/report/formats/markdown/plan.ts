import type { KindEntry } from "../../../model/kind.ts";
import type { Change, FieldChange } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import type { Language } from "../../messages/language.ts";
import { idText, objectsText, wordsFor } from "../../objects-text.ts";
import { alongText, consentTexts, reachText, removalText, summaryText, unmanagedText } from "../../plan-words.ts";
import { openMarkdown } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import { sideText, type ValueContext, valueText } from "../../value-text.ts";
import { codeCell, codeSpan, markdownPage, table, tableRow, word } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** A plan for a pull request: every value in a code span, so that no data becomes a link, a mention or markup. */
export function planMarkdown(result: PlanResult, language: Language): string {
  const { plan, kinds } = result;
  const { results } = language;
  const speech = { kinds, language };
  const lines = ["## wxcards plan", "", summaryText(plan, results.plan), ""];
  if (plan.sandbox) lines.push(results.plan.sandbox, "");
  if (plan.offline !== undefined) lines.push(codeSpan(results.plan.offline(plan.offline.asOf)), "");
  for (const change of plan.changes.filter(({ fields, action }) => fields.length > 0 || action !== "none"))
    lines.push(...changeMarkdown(change, result, language), "");
  lines.push(...openMarkdown(plan.recovery, results.recovery));
  for (const resource of plan.unmanaged) lines.push(`- ${codeSpan(unmanagedText(resource, speech))}`);
  if (plan.unmanaged.length > 0) lines.push("");
  for (const consent of plan.consent.filter(({ given }) => !given))
    lines.push(...consentTexts(consent, plan, results.plan).flatMap((line) => [codeSpan(line.trim()), ""]));
  lines.push(...problemsMarkdown(plan.problems, speech));
  lines.push(results.plan.digest(codeSpan(plan.digest)));
  return markdownPage(lines);
}

function changeMarkdown(change: Change, result: PlanResult, language: Language): string[] {
  const words = language.results.plan;
  const context = { entry: result.kinds.get(change.address.split("/")[1] ?? ""), timezone: result.timezone, language };
  const rows = change.fields.map((field) => {
    const cells = [
      codeCell(dotted(field.path)),
      value(field, "before", context),
      value(field, "after", context),
      word(notes(field, language)),
      word(String(field.line)),
    ];
    return tableRow(cells);
  });
  const speech = wordsFor({ kinds: result.kinds, language }, change.address);
  const id = idText(change, speech);
  const inFile = words.inFile(codeSpan(change.file));
  return [
    `### ${word(language.results.terms[change.action])} ${codeSpan(change.address)}`,
    "",
    id === "" ? inFile : `${codeSpan(id)} ${inFile}`,
    "",
    ...listed([
      ...reachText(change, words),
      ...removalText(change, words),
      ...alongText(change, words),
      ...objectsText(change.objects ?? [], speech),
    ]),
    ...(rows.length === 0 ? [] : table(words.head, rows)),
  ];
}

function listed(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${codeSpan(line)}`), ""];
}

/** What the values of a resource are shown with. */
interface CellContext extends ValueContext {
  readonly entry: KindEntry | undefined;
}

function value(field: FieldChange, side: "before" | "after", context: CellContext): string {
  const { entry, language } = context;
  const [other, name] = side === "before" ? (["after", "live"] as const) : (["before", "file"] as const);
  const list = sideText(field[side], field[other], name, language.results.fieldChange);
  if (list !== undefined) return codeCell(list);
  return codeCell(valueText(field[side], entry?.policies.get(field.path), entry, context));
}

function notes(field: FieldChange, { results: { terms, separator } }: Language): string {
  return [...field.badges, field.verdict].map((name) => terms[name]).join(separator);
}
