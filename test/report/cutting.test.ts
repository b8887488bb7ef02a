import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { Change, Plan } from "../../src/model/plan.ts";
import { planMarkdown } from "../../src/report/formats/markdown/plan.ts";
import { planText } from "../../src/report/formats/text/plan.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { page } from "../../src/report/page.ts";
import { paint } from "../../src/report/paint.ts";
import { tries } from "../documents/support.ts";
import { costOf } from "../helpers/effort.ts";
import { changed, fieldOf } from "../helpers/planned.ts";
import { planOfChanges } from "./plans.ts";
import { anyShape, changeOf, planOf, type Sort, sortOf, sorts } from "./random-plans.ts";

// Proves G26.

const headings: Readonly<Record<Sort, string>> = {
  blocked: "Cannot be done",
  delete: "Deletes",
  replace: "Replaces",
  grave: "One way, or about money",
  review: "Goes to review",
  other: "Other changes",
  drift: "Drift, left as it is live",
};

const budgets = [65_536, 20_000, 6_000, 2_500];

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
