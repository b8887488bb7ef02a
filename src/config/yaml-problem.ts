import type { Problem } from "../model/problem.ts";
import { placeAt } from "./place.ts";

/** What is wrong at a place of a file. */
export function wrong(
  code: string,
  file: string,
  text: string,
  offset: number,
  length: number,
  args: Problem["args"],
): Problem {
  return { code, severity: "error", class: "document", args, place: placeAt(file, text, offset, length) };
}
