import { resourcesText } from "../../plan-words.ts";
import type { Entry, Member } from "../../view/entry.ts";
import { type EntryLayout, endingText, nameOf, titleOf, valuesWith } from "../layout/entry-words.ts";
import { valueParts } from "../layout/value.ts";
import { codeCell, codeSpan, diffBlock, table, tableRow, word } from "./markup.ts";

/** A whole entry; `detail` is whether also what does not change is told. */
export function entryLines(entry: Entry, layout: EntryLayout, detail: boolean): string[] {
  const { members, notes, along } = entry;
  const [only, ...others] = members;
  const isOne = only !== undefined && others.length === 0;
  const listed = [
    ...[...(isOne ? only.reach : []), ...notes, ...(detail ? along : [])].map((line) => `- ${codeSpan(line)}`),
    ...(isOne ? memberLines(only, layout, detail) : []),
  ];
  return [
    `#### ${titleOf(entry, layout)}`,
    "",
    ...(isOne ? placeLines(only, layout, detail) : []),
    ...tableOf(entry, layout, detail),
    ...(listed.length === 0 ? [] : [...listed, ""]),
    ...(isOne ? [] : membersLines(entry, layout, detail)),
  ];
}

/** Which resource it is on the platform, and where its document is. */
function placeLines({ id, file }: Member, { speech }: EntryLayout, detail: boolean): string[] {
  const parts = [
    ...(detail && id !== "" ? [codeSpan(id)] : []),
    ...(file === "" ? [] : [speech.language.results.plan.inFile(codeSpan(file))]),
  ];
  return parts.length === 0 ? [] : [parts.join(" "), ""];
}

/** The fields in columns; a column that says nothing is left out. */
function tableOf({ rows, members }: Entry, layout: EntryLayout, detail: boolean): string[] {
  if (rows.length === 0) return [];
  const { results } = layout.speech.language;
  const { columns } = results.view;
  const shown = rows.map((row) => ({ row, ...valueParts(row, valuesWith(layout), detail) }));
  const hasLive = shown.some(({ live }) => live !== "");
  const hasNotes = rows.some(({ notes }) => notes.length > 0);
  const lines = members.length === 1 && detail ? members[0]?.lines : undefined;
  const head = [
    columns.field,
    ...(hasLive ? [columns.live, columns.file] : [columns.value]),
    ...(hasNotes ? [""] : []),
    ...(lines === undefined ? [] : [columns.line]),
  ];
  const body = shown.map(({ row, live, file }, index) =>
    tableRow([
      codeCell(row.name),
      ...(hasLive ? [live, file] : [file]),
      ...(hasNotes ? [row.notes.map(word).join(results.separator)] : []),
      ...(lines === undefined ? [] : [String(lines[index] ?? "")]),
    ]),
  );
  const below = shown.flatMap(({ row, block }) =>
    block.length === 0 ? [] : blockBelow({ name: row.name, block, colon: results.colon }),
  );
  return [...table(tableRow(head), body), "", ...below];
}

/** What is a resource's own: its objects, its requests or how they ended. */
function memberLines(member: Member, layout: EntryLayout, detail: boolean): string[] {
  const { objects, kept, calls, gap, endings } = member;
  return [
    ...objects.map((line) => `- ${codeSpan(line)}`),
    ...(detail ? kept : []).map((line) => `- ${codeSpan(line)}`),
    ...(endings.length === 0 && detail ? calls.map((line) => `- ${codeSpan(line)}`) : []),
    ...(gap === undefined ? [] : [`- ${gap}`]),
    ...endings.map((ending) => `- ${endingText(ending, layout)}`),
  ];
}

/** A list longer than this is folded away. */
const mostOpen = 6;

/** The resources to which the same happens, each with what is its own. */
function membersLines({ members, kind }: Entry, layout: EntryLayout, detail: boolean): string[] {
  const hasOwn = members.some((member) => memberLines(member, layout, detail).length > 0);
  const each =
    detail || hasOwn
      ? members.flatMap((member) => memberItem(member, layout, detail))
      : [members.map((member) => nameOf(member, layout)).join(" ")];
  if (members.length <= mostOpen) return [...each, ""];
  const about = resourcesText(members.length, kind, layout.speech);
  return ["<details>", `<summary>${summaryWords(about)}</summary>`, "", ...each, "", "</details>", ""];
}

function memberItem(member: Member, layout: EntryLayout, detail: boolean): string[] {
  const { id, file, lines } = member;
  const { plan, view } = layout.speech.language.results;
  const at = lines.length === 0 || !detail ? "" : ` ${view.atLine([...new Set(lines)].join(", "))}`;
  const where = file === "" ? "" : ` ${plan.inFile(codeSpan(file))}${at}`;
  const own = memberLines(member, layout, detail);
  const reach = (detail ? member.reach : []).map((text) => ` ${codeSpan(text)}`).join("");
  const line = `${nameOf(member, layout)}${detail && id !== "" ? ` ${codeSpan(id)}` : ""}${where}${reach}`;
  // What is one line has room on the line of its resource.
  if (own.length === 1) return [`- ${line} ${own[0]?.slice(2)}`];
  return [`- ${line}`, ...own.map((below) => `  ${below}`)];
}

/** Within HTML nothing but letters and numbers of ours. */
function summaryWords(text: string): string {
  return /^[\p{L}\p{N} ,×]+$/u.test(text) ? text : "…";
}

/** A block longer than this is folded away. */
const longestOpen = 20;

/** A field, and the lines of its values. */
interface Below {
  readonly name: string;
  readonly block: readonly string[];
  readonly colon: string;
}

/** What stands below a table for a field whose values have no room in it; `colon` is that of the language. */
function blockBelow({ name, block, colon }: Below): string[] {
  const own = [`${codeCell(name)}${colon.trimEnd()}`, "", ...diffBlock(block), ""];
  if (block.length <= longestOpen) return own;
  return ["<details>", "", ...own, "</details>", ""];
}
