import type { KindEntry, SchemaError } from "../model/kind.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { belowSpec } from "./below-spec.ts";
import type { ShapeInput } from "./shape-input.ts";
import { takes } from "./takes.ts";

/**
 * Numbers in such a spelling where a number stands: 0100 is eight times eight to YAML 1.1 and a hundred to YAML 1.2. What the schema refuses anyway, such as one
 * where a text belongs, is explained by that.
 */
export function numberProblems(input: ShapeInput): Problem[] {
  const { errors, source, locate, entry, numbers = [] } = input;
  return numbers
    .filter(({ pointer }) => !errors.some((error) => isAbout(error, pointer)))
    .map(({ pointer, written, plain }) => {
      const path = entry === undefined ? undefined : belowSpec(pointer);
      return {
        code: "number-not-plain",
        severity: "error",
        class: "document",
        args: { field: dotted(path ?? pointer) || "this", written, plain, ...inQuotes(entry, path, written) },
        ...(path === undefined ? {} : { path }),
        place: locate(source, pointer, "value"),
      };
    });
}

/** An id keeps its zeros only as a text: where the field takes one, that is what to write. */
function inQuotes(entry: KindEntry | undefined, path: Pointer | undefined, written: string): { quoted?: string } {
  if (entry === undefined || path === undefined || !/^\d+$/.test(written)) return {};
  const isText = entry.policies.get(path)?.types.includes("string") === true && takes(entry, path, written);
  return isText ? { quoted: JSON.stringify(written) } : {};
}

/** True when an error says already that the value, or what it stands in, is wrong as a whole. */
function isAbout({ keyword, instancePath, params }: SchemaError, pointer: Pointer): boolean {
  if (instancePath === pointer) return true;
  const extra = keyword === "additionalProperties" ? childPointer("", String(params["additionalProperty"])) : "";
  const wrong = `${instancePath}${extra}`;
  return (keyword === "additionalProperties" || keyword === "type") && `${pointer}/`.startsWith(`${wrong}/`);
}
