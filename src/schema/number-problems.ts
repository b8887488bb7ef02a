import type { SchemaError } from "../model/kind.ts";
import { childPointer, dotted, type Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import { belowSpec } from "./below-spec.ts";
import type { ShapeInput } from "./shape-input.ts";

/** A whole number in a spelling that people, and other readers of YAML, take for another value: `0100`, `0x64`, `1e2`, `+5`, `1.0`. */
export interface UnplainNumber {
  /** From the document. */
  readonly pointer: Pointer;
  /** As it stands in the file. */
  readonly written: string;
  /** The same number as everybody reads it. */
  readonly plain: string;
}

/**
 * Numbers in such a spelling where a number stands: 0100 is eight times eight to YAML 1.1 and a hundred to YAML 1.2. What the schema refuses anyway, such as one
 * where a text belongs, is explained by that.
 */
export function numberProblems(input: ShapeInput, numbers: readonly UnplainNumber[] = []): Problem[] {
  const { errors, source, locate, entry } = input;
  return numbers
    .filter(({ pointer }) => !errors.some((error) => isAbout(error, pointer)))
    .map(({ pointer, written, plain }) => {
      const path = entry === undefined ? undefined : belowSpec(pointer);
      return {
        code: "number-not-plain",
        severity: "error",
        class: "document",
        args: { field: dotted(path ?? pointer) || "this", written, plain },
        ...(path === undefined ? {} : { path }),
        place: locate(source, pointer, "value"),
      };
    });
}

/** True when an error says already that the value, or what it stands in, is wrong as a whole. */
function isAbout({ keyword, instancePath, params }: SchemaError, pointer: Pointer): boolean {
  if (instancePath === pointer) return true;
  const extra = keyword === "additionalProperties" ? childPointer("", String(params["additionalProperty"])) : "";
  const wrong = `${instancePath}${extra}`;
  return (keyword === "additionalProperties" || keyword === "type") && `${pointer}/`.startsWith(`${wrong}/`);
}
