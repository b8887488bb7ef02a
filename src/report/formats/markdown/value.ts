import { clip } from "../../../model/clip.ts";
import type { ResultWords } from "../../messages/results.ts";
import type { Line } from "../../view/lines-between.ts";
import type { Row } from "../../view/row.ts";
import type { LinesChange, ListChange } from "../../view/value-change.ts";
import { width } from "../../width.ts";
import { codeCell, diffBlock } from "./markup.ts";

/** What is said of one field of a change. */
type FieldWords = ResultWords["fieldChange"];

/** The values of a field: its cells in a table, and what stands below the table. */
export interface ValueParts {
  readonly live: string;
  readonly file: string;
  readonly block: readonly string[];
}

/** Items up to this many stand in the cell itself. */
const mostInCell = 8;

/** What is live and what the file says. `detail` is whether also what stays is shown beside what changes. */
export function valueParts(row: Row, results: ResultWords, detail: boolean): ValueParts {
  const words = results.fieldChange;
  const { change } = row;
  switch (change.kind) {
    case "again":
      return { live: codeCell(change.value), file: words.sentAgain(codeCell(change.value)), block: [] };
    case "values":
      return { live: liveOf(row, change.before, words), file: codeCell(change.after), block: [] };
    case "list":
      return listParts(row, change, results);
    case "lines":
      return linesParts(row, detail ? change : withoutKept(change), words);
  }
}

/** What is live, or what stands in its place where nobody sees it. */
function liveOf({ base }: Row, before: string, words: FieldWords): string {
  if (base === "none") return "";
  if (base === "unseen") return words.unseen;
  return base === "hidden" ? words.notShown : codeCell(before);
}

function listParts(row: Row, { counts, gained, lost, whole }: ListChange, results: ResultWords): ValueParts {
  const { fieldChange: words, view } = results;
  const isShort = gained.length + lost.length <= mostInCell;
  const block = isShort ? [] : itemsBlock(signs(row, words), gained, lost);
  const [was, is] = counts ?? [undefined, undefined];
  const isOneSided = counts?.includes(0) === true;
  if (isOneSided) return { live: liveOf(row, whole?.before ?? "", words), file: codeCell(whole?.after ?? ""), block };
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
  const moved = [
    ...gained.map((item) => codeCell(view.gained(item))),
    ...lost.map((item) => codeCell(view.lost(item))),
  ];
  return { live: live.join(" "), file: [...file, ...moved].join(" "), block };
}

function onlyIn(side: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [side.trim(), items.map(codeCell).join(" ")];
}

function linesParts(row: Row, { of, lines }: LinesChange, words: FieldWords): ValueParts {
  if (lines.length === 0) return { live: "", file: words.onlyLineBreaks, block: [] };
  const own = signs(row, words);
  const block = lines.map(({ sign, text }) => `${own[sign]}${text}`);
  const changed = of === "text" ? words.text(row.sign) : words.below(row.sign);
  return { live: liveOfText(row, words), file: row.base === "shown" ? changed : words.newText, block };
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

/** A field, and the lines of its values. */
interface Below {
  readonly name: string;
  readonly block: readonly string[];
  readonly colon: string;
}

/** A block longer than this is folded away. */
const longestOpen = 20;

/** What stands below a table for a field whose values have no room in it; `colon` is that of the language. */
export function blockBelow({ name, block, colon }: Below): string[] {
  const own = [`${codeCell(name)}${colon.trimEnd()}`, "", ...diffBlock(block), ""];
  if (block.length <= longestOpen) return own;
  return ["<details>", "", ...own, "</details>", ""];
}

/** Characters of a value in a line that tells a whole change. */
const longestInLine = 60;

/** Items of a list in such a line. */
const mostInLine = 3;

/** A change of a field in a few words. */
export function valueLine(row: Row, results: ResultWords): string {
  const { fieldChange: words, view } = results;
  const { change } = row;
  const clipped = (value: string) => codeCell(clip(value, longestInLine));
  switch (change.kind) {
    case "again":
      return words.sentAgain(clipped(change.value));
    case "values": {
      const live = liveOf(row, clip(change.before, longestInLine), words);
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

function sideBySide({ sign, isLabelled }: Row, [live, file]: readonly [string, string], words: FieldWords): string {
  return isLabelled ? `${words.live}${live} ${sign} ${words.file}${file}` : `${live} ${sign} ${file}`;
}
