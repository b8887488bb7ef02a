import { localAddress } from "../../../model/document.ts";
import type { Action, Change, Plan } from "../../../model/plan.ts";
import { dotted } from "../../../model/pointer.ts";
import { sandboxAccountName } from "../../../model/project.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { callsText, idText, objectsText, wordsFor } from "../../objects-text.ts";
import type { Paint } from "../../paint.ts";
import { alongText, consentTexts, reachText, removalText, summaryText, unmanagedText } from "../../plan-words.ts";
import { problemsText } from "../../problem-text.ts";
import { openText } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import { padded, widest } from "../../width.ts";
import { badgeText, type FieldContext, fieldTexts, widestInline } from "./field-change.ts";

const signs: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  adopt: "=",
  none: "!",
};

/** A plan as text: only what differs, old → new, the line in the file, and a badge for all a reviewer must know. */
export function planText(result: PlanResult, language: Language, paint: Paint): string[] {
  const { plan, kinds } = result;
  const { results } = language;
  const speech = { kinds, language };
  const lines: string[] = [];
  if (plan.sandbox) lines.push(results.plan.sandbox, "");
  if (plan.offline !== undefined) lines.push(results.plan.offline(plan.offline.asOf), "");
  for (const account of plan.accounts) {
    const changes = plan.changes.filter(
      (change) =>
        change.address.startsWith(`${account.name}/`) && (change.fields.length > 0 || change.action !== "none"),
    );
    if (changes.length === 0) continue;
    lines.push(paint.strong(accountTitle(account, results.plan)), "");
    for (const change of changes) lines.push(...changeText(change, { ...result, language }, paint), "");
  }
  if (plan.problems.length > 0) lines.push(...problemsText(plan.problems, speech, paint), "");
  lines.push(...openText(plan.recovery, results.recovery));
  lines.push(...plan.unmanaged.map((resource) => unmanagedText(resource, speech)));
  lines.push(summaryText(plan, results.plan));
  const missing = plan.consent.filter(({ given }) => !given);
  lines.push(...missing.flatMap((consent) => consentTexts(consent, plan, results.plan).map(paint.remove)));
  if (plan.problems.some((problem) => problem.severity === "error")) lines.push(paint.remove(results.plan.errorsFirst));
  return lines;
}

/** The built-in account has resources of every platform, and no identity that means anything. */
function accountTitle(
  { name, platform, identity }: Plan["accounts"][number],
  words: Language["results"]["plan"],
): string {
  const about = name === sandboxAccountName ? words.embedded : `${platform} ${visible(identity)}`;
  return `${name} (${about})`;
}

function tints(paint: Paint): Readonly<Record<Action, Paint["add"]>> {
  const { add, change, remove, warn } = paint;
  return { create: add, update: change, replace: change, delete: remove, adopt: add, none: warn };
}

/** What a change is shown with. */
interface ChangeContext extends PlanResult {
  readonly language: Language;
}

function changeText(change: Change, { plan, kinds, timezone, language }: ChangeContext, paint: Paint): string[] {
  const entry = kinds.get(change.address.split("/")[1] ?? "");
  const speech = wordsFor({ kinds, language }, change.address);
  const words = language.results.plan;
  const head = `${signOf(change)} ${visible(localAddress(change.address))}  ${idText(change, speech)}`;
  const below = [
    ...reachText(change, words),
    ...removalText(change, words),
    ...alongText(change, words),
    ...objectsText(change.objects ?? [], speech),
  ];
  const steps = plan.steps.filter((step) => step.address === change.address);
  if (steps.length > 0) below.push(...callsText(steps, change, speech));
  return [
    `${padded(tints(paint)[change.action](head), 62)}  ${paint.faint(visible(change.file))}`,
    ...fieldLines(change, { entry, timezone, language, isNew: change.action === "create" }, paint),
    ...below.map((line) => `    ${line}`),
  ];
}

/** A resource of which nothing is sent stands as it is, unless something of it cannot be changed. */
function signOf({ action, fields }: Change): string {
  return action === "none" && !fields.some(({ verdict }) => verdict === "blocked") ? "=" : signs[action];
}

/** The fields of a change in columns; values that need more room below their line. */
function fieldLines({ fields }: Change, context: FieldContext, paint: Paint): string[] {
  const rows = fields.map((field) => ({ field, name: visible(dotted(field.path)), ...fieldTexts(field, context) }));
  const nameWidth = Math.min(44, widest(rows.map(({ name }) => name)));
  const valueWidth = Math.min(widestInline, widest(rows.map(({ inline }) => inline)));
  return rows.flatMap(({ field, name, inline, block }) => {
    const line = `    ${padded(name, nameWidth)}  ${padded(inline, valueWidth)}`;
    return [
      `${line}  ${padded(badgeText(field, context.language), 10)} ${paint.faint(`:${field.line}`)}`.trimEnd(),
      ...block.map((text) => `      ${tinted(text, context.language.results.fieldChange, paint)}`),
    ];
  });
}

/** A line of a block that belongs to one side, in the colour of that side. */
function tinted(line: string, { live, file }: Language["results"]["fieldChange"], paint: Paint): string {
  if (line.startsWith("+") || line.startsWith(file)) return paint.add(line);
  return line.startsWith("-") || line.startsWith(live) ? paint.remove(line) : line;
}
