import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, visit } from "yaml";
import { equalJson, isObject, type Json, type JsonObject } from "../../model/json.ts";
import { childPointer, type Pointer, valueAt } from "../../model/pointer.ts";
import { parseYaml } from "../yaml-parse.ts";
import { isBlock, membersOf, startOf } from "./extent.ts";
import { changeItems, namesToMembers } from "./list.ts";
import { insertMembers, memberNamed, memberSlot, removeMembers } from "./map.ts";
import { replace, type Slot } from "./replace.ts";
import { columnOf, edited, type Sheet, unsayable } from "./sheet.ts";

/**
 * The texts of the documents of a file; together they are the text of the file. Undefined where the file is none of
 * YAML.
 */
export function documentTexts(text: string): readonly string[] | undefined {
  const parsed = parseYaml(text);
  if ("deep" in parsed) return undefined;
  const starts = parsed.documents.map(({ range }, index) => (index === 0 ? 0 : range[0]));
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}

/**
 * Changes the text of one document so that it says something else, and touches no line that says the same: comments,
 * blank lines, order, quotes, indentation, line ends and anchors stay.
 *
 * Undefined where that cannot be said without laying the document out anew. Whoever calls it reads the text again: what
 * several aliases stand for changes with its anchor.
 */
export function patchedDocument(text: string, before: Json, after: Json): string | undefined {
  const parsed = parseYaml(text);
  const document = "deep" in parsed ? undefined : parsed.documents[0];
  const root = document?.contents;
  if (document === undefined || root === null || root === undefined || document.errors.length > 0) return undefined;
  const [first] = membersOf(root);
  const isQuoted = isScalar(first?.key) && first.key.type === "QUOTE_DOUBLE";
  const sheet: Sheet = { text, step: stepOf(text, root), isQuoted, after, targets: targetsOf(root), edits: [] };
  try {
    change(sheet, { node: root, at: startOf(root), indent: -2, inFlow: false }, before, after);
    return edited(sheet);
  } catch (reason) {
    if (reason !== unsayable) throw reason;
    return undefined;
  }
}

/** True for a text in which something is repeated by an alias. */
export function hasAliases(text: string): boolean {
  const parsed = parseYaml(text);
  let found = false;
  const note = () => {
    found = true;
    return visit.BREAK;
  };
  for (const document of "deep" in parsed ? [] : parsed.documents) visit(document, { Alias: note });
  return found;
}

/** Changes a value and all below it that differs. */
function change(sheet: Sheet, slot: Slot, before: Json, after: Json): void {
  const { node } = slot;
  if (equalJson(before, after)) return;
  if (node !== null && isAlias(node)) changeAlias(sheet, slot, node, after);
  else if (isMap(node) && isObject(before) && isObject(after) && membersOf(node).length > 0)
    changeMembers(sheet, slot, node, before, after);
  else if (isSeq(node) && isFull(before) && isFull(after))
    for (const item of changeItems(sheet, node, before, after)) change(sheet, item.slot, item.before, item.after);
  else if (isSeq(node) && isFull(before) && isObject(after) && areNames(before, after))
    namesToMembers(sheet, slot, node, after);
  else replace(sheet, slot, after);
}

/** Puts a value in the place of an alias; where what it stands for changes in the same way, it still says it. */
function changeAlias(sheet: Sheet, slot: Slot, alias: Node, after: Json): void {
  const target = sheet.targets.get(alias);
  const isSaid = target !== undefined && equalJson(valueAt(sheet.after, target) ?? null, after);
  if (!isSaid) replace(sheet, slot, after);
}

/** True for a list of names that become keys, in their order. */
function areNames(before: readonly Json[], after: JsonObject): boolean {
  return equalJson(before, Object.keys(after));
}

/** True for a list with items. */
function isFull(value: Json): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0;
}

function changeMembers(sheet: Sheet, slot: Slot, map: Node, before: JsonObject, after: JsonObject): void {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const [first] = membersOf(map);
  const isFirstGone = gone.some((key) => memberNamed(map, key) === first);
  // Without its first member, an item has to begin anew behind its dash.
  const isAnew = slot.isItem === true && isBlock(map) && isFirstGone;
  if (isAnew || gone.length === membersOf(map).length) {
    replace(sheet, slot, after);
    return;
  }
  removeMembers(sheet, map, gone);
  for (const key of Object.keys(before)) {
    const [was, is] = [before[key] as Json, after[key]];
    if (is === undefined || equalJson(was, is)) continue;
    const member = memberNamed(map, key);
    if (member === undefined) throw unsayable;
    change(sheet, memberSlot(sheet, map, member), was, is);
  }
  const added = Object.entries(after).filter(([key]) => !Object.hasOwn(before, key));
  if (added.length > 0) insertMembers(sheet, map, Object.fromEntries(added), gone);
}

/** How far the first member of a member is indented more than its key; two where nothing shows it. */
function stepOf(text: string, root: Node): number {
  for (const { key, value } of membersOf(root)) {
    if (key === null || value === null || !isMap(value) || !isBlock(value)) continue;
    const step = columnOf(text, startOf(value)) - columnOf(text, startOf(key));
    if (step > 0) return step;
  }
  return 2;
}

/** Where what each alias stands for was defined, by pointer. */
function targetsOf(root: Node): ReadonlyMap<Node, Pointer> {
  const anchors = new Map<string, Pointer>();
  const targets = new Map<Node, Pointer>();
  const note = (node: Node, pointer: Pointer): void => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
      return;
    }
    const { anchor } = node as Scalar;
    if (anchor !== undefined) anchors.set(anchor, pointer);
    for (const [child, below] of childrenOf(node, pointer)) if (child !== null) note(child, below);
  };
  note(root, "");
  return targets;
}

/** What stands directly in a list or a map, with its pointer. */
function childrenOf(node: Node, pointer: Pointer): readonly (readonly [Node | null, Pointer])[] {
  if (isSeq(node)) return node.items.map((item, index) => [item as Node, childPointer(pointer, index)]);
  return membersOf(node).map(({ key, value }) => [value, childPointer(pointer, String((key as Scalar).value))]);
}
