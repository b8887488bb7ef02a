import { firstHiddenIn, holdsHidden, holdsHiddenInLines } from "../model/hidden-characters.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { fieldAt, fieldsIn } from "../model/parts.ts";
import { childPointer, dotted, type Pointer, valueAt } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";
import { mostProblems, type ShapeInput } from "./shape-input.ts";

/** Characters that arrange a text. */
const layout = /[\n\r\t]/;

/**
 * Texts of a document with characters that nobody sees, in its fields and beside them: whoever reviews the change sees
 * another text than the platform gets.
 *
 * Line breaks and tabs are part of texts of several lines. A value that is refused anyway is left out.
 */
export function hiddenProblems(input: Omit<ShapeInput, "errors">, refused: readonly Problem[]): Problem[] {
  const { entry, source, value, traits } = input;
  if (entry === undefined) return [];
  if (traits?.isAllVisible === true && traits.lines === linedFields(entry, value)) return [];
  const found = textsOf(value);
  if (found.length === 0) return [];
  const taken = new Set(refused.map(({ place }) => `${place?.line}:${place?.column}`));
  const problems: Problem[] = [];
  for (const { pointer, text } of found) {
    if (problems.length === mostProblems) break;
    const path = fieldAt(pointer);
    const hidden = firstHidden(text, mayHaveLines(path, entry.policies));
    if (hidden === undefined) continue;
    const place = input.locate(source, pointer, "value");
    if (taken.has(`${place.line}:${place.column}`)) continue;
    const args = { field: dotted(path ?? pointer), ...hidden };
    const about = path === undefined ? {} : { path };
    problems.push(problem("character-hidden", args, { ...about, place }));
  }
  return problems;
}

/**
 * How many fields have lines and may. Where a text has nothing else that nobody sees, and no other text of the document
 * has lines, each is where it belongs.
 */
function linedFields({ policies }: KindEntry, value: Json): number {
  if (!isObject(value)) return 0;
  const fields = fieldsIn(value);
  let count = 0;
  for (const path of fieldsOfLines(policies)) {
    const text = valueAt(fields, path);
    if (typeof text === "string" && text.includes("\n")) count += 1;
  }
  return count;
}

/** Looked through once a kind: there may be thousands of documents. */
function fieldsOfLines(policies: PolicyTable): readonly Pointer[] {
  const before = known.get(policies);
  if (before !== undefined) return before;
  const found = [...policies.values()].flatMap(({ pointer, same }) => (same === "text-lines" ? [pointer] : []));
  known.set(policies, found);
  return found;
}

const known = new WeakMap<PolicyTable, readonly Pointer[]>();

/**
 * What stands beside fields, such as a reason, may have lines; a field says so by its form, and items of lists have no
 * form of their own.
 */
function mayHaveLines(path: Pointer | undefined, policies: PolicyTable): boolean {
  const policy: FieldPolicy | undefined = path === undefined ? undefined : policies.get(path);
  return policy === undefined || policy.same === "text-lines";
}

function firstHidden(text: string, hasLines: boolean): { codePoint: string; position: number } | undefined {
  if (hasLines && !holdsHiddenInLines(text)) return undefined;
  const found = firstHiddenIn(text, (character) => !hasLines || !layout.test(character));
  if (found === undefined) return undefined;
  const digits = (found.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { codePoint: `U+${digits}`, position: [...text.slice(0, found.index)].length + 1 };
}

interface TextAt {
  readonly pointer: Pointer;
  readonly text: string;
}

/** Texts to be looked at. Pointers are made for what is found alone: nearly every document holds nothing of it. */
function textsOf(value: Json): readonly TextAt[] {
  const found: TextAt[] = [];
  look(value, [], found);
  return found;
}

/** Looks below the keys that led to a value. */
function look(value: Json, keys: string[], found: TextAt[]): void {
  if (typeof value === "string") {
    if (holdsHidden(value)) found.push({ pointer: keys.reduce<Pointer>(childPointer, ""), text: value });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const key in value) {
    keys.push(key);
    look((value as JsonObject)[key] as Json, keys, found);
    keys.pop();
  }
}
