import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type Scalar,
  type Document as YamlDocument,
} from "yaml";
import type { Source } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { childPointer, type Pointer } from "../model/pointer.ts";
import { type Problem, problem, type Raised } from "../model/problem.ts";
import type { ArgsOf, OwnCode } from "../model/problems/table.ts";
import type { UnplainNumber } from "../model/unplain-number.ts";
import { fullwidthOffset } from "../schema/fullwidth.ts";
import { mergeMark } from "./merge-marks.ts";
import { placeAt } from "./place.ts";
import type { Shrink } from "./plain-document.ts";
import { readPlain } from "./plain-yaml.ts";
import { directiveProblems } from "./yaml-directives.ts";
import { wrong } from "./yaml-problem.ts";
import { lex, type YamlStyle } from "./yaml-tokens.ts";

/** One document of a YAML file as plain JSON. */
export interface YamlValue {
  readonly value: Json;
  readonly source: Source;
  /** The line of its first key. */
  readonly line: number;
  /** Numbers that do not look like what they are; none when absent. */
  readonly numbers?: readonly UnplainNumber[];
}

/** How large a file may be. */
export type YamlLimits = Readonly<
  Record<"bytes" | "depth" | "open" | "nodes" | "documents" | "tokens" | "problems", number>
>;

/**
 * Bounds that keep a hostile or broken file from costing more than a moment: 2 s of one processor and 256 MiB, whatever it holds.
 *
 * `nodes` counts values, those that aliases repeat each time. `tokens` counts what the lexer of `yaml` gives, of files that are not plain: each of them costs up to
 * 10 µs and 1 kB in a tree. Plain files have no such limit, since they are read without one.
 */
export const yamlLimits = {
  bytes: 1_048_576,
  depth: 64,
  open: 200,
  nodes: 200_000,
  documents: 10_000,
  tokens: 100_000,
  problems: 100,
} as const satisfies YamlLimits;

/** Bounds of what wxcards writes by itself and grows with the number of resources: about 2 kB and 50 nodes each, for 50,000 resources. */
export const ownFileLimits = {
  ...yamlLimits,
  bytes: 100 * 1_048_576,
  nodes: 2_500_000,
} as const satisfies YamlLimits;

/** Keys that would reach into JavaScript's own objects. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

type Parsed = YamlDocument.Parsed;

/**
 * Reads a YAML 1.2 file into plain JSON values, one per document, or says where it is not plain.
 *
 * Refused with their place: syntax errors, duplicate keys, keys that are no texts, tags, other YAML versions (where `no` is false and `010` is 8),
 * numbers that JavaScript would round, and files past `yamlLimits`. Empty documents are left out.
 */
export function readYaml(
  file: string,
  text: string,
  { again = () => text, shrink, limits = yamlLimits, style = "any" }: Reading = {},
): ReadValues {
  if (Buffer.byteLength(text) > limits.bytes) {
    return { values: [], problems: [wrong("yaml-too-large", file, text, 0, 0, { limit: limits.bytes })] };
  }
  // Whatever else it makes of the file, there is one thing to do.
  const merge = mergeMark(text);
  if (merge !== undefined)
    return { values: [], problems: [wrong("merge-conflict", file, text, merge, lineLength(text, merge), { file })] };
  const plain = readPlain(text, { nodes: limits.nodes, ...(shrink === undefined ? {} : { shrink }) });
  if ("documents" in plain) {
    const beyond = plain.documents[limits.documents];
    if (beyond !== undefined) {
      const at = lineOffset(text, beyond.line);
      return { values: [], problems: [wrong("yaml-too-deep", file, text, at, lineLength(text, at), sizes(limits))] };
    }
    const values = plain.documents.map(({ value, index, line }) => ({
      value,
      source: { file, text: again, index },
      line,
    }));
    return { values, problems: [] };
  }
  const stopped = lineOffset(text, plain.line);
  const refused = <Code extends OwnCode>(code: Code, args: Raised<Code>) => [
    wrong(code, file, text, stopped, lineLength(text, stopped), args),
  ];
  if (plain.stopped === "too-many") return { values: [], problems: refused("yaml-too-deep", sizes(limits)) };
  const lexed = lex(text, limits, style);
  if (lexed?.what === "too-many") return { values: [], problems: refused("yaml-too-long", { tokens: limits.tokens }) };
  if (lexed?.what === "too-deep")
    return { values: [], problems: [wrong("yaml-too-deep", file, text, lexed.offset, 1, sizes(limits))] };
  if (lexed !== undefined)
    return {
      values: [],
      problems: [wrong("yaml-not-data", file, text, lexed.offset, lexed.length, { what: lexed.what })],
    };
  return readAnyYaml(file, text, { again, limits });
}

/** The bounds that the words for a file which is too large or too deep speak of. */
function sizes({ depth, nodes, documents }: YamlLimits): ArgsOf<"yaml-too-deep"> {
  return { depth, nodes, documents };
}

/** Where a line begins, counted from 1. */
function lineOffset(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count += 1) at = text.indexOf("\n", at) + 1 || text.length;
  return Math.min(at, text.length);
}

/** What a file of YAML says. */
export interface ReadValues {
  readonly values: YamlValue[];
  readonly problems: Problem[];
  /** Documents that say null in so many words; none when absent. */
  readonly nulls?: readonly Source[];
}

/** How a file is read. */
export interface Reading {
  /** Reads the text of the file once more. */
  readonly again?: () => string;
  readonly shrink?: Shrink;
  readonly limits?: YamlLimits;
  /** `data` for files that wxcards writes: it writes no anchor, alias, tag or directive, and reads none. */
  readonly style?: YamlStyle;
}

/** The same by `yaml` alone, whatever the text holds. */
export function readAnyYaml(
  file: string,
  text: string,
  { again = () => text, limits = yamlLimits }: Reading = {},
): ReadValues {
  const values: YamlValue[] = [];
  const problems: Problem[] = [];
  const nulls: Source[] = [];
  const parsed = parseYaml(text);
  if ("deep" in parsed)
    return { values, problems: [wrong("yaml-too-deep", file, text, parsed.deep, 1, sizes(limits))] };
  const { documents } = parsed;
  const beyond = documents[limits.documents];
  if (beyond !== undefined)
    return { values, problems: [wrong("yaml-too-deep", file, text, beyond.range[0], 0, sizes(limits))] };
  const directives = directiveProblems(file, text, yamlLimits.problems);
  if (directives.length > 0) return { values, problems: directives };
  documents.forEach((document, index) => {
    const found = plainValue(document, file, text, limits);
    problems.push(...found.problems.slice(0, Math.max(0, yamlLimits.problems - problems.length)));
    if (found.problems.length > 0 || document.contents === null) return;
    const source = { file, text: again, index };
    if (found.value === null) {
      // Without a text, such as behind a last `---`, there is no document.
      if (sourceText(text, document.contents) !== "") nulls.push(source);
      return;
    }
    const line = placeAt(file, text, document.contents.range?.[0] ?? 0).line;
    const numbers = found.numbers.length === 0 ? {} : { numbers: found.numbers };
    values.push({ value: found.value, source, line, ...numbers });
  });
  return { values, problems, ...(nulls.length === 0 ? {} : { nulls }) };
}

/** The parsed documents of a text, with the nodes that know their places; the offset where it is nested deeper than `yamlLimits` allow. */
export function parseYaml(text: string): { readonly documents: readonly Parsed[] } | { readonly deep: number } {
  const parser = new Parser();
  // Our own walk finds duplicate keys in linear time; the library's check is quadratic.
  const composer = new Composer({ version: "1.2", uniqueKeys: false, intAsBigInt: true, logLevel: "silent" });
  let deep: number | undefined;
  function* tokens() {
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      // Building nodes recurses: depth is judged before it can end the process.
      if (parser.stack.length > yamlLimits.open) deep ??= Math.max(0, parser.offset - 1);
      if (deep !== undefined) return;
    }
    yield* parser.end();
  }
  const { stackTraceLimit } = Error;
  // Every mistake of syntax is an error, and there may be as many as tokens; nobody asks for their stacks, which cost more than all the rest.
  Error.stackTraceLimit = 0;
  try {
    const documents = [...composer.compose(tokens(), false, text.length)] as Parsed[];
    return deep === undefined ? { documents } : { deep };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The text of a scalar as it stands in the file, quotes and all. */
function sourceText(text: string, node: Node): string {
  const [start, end] = node.range ?? [0, 0];
  return text.slice(start, end);
}

function plainValue(
  document: Parsed,
  file: string,
  text: string,
  limits: YamlLimits,
): { value: Json; problems: Problem[]; numbers: UnplainNumber[] } {
  const problems: Problem[] = [];
  const numbers: UnplainNumber[] = [];
  const anchors = new Map<string, Node>();
  const reported = new Set<string>();
  const unplain = new Set<Node>();
  let nodes = 0;
  // An alias says again what its anchor says: written out, the text might be no longer than a file.
  let characters = 0;
  let tooMuch = false;
  const report = <Code extends OwnCode>(
    code: Code,
    node: Pick<Node, "range"> | { range: [number, number] } | null | undefined,
    args: Raised<Code>,
  ): null => {
    const [start, end] = node?.range ?? [0, 0];
    // What an alias names stands in the file once, and is a mistake once.
    if (start !== end && reported.has(`${code} ${start}`)) return null;
    reported.add(`${code} ${start}`);
    if (problems.length < yamlLimits.problems) problems.push(wrong(code, file, text, start, end - start, args));
    return null;
  };

  for (const error of document.errors.slice(0, yamlLimits.problems)) {
    const [start, end] = error.pos;
    const found = wrong("yaml-syntax", file, text, start, end - start, { reason: error.message, rule: error.code });
    problems.push(fullwidthInstead(found, start) ?? found);
  }
  if (problems.length > 0) return { value: null, problems: onceEach(problems), numbers };
  // Not one plain colon: all of it is a text to YAML.
  const { contents } = document;
  if (isScalar(contents) && typeof contents.value === "string") {
    const [start = 0, end = text.length] = contents.range ?? [];
    const at = fullwidthOffset(text, start, end);
    if (at !== undefined) report("yaml-fullwidth", { range: [at, at + lineLength(text, at)] }, {});
    if (problems.length > 0) return { value: null, problems, numbers };
  }
  return { value: read(contents, 0, ""), problems, numbers };

  /** Typed with a Chinese keyboard: looks right to the eye and means nothing to YAML, which often stumbles only some lines later. */
  function fullwidthInstead(found: Problem, start: number): Problem | undefined {
    if (/[：“”‘’]/.test(found.place?.text ?? "")) return problem("yaml-fullwidth", {}, { place: found.place });
    let from = start;
    for (let line = 0; line < nearLines && from >= 0; line += 1)
      from = from === 0 ? -1 : text.lastIndexOf("\n", from - 1);
    from += 1;
    const next = text.indexOf("\n", text.indexOf("\n", start) + 1);
    const at = fullwidthOffset(text, from, next === -1 ? text.length : next);
    return at === undefined ? undefined : wrong("yaml-fullwidth", file, text, at, lineLength(text, at), {});
  }

  function read(node: Node | null, depth: number, pointer: Pointer): Json {
    nodes += 1;
    if (tooMuch) return null;
    if (isScalar(node) && typeof node.value === "string") characters += node.value.length;
    if (depth > limits.depth || nodes > limits.nodes || characters > limits.bytes) {
      tooMuch = true;
      return report("yaml-too-deep", node, sizes(yamlLimits));
    }
    if (node === null) return null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) return report("yaml-syntax", node, { reason: "unknown-alias", name: node.source });
      return read(target, depth + 1, pointer);
    }
    if ((node as Scalar).anchor !== undefined) anchors.set((node as Scalar).anchor as string, node);
    if (node.tag !== undefined && !plainTags.has(node.tag)) return report("yaml-tag", node, { tag: node.tag });
    if (isScalar(node)) return readScalar(node, pointer);
    if (isSeq(node))
      return node.items.map((item, index) => read(item as Node, depth + 1, childPointer(pointer, index)));
    if (isMap(node)) return readMap(node.items as { key: Node | null; value: Node | null }[], depth, pointer);
    return report("yaml-syntax", node, { reason: "no-plain-value" });
  }

  function readMap(items: { key: Node | null; value: Node | null }[], depth: number, pointer: Pointer): Json {
    const members: [string, Json][] = [];
    const seen = new Map<string, Node>();
    for (const { key, value } of items) {
      if (isScalar(key) && typeof key.value === "string") characters += key.value.length;
      if (!isScalar(key) || typeof key.value !== "string") {
        report("key-not-text", key ?? value, { key: key === null ? "" : sourceText(text, key) });
        continue;
      }
      const earlier = seen.get(key.value);
      if (forbiddenKeys.has(key.value)) report("key-forbidden", key, { key: key.value });
      else if (earlier !== undefined) {
        report("duplicate-key", key, { key: key.value, line: placeAt(file, text, earlier.range?.[0] ?? 0).line });
      } else {
        seen.set(key.value, key);
        members.push([key.value, read(value, depth + 1, childPointer(pointer, key.value))]);
      }
    }
    return Object.fromEntries(members);
  }

  function readScalar(node: Scalar, pointer: Pointer): Json {
    const { value } = node;
    if (typeof value === "bigint") {
      if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER))
        return report("integer-too-large", node, { written: sourceText(text, node) });
      return readInteger(Number(value), node, pointer);
    }
    if (typeof value === "number" && Number.isInteger(value))
      return Number.isSafeInteger(value)
        ? readInteger(value, node, pointer)
        : report("integer-too-large", node, { written: sourceText(text, node) });
    if (typeof value === "number" && !Number.isFinite(value))
      return report("number-not-finite", node, { written: sourceText(text, node) });
    if (typeof value === "string" && /\p{Surrogate}/u.test(value)) return report("text-broken", node, {});
    return value === undefined ? null : (value as Json);
  }

  function readInteger(value: number, node: Scalar, pointer: Pointer): number {
    const written = sourceText(text, node);
    const plain = String(value);
    if (node.type === "PLAIN" && written !== plain && !unplain.has(node)) {
      unplain.add(node);
      numbers.push({ pointer, written, plain });
    }
    return value;
  }
}

/** How many lines before the place of a mistake its cause is looked for. */
const nearLines = 4;

function lineLength(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return (end === -1 ? text.length : end) - at;
}

/** One line of full-width punctuation makes several mistakes of syntax, also in the lines below it: it is told once, and they are not. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const wide = problems.filter(({ code }) => code === "yaml-fullwidth");
  const lines = new Map(wide.map((problem) => [problem.place?.line, problem]));
  return wide.length === 0
    ? [...problems]
    : [...lines.values(), ...problems.filter(({ code }) => code === "yaml-version")];
}

const plainTags = new Set([
  "tag:yaml.org,2002:str",
  "tag:yaml.org,2002:map",
  "tag:yaml.org,2002:seq",
  "tag:yaml.org,2002:int",
]);
