import { defined } from "../../model/defined.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { Place, Problem } from "../../model/problem.ts";
import type { ProblemClass } from "../../model/problems/entry.ts";
import { problemTable } from "../../model/problems/table.ts";
import { english } from "../messages/en/english.ts";
import { problemWords } from "../problem-words.ts";

/**
 * A problem as JSON holds it, so that its words can be made in any language; undefined for what is none.
 *
 * The way back of `formats/json/problems.ts`. Of a problem whose words were withheld the file has neither arguments nor
 * what it is about; it stays withheld. `kinds` say what people call things.
 */
export function savedProblem(value: Json, kinds: Kinds): Problem | undefined {
  if (!isObject(value)) return undefined;
  const { code, severity, args, message } = value;
  if (typeof code !== "string" || (severity !== "error" && severity !== "warning")) return undefined;
  const found: Problem = {
    code: code as Problem["code"],
    severity,
    class: classOf(code),
    args: isObject(args) ? args : {},
    ...defined({ account: text(value["account"]), address: text(value["address"]), path: text(value["path"]) }),
    ...defined({ place: placeOf(value) }),
  };
  if (!isWithheldMessage(message) || problemWords(found, kinds).message === message) return found;
  // Of a problem about a key the key decides, and this is none that could be shown.
  return { ...found, args: { key: "" }, place: { file: "", line: 0, column: 0, ...found.place, hidden: true } };
}

/** The problems of a list; what is none is left out. */
export function savedProblems(value: Json | undefined, kinds: Kinds): Problem[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((item) => savedProblem(item, kinds) ?? []);
}

/** A member that is a text. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isWithheldMessage(message: Json | undefined): boolean {
  return message === english.withheld("").message;
}

function classOf(code: string): ProblemClass {
  const table: Readonly<Record<string, { readonly class: ProblemClass }>> = problemTable;
  return Object.hasOwn(table, code) ? (table[code]?.class ?? "failure") : "failure";
}

function placeOf({ file, line, column }: { readonly [key: string]: Json }): Place | undefined {
  const isPlace = typeof file === "string" && typeof line === "number" && typeof column === "number";
  return isPlace ? { file, line, column } : undefined;
}
