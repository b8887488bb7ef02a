import { type Problem, problem, type Raised } from "../model/problem.ts";
import type { OwnCode } from "../model/problems/table.ts";
import { placeAt } from "./place.ts";

/** What is wrong at a place of a file. */
export function wrong<Code extends OwnCode>(
  code: Code,
  file: string,
  text: string,
  offset: number,
  length: number,
  args: Raised<Code>,
): Problem {
  return problem(code, args, { place: placeAt(file, text, offset, length) });
}
