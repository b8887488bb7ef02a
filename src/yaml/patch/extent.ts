import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import { columnOf, lineEnd, lineStart, type Sheet, unsayable } from "./sheet.ts";

/** A member of a map as it was parsed. */
export interface Member {
  readonly key: Node | null;
  readonly value: Node | null;
}

/** A text that stands on lines of its own below its key. */
export interface BlockText {
  /** Behind the indicators of its head. */
  readonly headEnd: number;
  /** Where the line of its head ends. */
  readonly contentStart: number;
  /** Where its last line ends, before the line break. */
  readonly contentEnd: number;
  /** Such as `|-`. */
  readonly head: string;
  /** How far its lines are indented; undefined where it has none. */
  readonly indent: number | undefined;
}

/** The members of a map. */
export function membersOf(node: Node): readonly Member[] {
  return isMap(node) ? (node.items as readonly Member[]) : [];
}

/** True for a list or map that stands on lines, and not in brackets. */
export function isBlock(node: Node | null): boolean {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** Where a node begins. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where what a node says ends: on the last line that says something, before its line break. */
export function endOf(text: string, node: Node): number {
  if (isBlock(node)) {
    const last = isMap(node)
      ? membersOf(node).at(-1)
      : isSeq(node)
        ? (node.items.at(-1) as Node | undefined)
        : undefined;
    if (last === undefined) throw unsayable;
    return "key" in last ? memberEnd(text, last as Member) : endOf(text, last as Node);
  }
  const block = blockText(text, node);
  return block === undefined ? (node.range?.[1] ?? 0) : block.contentEnd;
}

/** Where a member ends. */
export function memberEnd(text: string, { key, value }: Member): number {
  if (value === null || value === undefined) return key?.range?.[1] ?? 0;
  return Math.max(endOf(text, value), behindColon(text, key));
}

/** The place behind the colon of a key. */
export function behindColon(text: string, key: Node | null): number {
  const from = key?.range?.[1] ?? 0;
  const found = colon.exec(text.slice(from, from + 200));
  if (found === null) throw unsayable;
  return from + found[0].length;
}

/** True for a key in brackets that stands alone, such as those of `{ coffee, bakery }`. */
export function lacksColon(text: string, { key }: Member): boolean {
  const from = key?.range?.[1] ?? 0;
  return !colon.test(text.slice(from, from + 200));
}

const colon = /^[ \t]*(?:\r?\n[ \t]*)?:/;

/** The parts of a text on lines of its own; undefined for any other node. */
export function blockText(text: string, node: Node): BlockText | undefined {
  if (!isScalar(node) || !isBlockType(node)) return undefined;
  const start = startOf(node);
  const [head = ""] = /^[|>][\d+-]*/.exec(text.slice(start, start + 4)) ?? [];
  const contentStart = lineEnd(text, start);
  const whole = text.slice(contentStart, node.range?.[1] ?? contentStart);
  const content = whole.replace(/\r?\n$/, "");
  const [, blanks = ""] = /\n( *)[^\s]/.exec(content) ?? [];
  const indent = /[^\s]/.test(content) ? blanks.length : undefined;
  return { headEnd: start + head.length, contentStart, contentEnd: contentStart + content.length, head, indent };
}

function isBlockType({ type }: Scalar): boolean {
  return type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED";
}

/** The place of the dash of an item of a list that stands on lines. */
export function dashOf({ text }: Pick<Sheet, "text">, list: Node, item: Node): number {
  const first = startOf(list);
  const column = columnOf(text, first);
  for (let start = lineStart(text, startOf(item)); start >= 0; start = start === 0 ? -1 : lineStart(text, start - 1)) {
    const at = start + column;
    if (text[at] === "-" && at >= first && at < startOf(item) + 1) return at;
    if (start <= first) break;
  }
  throw unsayable;
}
