import { localAddress } from "../../../model/document.ts";
import type { ResultWords } from "../../messages/results.ts";
import { resourcesText } from "../../plan-words.ts";
import type { Ending, Entry, Member } from "../../view/entry.ts";
import type { Speech } from "../../words.ts";
import { codeCell, codeSpan, table, tableRow, word } from "./markup.ts";
import { blockBelow, valueParts } from "./value.ts";

/** What entries are laid out with. */
export interface EntryLayout {
  readonly speech: Speech;
  /** True where addresses say the account: there are several. */
  readonly hasAccounts: boolean;
}

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

/** What becomes of which resource, or of how many. */
export function titleOf(entry: Entry, layout: EntryLayout): string {
  const { view } = layout.speech.language.results;
  const { action, place, members, kind, rows } = entry;
  const [only] = members;
  const isOne = members.length === 1 && only !== undefined;
  const what = isOne ? nameOf(only, layout) : resourcesText(members.length, kind, layout.speech);
  const asks = [...new Set(members.flatMap((member) => member.asks))];
  const asked = asks.length === 0 ? "" : `, **${view.approvalOf(asks.map(word).join(", "))}**`;
  if (place === "drift") return view.titles.drift(what);
  const isBlocked = action === "none" && rows.some(({ weight }) => weight === "blocked");
  return `${(isBlocked ? view.titles.blocked : view.titles[action])(what)}${asked}`;
}

/** The address of a resource, without its account where there is only one. */
export function nameOf({ address }: Member, { hasAccounts }: EntryLayout): string {
  return codeSpan(hasAccounts ? address : localAddress(address));
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
function tableOf({ rows, members }: Entry, { speech }: EntryLayout, detail: boolean): string[] {
  if (rows.length === 0) return [];
  const { results } = speech.language;
  const { columns } = results.view;
  const shown = rows.map((row) => ({ row, ...valueParts(row, results, detail) }));
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
function memberLines(member: Member, { speech }: EntryLayout, detail: boolean): string[] {
  const { objects, kept, calls, gap, endings } = member;
  return [
    ...objects.map((line) => `- ${codeSpan(line)}`),
    ...(detail ? kept : []).map((line) => `- ${codeSpan(line)}`),
    ...(endings.length === 0 && detail ? calls.map((line) => `- ${codeSpan(line)}`) : []),
    ...(gap === undefined ? [] : [`- ${gap}`]),
    ...endings.map((ending) => `- ${endingText(ending, speech.language.results)}`),
  ];
}

/** How a step ended, and what is to be known of it. */
export function endingText({ call, word: ended, details }: Ending, { colon, separator }: ResultWords): string {
  const about = details.length === 0 ? "" : `${colon}${details.map(codeSpan).join(separator)}`;
  return `${codeSpan(call)} **${word(ended)}**${about}`;
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
