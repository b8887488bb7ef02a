import { firstHiddenIn, holdsHiddenInLines, mayHoldHidden } from "../model/hidden-characters.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { fieldAt } from "../model/parts.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
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
  const { entry, source, value } = input;
  if (entry === undefined) return [];
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
    if (mayHoldHidden(value)) found.push({ pointer: keys.reduce<Pointer>(childPointer, ""), text: value });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const members = value as JsonObject;
  for (const key in members) {
    if (!Object.hasOwn(members, key)) continue;
    keys.push(key);
    look(members[key] as Json, keys, found);
    keys.pop();
  }
}
