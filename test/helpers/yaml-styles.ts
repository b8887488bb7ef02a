import { parseDocument } from "yaml";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** Chance of one text: the same seed gives the same text. */
export function chanceOf(seed: number): (below: number) => number {
  let state = seed % 2_147_483_647 || 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** How a text is laid out: lists, maps and scalars each in a style of their own. */
export interface Styles {
  readonly chance: (below: number) => number;
  /** Whether remarks and blank lines stand in between. */
  readonly remarks: boolean;
  /** Whether equal scalars are written once, and then as aliases. */
  readonly aliases: boolean;
}

interface Pen extends Styles {
  readonly anchors: Map<string, string>;
  readonly repeated: ReadonlySet<string>;
  remark: number;
}

/** A document as somebody wrote it by hand, in any of the styles that YAML has. */
export function written(value: JsonObject, styles: Styles): string {
  const counts = new Map<string, number>();
  if (styles.aliases) countScalars(value, counts);
  const repeated = new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key));
  const pen: Pen = { ...styles, anchors: new Map(), repeated, remark: 0 };
  const text = `${mapLines(value, 0, pen).join("\n")}\n`;
  const back = parseDocument(text, { version: "1.2" }).toJS() as Json;
  if (JSON.stringify(back) !== JSON.stringify(value)) throw new Error(`written otherwise: ${text}`);
  return text;
}

function countScalars(value: Json, counts: Map<string, number>): void {
  if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value)) countScalars(child as Json, counts);
    return;
  }
  const key = JSON.stringify(value);
  if (key.length > 8) counts.set(key, (counts.get(key) ?? 0) + 1);
}

const pad = (indent: number) => " ".repeat(indent);

function remarkLines(indent: number, pen: Pen): string[] {
  if (!pen.remarks || pen.chance(6) > 0) return [];
  pen.remark += 1;
  return pen.chance(3) === 0 ? [""] : [`${pad(indent)}# remark ${pen.remark}.`];
}

function behind(pen: Pen): string {
  if (!pen.remarks || pen.chance(6) > 0) return "";
  pen.remark += 1;
  return ` # behind ${pen.remark}.`;
}

function mapLines(value: JsonObject, indent: number, pen: Pen): string[] {
  return Object.entries(value).flatMap(([key, member]) => [
    ...remarkLines(indent, pen),
    ...memberLines(`${pad(indent)}${key}:`, member, indent, pen),
  ]);
}

/** The lines of a member or an item; `head` ends behind its colon or dash. */
function memberLines(head: string, value: Json, indent: number, pen: Pen): string[] {
  if (typeof value !== "object" || value === null) return scalarLines(head, value, indent, pen);
  const isNothing = Object.keys(value).length === 0;
  if (isNothing || pen.chance(4) === 0) return bracketLines(head, value, indent, pen);
  const deeper = indent + (pen.chance(5) === 0 ? 4 : 2);
  if (isObject(value)) {
    const lines = mapLines(value, deeper, pen);
    return [head + behind(pen), ...lines];
  }
  const own = head.trimEnd().endsWith("-") || pen.chance(3) > 0 ? deeper : indent;
  const items = (value as readonly Json[]).flatMap((item) => [
    ...remarkLines(own, pen),
    ...(isObject(item) && Object.keys(item).length > 0
      ? itemOfMembers(item, own, pen)
      : memberLines(`${pad(own)}-`, item, own, pen)),
  ]);
  return [head + behind(pen), ...items];
}

function itemOfMembers(item: JsonObject, indent: number, pen: Pen): string[] {
  const lines = mapLines(item, indent + 2, { ...pen, remarks: false });
  const [first = "", ...rest] = lines;
  return [`${pad(indent)}- ${first.trimStart()}`, ...rest];
}

function bracketLines(head: string, value: Json, indent: number, pen: Pen): string[] {
  const parts = isObject(value)
    ? Object.entries(value).map(([key, member]) => `${key}: ${inBrackets(member, pen)}`)
    : (value as readonly Json[]).map((item) => inBrackets(item, pen));
  const [open, close] = isObject(value) ? ["{", "}"] : ["[", "]"];
  if (parts.length > 1 && pen.chance(4) === 0) {
    const last = parts.length - 1;
    const comma = pen.chance(2) === 0 ? "," : "";
    const lines = parts.map((part, index) => `${pad(indent + 4)}${part}${index < last ? "," : comma}${behind(pen)}`);
    return [`${head} ${open}`, ...lines, `${pad(indent + 2)}${close}`];
  }
  const room = pen.chance(2) === 0 ? " " : "";
  return [`${head} ${open}${room}${parts.join(", ")}${room}${close}${behind(pen)}`];
}

function inBrackets(value: Json, pen: Pen): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => inBrackets(item, pen)).join(", ")}]`;
  if (isObject(value))
    return `{ ${Object.entries(value)
      .map(([key, member]) => `${key}: ${inBrackets(member, pen)}`)
      .join(", ")} }`;
  return scalarOnLine(value, true, pen);
}

function scalarLines(head: string, value: Json, indent: number, pen: Pen): string[] {
  if (typeof value === "string" && pen.chance(4) === 0) {
    const block = blockLines(head, value, indent, pen);
    if (block !== undefined) return block;
  }
  return [`${head} ${scalarOnLine(value, false, pen)}${behind(pen)}`];
}

function blockLines(head: string, value: string, indent: number, pen: Pen): string[] | undefined {
  const isFolded = pen.chance(2) === 0;
  const chomp = value.endsWith("\n") ? "" : "-";
  const own = isFolded ? value.replace(/\n+(?=[^\n])/g, (breaks) => `${breaks}\n`) : value;
  const deeper = indent + 2 + pen.chance(2) * 2;
  const lines = own
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => (line === "" ? "" : pad(deeper) + line));
  const text = [`${head} ${isFolded ? ">" : "|"}${chomp}${behind(pen)}`, ...lines];
  const small = [`k:${text[0]?.slice(head.length)}`, ...lines.map((line) => line.slice(indent))].join("\n");
  const read = parseDocument(`${small}\n`, { version: "1.2" });
  return read.errors.length === 0 && (read.toJS() as JsonObject)?.["k"] === value ? text : undefined;
}

function scalarOnLine(value: Json, inFlow: boolean, pen: Pen): string {
  const key = JSON.stringify(value);
  const known = pen.anchors.get(key);
  if (known !== undefined) return `*${known}`;
  const text = styled(value, inFlow, pen);
  if (!pen.repeated.has(key)) return text;
  const name = `a${pen.anchors.size + 1}`;
  pen.anchors.set(key, name);
  return `&${name} ${text}`;
}

function styled(value: Json, inFlow: boolean, pen: Pen): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const which = pen.chance(3);
  if (which === 0 && !/[\n\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  if (which === 1 && /^[\w\u4e00-\u9fff]/.test(value) && !value.includes("\n")) {
    const around = inFlow ? [`[${value}]`, `{k: ${value}}`] : [`k: ${value}`, `- ${value}`];
    if (around.every((text) => onlyValue(text) === value)) return value;
  }
  return JSON.stringify(value);
}

/** The only value of a small document; undefined where it is none. */
function onlyValue(text: string): unknown {
  const read = parseDocument(text, { version: "1.2" });
  try {
    return read.errors.length > 0 ? undefined : Object.values((read.toJS() ?? {}) as object)[0];
  } catch {
    return undefined;
  }
}
