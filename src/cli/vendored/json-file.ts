import { type ParseError, parse } from "jsonc-parser";
import { fileProblem, isTrouble } from "../../model/file-trouble.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Files } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { utf8Text } from "../../model/utf8.ts";
import { mergeMark } from "../../yaml/merge-marks.ts";
import { barePlaceAt } from "../../yaml/place.ts";
import { lineLength } from "../../yaml/yaml-lines.ts";
import { wrong } from "../../yaml/yaml-problem.ts";
import { memberOf, objectAt } from "./json-text.ts";

/** A file of the repository that holds one JSON object. */
export interface JsonFile {
  readonly path: string;
  /** Without the mark of byte order. */
  readonly text: string;
  /** The mark of byte order, or nothing: npm reads a package.json with one. */
  readonly mark: "" | "\ufeff";
  readonly value: JsonObject;
}

/** In bytes: more than the largest lock files there are. */
const fileLimit = 32 * 1024 * 1024;

/** Reads such a file; undefined where there is none. */
export function readJsonFile(files: Files, root: string, path: string): JsonFile | Problem | undefined {
  const bytes = files.readInside(root, path, fileLimit);
  if (bytes === undefined) return undefined;
  if (isTrouble(bytes)) return fileProblem(path, bytes);
  const text = utf8Text(bytes);
  if (text === undefined) return problem("file-not-utf8", { file: path });
  const merge = mergeMark(text);
  if (merge !== undefined) return wrong("merge-conflict", path, text, merge, lineLength(text, merge), { file: path });
  const value = parsed(text);
  if (value === undefined) return wrong("json-syntax", path, text, firstError(text), 1, { file: path });
  if (!isObject(value)) return problem("json-not-object", { file: path }, { place: barePlaceAt(path, text, 0) });
  return { path, text, mark: bytes[0] === 0xef ? "\ufeff" : "", value };
}

/** What is wrong with a member that has to be an object where it is there. */
export function memberProblem({ path, text, value }: JsonFile, key: string): Problem | undefined {
  const member = value[key];
  if (member === undefined || isObject(member)) return undefined;
  const at = memberOf(objectAt(text, 0), key);
  const [offset, length] = at === undefined ? [0, 1] : [at.start, at.end - at.start];
  return wrong("json-not-object", path, text, offset, length, { file: path, key });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where a text stops being JSON. */
function firstError(text: string): number {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Nested past what the parser can follow: the problem stands at the beginning.
  }
  return errors[0]?.offset ?? 0;
}
