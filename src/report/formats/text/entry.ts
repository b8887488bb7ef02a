import { localAddress } from "../../../model/document.ts";
import type { Action } from "../../../model/plan.ts";
import type { ResultWords } from "../../messages/results.ts";
import type { Paint } from "../../paint.ts";
import { resourcesText } from "../../plan-words.ts";
import type { Entry, Member } from "../../view/entry.ts";
import { padded, widest } from "../../width.ts";
import type { Speech } from "../../words.ts";
import { valueTexts, widestInline } from "./value.ts";

const signs: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  adopt: "=",
  none: "!",
};

/** One resource, or several to which the same happens: what it is, its fields, and what is to be known besides. */
export function entryText(entry: Entry, speech: Speech, paint: Paint): string[] {
  const [only, ...others] = entry.members;
  if (only === undefined) return [];
  if (others.length > 0) return severalText(entry, speech, paint);
  const head = `${signOf(entry)} ${localAddress(only.address)}  ${only.id}`;
  const below = [...only.reach, ...entry.notes, ...entry.along, ...ownText(only)];
  return [
    `${padded(tints(paint)[entry.action](head), 62)}  ${paint.faint(only.file)}`,
    ...rowLines(entry, { lines: only.lines, words: speech.language.results }, paint),
    ...below.map((line) => `    ${line}`),
  ];
}

/** What is the same for all of them, and then each with what is its own. */
function severalText(entry: Entry, speech: Speech, paint: Paint): string[] {
  const { members } = entry;
  const head = `${signOf(entry)} ${resourcesText(members.length, entry.kind, speech)}`;
  const wide = widest(members.map(({ address, id }) => `${localAddress(address)}  ${id}`));
  const each = members.flatMap((member) => {
    const { address, id, file, lines } = member;
    const where = lines.length === 0 ? file : `${file}:${lines.join(",")}`;
    const own = ownText(member);
    const first = [...member.reach, ...(own.length === 1 ? own : [])].map((text) => `  ${text}`).join("");
    return [
      `      ${padded(`${localAddress(address)}  ${id}`, wide)}  ${paint.faint(where)}${first}`.trimEnd(),
      ...(own.length === 1 ? [] : own.map((line) => `        ${line}`)),
    ];
  });
  return [
    tints(paint)[entry.action](head),
    ...rowLines(entry, { lines: [], words: speech.language.results }, paint),
    ...[...entry.notes, ...entry.along].map((line) => `    ${line}`),
    ...each,
  ];
}

/** What becomes of the objects of a resource, and its requests. */
function ownText({ objects, kept, calls, gap }: Member): string[] {
  const last = gap === undefined ? [] : [`${calls.at(-1) ?? ""}     ${gap}`];
  return [...objects, ...kept, ...(gap === undefined ? calls : calls.slice(0, -1)), ...last];
}

/** A resource of which nothing is sent stands as it is, unless something of it cannot be changed. */
function signOf({ action, place }: Entry): string {
  return action === "none" && place !== "trouble" ? "=" : signs[action];
}

function tints(paint: Paint): Readonly<Record<Action, Paint["add"]>> {
  const { add, change, remove, warn } = paint;
  return { create: add, update: change, replace: change, delete: remove, adopt: add, none: warn };
}

/** What the fields of a change are laid out with. */
interface RowLayout {
  /** Where each stands in the file; none of several resources. */
  readonly lines: readonly number[];
  readonly words: ResultWords;
}

/** The fields of a change in columns; values that need more room below their line. */
function rowLines(
  { rows }: Entry,
  { lines, words: { fieldChange: words, separator } }: RowLayout,
  paint: Paint,
): string[] {
  const shown = rows.map((row) => ({ row, ...valueTexts(row, words) }));
  const nameWidth = Math.min(52, widest(rows.map(({ name }) => name)));
  const valueWidth = Math.min(widestInline, widest(shown.map(({ inline }) => inline)));
  return shown.flatMap(({ row, inline, block }, index) => {
    const line = `    ${padded(row.name, nameWidth)}  ${padded(inline, valueWidth)}`;
    const where = lines[index] === undefined ? "" : ` ${paint.faint(`:${lines[index]}`)}`;
    return [
      `${line}  ${padded(row.notes.join(separator), 10)}${where}`.trimEnd(),
      ...block.map((text) => `      ${tinted(text, words, paint)}`),
    ];
  });
}

/** A line of a block that belongs to one side, in the colour of that side. */
function tinted(line: string, { live, file }: ResultWords["fieldChange"], paint: Paint): string {
  if (line.startsWith("+") || line.startsWith(file)) return paint.add(line);
  return line.startsWith("-") || line.startsWith(live) ? paint.remove(line) : line;
}
