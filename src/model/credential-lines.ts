import { holdsSecretShape, pemLine, pemMark } from "./credential-shapes.ts";
import { credentialValues, isLoneCredentialWord, judgedForm } from "./credential-words.ts";

/** What goes on below a line on which a credential begins. */
interface Open {
  /** Lines that stand further in belong to it. */
  readonly indent: number;
  /** The next line with anything on it belongs to it wherever it stands. */
  readonly next: boolean;
  /** A list right below a key may stand as far out as the key. */
  readonly items: boolean;
  /** The quote that is not closed yet. */
  readonly quote?: string;
  /** How many brackets are not closed yet. */
  readonly depth: number;
  /** It stands in a comment, and ends with it. */
  readonly comment: boolean;
}

/**
 * The lines of a text, counted from 0, on which a credential seems to stand, or goes on: they are not shown, whatever
 * else is wrong on them.
 *
 * Reads no YAML, since what is not valid is shown most often; so it takes rather a line too many than one too few.
 * Takes time in proportion to the text. `isField` knows the fields of the catalogue, whose values may be long and are
 * no secrets.
 */
export function credentialLines(text: string, isField: (key: string) => boolean): ReadonlySet<number> {
  const reading: Reading = { lines: text.split("\n"), hidden: new Set(), open: undefined, isPem: false, isField };
  for (let index = 0; index < reading.lines.length; index += 1) readLine(reading, index);
  return reading.hidden;
}

/** How far a text has been read. */
interface Reading {
  readonly lines: readonly string[];
  readonly hidden: Set<number>;
  open: Open | undefined;
  /** True between the beginning and the end of PEM. */
  isPem: boolean;
  readonly isField: (key: string) => boolean;
}

function readLine(reading: Reading, index: number): void {
  const { lines, hidden, isField } = reading;
  const raw = lines[index] ?? "";
  // One character says nothing, and a file may hold a million such lines.
  const isShort = raw.length <= 1;
  const line = isShort ? raw : judgedForm(raw.replace(/\r$/, ""));
  const below = reading.open === undefined ? undefined : goesOn(reading.open, line);
  reading.open = below?.open;
  const isPart = reading.isPem || below?.isHidden === true;
  if (isPart) hidden.add(index);
  if (isShort) return;
  const values = credentialValues(line, isField);
  if (!isPart && (values.length > 0 || holdsSecretShape(line, isField))) hidden.add(index);
  readPemMark(reading, index, line);
  const last = values.at(-1);
  const opened = last === undefined ? loneWord(line) : openedBy(line, last);
  reading.open = widened(reading.open, opened);
}

/** A line that begins PEM, or ends it; where only its end is seen, the lines above belong to it. */
function readPemMark(reading: Reading, index: number, line: string): void {
  const mark = pemMark.exec(line)?.[1];
  if (mark === undefined) return;
  if (mark === "END" && !reading.isPem)
    for (let at = index - 1; pemLine.test(reading.lines[at] ?? ""); at -= 1) reading.hidden.add(at);
  reading.isPem = line.lastIndexOf("BEGIN") > line.lastIndexOf("END");
}

/** What is open below a line that opens something within something. */
function widened(open: Open | undefined, opened: Open | undefined): Open | undefined {
  if (open === undefined || opened === undefined) return opened ?? open;
  return { ...opened, indent: Math.min(open.indent, opened.indent) };
}

/** True for a text of which some line may not be shown. */
export function holdsCredential(text: string): boolean {
  return credentialLines(text, () => false).size > 0;
}

/** What a line leaves open on which the value of a credential begins. */
function openedBy(line: string, start: number): Open | undefined {
  const value = line.slice(start).replace(/^\s*(?:[&!][^\s,{}[\]]*\s*)*/, "");
  const isEmpty = /^\s*(?:#|$)/.test(value);
  const isOpen = isEmpty || /^[|>][-+\d]*\s*(?:#|$)/.test(value) || value.endsWith("\\");
  const comment = /^\s*#/.test(line);
  // Behind a value a comment says nothing about the lines below but the next.
  const isBehind = !comment && /\s#/.test(line.slice(0, start)) && !/["']/.test(line.slice(0, start));
  if (isBehind)
    return isOpen ? { indent: Number.POSITIVE_INFINITY, next: true, items: false, depth: 0, comment } : undefined;
  return { indent: indentOf(line), next: isOpen, items: isEmpty, comment, ...leftOpen(line) };
}

function loneWord(line: string): Open | undefined {
  if (!isLoneCredentialWord(line)) return undefined;
  return { indent: indentOf(line), next: true, items: true, depth: 0, comment: /^\s*#/.test(line) };
}

/** Whether a line belongs to what is open above it, and what is open below it. */
function goesOn(open: Open, line: string): { readonly isHidden: boolean; readonly open?: Open } {
  if (open.quote !== undefined) {
    const isClosed = quoteEnd(line, 0, open.quote) !== -1;
    const { quote, ...rest } = open;
    return { isHidden: true, open: isClosed ? rest : open };
  }
  if (line.trim() === "") return { isHidden: false, open };
  if (open.depth > 0) return { isHidden: true, open: { ...open, depth: Math.max(0, open.depth + bracketsOf(line)) } };
  if (open.next) return { isHidden: true, open: { ...open, next: false, ...leftOpen(line) } };
  if (open.comment && !/^\s*#/.test(line)) return { isHidden: false };
  const indent = indentOf(line);
  const isItem = open.items && indent === open.indent && /^[\s#]*-/.test(line);
  const isPart = (indent > open.indent && !/^(?:---|\.\.\.)(?:\s|$)/.test(line)) || isItem || !isEntry(line);
  return isPart ? { isHidden: true, open: { ...open, ...leftOpen(line) } } : { isHidden: false };
}

/** How far in the first key of a line stands, behind dashes; in a comment behind its sign. */
function indentOf(line: string): number {
  return /^(?:\s*#)?\s*(?:[-?]\s+)*/.exec(line)?.[0].length ?? 0;
}

/** True for a line that begins something of its own: a key, an item, a comment, a section, another document. */
function isEntry(line: string): boolean {
  const text = line.trim().replace(/^#\s*/, "");
  if (/^(?:$|-(?:\s|$)|\?\s|---|\.\.\.|\[[^\]]*\]$)/.test(text)) return true;
  const at = text.search(/:(?:\s|$)|=\s*[^\s=]/);
  return at > 0 && !/[,{}[\]]/.test(text.slice(0, at));
}

/** The quote and the brackets that a line opens where a value may begin, and does not close. */
function leftOpen(line: string): { readonly quote?: string; readonly depth: number } {
  let depth = 0;
  let before = "";
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    const isStart = before === "" || ":=,[{(-".includes(before);
    if (isStart && isQuote(character)) {
      const end = quoteEnd(line, at + 1, character);
      if (end === -1) return { quote: character, depth };
      at = end;
    } else depth = depthAfter(depth, character, isStart);
    if (character.trim() !== "") before = character;
  }
  return { depth };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** How many brackets are open behind a character; outside of brackets only those count that begin a value. */
function depthAfter(depth: number, character: string, isStart: boolean): number {
  if ((isStart || depth > 0) && "[{(".includes(character)) return depth + 1;
  return depth > 0 && "]})".includes(character) ? depth - 1 : depth;
}

function bracketsOf(line: string): number {
  return [...line].reduce(
    (sum, character) => sum + Number("[{(".includes(character)) - Number("]})".includes(character)),
    0,
  );
}

/** Where a quote is closed; -1 where it is not. */
function quoteEnd(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === "\\" && quote === '"') at += 1;
    else if (line[at] === quote && quote === "'" && line[at + 1] === "'") at += 1;
    else if (line[at] === quote) return at;
  }
  return -1;
}
