import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { ApplyReport } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import { github } from "../../src/report/formats/github.ts";
import { rendererOf } from "../../src/report/formats/registry.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import { paint } from "../../src/report/paint.ts";
import type { Renderer } from "../../src/report/renderer.ts";
import { tries } from "../documents/support.ts";
import { costOf } from "../helpers/effort.ts";
import { trouble } from "../helpers/planned.ts";
import { planOfChanges } from "./plans.ts";
import { anyShape, changeOf, planOf, sorts } from "./random-plans.ts";

// Proves G26.

const plain = paint(false);
const timezone = "Asia/Shanghai";
const bytes = (text: string) => Buffer.byteLength(text, "utf8");

/** What each robot counts of a message. */
const robots = {
  wecom: { most: 4_096, counted: (body: string) => bytes(textIn(body)) },
  feishu: { most: 20_000, counted: bytes },
  dingtalk: { most: 20_000, counted: bytes },
} as const;

type Robot = keyof typeof robots;

const languages = { en: english, "zh-CN": chinese } as const;
const spoken = Object.keys(languages) as (keyof typeof languages)[];

const renderers = new Map<string, Renderer>();
for (const name of spoken)
  for (const format of [...(Object.keys(robots) as Robot[]), "html" as const])
    renderers.set(`${name} ${format}`, await rendererOf(format, languages[name]));

function rendererIn(name: string, format: string): Renderer {
  const renderer = renderers.get(`${name} ${format}`);
  if (renderer === undefined) throw new Error(`${name} ${format}`);
  return renderer;
}

/** The text that a group reads. */
function textIn(body: string): string {
  const { markdown, card } = JSON.parse(body) as {
    markdown?: { content?: string; text?: string };
    card?: { elements: { content: string }[] };
  };
  return markdown?.content ?? markdown?.text ?? card?.elements[0]?.content ?? "";
}

/** A report of a plan of which every step ended in one of the ways there are. */
function reportOf(plan: Plan): ApplyReport {
  const outcomes = plan.steps.map(({ id, address }, index) => {
    const problem = trouble("weixin-45009", { address }, { reason: `no ${index}` });
    return index % 3 === 0
      ? { step: id, address, status: "failed" as const, problem }
      : { step: id, address, status: "done" as const, result: "settled" as const };
  });
  return { outcomes, problems: plan.problems, interrupted: false };
}

describe("a message for a robot", () => {
  test.each(Object.entries(robots))("fits, and its first line tells of a cut: %s", (robot, { most, counted }) => {
    const property = fc.property(anyShape, fc.constantFrom(...spoken), (shape, name) => {
      const plan = planOf(shape);
      const renderer = rendererIn(name, robot);
      const { view } = languages[name].results;
      const planned = renderer.plan({ plan, kinds, timezone }, plain);
      const applied = renderer.apply({ report: reportOf(plan), plan, kinds, timezone }, plain);
      for (const [body, title] of [
        [planned, view.plan],
        [applied, view.apply],
      ] as const) {
        expect(counted(body), name).toBeLessThanOrEqual(most);
        const [first = ""] = textIn(body).split("\n");
        expect(first.startsWith(`**${title}** `)).toBe(true);
        expect(first.replaceAll("&#58;", ":")).toContain("sha256:0f1e2d");
      }
      const [first = "", ...rest] = textIn(planned).split("\n");
      expect(first).toContain(String(plan.summary.calls));
      const isCut = first.includes(name === "en" ? "Cut to fit" : "篇幅所限有删减");
      const told = rest.join("\n").replaceAll("&#45;", "-").replaceAll("&#47;", "/");
      const named = plan.changes.filter(({ address }) => told.includes(address.split("/")[2] ?? ""));
      // What nothing says is cut is there: every change by its name.
      if (!isCut) expect(named.length).toBe(plan.changes.length);
      // Nothing lighter is named while something graver is only counted.
      const counts = sorts.map((sort) => plan.changes.filter(({ address }) => address.includes(`/${sort}-`)));
      const missing = counts.map((own) => own.filter((change) => !named.includes(change)).length);
      const firstCut = missing.findIndex((number) => number > 0);
      const lighter = ["drift", "other", "review"].filter((sort) => sorts.indexOf(sort as "drift") > firstCut);
      if (firstCut !== -1)
        for (const sort of lighter)
          expect(
            named.some(({ address }) => address.includes(`/${sort}-`)),
            sort,
          ).toBe(false);
    });
    fc.assert(property, tries(20, 1_000));
  });

  test("says what stands on the first line also where all of it had to go", () => {
    const many = planOfChanges(
      Array.from({ length: 3_000 }, (_, index) => changeOf(sorts[index % sorts.length] ?? "other", index)),
      {
        accounts: Array.from({ length: 300 }, (_, index) => ({
          ...{ name: `account-${index}`, platform: "weixin", identity: `wx${index}`, complete: true, applicable: true },
        })),
        consent: (["delete", "replace", "irreversible", "many", "drift", "resubmit", "lossy", "reach"] as const).map(
          (what) => ({
            what,
            address: `coffee/MemberCard/${"长".repeat(200)}`,
            given: false,
            snippet: "s".repeat(300),
          }),
        ),
        problems: Array.from({ length: 300 }, (_, at) => trouble("bug", {}, { reason: `${at}`.repeat(300) })),
        unmanaged: Array.from({ length: 300 }, (_, at) => ({ account: "coffee", kind: "MemberCard", id: `p${at}` })),
      },
    );
    for (const name of spoken)
      for (const [robot, { most, counted }] of Object.entries(robots)) {
        const body = rendererIn(name, robot).plan({ plan: many, kinds, timezone }, plain);
        expect(counted(body), `${name} ${robot}`).toBeLessThanOrEqual(most);
        // As much as possible of what is graver is told.
        expect(counted(body), `${name} ${robot}`).toBeGreaterThan(most * 0.7);
      }
  });
});

test("the summary of a step fits into what room there is", () => {
  const rooms = fc.constantFrom(4_096, 20_000, 65_536, 1_048_576);
  const property = fc.property(anyShape, rooms, fc.constantFrom(...spoken), (shape, room, name) => {
    const plan = planOf(shape);
    const renderer = github(languages[name], room);
    const problems = Array.from({ length: 2_000 }, (_, at) => trouble("bug", {}, { reason: `r${at}` }));
    const texts = [
      renderer.plan({ plan, kinds, timezone }, plain),
      renderer.apply({ report: reportOf(plan), plan, kinds, timezone }, plain),
      renderer.validation({ problems, kinds }, plain),
    ];
    for (const text of texts) expect(bytes(text)).toBeLessThanOrEqual(room);
    if (room < 65_536) expect(texts[2]).toMatch(/^(?:Cut to fit|篇幅所限有删减)/);
  });
  fc.assert(property, tries(15, 1_000));
});

/** Of the processor; several times what it takes. */
const mostCpuMs = 10_000;

test.each([...Object.keys(robots), "html"])(
  "10,000 changes become %s in time that grows with their number",
  (format) => {
    const many = Array.from({ length: 10_000 }, (_, index) => changeOf(sorts[index % sorts.length] ?? "other", index));
    const plan = planOfChanges(many);
    let made = "";
    const cost = costOf(() => {
      made = rendererIn("zh-CN", format).plan({ plan, kinds, timezone }, plain);
    });
    expect(cost).toBeLessThan(mostCpuMs);
    // A page in a file is whole.
    if (format !== "html") return;
    const named = new Set([...made.matchAll(/<h3>[^<]*<code>MemberCard\/([^<]*)<\/code>/g)].map(([, name]) => name));
    expect(named.size).toBe(many.length);
  },
);
