import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { Change, FieldChange, Plan } from "../../src/model/plan.ts";
import { planMarkdown } from "../../src/report/formats/markdown/plan.ts";
import { planText } from "../../src/report/formats/text/plan.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { page } from "../../src/report/page.ts";
import { paint } from "../../src/report/paint.ts";
import { tries } from "../documents/support.ts";
import { costOf } from "../helpers/effort.ts";
import { changed, fieldOf, trouble } from "../helpers/planned.ts";
import { planOfChanges } from "./plans.ts";

/** What a change is about, in the order in which it is read. */
const sorts = ["blocked", "delete", "replace", "grave", "review", "other", "drift"] as const;
type Sort = (typeof sorts)[number];

const headings: Readonly<Record<Sort, string>> = {
  blocked: "Cannot be done",
  delete: "Deletes",
  replace: "Replaces",
  grave: "One way, or about money",
  review: "Goes to review",
  other: "Other changes",
  drift: "Drift, left as it is live",
};

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
function changeOf(sort: Sort, index: number): Change {
  const reason = sort === "delete" ? { reason: `停用${index}` } : {};
  const more = { id: `pId${index}`, action: actions[sort], file: `cards/${sort}-${index}.yaml`, ...reason };
  return changed(`coffee/MemberCard/${sort}-${index}-end`, { ...more, fields: fieldsOf[sort](index) });
}

const budgets = [65_536, 20_000, 6_000, 2_500];

/** Changes of all sorts, in any order; a few of them for the smaller budgets. */
const anyShape = fc.record({
  runs: fc.array(fc.tuple(fc.constantFrom(...sorts), fc.integer({ min: 1, max: 12 })), { maxLength: 14 }),
  times: fc.constantFrom(1, 1, 1, 1, 10, 30),
  errors: fc.integer({ min: 0, max: 3 }),
});

function planOf({ runs, times, errors }: typeof anyShape extends fc.Arbitrary<infer Shape> ? Shape : never): Plan {
  const all = runs
    .flatMap(([sort, count]) => Array.from({ length: count * times }, () => sort))
    .map((sort, index) => changeOf(sort, index + 1));
  const problems = Array.from({ length: errors }, (_, at) =>
    trouble("bug", { place: { file: "cards/a.yaml", line: at + 1, column: 1 } }, { reason: `r${at}` }),
  );
  return planOfChanges(all, { problems });
}

function markdownOf(plan: Plan, most: number): string {
  const result = { plan, kinds, timezone: "Asia/Shanghai" };
  return planMarkdown(result, english, { most, measure: (text) => text.length });
}

/** How a change is told: with a heading of its own, in a line, by its name behind a sentence, or only counted. */
function formOf(page: string, name: string): "heading" | "line" | "name" | "count" {
  const lines = page.split("\n").filter((line) => line.includes(name));
  if (lines.some((line) => line.startsWith("#### "))) return "heading";
  if (lines.some((line) => /^- (?:Change|Cannot|Delete|Replace|Drift) /.test(line))) return "line";
  return lines.some((line) => line.includes("MemberCard/")) ? "name" : "count";
}

function sortOf({ address }: Change): Sort {
  return (address.split("/")[2] ?? "").split("-")[0] as Sort;
}

function nameOf({ address }: Change): string {
  return address.split("/")[2] ?? "";
}

/** The sorts of the changes in the order in which a page comes to them. */
function sortsIn(page: string): number[] {
  return [...page.matchAll(/MemberCard\/([a-z]+)-\d+-end/g)].map(([, sort]) => sorts.indexOf(sort as Sort));
}

function isSorted(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
}

describe("a plan is told in the order of what is grave", () => {
  test("in text and in Markdown, errors before all of it", () => {
    const property = fc.property(anyShape, (shape) => {
      const plan = planOf(shape);
      const text = page(planText({ plan, kinds, timezone: "Asia/Shanghai" }, english, paint(false)));
      const markdown = markdownOf(plan, Number.POSITIVE_INFINITY);
      for (const told of [text, markdown]) {
        expect(isSorted(sortsIn(told))).toBe(true);
        const firstChange = told.indexOf("MemberCard/");
        if (plan.problems.length > 0 && firstChange !== -1)
          expect(told.lastIndexOf("cards/a.yaml:")).toBeLessThan(firstChange);
      }
      const shown = [...markdown.matchAll(/^### (.*)$/gm)].map(([, heading = ""]) => heading);
      const expected = sorts.map((sort) => headings[sort]).filter((heading) => shown.includes(heading));
      expect(shown.filter((heading) => expected.includes(heading))).toEqual(expected);
    });
    fc.assert(property, tries(300, 1_000));
  });
});

describe("a page that has to be cut", () => {
  test("fits, says so in its first line, and is cut by the rule", () => {
    const property = fc.property(anyShape, fc.constantFrom(...budgets), (shape, most) => {
      const plan = planOf(shape);
      const told = markdownOf(plan, most);
      expect(told.length).toBeLessThanOrEqual(most);
      const whole = markdownOf(plan, Number.POSITIVE_INFINITY);
      const [first = ""] = told.split("\n");
      if (whole.length <= most) {
        expect(told).toBe(whole);
        expect(first).toBe("## wxcards plan");
        return;
      }
      expect(first).toMatch(/^Cut to fit: \d.* Digest `sha256:0f1e2d`\. The whole is /);
      const kept = keptOf(plan);
      const forms = plan.changes
        .filter((change) => !kept.has(change))
        .map((change) => ({ sort: sortOf(change), form: formOf(told, nameOf(change)) }));
      // What is graver keeps its heading as long as anything lighter is even named.
      const lightest = sorts.toReversed();
      for (const [index, sort] of lightest.entries()) {
        const isCut = forms.some((one) => one.sort === sort && one.form !== "heading");
        const named = forms.filter((one) => lightest.indexOf(one.sort) < index && one.form !== "count");
        if (isCut) expect(named.length, sort).toBe(0);
      }
    });
    fc.assert(property, tries(300, 1_000));
  });

  /** What is never cut: deletes, replaces and money, the first 300 of them together. */
  function keptOf({ changes }: Plan): ReadonlySet<Change> {
    const grave = (["delete", "replace", "grave"] as const).flatMap((sort) =>
      changes.filter((change) => sortOf(change) === sort),
    );
    return new Set(grave.slice(0, 300));
  }

  test.each([
    [300, 65_536],
    [100, 20_000],
  ])("tells of %i deletes, replaces and changes of money one by one", (count, most) => {
    const grave = (["delete", "replace", "grave"] as const).flatMap((sort, at) =>
      Array.from({ length: count / 3 + (at === 0 ? count % 3 : 0) }, (_, index) => changeOf(sort, at * 1000 + index)),
    );
    const others = Array.from({ length: 700 }, (_, index) => changeOf("other", 5000 + index));
    const told = markdownOf(planOfChanges([...others, ...grave]), most);
    expect(told.length).toBeLessThanOrEqual(most);
    for (const change of grave) expect(["heading", "line"], change.address).toContain(formOf(told, nameOf(change)));
    expect(formOf(told, nameOf(changeOf("other", 5699)))).not.toBe("heading");
  });

  test("folds what is more than 300 to counts and addresses, and the first line says so", () => {
    const many = Array.from({ length: 2_000 }, (_, index) => changeOf("delete", index));
    const told = markdownOf(planOfChanges(many), 65_536);
    const forms = many.map((change) => formOf(told, nameOf(change)));
    expect(forms.filter((form) => form === "line" || form === "heading").length).toBeGreaterThanOrEqual(300);
    expect(forms.slice(0, 300)).not.toContain("name");
    expect(forms).toContain("name");
    const [first = ""] = told.split("\n");
    const counted = [...first.matchAll(/(\d+) in /g)].reduce((sum, [, number]) => sum + Number(number), 0);
    expect(counted).toBe(2_000);
  });

  test("is no longer than a summary of a job, counted in bytes, and tells there more than a comment does", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => changeOf(index % 2 === 0 ? "review" : "grave", index));
    const plan = planOfChanges(many);
    const bytes = { most: 2 ** 20, measure: (text: string) => Buffer.byteLength(text) };
    const summary = planMarkdown({ plan, kinds, timezone: "Asia/Shanghai" }, english, bytes);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(2 ** 20);
    expect(summary.length).toBeGreaterThan(markdownOf(plan, 65_536).length * 5);
  });

  test("has one giant change in it", () => {
    const ids = Array.from({ length: 30_000 }, (_, index) => index);
    const giant = changed("coffee/MemberCard/grave-1-end", {
      fields: [fieldOf("/base_info/location_id_list", { before: [1], after: ids, badges: ["money"] })],
    });
    const told = markdownOf(planOfChanges([giant]), 65_536);
    expect(told.length).toBeLessThan(2_000);
    expect(told).toMatch(
      /^- Change `MemberCard\/grave-1-end`: `base_info\.location_id_list` `\+0` `\+2` `\+3` and \d+ more$/m,
    );
  });
});

/** Of the processor; several times what it takes. */
const mostCpuMs = 8_000;

test("10,000 changes take time that grows with their number", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => changeOf(sorts[index % sorts.length] ?? "other", index));
  const plan = planOfChanges(many);
  const result = { plan, kinds, timezone: "Asia/Shanghai" };
  const cost = costOf(() => {
    markdownOf(plan, 65_536);
    planText(result, english, paint(false));
  });
  expect(cost).toBeLessThan(mostCpuMs);
});
