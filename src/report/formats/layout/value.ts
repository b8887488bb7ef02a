import { clip } from "../../../model/clip.ts";
import type { ResultWords } from "../../messages/results.ts";
import type { Line } from "../../view/lines-between.ts";
import type { Row } from "../../view/row.ts";
import type { LinesChange, ListChange } from "../../view/value-change.ts";
import { width } from "../../width.ts";
import type { Markup } from "./markup.ts";

/** What values are laid out with. */
export interface ValueLayout {
  readonly results: ResultWords;
  readonly markup: Pick<Markup, "cell">;
}

/** What is said of one field of a change. */
type FieldWords = ResultWords["fieldChange"];

/** The values of a field: its cells in a table, and the lines that stand below the table, not written yet. */
export interface ValueParts {
  readonly live: string;
  readonly file: string;
  readonly block: readonly string[];
}

/** Items up to this many stand in the cell itself. */
const mostInCell = 8;

/** What is live and what the file says. `detail` is whether also what stays is shown beside what changes. */
export function valueParts(row: Row, layout: ValueLayout, detail: boolean): ValueParts {
  const { cell } = layout.markup;
  const words = layout.results.fieldChange;
  const { change } = row;
  switch (change.kind) {
    case "again":
      return { live: cell(change.value), file: words.sentAgain(cell(change.value)), block: [] };
    case "values":
      return { live: liveOf(row, change.before, layout), file: cell(change.after), block: [] };
    case "list":
      return listParts(row, change, layout);
    case "lines":
      return linesParts(row, detail ? change : withoutKept(change), words);
  }
}

/** What is live, or what stands in its place where nobody sees it. */
function liveOf({ base }: Row, before: string, { results: { fieldChange: words }, markup }: ValueLayout): string {
  if (base === "none") return "";
  if (base === "unseen") return words.unseen;
  return base === "hidden" ? words.notShown : markup.cell(before);
}

function listParts(row: Row, { counts, gained, lost, whole }: ListChange, layout: ValueLayout): ValueParts {
  const { cell } = layout.markup;
  const { fieldChange: words, view } = layout.results;
  const onlyIn = (side: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [side.trim(), items.map(cell).join(" ")];
  const isShort = gained.length + lost.length <= mostInCell;
  const block = isShort ? [] : itemsBlock(signs(row, words), gained, lost);
  const [was, is] = counts ?? [undefined, undefined];
  const isOneSided = counts?.includes(0) === true;
  if (isOneSided) return { live: liveOf(row, whole?.before ?? "", layout), file: cell(whole?.after ?? ""), block };
  const [live, file] = [was, is].map((number) => (number === undefined ? [] : [words.items(number)])) as [
    string[],
    string[],
  ];
  if (!isShort) return { live: live.join(" "), file: [...file, words.below(row.sign)].join(" "), block };
  if (row.isLabelled)
    return {
      live: [...live, ...onlyIn(words.onlyIn("live"), lost)].join(" "),
      file: [...file, ...onlyIn(words.onlyIn("file"), gained)].join(" "),
      block,
    };
  const moved = [...gained.map((item) => cell(view.gained(item))), ...lost.map((item) => cell(view.lost(item)))];
  return { live: live.join(" "), file: [...file, ...moved].join(" "), block };
}

function linesParts(row: Row, { of, lines }: LinesChange, words: FieldWords): ValueParts {
  if (lines.length === 0) return { live: "", file: words.onlyLineBreaks, block: [] };
  const own = signs(row, words);
  const block = lines.map(({ sign, text }) => `${own[sign]}${text}`);
  const changed = of === "text" ? words.text(row.sign) : words.below(row.sign);
  const added = of === "text" ? words.newText : words.newItems;
  return { live: liveOfText(row, words), file: row.base === "shown" ? changed : added, block };
}

function withoutKept(change: LinesChange): LinesChange {
  return { ...change, lines: change.lines.filter(({ sign }) => sign !== "same") };
}

function liveOfText({ base }: Row, words: FieldWords): string {
  if (base === "unseen") return words.unseen;
  return base === "hidden" ? words.notShown : "";
}

function itemsBlock({ come, gone }: Signs, gained: readonly string[], lost: readonly string[]): string[] {
  return [...wrapped(gone, lost), ...wrapped(come, gained)];
}

/** So many items stand on a line of a block. */
const mostOnLine = 10;

function wrapped(sign: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += mostOnLine)
    lines.push(`${sign}${items.slice(at, at + mostOnLine).join(", ")}`);
  return lines;
}

/** What the lines of a block begin with. */
type Signs = Readonly<Record<Line["sign"], string>>;

function signs({ isLabelled }: Row, { live, file }: FieldWords): Signs {
  if (!isLabelled) return { come: "+ ", gone: "- ", same: "  " };
  return { come: file, gone: live, same: " ".repeat(width(live)) };
}

/** Characters of a value in a line that tells a whole change. */
const longestInLine = 60;

/** Items of a list in such a line. */
const mostInLine = 3;

/** A change of a field in a few words. */
export function valueLine(row: Row, layout: ValueLayout): string {
  const { fieldChange: words, view } = layout.results;
  const { change } = row;
  const clipped = (value: string) => layout.markup.cell(clip(value, longestInLine));
  switch (change.kind) {
    case "again":
      return words.sentAgain(clipped(change.value));
    case "values": {
      const live = liveOf(row, clip(change.before, longestInLine), layout);
      return live === "" ? clipped(change.after) : sideBySide(row, [live, clipped(change.after)], words);
    }
    case "list": {
      const some = (items: readonly string[], say: (item: string) => string) => [
        ...items.slice(0, mostInLine).map((item) => clipped(say(item))),
        ...(items.length > mostInLine ? [view.moreItems(items.length - mostInLine)] : []),
      ];
      return [...some(change.gained, view.gained), ...some(change.lost, view.lost)].join(" ");
    }
    case "lines": {
      const count = (sign: Line["sign"]) => change.lines.filter((line) => line.sign === sign).length;
      return change.lines.length === 0 ? words.onlyLineBreaks : view.lines(count("come"), count("gone"));
    }
  }
}

/** One value becoming the other, both written already. */
export function sideBySide(
  { sign, isLabelled }: Row,
  [live, file]: readonly [string, string],
  words: FieldWords,
): string {
  return isLabelled ? `${words.live}${live} ${sign} ${words.file}${file}` : `${live} ${sign} ${file}`;
}
