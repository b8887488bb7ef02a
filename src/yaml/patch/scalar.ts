import { isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import { replaceHidden } from "../../model/hidden-characters.ts";
import type { Json } from "../../model/json.ts";
import { escaped, looksOtherwise, mustBeEscaped } from "../scalar-style.ts";
import { parseYaml } from "../yaml-parse.ts";
import type { BlockText } from "./extent.ts";

/** A value as it is written: what stands behind its colon or dash, and the lines below that. */
export interface Written {
  readonly head: string;
  readonly tail: readonly string[];
}

/** Where a value is written. */
export interface Place {
  /** How far its key or dash is indented. */
  readonly indent: number;
  readonly step: number;
  /** True within brackets, where all of it stands on one line. */
  readonly inFlow: boolean;
  /** Whether keys stand in double quotes, and so does every text that has no style to follow. */
  readonly isQuoted: boolean;
  /** What stood there before, or beside it, and is followed in its style. */
  readonly like?: Scalar | undefined;
  /** The text on lines of its own that stood there before. */
  readonly block?: BlockText | undefined;
  /** True for an item of a list on lines. */
  readonly isItem?: boolean | undefined;
}

type ScalarValue = Exclude<Json, object> | null;

/** A scalar in the style of what stood there before, where that style can say it. */
export function writtenScalar(value: ScalarValue, place: Place): Written {
  if (typeof value !== "string") return onLine(JSON.stringify(value));
  const lines = place.inFlow ? undefined : (likeBlock(value, place) ?? literal(value, place));
  if (lines !== undefined) return lines;
  const { like, inFlow, isQuoted } = place;
  const isWord = like?.type === "PLAIN" && typeof like.value === "string";
  if (!value.includes("\n") && !mustBeEscaped(value)) {
    if (like?.type === "QUOTE_SINGLE") return onLine(`'${value.replaceAll("'", "''")}'`);
    if (like?.type !== "QUOTE_DOUBLE" && (isWord || !isQuoted) && isPlain(value, like, inFlow)) return onLine(value);
  }
  return onLine(doubleQuoted(value));
}

/** A text in quotes, on one line whatever it holds. */
function doubleQuoted(value: string): string {
  return replaceHidden(JSON.stringify(value), escaped);
}

function onLine(head: string): Written {
  return { head, tail: [] };
}

/** True for a text that reads as itself without quotes, in a map, in a list and within brackets. */
function isPlain(value: string, like: Scalar | undefined, inFlow: boolean): boolean {
  const wasOfThatSort = like?.type === "PLAIN" && typeof like.value === "string" && looksOtherwise(like.value);
  if (looksOtherwise(value) && !wasOfThatSort) return false;
  const texts = inFlow ? [`[${value}]`, `{k: ${value}}`] : [`k: ${value}\n`, `- ${value}\n`];
  return texts.every((text) => onlyText(text) === value);
}

/** The only value in a small document; undefined where it is none, or no text. */
function onlyText(text: string): string | undefined {
  const parsed = parseYaml(text);
  if ("deep" in parsed || parsed.documents.length !== 1) return undefined;
  const [document] = parsed.documents;
  const { contents, errors } = document as NonNullable<typeof document>;
  if (errors.length > 0) return undefined;
  const node = isMap(contents) ? contents.items[0]?.value : isSeq(contents) ? contents.items[0] : undefined;
  return isScalar(node as Node) && typeof (node as Scalar).value === "string"
    ? ((node as Scalar).value as string)
    : undefined;
}

/** A text of several lines, as a text whose lines stay as they are. */
function literal(value: string, place: Place): Written | undefined {
  if (!value.includes("\n") || mustBeEscaped(value)) return undefined;
  return laidOut(value, { ...place, sign: "|", chomp: value.endsWith("\n") ? "" : "-" });
}

/** A text on lines of its own, as the one before it. */
function likeBlock(value: string, place: Place): Written | undefined {
  const { block, like } = place;
  if (block === undefined || value.trim() === "" || mustBeEscaped(value.replace(/\n+$/, ""))) return undefined;
  const keeps = block.head.includes("+");
  if (value.endsWith("\n\n") && !keeps) return undefined;
  const chomp = value.endsWith("\n") ? (keeps ? "+" : "") : "-";
  const sign = like?.type === "BLOCK_FOLDED" ? ">" : "|";
  return laidOut(value, { ...place, sign, chomp }) ?? laidOut(value, { ...place, sign: "|", chomp });
}

interface Layout extends Place {
  readonly sign: string;
  readonly chomp: string;
}

/** The lines of a text; undefined where they would read otherwise. */
function laidOut(value: string, { sign, chomp, indent, step, block }: Layout): Written | undefined {
  const columns = Math.max(block?.indent ?? 0, indent + 1) === block?.indent ? block.indent : indent + step;
  const indicator = /\d/.exec(block?.head ?? "")?.[0] ?? "";
  const head = `${sign}${indicator}${chomp}`;
  const own = sign === ">" ? value.replace(/\n+(?=[^\n])/g, (breaks) => `${breaks}\n`) : value;
  const lines = own.replace(/\n$/, "").split("\n");
  const tail = lines.map((line) => (line === "" ? "" : " ".repeat(columns) + line));
  // An indicator counts from the indentation of the key.
  const shift = " ".repeat(indent);
  const text = `${shift}k: ${head}\n${tail.join("\n")}\n`;
  return onlyText(text) === value ? { head, tail } : undefined;
}
