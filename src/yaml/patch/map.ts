import { isScalar, type Node } from "yaml";
import type { Json, JsonObject } from "../../model/json.ts";
import { behindColon, endOf, isBlock, lacksColon, type Member, memberEnd, membersOf, startOf } from "./extent.ts";
import { indentOf, type Slot } from "./replace.ts";
import {
  columnOf,
  insertLines,
  isFirstOnLine,
  lineBreakAt,
  lineEnd,
  removeLines,
  type Sheet,
  unsayable,
} from "./sheet.ts";
import { memberLines } from "./written.ts";

/** What stands in brackets: members or items, with the bracket that ends them. */
export interface Bracketed {
  readonly start: number;
  readonly end: number;
}

/** Where the value of a member stands. */
export function memberSlot(sheet: Sheet, map: Node, member: Member): Slot {
  const { key, value } = member;
  const inFlow = !isBlock(map);
  const indent = inFlow ? 0 : indentOf(sheet, map);
  if (inFlow && value === null && lacksColon(sheet.text, member))
    return { node: null, at: key?.range?.[1] ?? 0, indent, inFlow, lacksColon: true };
  return { node: value, at: behindColon(sheet.text, key), indent, inFlow };
}

/** The member of a name. */
export function memberNamed(map: Node, name: string): Member | undefined {
  return membersOf(map).find(({ key }) => isScalar(key) && key.value === name);
}

/** Takes members out of a map that keeps others. */
export function removeMembers(sheet: Sheet, map: Node, names: readonly string[]): void {
  const { text } = sheet;
  const gone = (member: Member) => isScalar(member.key) && names.includes(String(member.key.value));
  const members = membersOf(map);
  if (isBlock(map)) {
    for (const member of members.filter(gone)) removeLines(sheet, startOf(member.key as Node), memberEnd(text, member));
    return;
  }
  const parts = members.map((member) => ({ start: startOf(member.key as Node), end: memberEnd(text, member) }));
  removeBracketed(sheet, parts, new Set(members.flatMap((member, index) => (gone(member) ? [index] : []))));
}

/** Puts members behind the last one of a map that stays. */
export function insertMembers(sheet: Sheet, map: Node, added: JsonObject, gone: readonly string[]): void {
  const { text, step, isQuoted } = sheet;
  const last = membersOf(map).findLast(({ key }) => !(isScalar(key) && gone.includes(String(key.value))));
  if (last === undefined) throw unsayable;
  const inFlow = !isBlock(map);
  const indent = inFlow ? 0 : indentOf(sheet, map);
  const entries = Object.entries(added).map(([key, value]: [string, Json]) =>
    memberLines(key, value, { indent, step, inFlow, isQuoted }),
  );
  if (inFlow) {
    const part = { end: memberEnd(text, last), start: startOf(last.key as Node) };
    insertBracketed(
      sheet,
      part,
      entries.map(([first]) => first),
    );
    return;
  }
  const blanks = " ".repeat(indent);
  insertLines(
    sheet,
    memberEnd(text, last),
    entries.flatMap(([first, ...rest]) => [blanks + first, ...rest]),
    indent,
  );
}

/** Takes parts out of brackets, each with its comma. */
export function removeBracketed(sheet: Sheet, parts: readonly Bracketed[], gone: ReadonlySet<number>): void {
  const { text, edits } = sheet;
  const lastKept = parts.findLastIndex((_part, index) => !gone.has(index));
  for (const index of gone) {
    const part = parts[index] as Bracketed;
    const isOwnLine =
      isFirstOnLine(text, part.start) && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(part.end, lineEnd(text, part.end)));
    if (isOwnLine) removeLines(sheet, part.start, part.end);
    else if (index < lastKept) edits.push({ start: part.start, end: (parts[index + 1] as Bracketed).start, text: "" });
    else edits.push({ start: (parts[index - 1] as Bracketed).end, end: part.end, text: "" });
  }
}

/** Puts texts behind a part that stands in brackets: on its line, or each on its own where that part has one. */
export function insertBracketed(sheet: Sheet, { start, end }: Bracketed, texts: readonly string[]): void {
  const { text, edits } = sheet;
  const isOwnLine = isFirstOnLine(text, start) && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(text.slice(end, lineEnd(text, end)));
  if (!isOwnLine) {
    edits.push({ start: end, end, text: texts.map((own) => `, ${own}`).join("") });
    return;
  }
  const hasComma = /^[ \t]*,/.test(text.slice(end, lineEnd(text, end)));
  if (!hasComma) edits.push({ start: end, end, text: "," });
  const blanks = " ".repeat(columnOf(text, start));
  const eol = lineBreakAt(text, end);
  const lines = texts.map((own, index) => `${eol}${blanks}${own}${hasComma || index < texts.length - 1 ? "," : ""}`);
  const at = lineEnd(text, end);
  edits.push({ start: at, end: at, text: lines.join("") });
}

/** Where a node in brackets begins and ends. */
export function bracketed(text: string, node: Node): Bracketed {
  return { start: startOf(node), end: endOf(text, node) };
}
