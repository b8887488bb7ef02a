import { defined } from "../model/defined.ts";
import type { KindEntry } from "../model/kind.ts";
import { fieldAt } from "../model/parts.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { SchemaError } from "../model/schema-error.ts";
import { mostProblems, type ShapeInput } from "./shape-input.ts";
import { takes } from "./takes.ts";

/**
 * Numbers in such a spelling where a number stands: 0100 is eight times eight to YAML 1.1 and a hundred to YAML 1.2.
 * What the schema refuses anyway, such as one where a text belongs, is explained by that.
 */
export function numberProblems(input: ShapeInput): Problem[] {
  const { source, locate, entry, numbers = [] } = input;
  if (numbers.length === 0) return [];
  const isExplained = explained(input.errors);
  const problems: Problem[] = [];
  for (const { pointer, written, plain } of numbers) {
    if (problems.length === mostProblems) break;
    if (isExplained(pointer)) continue;
    const path = entry === undefined ? undefined : fieldAt(pointer);
    problems.push(
      problem(
        "number-not-plain",
        { field: dotted(path ?? pointer) || "this", written, plain, ...inQuotes(entry, path, written) },
        { ...defined({ path }), place: locate(source, pointer, "value") },
      ),
    );
  }
  return problems;
}

/** An id keeps its zeros only as a text: where the field takes one, that is what to write. */
function inQuotes(entry: KindEntry | undefined, path: Pointer | undefined, written: string): { quoted?: string } {
  if (entry === undefined || path === undefined || !/^\d+$/.test(written)) return {};
  const isText = entry.policies.get(path)?.types.includes("string") === true && takes(entry, path, written);
  return isText ? { quoted: JSON.stringify(written) } : {};
}

/** Tells whether an error says already that a value, or what it stands in, is wrong as a whole. */
function explained(errors: readonly SchemaError[]): (pointer: Pointer) => boolean {
  const exact = new Set(errors.map(({ instancePath }) => instancePath));
  const whole = new Set(
    errors.flatMap(({ keyword, instancePath, params }) => {
      if (keyword === "type") return [instancePath];
      return keyword === "additionalProperties"
        ? [childPointer(instancePath, String(params["additionalProperty"]))]
        : [];
    }),
  );
  return (pointer) => {
    if (exact.has(pointer)) return true;
    for (let end = pointer.length; end >= 0; end = end === 0 ? -1 : pointer.lastIndexOf("/", end - 1))
      if (whole.has(pointer.slice(0, end))) return true;
    return false;
  };
}
