import type { KindEntry } from "../model/kind.ts";
import { isUnnamed } from "../model/objects.ts";
import { dotted, type Pointer } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Desired } from "../model/resource.ts";

/** What an answer shows and a write would carry along is no value of its field: nothing may rest on it. */
export function unusableAnswer(
  { address, settings }: Desired,
  id: string,
  fields: readonly Pointer[],
  { kind }: KindEntry,
): Problem {
  // An object without an id of its own is shown by the listing.
  const page = isUnnamed(id) ? kind.listing?.page(0, settings) : undefined;
  const { path: call } = page ?? kind.read?.(id, settings) ?? { path: "" };
  const args = { call, fields: [...new Set(fields)].map(dotted) };
  return problem("answer-unusable", args, { address });
}
