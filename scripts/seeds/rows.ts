/**
 * The table behind docs/seeds.md, as data: what the primary documents name, one row for each call, field, note and code, and what becomes of it.
 *
 * Its source is scripts/seeds/rows/; each row names the test that holds it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Pointer } from "../../src/model/pointer.ts";
import type { SchemaLanguage } from "../../src/schema/localized.ts";

/** One sentence, or part of one, in every language. */
export type Said = Readonly<Record<SchemaLanguage, string>>;

/** The primary documents: two renderings of one page of Weixin's, and one page about WeChat Pay. */
export const documents = ["older", "newer", "brand"] as const;
export type DocumentName = (typeof documents)[number];

export const sorts = ["call", "field", "note", "code"] as const;
export type RowSort = (typeof sorts)[number];

/** What becomes of what a row names. */
export type Handling =
  /** A write of a kind: `MemberCard.update`. */
  | { readonly by: "operation"; readonly kind: string; readonly operation: string }
  /** What reads, or lists, the resources of a kind. */
  | { readonly by: "reads" | "lists"; readonly kind: string }
  | { readonly by: "command"; readonly command: string }
  /** Fields of documents; `holds` for an object whose members are fields. */
  | { readonly by: "declared" | "holds" | "inside"; readonly kind: string; readonly pointers: readonly Pointer[] }
  /** Sent, read or minded by the tool itself, in the file that names it where there is one. */
  | { readonly by: "tool"; readonly file?: string }
  /** A code that the tool explains. */
  | { readonly by: "explained"; readonly errcode: number }
  | { readonly by: "left-out"; readonly because: Said };

/** What the documents print of a field, as far as a schema can be held to it. */
export interface Printed {
  readonly type?: string;
  readonly bytes?: number;
  /** True for an address: above its bytes wxcards warns. */
  readonly link?: boolean;
  readonly review?: boolean;
  readonly move?: string;
  readonly change?: string;
  readonly values?: readonly string[];
  /** The values that an item of a list takes. */
  readonly items?: readonly string[];
  /** States that answers show. */
  readonly states?: readonly string[];
  /** As printed, where a schema says otherwise and the row says why. */
  readonly printed?: string;
}

export interface Row {
  readonly sort: RowSort;
  /** The call, the wire name, the number of the note, or the code. */
  readonly name: string;
  readonly section: string;
  /** The documents that have it; none for what stands beside them. */
  readonly in: readonly DocumentName[];
  /** What a note or a code says, in our words. */
  readonly says?: Said;
  readonly handling: Handling;
  /** How it is handled, where that needs words, or how it differs from what is printed. */
  readonly how?: Said;
  readonly printed: Printed;
  readonly problems: readonly string[];
  /** Codes of Weixin that it leads to. */
  readonly codes: readonly number[];
  /** What the embedded platform answers where it is broken. */
  readonly refuses: readonly number[];
  /** The file of the embedded platform that minds it; absent where there is nothing to mind. */
  readonly sandbox?: string;
  readonly docs?: string;
  readonly test?: string;
  /** Words of the title of the test, or of what it looks for. */
  readonly titled?: string;
  /** A value for a declared field, for the test that sends it; fields of one batch stand in one document. */
  readonly sample?: Json;
  readonly batch: string;
}

export interface Group {
  readonly section: string;
  readonly title: Said;
  readonly kind?: string;
  /** Further sections that it stands for. */
  readonly covers: readonly string[];
  readonly rows: readonly Row[];
}

const folder = join(import.meta.dirname, "rows");

/** In the order of the documents. */
const files = [
  "every-call",
  "members",
  "updates",
  "messages",
  "pay-gift-rules",
  "payment-and-others",
  "brand-cards",
  "beside",
];

/** All groups of rows; throws where one of them is not written as it has to be. */
export function seedGroups(): readonly Group[] {
  const there = readdirSync(folder).map((name) => name.replace(/\.yaml$/, ""));
  const unknown = there.filter((name) => !files.includes(name));
  if (unknown.length > 0) throw new Error(`nobody reads scripts/seeds/rows/${unknown[0]}.yaml`);
  return files.flatMap((name) => {
    const groups = parse(readFileSync(join(folder, `${name}.yaml`), "utf8")) as readonly JsonObject[];
    return groups.map(groupOf);
  });
}

const ofGroup = ["section", "title", "covers", "kind", "root", "in", "by", "sandbox", "test", "rows"];

function groupOf(group: JsonObject): Group {
  onlyKnown(group, ofGroup, String(group["section"]));
  const { kind, covers = [], section, title, rows } = group;
  return {
    section: String(section),
    title: title as Said,
    ...(kind === undefined ? {} : { kind: String(kind) }),
    covers: covers as readonly string[],
    rows: (rows as readonly JsonObject[]).map((row) => rowOf(row, group)),
  };
}

const ofPrinted = ["type", "bytes", "link", "review", "move", "change", "values", "items", "states", "printed"];
const ofHandling = ["operation", "reads", "lists", "command", "is", "each", "holds", "inside", "left-out"];
const ofRow = [
  ...[...sorts, "section", "in", "says", "how", "but", "by", "problems", "codes", "refuses", "sandbox", "docs"],
  ...["test", "titled", "sample", "batch", ...ofPrinted, ...ofHandling],
];

function rowOf(row: JsonObject, group: JsonObject): Row {
  const sort = sorts.find((name) => row[name] !== undefined);
  if (sort === undefined) throw new Error(`a row of ${group["section"]} is no ${sorts.join(", ")}`);
  const name = String(row[sort]);
  onlyKnown(row, ofRow, name);
  const handling = handlingOf(row, group, sort);
  const isLeftOut = handling.by === "left-out";
  const sandbox = row["sandbox"] ?? (isLeftOut ? undefined : group["sandbox"]);
  const test = row["test"] ?? (isLeftOut ? undefined : group["test"]);
  return {
    sort,
    name,
    section: String(row["section"] ?? group["section"]),
    in: (row["in"] ?? group["in"] ?? ["older", "newer"]) as readonly DocumentName[],
    handling,
    printed: Object.fromEntries(Object.entries(row).filter(([key]) => ofPrinted.includes(key))),
    problems: (row["problems"] ?? []) as readonly string[],
    codes: (row["codes"] ?? []) as readonly number[],
    refuses: (row["refuses"] ?? []) as readonly number[],
    batch: String(row["batch"] ?? ""),
    ...(row["says"] === undefined ? {} : { says: row["says"] as Said }),
    ...((row["how"] ?? row["but"]) === undefined ? {} : { how: (row["how"] ?? row["but"]) as Said }),
    ...(sandbox === undefined || sandbox === "none" ? {} : { sandbox: String(sandbox) }),
    ...(row["docs"] === undefined ? {} : { docs: String(row["docs"]) }),
    ...(test === undefined ? {} : { test: String(test) }),
    ...(row["titled"] === undefined ? {} : { titled: String(row["titled"]) }),
    ...(row["sample"] === undefined ? {} : { sample: row["sample"] }),
  };
}

function handlingOf(row: JsonObject, group: JsonObject, sort: RowSort): Handling {
  const because = row["left-out"];
  if (isObject(because)) return { by: "left-out", because: because as Said };
  if (sort === "code") return { by: "explained", errcode: Number(row["code"]) };
  for (const by of ["reads", "lists"] as const) if (row[by] !== undefined) return { by, kind: String(row[by]) };
  if (row["command"] !== undefined) return { by: "command", command: String(row["command"]) };
  if (row["operation"] !== undefined) {
    const [kind = "", operation = ""] = String(row["operation"]).split(".");
    return { by: "operation", kind, operation };
  }
  return declaredBy(row, group) ?? toolOf(row, group, sort);
}

function declaredBy(row: JsonObject, group: JsonObject): Handling | undefined {
  const kind = String(group["kind"]);
  const inside = row["inside"];
  if (inside !== undefined) return { by: "inside", kind, pointers: [String(inside)] };
  const root = row["how"] === undefined ? group["root"] : undefined;
  const own = root === undefined || row["field"] === undefined ? undefined : `${root}/${row["field"]}`;
  const pointers =
    row["each"] ?? (row["is"] === undefined ? undefined : [row["is"]]) ?? (own === undefined ? undefined : [own]);
  if (pointers === undefined) return undefined;
  return { by: row["holds"] === true ? "holds" : "declared", kind, pointers: pointers as readonly string[] };
}

/** What is neither declared nor left out is minded by the tool, and says how. */
function toolOf(row: JsonObject, group: JsonObject, sort: RowSort): Handling {
  if (row["how"] === undefined) throw new Error(`${row[sort]} of ${group["section"]} does not say what becomes of it`);
  const file = row["by"] ?? group["by"];
  return { by: "tool", ...(file === undefined || sort === "note" ? {} : { file: String(file) }) };
}

function onlyKnown(value: JsonObject, known: readonly string[], where: string): void {
  const key = Object.keys(value).find((name) => !known.includes(name));
  if (key !== undefined) throw new Error(`${where} has a member that means nothing: ${key}`);
}
