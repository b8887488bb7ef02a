import fc from "fast-check";
import type { Change, FieldChange, Plan } from "../../src/model/plan.ts";
import { changed, fieldOf, trouble } from "../helpers/planned.ts";
import { planOfChanges } from "./plans.ts";

/** What a change is about, in the order in which it is read. */
export const sorts = ["blocked", "delete", "replace", "grave", "review", "other", "drift"] as const;
/** One of them. */
export type Sort = (typeof sorts)[number];

const fieldsOf: Readonly<Record<Sort, (index: number) => FieldChange[]>> = {
  blocked: (index) => [fieldOf("/base_info/brand_name", { after: `a${index}`, verdict: "blocked" })],
  delete: () => [],
  replace: (index) => [fieldOf("/member_rule/least_cost", { before: 1, after: index, badges: ["money"] })],
  grave: (index) => [fieldOf("/base_info/sku/total_quantity", { before: 1, after: index, badges: ["money"] })],
  review: (index) => [fieldOf("/base_info/title", { after: `金卡${index}`, badges: ["review"] })],
  other: (index) => [
    fieldOf("/base_info/notice", { after: `请出示${index}` }),
    fieldOf("/base_info/description", { before: "一\n二\n三", after: `一\n二\n${index}` }),
  ],
  drift: (index) => [
    fieldOf("/base_info/notice", { after: `请出示${index}`, verdict: "keep", origin: "drift", badges: ["drift"] }),
  ],
};

const actions: Readonly<Record<Sort, Change["action"]>> = {
  ...{ blocked: "none", delete: "delete", replace: "replace", grave: "update", review: "update" },
  ...{ other: "update", drift: "none" },
};

/** A change of a sort; its name tells which. */
export function changeOf(sort: Sort, index: number): Change {
  const reason = sort === "delete" ? { reason: `停用${index}` } : {};
  const more = { id: `pId${index}`, action: actions[sort], file: `cards/${sort}-${index}.yaml`, ...reason };
  return changed(`coffee/MemberCard/${sort}-${index}-end`, { ...more, fields: fieldsOf[sort](index) });
}

/** Changes of all sorts, in any order; a few of them for the smaller budgets. */
export const anyShape = fc.record({
  runs: fc.array(fc.tuple(fc.constantFrom(...sorts), fc.integer({ min: 1, max: 12 })), { maxLength: 14 }),
  times: fc.constantFrom(1, 1, 1, 1, 10, 30),
  errors: fc.integer({ min: 0, max: 3 }),
});

/** A plan of such a shape. */
export function planOf({
  runs,
  times,
  errors,
}: typeof anyShape extends fc.Arbitrary<infer Shape> ? Shape : never): Plan {
  const all = runs
    .flatMap(([sort, count]) => Array.from({ length: count * times }, () => sort))
    .map((sort, index) => changeOf(sort, index + 1));
  const problems = Array.from({ length: errors }, (_, at) =>
    trouble("bug", { place: { file: "cards/a.yaml", line: at + 1, column: 1 } }, { reason: `r${at}` }),
  );
  return planOfChanges(all, { problems });
}

/** The sort of such a change, by its name. */
export function sortOf({ address }: Change): Sort {
  return (address.split("/")[2] ?? "").split("-")[0] as Sort;
}
