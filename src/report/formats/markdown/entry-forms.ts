import type { ResultWords } from "../../messages/results.ts";
import type { Form, Item } from "../../view/cut.ts";
import type { Entry } from "../../view/entry.ts";
import type { Row } from "../../view/row.ts";
import { turnsOf } from "../../view/turns.ts";
import { type EntryLayout, endingText, entryLines, nameOf, titleOf } from "./entry.ts";
import { finished } from "./finished.ts";
import { codeCell, codeSpan } from "./markup.ts";
import { valueLine } from "./value.ts";

/** An entry in all its forms: whole, without what does not change, in a line, by its name, folded among others. */
export function entryItem(entry: Entry, layout: EntryLayout, isKept: boolean): Item {
  const turns = turnsOf(entry, isKept);
  const counts = entry.members.length;
  const words = layout.speech.language.results;
  const forms: Form[] = [
    { text: () => finished(entryLines(entry, layout, true)), until: turns.whole },
    { text: () => finished(entryLines(entry, layout, false)), until: turns.brief },
    { text: () => finished([entryLine(entry, layout, valuesOf(entry, words))]), until: turns.line },
    { text: () => finished([entryLine(entry, layout, namesOf(entry, words.view))]), until: turns.names },
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
  const text = (size: number) =>
    finished([entryLine(entry, layout, namesOf(entry, layout.speech.language.results.view), size)]);
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
function valuesOf(entry: Entry, words: ResultWords): string[] {
  const shown = telling(entry);
  const values = shown.slice(0, mostFields).map((row) => `${codeCell(row.name)} ${valueLine(row, words)}`);
  return [
    ...entry.notes.map(codeSpan),
    ...values,
    ...others(entry, values.length, words.view),
    ...gapsOf(entry),
    ...endingsOf(entry, words),
  ];
}

/** The names of those fields. */
function namesOf(entry: Entry, words: ResultWords["view"]): string[] {
  const names = telling(entry)
    .slice(0, mostFields)
    .map(({ name }) => codeCell(name));
  return [...(names.length === 0 ? [] : [names.join(", ")]), ...others(entry, names.length, words), ...gapsOf(entry)];
}

function others({ rows }: Entry, shown: number, words: ResultWords["view"]): string[] {
  return rows.length === shown ? [] : [words.more(rows.length - shown)];
}

/** That nothing is live for a moment is never cut. */
function gapsOf({ members }: Entry): string[] {
  return [...new Set(members.flatMap(({ gap }) => (gap === undefined ? [] : [gap])))];
}

function endingsOf({ members }: Entry, words: ResultWords): string[] {
  const [only, ...others] = members;
  return others.length === 0 ? (only?.endings ?? []).map((ending) => endingText(ending, words)) : [];
}

const weights: Readonly<Record<Row["weight"], number>> = { blocked: 0, grave: 1, review: 2, other: 3 };

/** Rows by how much depends on them; of a change that is looked at for some of them, only these. */
function telling({ rows }: Entry): Row[] {
  const sorted = [...rows].sort((a, b) => weights[a.weight] - weights[b.weight]);
  const first = sorted[0]?.weight;
  return first === "other" ? sorted : sorted.filter(({ weight }) => weight === first);
}
