import { diffLines } from "diff";
import type { Json } from "../../../model/json.ts";
import type { KindEntry } from "../../../model/kind.ts";
import type { FieldChange } from "../../../model/plan.ts";
import { isWriteOnly } from "../../../schema/showing.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import { listChange, type Sides, sidesOf, type ValueContext, valueText } from "../../value-text.ts";
import { width } from "../../width.ts";

/** Old and new value stand on one line up to this width, below each other when they need more. */
export const widestInline = 60;

/** What the values of a field are shown with. */
export interface FieldContext extends ValueContext {
  readonly entry: KindEntry | undefined;
  /** True for a field of a resource that is to be created. */
  readonly isNew: boolean;
}

/** The values of a field: what stands on its line, and what stands below it. */
interface FieldTexts {
  readonly inline: string;
  readonly block: readonly string[];
}

/** What is live and what the file says: on one line where both fit there, below it where they do not. */
export function fieldTexts(field: FieldChange, context: FieldContext): FieldTexts {
  const words = context.language.results.fieldChange;
  const sides = sidesOf(field, words);
  if (isLongText(field.before) || isLongText(field.after)) {
    const block = textBlock([String(field.before ?? ""), String(field.after ?? "")], sides, words);
    return { inline: context.isNew ? words.newText : words.text(sides.sign), block };
  }
  const inline = oneSided(field, context, sides) ?? listChange(field.before, field.after, sides, words);
  return inline === undefined ? valuesText(field, context, sides) : { inline, block: [] };
}

/** What stands there where nothing is shown as live; undefined where something is. */
function oneSided(field: FieldChange, context: FieldContext, sides: Sides): string | undefined {
  const { entry, isNew, language } = context;
  const words = language.results.fieldChange;
  if (field.before !== null) return undefined;
  if (field.unseen === true)
    return `${words.unseen} ${sides.sign} ${sides.file}${valueText(field.after, entry?.policies.get(field.path), entry, context)}`;
  const policy = entry?.policies.get(field.path);
  const after = valueText(field.after, policy, entry, context);
  if (policy !== undefined && isWriteOnly(policy)) return `${words.notShown} ${sides.sign} ${sides.file}${after}`;
  return isNew ? after : undefined;
}

/** Both values, beside or below each other. */
function valuesText(field: FieldChange, context: FieldContext, sides: Sides): FieldTexts {
  const { entry, language } = context;
  const words = language.results.fieldChange;
  const policy = entry?.policies.get(field.path);
  const shown = (value: Json) => valueText(value, policy, entry, context);
  const [before, after] = [shown(field.before), shown(field.after)];
  const again = before === after && policy?.review === true && field.verdict === "send";
  const inline = again ? words.sentAgain(after) : `${sides.live}${before} ${sides.sign} ${sides.file}${after}`;
  if (width(inline) <= widestInline) return { inline, block: [] };
  const [was, is] = sides.live === "" ? ["- ", "+ "] : [sides.live, sides.file];
  return { inline: words.below(sides.sign), block: [`${was}${before}`, `${is}${after}`] };
}

function isLongText(value: unknown): boolean {
  return typeof value === "string" && (value.includes("\n") || width(value) > 60);
}

/** Texts that differ in more lines have nothing in common that is worth the time: it grows with the square of this. */
const mostEdits = 1000;

/** What is said of one field of a change. */
type FieldChangeWords = Language["results"]["fieldChange"];

/** Changed lines with their signs, or whose they are; equal lines only where they stand beside a changed one. */
function textBlock(
  texts: readonly [before: string, after: string],
  { live, file }: Sides,
  words: FieldChangeWords,
): string[] {
  const [was, is] = texts.map((text) => text.replace(/\r\n?/g, "\n")) as [string, string];
  const parts = diffLines(was, is, { maxEditLength: mostEdits }) ?? [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ];
  const [gone, come] = live === "" ? ["- ", "+ "] : [live, file];
  const lines = parts.flatMap((part) => {
    const sign = part.added ? come : part.removed ? gone : " ".repeat(width(gone));
    const own = part.value.replace(/\n$/, "").split("\n");
    const shown = !part.added && !part.removed && own.length > 2 ? [own[0] ?? "", "…", own.at(-1) ?? ""] : own;
    return shown.map((line) => `${sign}${visible(line)}`);
  });
  return lines.length > 0 ? lines : [`  ${words.onlyLineBreaks}`];
}

/** What a reviewer must know of a field, in words. */
export function badgeText(field: FieldChange, { results }: Language): string {
  const shown = field.badges.filter((badge) => badge !== "drift" || field.verdict !== "keep");
  const badges = shown.map((badge) => results.terms[badge]);
  const verdict = results.fieldChange.verdict(field);
  return (verdict === undefined ? badges : [...badges, verdict]).join(results.separator);
}
