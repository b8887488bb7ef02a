import type { Entry, Member } from "../../view/entry.ts";
import type { Row } from "../../view/row.ts";
import { type EntryLayout, endingText, nameOf, titleOf, valuesWith } from "../layout/entry-words.ts";
import { sideBySide, valueLine, valueParts } from "../layout/value.ts";

/**
 * A whole entry for a chat: what becomes of it, and below it each field on a line; with `detail` also every line and
 * item that changes, and what goes along. There are no tables, and what does not change is not told.
 */
export function chatEntry(entry: Entry, layout: EntryLayout, detail: boolean): string[] {
  const { rows, notes, along, members } = entry;
  const { code } = layout.markup;
  const [only, ...others] = members;
  const isOne = only !== undefined && others.length === 0;
  const where = isOne && detail && only.file !== "" ? ` ${inFile(only.file, layout)}` : "";
  const about = [...(isOne ? only.reach : []), ...notes, ...(detail ? along : [])].map(code);
  return [
    `- ${titleOf(entry, layout)}${where}`,
    ...(isOne ? [] : [below(members.map((member) => nameOf(member, layout)).join(" "))]),
    ...rows.flatMap((row) => rowLines(row, layout, detail)),
    ...[...about, ...members.flatMap((member) => memberTexts(member, layout, isOne))].map(below),
  ];
}

function below(line: string): string {
  return `  - ${line}`;
}

function inFile(file: string, { speech, markup }: EntryLayout): string {
  return speech.language.results.plan.inFile(markup.code(file));
}

/** A field with its values and what a reviewer must know of it. */
function rowLines(row: Row, layout: EntryLayout, detail: boolean): string[] {
  const { markup, speech } = layout;
  const { separator, fieldChange } = speech.language.results;
  const notes = row.notes.length === 0 ? "" : ` (${row.notes.map(markup.word).join(separator)})`;
  const name = markup.cell(row.name);
  if (!detail) return [below(`${name} ${valueLine(row, valuesWith(layout))}${notes}`)];
  const { live, file, block } = valueParts(row, valuesWith(layout), false);
  const value = live === "" ? file : sideBySide(row, [live, file], fieldChange);
  return [below(`${name} ${value}${notes}`), ...block.map((line) => `    ${markup.code(line)}`)];
}

/** What becomes of the objects of a resource, that nothing is live between, and how its requests ended. */
function memberTexts(member: Member, layout: EntryLayout, isOne: boolean): string[] {
  const { objects, gap, endings } = member;
  const { markup } = layout;
  const own = [
    ...objects.map(markup.code),
    ...(gap === undefined ? [] : [gap]),
    ...endings.map((ending) => endingText(ending, layout)),
  ];
  return isOne ? own : own.map((line) => `${nameOf(member, layout)} ${line}`);
}
