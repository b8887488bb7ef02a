import type { ResultWords } from "../../messages/results.ts";
import type { Row } from "../../view/row.ts";
import type { LinesChange, ListChange } from "../../view/value-change.ts";
import { width } from "../../width.ts";

/** What is said of one field of a change. */
type FieldWords = ResultWords["fieldChange"];

/** Old and new value stand on one line up to this width, below each other when they need more. */
export const widestInline = 60;

/** More items than this stand below their line. */
const mostInline = 8;

/** How wide the items of a list run below their line. */
const widestItems = 96;

/** The values of a field: what stands on its line, and what stands below it. */
export interface ValueTexts {
  readonly inline: string;
  readonly block: readonly string[];
}

/** What is live and what the file says: on one line where both fit there, below it where they do not. */
export function valueTexts(row: Row, words: FieldWords): ValueTexts {
  const { change } = row;
  switch (change.kind) {
    case "again":
      return { inline: words.sentAgain(change.value), block: [] };
    case "values":
      return sides(row, change, words);
    case "list":
      return listTexts(row, change, words);
    case "lines":
      return linesTexts(row, change, words);
  }
}

/** Both values, beside or below each other; where nothing is shown as live, what stands in its place. */
function sides(
  row: Row,
  { before, after }: { readonly before: string; readonly after: string },
  words: FieldWords,
): ValueTexts {
  const { live, file } = labels(row, words);
  if (row.base === "none") return { inline: after, block: [] };
  if (row.base !== "shown") return { inline: `${absent(row, words)} ${row.sign} ${file}${after}`, block: [] };
  const inline = `${live}${before} ${row.sign} ${file}${after}`;
  if (width(inline) <= widestInline) return { inline, block: [] };
  const [was, is] = signs(row, words);
  return { inline: words.below(row.sign), block: [`${was}${before}`, `${is}${after}`] };
}

/** Items that a list gained and lost, or that only one side has. */
function listTexts(row: Row, { counts, gained, lost, whole }: ListChange, words: FieldWords): ValueTexts {
  const isShort = gained.length <= mostInline && lost.length <= mostInline;
  if (whole !== undefined) {
    const { inline, block } = sides(row, whole, words);
    return counts?.includes(0) === true
      ? { inline, block: [...block, ...itemLines(signs(row, words), gained, lost)] }
      : { inline, block };
  }
  const { live, file } = labels(row, words);
  const head = counts && `${live}${words.items(counts[0])} ${row.sign} ${file}${words.items(counts[1])}`;
  const parts = !isShort
    ? []
    : row.isLabelled
      ? [...part(words.onlyIn("live"), lost, ", "), ...part(words.onlyIn("file"), gained, ", ")]
      : [...part("+", gained, " +"), ...part("−", lost, " −")];
  const inline = [...(head === undefined ? [] : [head]), ...parts].join("  ");
  return isShort
    ? { inline, block: [] }
    : { inline: head ?? words.below(row.sign), block: itemLines(signs(row, words), gained, lost) };
}

function part(head: string, items: readonly string[], between: string): string[] {
  return items.length === 0 ? [] : [`${head}${items.join(between)}`];
}

function itemLines([was, is]: Signs, gained: readonly string[], lost: readonly string[]): string[] {
  return [...wrapped(was, lost), ...wrapped(is, gained)];
}

/** Items one behind the other, in as many lines as they need. */
function wrapped(sign: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    if (line !== "" && width(line) + width(item) + 2 > widestItems) {
      lines.push(`${sign}${line}`);
      line = "";
    }
    line = line === "" ? item : `${line}, ${item}`;
  }
  return line === "" ? lines : [...lines, `${sign}${line}`];
}

/** Changed lines with their signs, or whose they are. */
function linesTexts(row: Row, { of, lines }: LinesChange, words: FieldWords): ValueTexts {
  const [was, is] = signs(row, words);
  const own = { come: is, gone: was, same: " ".repeat(width(was)) };
  const block = lines.map(({ sign, text }) => `${own[sign]}${text}`);
  const shown = block.length > 0 ? block : [`  ${words.onlyLineBreaks}`];
  const added = of === "text" ? words.newText : words.newItems;
  if (row.base === "none") return { inline: added, block: shown };
  if (row.base !== "shown") return { inline: `${absent(row, words)} ${row.sign} ${added}`, block: shown };
  return { inline: of === "text" ? words.text(row.sign) : words.below(row.sign), block: shown };
}

/** What stands in the place of a live value that nobody sees. */
function absent({ base }: Row, words: FieldWords): string {
  return base === "unseen" ? words.unseen : words.notShown;
}

function labels({ isLabelled }: Row, words: FieldWords): { readonly live: string; readonly file: string } {
  return isLabelled ? { live: words.live, file: words.file } : { live: "", file: "" };
}

/** What lines begin with, of what is live and of what the file says. */
type Signs = readonly [was: string, is: string];

function signs(row: Row, words: FieldWords): Signs {
  const { live, file } = labels(row, words);
  return live === "" ? ["- ", "+ "] : [live, file];
}
