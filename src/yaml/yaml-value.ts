import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { Json } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import { type Problem, problem, type Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import type { UnplainNumber } from "../model/unplain-number.ts";
import { fullwidthOffset } from "../schema/fullwidth.ts";
import { placeAt } from "./place.ts";
import { sizes, type YamlLimits, yamlLimits } from "./yaml-limits.ts";
import { lineLength } from "./yaml-lines.ts";
import { type Parsed, sourceText } from "./yaml-parse.ts";
import { wrong } from "./yaml-problem.ts";

/** What a parsed document says. */
export interface PlainValue {
  readonly value: Json;
  readonly problems: readonly Problem[];
  readonly numbers: readonly UnplainNumber[];
}

/** The walk through the nodes of a document. */
interface Walk {
  readonly file: string;
  readonly text: string;
  readonly limits: YamlLimits;
  readonly problems: Problem[];
  readonly numbers: UnplainNumber[];
  readonly anchors: Map<string, Node>;
  readonly reported: Set<string>;
  readonly unplain: Set<Node>;
  nodes: number;
  /** Those of texts. An alias says again what its anchor says: written out, the text might be no longer than a file. */
  characters: number;
  tooMuch: boolean;
}

type Pair = { readonly key: Node | null; readonly value: Node | null };

/** Keys that would reach into JavaScript's own objects. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

const plainTags = new Set([
  "tag:yaml.org,2002:str",
  "tag:yaml.org,2002:map",
  "tag:yaml.org,2002:seq",
  "tag:yaml.org,2002:int",
]);

/** Turns a parsed document into plain JSON, or says where it is none. */
export function plainValue(document: Parsed, file: string, text: string, limits: YamlLimits): PlainValue {
  const problems: Problem[] = [];
  const numbers: UnplainNumber[] = [];
  const walk: Walk = {
    file,
    text,
    limits,
    problems,
    numbers,
    anchors: new Map(),
    reported: new Set(),
    unplain: new Set(),
    nodes: 0,
    characters: 0,
    tooMuch: false,
  };
  for (const error of document.errors.slice(0, yamlLimits.problems)) {
    const [start, end] = error.pos;
    const found = wrong("yaml-syntax", file, text, start, end - start, { reason: error.message, rule: error.code });
    problems.push(fullwidthInstead(walk, found, start) ?? found);
  }
  if (problems.length > 0) return { value: null, problems: onceEach(problems), numbers };
  const { contents } = document;
  reportFullwidthText(walk, contents);
  if (problems.length > 0) return { value: null, problems, numbers };
  return { value: read(walk, contents, 0, ""), problems, numbers };
}

/** Not one plain colon: all of it is a text to YAML. */
function reportFullwidthText(walk: Walk, contents: Node | null): void {
  if (!isScalar(contents) || typeof contents.value !== "string") return;
  const [start = 0, end = walk.text.length] = contents.range ?? [];
  const at = fullwidthOffset(walk.text, start, end);
  if (at !== undefined) report(walk, "yaml-fullwidth", { range: [at, at + lineLength(walk.text, at)] }, {});
}

function report<Code extends OwnCode>(
  { file, text, problems, reported }: Walk,
  code: Code,
  node: Pick<Node, "range"> | { readonly range: [number, number] } | null | undefined,
  args: Raised<Code>,
): null {
  const [start, end] = node?.range ?? [0, 0];
  // What an alias names stands in the file once, and is a mistake once.
  if (start !== end && reported.has(`${code} ${start}`)) return null;
  reported.add(`${code} ${start}`);
  if (problems.length < yamlLimits.problems) problems.push(wrong(code, file, text, start, end - start, args));
  return null;
}

/**
 * Typed with a Chinese keyboard: looks right to the eye and means nothing to YAML, which often stumbles only some lines
 * later.
 */
function fullwidthInstead({ file, text }: Walk, found: Problem, start: number): Problem | undefined {
  if (/[：“”‘’]/.test(found.place?.text ?? "")) return problem("yaml-fullwidth", {}, { place: found.place });
  let from = start;
  for (let line = 0; line < nearLines && from >= 0; line += 1)
    from = from === 0 ? -1 : text.lastIndexOf("\n", from - 1);
  from += 1;
  const next = text.indexOf("\n", text.indexOf("\n", start) + 1);
  const at = fullwidthOffset(text, from, next === -1 ? text.length : next);
  return at === undefined ? undefined : wrong("yaml-fullwidth", file, text, at, lineLength(text, at), {});
}

function read(walk: Walk, node: Node | null, depth: number, pointer: Pointer): Json {
  walk.nodes += 1;
  if (walk.tooMuch) return null;
  if (isScalar(node) && typeof node.value === "string") walk.characters += node.value.length;
  if (isBeyond(walk, depth)) {
    walk.tooMuch = true;
    return report(walk, "yaml-too-deep", node, sizes(yamlLimits));
  }
  if (node === null) return null;
  if (isAlias(node)) {
    const target = walk.anchors.get(node.source);
    if (target === undefined) return report(walk, "yaml-syntax", node, { reason: "unknown-alias", name: node.source });
    return read(walk, target, depth + 1, pointer);
  }
  const { anchor } = node as Scalar;
  if (anchor !== undefined) walk.anchors.set(anchor, node);
  if (node.tag !== undefined && !plainTags.has(node.tag)) return report(walk, "yaml-tag", node, { tag: node.tag });
  if (isScalar(node)) return readScalar(walk, node, pointer);
  if (isSeq(node))
    return node.items.map((item, index) => read(walk, item as Node, depth + 1, childPointer(pointer, index)));
  if (isMap(node)) return readMap(walk, node.items as Pair[], depth, pointer);
  return report(walk, "yaml-syntax", node, { reason: "no-plain-value" });
}

function isBeyond({ limits, nodes, characters }: Walk, depth: number): boolean {
  return depth > limits.depth || nodes > limits.nodes || characters > limits.bytes;
}

function readMap(walk: Walk, pairs: readonly Pair[], depth: number, pointer: Pointer): Json {
  const members: [string, Json][] = [];
  const seen = new Map<string, Node>();
  for (const pair of pairs) {
    const name = readKey(walk, pair, seen);
    if (name !== undefined) members.push([name, read(walk, pair.value, depth + 1, childPointer(pointer, name))]);
  }
  return Object.fromEntries(members);
}

/**
 * The key of a member, which it adds to those that were seen; undefined for one that is no key, or not for the first
 * time.
 */
function readKey(walk: Walk, { key, value }: Pair, seen: Map<string, Node>): string | undefined {
  const { file, text } = walk;
  if (!isScalar(key) || typeof key.value !== "string") {
    report(walk, "key-not-text", key ?? value, { key: key === null ? "" : sourceText(text, key) });
    return undefined;
  }
  const name = key.value;
  walk.characters += name.length;
  const earlier = seen.get(name);
  if (forbiddenKeys.has(name)) report(walk, "key-forbidden", key, { key: name });
  else if (earlier !== undefined)
    report(walk, "duplicate-key", key, { key: name, line: placeAt(file, text, earlier.range?.[0] ?? 0).line });
  else {
    seen.set(name, key);
    return name;
  }
  return undefined;
}

function readScalar(walk: Walk, node: Scalar, pointer: Pointer): Json {
  const { value } = node;
  if (typeof value === "bigint" || typeof value === "number") return readNumber(walk, node, value, pointer);
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) return report(walk, "text-broken", node, {});
  return value === undefined ? null : (value as Json);
}

function readNumber(walk: Walk, node: Scalar, value: bigint | number, pointer: Pointer): Json {
  const written = sourceText(walk.text, node);
  const number = Number(value);
  if (!Number.isFinite(number) && typeof value === "number")
    return report(walk, "number-not-finite", node, { written });
  if (typeof value === "number" && !Number.isInteger(value)) return value;
  if (!Number.isSafeInteger(number)) return report(walk, "integer-too-large", node, { written });
  const plain = String(number);
  if (node.type === "PLAIN" && written !== plain && !walk.unplain.has(node)) {
    walk.unplain.add(node);
    walk.numbers.push({ pointer, written, plain });
  }
  return number;
}

/** How many lines before the place of a mistake its cause is looked for. */
const nearLines = 4;

/**
 * One line of full-width punctuation makes several mistakes of syntax, also in the lines below it: it is told once, and
 * they are not.
 */
function onceEach(problems: readonly Problem[]): Problem[] {
  const wide = problems.filter(({ code }) => code === "yaml-fullwidth");
  const lines = new Map(wide.map((problem) => [problem.place?.line, problem]));
  return wide.length === 0
    ? [...problems]
    : [...lines.values(), ...problems.filter(({ code }) => code === "yaml-version")];
}
