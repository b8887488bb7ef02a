import { defined } from "../../model/defined.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Problem } from "../../model/problem.ts";
import { atField } from "../../resolve/places.ts";
import type { Writing } from "./writing.ts";

/** An outcome whose problems stand at the lines they are about. */
export function placed({ planned, locate }: Pick<Writing, "planned" | "locate">, outcome: Outcome): Outcome {
  const place = (problem: Problem) => atField(problem, planned.desired, locate);
  const { problem, also, ...rest } = outcome;
  return { ...rest, ...defined({ problem: problem && place(problem), also: also?.map(place) }) };
}
