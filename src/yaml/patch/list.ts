import { isScalar, isSeq, type Node, type Scalar } from "yaml";
import { canonicalJson, type Json, type JsonObject } from "../../model/json.ts";
import { dashOf, endOf, isBlock, startOf } from "./extent.ts";
import { bracketed, insertBracketed, removeBracketed } from "./map.ts";
import { indentOf, type Slot } from "./replace.ts";
import { insertLines, isFirstOnLine, lineBefore, lineStart, removeLines, type Sheet, unsayable } from "./sheet.ts";
import { itemLines, memberLines, written } from "./written.ts";

/** What becomes of a list. */
interface ListPlan {
  /** Items that say something else, by their index before and after. */
  readonly changed: readonly (readonly [before: number, after: number])[];
  readonly removed: ReadonlySet<number>;
  /** Items that come in, behind the item with the index before; −1 stands for the beginning. */
  readonly inserted: ReadonlyMap<number, readonly Json[]>;
}

/** Brings the items of a list in and out, and gives those that are still to be changed in place. */
export function changeItems(
  sheet: Sheet,
  list: Node,
  before: readonly Json[],
  after: readonly Json[],
): readonly { readonly slot: Slot; readonly before: Json; readonly after: Json }[] {
  if (!isSeq(list)) throw unsayable;
  const items = list.items as Node[];
  const plan = planOf(before, after);
  if (isBlock(list)) changeLines(sheet, list, items, plan);
  else changeBracketed(sheet, items, plan);
  return plan.changed.map(([from, to]) => ({
    slot: itemSlot(sheet, list, items[from] as Node),
    before: before[from] as Json,
    after: after[to] as Json,
  }));
}

function itemSlot(sheet: Sheet, list: Node, item: Node): Slot {
  if (!isBlock(list)) return { node: item, at: startOf(item), indent: 0, inFlow: true };
  return { node: item, at: dashOf(sheet, list, item) + 1, indent: indentOf(sheet, list), inFlow: false, isItem: true };
}

/** Pairs equal items in their order; in between, items at the same place are one that has changed. */
function planOf(before: readonly Json[], after: readonly Json[]): ListPlan {
  const places = new Map<string, number[]>();
  for (const [index, item] of before.entries()) {
    const key = canonicalJson(item);
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  const changed: [number, number][] = [];
  const removed = new Set<number>();
  const inserted = new Map<number, readonly Json[]>();
  const close = (from: number, to: number, start: number, end: number) => {
    const pairs = Math.min(to - from, end - start);
    for (let index = 0; index < pairs; index += 1) changed.push([from + index, start + index]);
    for (let index = from + pairs; index < to; index += 1) removed.add(index);
    if (end - start > pairs) inserted.set(from + pairs - 1, after.slice(start + pairs, end));
  };
  let [from, start] = [0, 0];
  for (const [index, item] of after.entries()) {
    const found = places.get(canonicalJson(item))?.find((place) => place >= from);
    if (found === undefined) continue;
    close(from, found, start, index);
    [from, start] = [found + 1, index + 1];
  }
  close(from, before.length, start, after.length);
  return { changed, removed, inserted };
}

function changeLines(sheet: Sheet, list: Node, items: readonly Node[], { removed, inserted }: ListPlan): void {
  const { text, step, isQuoted } = sheet;
  const indent = indentOf(sheet, list);
  const like = styleOf(items);
  for (const index of removed) {
    const item = items[index] as Node;
    removeLines(sheet, dashOf(sheet, list, item), endOf(text, item));
  }
  for (const [index, values] of inserted) {
    const lines = values.flatMap((value) => {
      const [first, ...rest] = itemLines(value, { indent, step, inFlow: false, isQuoted, like });
      return [" ".repeat(indent) + first, ...rest];
    });
    const item = items[index];
    const dash = dashOf(sheet, list, item ?? (items[0] as Node));
    if (!isFirstOnLine(text, dash)) throw unsayable;
    const at = item === undefined ? lineBefore(text, dash) : endOf(text, item);
    if (item === undefined && lineStart(text, dash) === 0) throw unsayable;
    insertLines(sheet, at, lines, indent);
  }
}

function changeBracketed(sheet: Sheet, items: readonly Node[], { removed, inserted }: ListPlan): void {
  const { text, step, isQuoted, edits } = sheet;
  const parts = items.map((item) => bracketed(text, item));
  const place = { indent: 0, step, inFlow: true, isQuoted, like: styleOf(items) };
  removeBracketed(sheet, parts, removed);
  for (const [index, values] of inserted) {
    const texts = values.map((value) => written(value, place).head);
    const part = parts[index];
    if (part !== undefined) insertBracketed(sheet, part, texts);
    else {
      const at = parts[0]?.start ?? 0;
      edits.push({ start: at, end: at, text: texts.map((own) => `${own}, `).join("") });
    }
  }
}

/** The style that all items have, as that of the first. */
function styleOf(items: readonly Node[]): Scalar | undefined {
  const [first] = items;
  return isScalar(first) ? (first as Scalar) : undefined;
}

/** Turns a list of names into a mapping of them, each on its line as before. */
export function namesToMembers(sheet: Sheet, slot: Slot, list: Node, after: JsonObject): void {
  const { text, step, isQuoted, edits } = sheet;
  if (!isSeq(list)) throw unsayable;
  const items = list.items as Node[];
  const names = Object.keys(after);
  const inFlow = !isBlock(list);
  const indent = inFlow ? 0 : indentOf(sheet, list);
  // A list may stand below its key without being indented, a mapping may not.
  const more = inFlow || indent > slot.indent ? "" : " ".repeat(step);
  for (const [index, item] of items.entries()) {
    const name = names[index] as string;
    const [line] = memberLines(name, after[name] as Json, { indent, step, inFlow: true, isQuoted });
    edits.push({
      start: inFlow ? startOf(item) : dashOf(sheet, list, item),
      end: endOf(text, item),
      text: more + line,
    });
  }
  if (!inFlow) return;
  const { start, end } = bracketed(text, list);
  edits.push({ start, end: start + 1, text: /\s/.test(text[start + 1] ?? "") ? "{" : "{ " });
  edits.push({ start: end - 1, end, text: /\s/.test(text[end - 2] ?? "") ? "}" : " }" });
}
