import { hiddenIn } from "../model/hidden-characters.ts";
import { isObject, type Json } from "../model/json.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import { belowSpec } from "./below-spec.ts";
import type { ShapeInput } from "./shape-input.ts";

/** Characters that lay a text out. */
const layout = /[\n\r\t]/;

/**
 * Texts of a document with characters that nobody sees, in its fields and beside them: whoever reviews the change sees another text than the platform gets.
 *
 * Line breaks and tabs are part of texts of several lines. A value that is refused anyway is left out.
 */
export function hiddenProblems(input: Omit<ShapeInput, "errors">, refused: readonly Problem[]): Problem[] {
  const { entry, source, value } = input;
  if (entry === undefined) return [];
  return texts(value, "").flatMap(({ pointer, text }) => {
    const path = belowSpec(pointer);
    const found = firstHidden(text, mayHaveLines(path, entry.policies));
    if (found === undefined) return [];
    const place = input.locate(source, pointer, "value");
    if (refused.some((problem) => problem.place?.line === place.line && problem.place.column === place.column))
      return [];
    const args = { field: dotted(path ?? pointer), ...found };
    const about = path === undefined ? {} : { path };
    return [{ code: "character-hidden", severity: "warning", class: "document", args, ...about, place }];
  });
}

/** What stands beside fields, such as a reason, may have lines; a field says so by its form, and items of lists have no form of their own. */
function mayHaveLines(path: Pointer | undefined, policies: PolicyTable): boolean {
  const policy: FieldPolicy | undefined = path === undefined ? undefined : policies.get(path);
  return policy === undefined || policy.same === "text-lines";
}

function firstHidden(text: string, hasLines: boolean): { codePoint: string; position: number } | undefined {
  const found = hiddenIn(text).find(({ character }) => !hasLines || !layout.test(character));
  if (found === undefined) return undefined;
  const digits = (found.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { codePoint: `U+${digits}`, position: [...text.slice(0, found.index)].length + 1 };
}

interface TextAt {
  readonly pointer: Pointer;
  readonly text: string;
}

function texts(value: Json, pointer: Pointer): TextAt[] {
  if (typeof value === "string") return hiddenIn(value).length > 0 ? [{ pointer, text: value }] : [];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => texts(item, childPointer(pointer, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => texts(child, childPointer(pointer, key)));
}
