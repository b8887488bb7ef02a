import { diffLines } from "diff";
import { localAddress } from "../model/document.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Action, Change, Consent, FieldChange, Plan, Unmanaged } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { sandboxAccountName } from "../model/project.ts";
import { isWriteOnly } from "../schema/showing.ts";
import { visible } from "./escape.ts";
import type { Paint } from "./paint.ts";
import { problemsText } from "./problem-text.ts";
import { callsText, idsShown, idText, rulesText } from "./rules-text.ts";
import { listChange, type Sides, sidesOf, valueText } from "./value-text.ts";
import { padded, widest, width } from "./width.ts";

/** What a plan is shown with. */
export interface PlanView {
  readonly plan: Plan;
  readonly kinds: Kinds;
  readonly timezone: string;
  readonly paint: Paint;
}

/** Old and new value stand on one line up to this width, below each other when they need more. */
const widestInline = 60;

const signs: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  adopt: "=",
  none: "!",
};

/** A plan as text: only what differs, old → new, the line in the file, and a badge for all a reviewer must know. */
export function planText(view: PlanView): string[] {
  const { plan, paint } = view;
  const lines: string[] = [];
  if (plan.sandbox) lines.push("On the embedded platform (sandbox): nothing here reaches Weixin.", "");
  for (const account of plan.accounts) {
    const changes = plan.changes.filter(
      (change) =>
        change.address.startsWith(`${account.name}/`) && (change.fields.length > 0 || change.action !== "none"),
    );
    if (changes.length === 0) continue;
    lines.push(paint.strong(accountTitle(account)), "");
    for (const change of changes) lines.push(...changeText(change, view), "");
  }
  if (plan.problems.length > 0) lines.push(...problemsText(plan.problems, paint), "");
  for (const one of plan.unmanaged) lines.push(unmanagedText(one));
  lines.push(summaryText(plan));
  const missing = plan.consent.filter((one) => !one.given);
  for (const one of missing) lines.push(paint.remove(consentText(one)));
  if (plan.problems.some((problem) => problem.severity === "error"))
    lines.push(paint.remove("Nothing can be applied before the errors above are mended."));
  return lines;
}

/** The built-in account has resources of every platform, and no identity that means anything. */
function accountTitle({ name, platform, identity }: Plan["accounts"][number]): string {
  return name === sandboxAccountName ? `${name} (embedded)` : `${name} (${platform} ${visible(identity)})`;
}

/** A resource that no document names. */
export function unmanagedText({ account, kind, id, name }: Unmanaged): string {
  return name === undefined
    ? `not managed: ${account}/${kind} ${visible(idsShown(id))} (live, in no document)`
    : `not managed any more: ${account}/${kind} ${visible(idsShown(id))} (in the lock file as ${visible(name)}, in no document)`;
}

/** What agreement a plan waits for, and how it is given. */
export function consentText(one: Consent): string {
  const target = one.address === "" ? "" : `=${one.address}`;
  return `Nothing is done without consent: --allow ${one.what}${target}`;
}

/** The last line of a plan; without any change, the only one. */
export function summaryText(plan: Plan): string {
  const { summary } = plan;
  const kept = summary.drift === 0 ? "" : ` ${summary.drift} with drift that is kept.`;
  const adopted =
    summary.adopt === 0
      ? ""
      : ` ${summary.adopt} to adopt: apply writes ${summary.adopt === 1 ? "its id" : "their ids"} to the lock file.`;
  if (plan.steps.length === 0 && plan.problems.every((problem) => problem.severity !== "error")) {
    return `No changes. ${summary.unchanged} unchanged.${adopted}${kept}`;
  }
  if (!plan.complete && plan.changes.length === 0 && summary.unchanged === 0)
    return "No plan was made: nothing could be read.";
  const counts = `${summary.create} to create, ${summary.update} to change, ${summary.replace} to replace, ${summary.delete} to delete, ${summary.unchanged} unchanged.`;
  const review =
    summary.review === 0 ? "" : ` ${summary.review} ${summary.review === 1 ? "card goes" : "cards go"} to review.`;
  return `${plan.complete ? "Plan" : "Incomplete plan"}: ${counts}${adopted}${review}${kept} ${summary.calls} write ${summary.calls === 1 ? "call" : "calls"}.`;
}

function tints(paint: Paint): Readonly<Record<Action, Paint["add"]>> {
  const { add, change, remove, warn } = paint;
  return { create: add, update: change, replace: change, delete: remove, adopt: add, none: warn };
}

function changeText(change: Change, view: PlanView): string[] {
  const { plan, paint } = view;
  const entry = view.kinds.get(change.address.split("/")[1] ?? "");
  const sign =
    change.action === "none" && !change.fields.some((field) => field.verdict === "blocked")
      ? "="
      : signs[change.action];
  const head = `${sign} ${visible(localAddress(change.address))}  ${idText(change)}`;
  const tint = tints(paint)[change.action];
  const lines = [`${padded(tint(head), 62)}  ${paint.faint(visible(change.file))}`];
  const name = (field: FieldChange) => visible(dotted(field.path));
  const wide = Math.min(44, widest(change.fields.map(name)));
  const texts = change.fields.map((field) => ({
    field,
    texts: fieldTexts(field, change.action === "create", entry, view),
  }));
  const valueWide = Math.min(widestInline, widest(texts.map(({ texts: { inline } }) => inline)));
  for (const {
    field,
    texts: { inline, block },
  } of texts) {
    const left = `    ${padded(name(field), wide)}  ${padded(inline, valueWide)}`;
    lines.push(`${left}  ${padded(badgeText(field), 10)} ${paint.faint(`:${field.line}`)}`.trimEnd());
    lines.push(
      ...block.map(
        (line) =>
          `      ${/^(?:\+|file )/.test(line) ? paint.add(line) : /^(?:-|live )/.test(line) ? paint.remove(line) : line}`,
      ),
    );
  }
  lines.push(
    ...removalText(change).map((line) => `    ${line}`),
    ...alongText(change).map((line) => `    ${line}`),
    ...rulesText(change.objects ?? []).map((line) => `    ${line}`),
  );
  const steps = plan.steps.filter((step) => step.address === change.address);
  if (steps.length > 0) lines.push(...callsText(steps, change).map((line) => `    ${line}`));
  return lines;
}

/** What is live, declared nowhere and not known here: what of it goes along, and what would be lost. */
export function alongText({ carried = [], lost = [] }: Change): string[] {
  const names = (paths: readonly string[]) => paths.map(dotted).map(visible).join(", ");
  return [
    ...(carried.length === 0 ? [] : [`goes along as it is live, not known to wxcards: ${names(carried)}`]),
    ...(lost.length === 0 ? [] : [`live, and cannot be written back exactly as it is: ${names(lost)}`]),
  ];
}

/** Why a resource is to be gone, and whether that is for good. */
export function removalText({ reason, badges = [] }: Change): string[] {
  const forGood = badges.includes("irreversible") ? ["irreversible: nothing brings it back"] : [];
  return [...forGood, ...(reason === undefined ? [] : [`reason: ${visible(reason)}`])];
}

function fieldTexts(
  field: FieldChange,
  isNew: boolean,
  entry: KindEntry | undefined,
  view: PlanView,
): { inline: string; block: string[] } {
  const policy = entry?.policies.get(field.path);
  const context = { timezone: view.timezone };
  const sides = sidesOf(field);
  if (isLongText(field.before) || isLongText(field.after)) {
    return {
      inline: isNew ? "text, as below" : `text, ${sides.mark === "→" ? "changed" : "differs"} as below`,
      block: textBlock(String(field.before ?? ""), String(field.after ?? ""), sides),
    };
  }
  const isEmptyBefore = field.before === null;
  if (policy !== undefined && isWriteOnly(policy) && isEmptyBefore) {
    const after = valueText(field.after, policy, entry, context);
    return { inline: `(not shown by the platform) ${sides.mark} ${sides.file}${after}`, block: [] };
  }
  if (isNew && isEmptyBefore) return { inline: valueText(field.after, policy, entry, context), block: [] };
  const list = listChange(field.before, field.after, sides);
  if (list !== undefined) return { inline: list, block: [] };
  const [before, after] = [field.before, field.after].map((value) => valueText(value, policy, entry, context)) as [
    string,
    string,
  ];
  const again = before === after && policy?.review === true && field.verdict === "send";
  const inline = again
    ? `${after} (sent again because of a review)`
    : `${sides.live}${before} ${sides.mark} ${sides.file}${after}`;
  if (width(inline) <= widestInline) return { inline, block: [] };
  const [was, is] = sides.live === "" ? ["- ", "+ "] : [sides.live, sides.file];
  const block = [`${was}${before}`, `${is}${after}`];
  return { inline: sides.mark === "→" ? "changed as below" : "differs as below", block };
}

function isLongText(value: unknown): boolean {
  return typeof value === "string" && (value.includes("\n") || width(value) > 60);
}

/** Texts that differ in more lines have nothing in common that is worth the time: it grows with the square of this. */
const mostEdits = 1000;

/** Changed lines with their signs, or whose they are; equal lines only where they stand beside a changed one. */
function textBlock(before: string, after: string, { live, file }: Sides): string[] {
  const [was, is] = [before, after].map((text) => text.replace(/\r\n?/g, "\n")) as [string, string];
  const parts = diffLines(was, is, { maxEditLength: mostEdits }) ?? [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ];
  const [gone, come] = live === "" ? ["- ", "+ "] : [live, file];
  const lines = parts.flatMap((part) => {
    const sign = part.added ? come : part.removed ? gone : " ".repeat(gone.length);
    const own = part.value.replace(/\n$/, "").split("\n");
    const shown = !part.added && !part.removed && own.length > 2 ? [own[0] ?? "", "…", own.at(-1) ?? ""] : own;
    return shown.map((line) => `${sign}${visible(line)}`);
  });
  return lines.length > 0 ? lines : ["  (only line breaks differ)"];
}

function badgeText(field: FieldChange): string {
  const words: string[] = field.badges.filter((badge) => badge !== "drift" || field.verdict !== "keep");
  if (field.verdict === "keep") words.push(field.origin === "drift" ? "drift, kept" : "not sent");
  if (field.verdict === "blocked") words.push(field.origin === "drift" ? "refused" : "cannot change");
  if (field.verdict === "in-review") words.push("in review, not sent");
  if (field.verdict === "unverifiable") words.push("never shown, not compared");
  return words.join(", ");
}
