import { defined } from "../model/defined.ts";
import type { Source } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import type { Problem, Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import type { Shrink } from "../model/shrink.ts";
import type { Traits } from "../model/traits.ts";
import type { UnplainNumber } from "../model/unplain-number.ts";
import { mergeMark } from "./merge-marks.ts";
import { placeAt } from "./place.ts";
import { readPlain } from "./plain-yaml.ts";
import { directiveProblems } from "./yaml-directives.ts";
import { sizes, type YamlLimits, yamlLimits } from "./yaml-limits.ts";
import { lineLength, lineOffset } from "./yaml-lines.ts";
import { parseYaml, sourceText } from "./yaml-parse.ts";
import { wrong } from "./yaml-problem.ts";
import { lex, type YamlStyle } from "./yaml-tokens.ts";
import { plainValue } from "./yaml-value.ts";

/** One document of a YAML file as plain JSON. */
export interface YamlValue {
  readonly value: Json;
  readonly source: Source;
  /** The line of its first key. */
  readonly line: number;
  /** Numbers that do not look like what they are; none when absent. */
  readonly numbers?: readonly UnplainNumber[];
  /** What is known of its values; absent where nobody has looked. */
  readonly traits?: Traits;
}

/**
 * Reads a YAML 1.2 file into plain JSON values, one per document, or says where it is not plain.
 *
 * Refused with their place: syntax errors, duplicate keys, keys that are no texts, tags, other YAML versions (where
 * `no` is false and `010` is 8), numbers that JavaScript would round, and files past `yamlLimits`. Empty documents are
 * left out.
 */
export function readYaml(
  file: string,
  text: string,
  { again = () => text, shrink, limits = yamlLimits, style = "any" }: Reading = {},
): ReadValues {
  // No character takes more than three bytes a unit: most texts need not be counted.
  if (text.length * 3 > limits.bytes && Buffer.byteLength(text) > limits.bytes) {
    return { values: [], problems: [wrong("yaml-too-large", file, text, 0, 0, { limit: limits.bytes })] };
  }
  // Whatever else it makes of the file, there is one thing to do.
  const merge = mergeMark(text);
  if (merge !== undefined)
    return { values: [], problems: [wrong("merge-conflict", file, text, merge, lineLength(text, merge), { file })] };
  const plain = readPlain(text, { nodes: limits.nodes, ...defined({ shrink }) });
  if ("documents" in plain) {
    const beyond = plain.documents[limits.documents];
    if (beyond !== undefined) {
      const at = lineOffset(text, beyond.line);
      return { values: [], problems: [wrong("yaml-too-deep", file, text, at, lineLength(text, at), sizes(limits))] };
    }
    const { traits } = plain;
    const values = plain.documents.map(({ value, index, line }) => ({
      value,
      source: { file, text: again, index },
      line,
      traits,
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
