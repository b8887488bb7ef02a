import type { ResultWords } from "../../messages/results.ts";
import { resourcesText } from "../../plan-words.ts";
import type { Entry, Member } from "../../view/entry.ts";
import type { Section } from "../../view/sections.ts";
import { type EntryLayout, endingText, nameOf, titleOf, valuesWith } from "../layout/entry-words.ts";
import { valueParts } from "../layout/value.ts";
import { code, escaped, htmlMarkup, list, table } from "./markup.ts";

/** The entries of a plan or a report, section by section. */
export function sectionsHtml(
  sections: readonly Section[],
  layout: EntryLayout,
  more: Partial<ResultWords["view"]["sections"]> = {},
): string[] {
  const titles = { ...layout.speech.language.results.view.sections, ...more };
  return sections.flatMap(({ place, entries }) => [
    `<section class="${place}">`,
    `<h2>${escaped(titles[place])}</h2>`,
    ...entries.flatMap((entry) => entryHtml(entry, layout)),
    "</section>",
  ]);
}

function entryHtml(entry: Entry, layout: EntryLayout): string[] {
  const { members, notes, along } = entry;
  const [only, ...others] = members;
  const isOne = only !== undefined && others.length === 0;
  const about = [...(isOne ? only.reach : []), ...notes, ...along].map(code);
  return [
    "<article>",
    `<h3>${titleOf(entry, layout)}</h3>`,
    ...(isOne ? placeHtml(only, layout) : []),
    ...fieldsHtml(entry, layout),
    ...list([...about, ...(isOne ? memberTexts(only, layout) : [])].map((line) => [line])),
    ...(isOne ? [] : membersHtml(entry, layout)),
    "</article>",
  ];
}

/** Which resource it is on the platform, and where its document is. */
function placeHtml({ id, file }: Member, { speech }: EntryLayout): string[] {
  const parts = [
    ...(id === "" ? [] : [code(id)]),
    ...(file === "" ? [] : [speech.language.results.plan.inFile(code(file))]),
  ];
  return parts.length === 0 ? [] : [`<p class="where">${parts.join(" ")}</p>`];
}

/** The fields in columns; a column that says nothing is left out. */
function fieldsHtml({ rows, members }: Entry, layout: EntryLayout): string[] {
  if (rows.length === 0) return [];
  const { results } = layout.speech.language;
  const { columns } = results.view;
  const shown = rows.map((row) => ({ row, ...valueParts(row, valuesWith(layout), true) }));
  const hasLive = shown.some(({ live }) => live !== "");
  const hasNotes = rows.some(({ notes }) => notes.length > 0);
  const lines = members.length === 1 ? members[0]?.lines : undefined;
  const head = [
    columns.field,
    ...(hasLive ? [columns.live, columns.file] : [columns.value]),
    ...(hasNotes ? [""] : []),
    ...(lines === undefined ? [] : [columns.line]),
  ];
  const body = shown.map(({ row, live, file }, index) => [
    code(row.name),
    ...(hasLive ? [live, file] : [file]),
    ...(hasNotes ? [row.notes.map(htmlMarkup.word).join(results.separator)] : []),
    ...(lines === undefined ? [] : [String(lines[index] ?? "")]),
  ]);
  const below = shown.flatMap(({ row, block }) =>
    block.length === 0 ? [] : blockHtml(`${code(row.name)}${layout.speech.language.results.colon.trimEnd()}`, block),
  );
  return [...table(head, body), ...below];
}

/** Lines and items that have come and gone; what has come stands out by its sign as well as by its colour. */
function blockHtml(title: string, block: readonly string[]): string[] {
  const [first = "", ...others] = block.map((line) => {
    if (line.startsWith("+ ")) return `<ins>${escaped(line)}</ins>`;
    return line.startsWith("- ") ? `<del>${escaped(line)}</del>` : `<span>${escaped(line)}</span>`;
  });
  const last = others.pop();
  const opened = `<pre><code>${first}`;
  const closed = "</code></pre>";
  const lines = last === undefined ? [`${opened}${closed}`] : [opened, ...others, `${last}${closed}`];
  return [`<p>${title}</p>`, ...lines];
}

/** What is a resource's own: its objects, its requests or how they ended. */
function memberTexts(member: Member, layout: EntryLayout): string[] {
  const { objects, kept, calls, gap, endings } = member;
  return [
    ...objects.map(code),
    ...kept.map(code),
    ...(endings.length === 0 ? calls.map(code) : []),
    ...(gap === undefined ? [] : [escaped(gap)]),
    ...endings.map((ending) => endingText(ending, layout)),
  ];
}

/** A list longer than this can be folded away; it is open, so that it is on paper as well. */
const mostOpen = 6;

/** The resources to which the same happens, each with what is its own. */
function membersHtml({ members, kind }: Entry, layout: EntryLayout): string[] {
  const each = list(members.map((member) => memberHtml(member, layout)));
  if (members.length <= mostOpen) return each;
  const about = escaped(resourcesText(members.length, kind, layout.speech));
  return ["<details open>", `<summary>${about}</summary>`, ...each, "</details>"];
}

function memberHtml(member: Member, layout: EntryLayout): string[] {
  const { id, file, lines, reach } = member;
  const { plan, view } = layout.speech.language.results;
  const at = lines.length === 0 ? [] : [view.atLine([...new Set(lines)].join(", "))];
  const parts = [
    nameOf(member, layout),
    ...(id === "" ? [] : [code(id)]),
    ...(file === "" ? [] : [plan.inFile(code(file))]),
    ...at,
    ...reach.map(code),
  ];
  return [parts.join(" "), ...list(memberTexts(member, layout).map((line) => [line]))];
}
