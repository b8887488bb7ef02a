import type { CheckInput, PlanCheckInput } from "../../model/kind.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { lists, most, pathOf, peopleIn } from "./lists.ts";

/** Rules across the two lists, without any network. The shape may be wrong at the same time. */
export function check({ spec }: CheckInput): Finding[] {
  const count = lists.reduce((sum, list) => sum + peopleIn(spec, list).length, 0);
  // What is too long by itself is told by the schema.
  const isLong = lists.some((list) => peopleIn(spec, list).length > most);
  const isSaid = (list: (typeof lists)[number]) => spec[list] !== undefined;
  if (count <= most || isLong) return [];
  return [
    finding("whitelist-too-long", { count, limit: most }, { path: pathOf(isSaid("username") ? "username" : "openid") }),
  ];
}

/**
 * A list that the document does not say goes out as it is live, and nobody has the people behind what is remembered:
 * they would all be thrown out by a change of the other list.
 */
export function checkPlan({ declared, live, sent }: PlanCheckInput): Finding[] {
  return lists.flatMap((list) => {
    const count = declared[list] === undefined && sent.length > 0 ? peopleIn(live, list).length : 0;
    return count === 0 ? [] : [finding("whitelist-list-missing", { list, count }, { path: pathOf(list) })];
  });
}
