import type { ResultWords } from "../../messages/results.ts";
import type { Form, Item } from "../../view/cut.ts";
import type { Entry } from "../../view/entry.ts";
import type { Row } from "../../view/row.ts";
import { turnsOf } from "../../view/turns.ts";
import { type EntryLayout, endingText, nameOf, titleOf, valuesWith } from "./entry-words.ts";
import { finished } from "./finished.ts";
import { valueLine } from "./value.ts";

/** The lines of a whole entry; `detail` is whether also what does not change is told. */
export type WholeEntry = (entry: Entry, layout: EntryLayout, detail: boolean) => readonly string[];

/** How an entry is laid out as an item of a page. */
export interface ItemLayout extends EntryLayout {
  readonly whole: WholeEntry;
}

/** An entry in all its forms: whole, without what does not change, in a line, by its name, folded among others. */
export function entryItem(entry: Entry, layout: ItemLayout, isKept: boolean): Item {
  const turns = turnsOf(entry, isKept);
  const counts = entry.members.length;
  const forms: Form[] = [
    { text: () => finished(layout.whole(entry, layout, true)), until: turns.whole },
    { text: () => finished(layout.whole(entry, layout, false)), until: turns.brief },
    { text: () => finished([entryLine(entry, layout, valuesOf(entry, layout))]), until: turns.line },
    { text: () => finished([entryLine(entry, layout, namesOf(entry, layout))]), until: turns.names },
  ];
  if (counts === 1) {
    const [only] = entry.members;
    const text = () => (only === undefined ? "" : finished([`- ${nameOf(only, layout)}`]));
    return { counts, forms: [...forms, { text, until: turns.folded, as: "folded" }] };
  }
  return { counts, forms: [...forms, ...fewerAddresses(entry, layout, turns.folded)] };
}

/** Of very many resources fewer and fewer are named. */
function fewerAddresses(entry: Entry, layout: EntryLayout, until: number): Form[] {
  const sizes: number[] = [];
  for (let size = entry.members.length * step; size >= fewest; size *= step) sizes.push(Math.floor(size));
  const text = (size: number) => finished([entryLine(entry, layout, namesOf(entry, layout), size)]);
  return [...sizes, 0].map((size, index, all) => ({ text: () => text(size), until: until + index / all.length }));
}

/** How much of the addresses each form keeps of those of the form before. */
const step = 0.8;

/** Fewer addresses than this are not worth a form of their own. */
const fewest = 32;

/** A change in one line. */
function entryLine(entry: Entry, layout: EntryLayout, about: readonly string[], most = Infinity): string {
  const { members } = entry;
  const { colon, explainRows, view } = layout.speech.language.results;
  const title = titleOf(entry, layout);
  const told = about.length === 0 ? "" : `${colon}${about.join(explainRows.semicolon)}`;
  if (members.length === 1 || most === 0) return `- ${title}${told}`;
  const named = members.slice(0, most).map((member) => nameOf(member, layout));
  const rest = members.length - named.length;
  const more = rest === 0 ? [] : [view.moreItems(rest)];
  return `- ${title}${told}${colon}${[...named, ...more].join(" ")}`;
}

/** Fields that a line has room for. */
const mostFields = 6;

/** The values that the entry stands where it stands for, the gravest first. */
function valuesOf(entry: Entry, layout: EntryLayout): string[] {
  const { markup } = layout;
  const shown = telling(entry);
  const values = shown
    .slice(0, mostFields)
    .map((row) => `${markup.cell(row.name)} ${valueLine(row, valuesWith(layout))}`);
  return [
    ...entry.notes.map(markup.code),
    ...values,
    ...others(entry, values.length, layout.speech.language.results.view),
    ...gapsOf(entry),
    ...endingsOf(entry, layout),
  ];
}

/** The names of those fields. */
function namesOf(entry: Entry, { markup, speech }: EntryLayout): string[] {
  const names = telling(entry)
    .slice(0, mostFields)
    .map(({ name }) => markup.cell(name));
  const more = others(entry, names.length, speech.language.results.view);
  return [...(names.length === 0 ? [] : [names.join(", ")]), ...more, ...gapsOf(entry)];
}

function others({ rows }: Entry, shown: number, words: ResultWords["view"]): string[] {
  return rows.length === shown ? [] : [words.more(rows.length - shown)];
}

/** That nothing is live for a moment is never cut. */
function gapsOf({ members }: Entry): string[] {
  return [...new Set(members.flatMap(({ gap }) => (gap === undefined ? [] : [gap])))];
}

function endingsOf({ members }: Entry, layout: EntryLayout): string[] {
  return members.length === 1 ? (members[0]?.endings ?? []).map((ending) => endingText(ending, layout)) : [];
}

const weights: Readonly<Record<Row["weight"], number>> = { blocked: 0, grave: 1, review: 2, other: 3 };

/** Rows by how much depends on them; of a change that is looked at for some of them, only these. */
function telling({ rows }: Entry): Row[] {
  const sorted = [...rows].sort((a, b) => weights[a.weight] - weights[b.weight]);
  const first = sorted[0]?.weight;
  return first === "other" ? sorted : sorted.filter(({ weight }) => weight === first);
}
