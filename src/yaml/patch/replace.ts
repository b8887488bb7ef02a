import { isScalar, type Node, type Scalar } from "yaml";
import type { Json } from "../../model/json.ts";
import { blockText, endOf, isBlock, startOf } from "./extent.ts";
import { keepProperties } from "./properties.ts";
import type { Place } from "./scalar.ts";
import { columnOf, insertLines, isFirstOnLine, lineBefore, lineBreakAt, lineStart, type Sheet } from "./sheet.ts";
import { written } from "./written.ts";

/** A value and where it stands. */
export interface Slot extends Pick<Place, "indent" | "inFlow" | "isItem"> {
  readonly node: Node | null;
  /** Behind the colon or the dash. */
  readonly at: number;
  /** True where the key of the value has no colon yet. */
  readonly lacksColon?: boolean;
  /** A scalar beside it, whose style is followed where it has none of its own. */
  readonly beside?: Scalar | undefined;
}

/** Puts a value in the place of another one, whatever the two are. */
export function replace(sheet: Sheet, slot: Slot, after: Json): void {
  const { node } = slot;
  if (node !== null && isBlock(node)) replaceLines(sheet, slot, node, after);
  else if (node === null || isBlank(node)) putIn(sheet, slot, after);
  else replaceOnLine(sheet, slot, node, after);
}

/** True for nothing at all where a value could stand. */
function isBlank({ range }: Node): boolean {
  return range !== null && range !== undefined && range[0] === range[1];
}

function placeOf({ step, isQuoted }: Sheet, { indent, inFlow, isItem, node, beside }: Slot): Place {
  const like = isScalar(node) ? node : beside;
  return { indent, step, inFlow, isItem, isQuoted, like: like as Scalar | undefined };
}

/** A value where there was none. */
function putIn(sheet: Sheet, slot: Slot, after: Json): void {
  const { head, tail } = written(after, placeOf(sheet, slot));
  const at = keepProperties(sheet, slot.at, after);
  const colon = slot.lacksColon === true ? ":" : "";
  if (head !== "") sheet.edits.push({ start: at, end: at, text: `${colon} ${head}` });
  insertLines(sheet, at, tail);
}

/** A value in the place of a scalar, an alias, or what stands in brackets. */
function replaceOnLine(sheet: Sheet, slot: Slot, node: Node, after: Json): void {
  const { text, edits } = sheet;
  const block = blockText(text, node);
  const isFlow = "flow" in node && node.flow === true;
  const place = placeOf(sheet, slot);
  const { head, tail } = written(after, { ...place, inFlow: place.inFlow || isFlow, block });
  const end = block?.headEnd ?? endOf(text, node);
  const isAlone = head === "" && text.slice(slot.at, startOf(node)).trim() === "";
  keepProperties(sheet, slot.at, after);
  edits.push({ start: isAlone ? slot.at : startOf(node), end, text: head });
  if (block === undefined) {
    insertLines(sheet, end, tail);
    return;
  }
  const eol = lineBreakAt(text, end);
  edits.push({ start: block.contentStart, end: block.contentEnd, text: tail.map((line) => eol + line).join("") });
}

/** A value in the place of what stands on lines of its own. */
function replaceLines(sheet: Sheet, slot: Slot, node: Node, after: Json): void {
  const { text, edits } = sheet;
  const [start, end] = [startOf(node), endOf(text, node)];
  const from = lineStart(text, start);
  // What was remarked on in between is still a remark.
  const remarks = isFirstOnLine(text, start)
    ? text
        .slice(from, end)
        .split("\n")
        .filter((line) => /^\s*#/.test(line))
        .map((line) => line.replace(/\r$/, ""))
    : [];
  // Among the lines of a text remarks and blank lines would be text.
  const place = placeOf(sheet, slot);
  const { head, tail } = written(after, { ...place, inFlow: place.inFlow || typeof after === "string" });
  const eol = lineBreakAt(text, start);
  const at = keepProperties(sheet, slot.at, after);
  if (!isFirstOnLine(text, start)) {
    edits.push({ start, end, text: [head, ...tail].join(eol) });
    return;
  }
  if (head !== "") edits.push({ start: at, end: at, text: ` ${head}` });
  const lines = [...remarks, ...tail];
  edits.push({ start: lineBefore(text, from), end, text: lines.map((line) => eol + line).join("") });
}

/** How far what stands in a list or map is indented. */
export function indentOf({ text }: Sheet, node: Node): number {
  return columnOf(text, startOf(node));
}
