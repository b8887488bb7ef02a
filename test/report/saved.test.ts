import { describe, expect, test } from "vitest";
import { validator as isPlan } from "../../src/generated/validators/plan.js";
import { kinds } from "../../src/kinds/registry.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { ApplyReport } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import { type Problem, problem } from "../../src/model/problem.ts";
import { json } from "../../src/report/formats/json.ts";
import { markdown } from "../../src/report/formats/markdown.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import { savedPlan } from "../../src/report/saved/plan.ts";
import { savedReport } from "../../src/report/saved/report.ts";
import { plans } from "./plans.ts";

/*
 * What JSON holds of a plan or a report is enough to tell all of it again, in any language.
 */
const timezone = "Asia/Shanghai";
const languages = [english, chinese];

const digest = `sha256:${"0f".repeat(32)}`;

/** Plans as the tool makes them, with digests and the name of their format. */
const whole = Object.entries(plans).map(([shape, plan]): [string, Plan] => [
  shape,
  {
    ...plan,
    format: "wxcards.plan/1",
    tool: "wxcards 0.1.0",
    ...{ digest, documents: digest },
    changes: plan.changes.map((change) => ({ ...change, seen: digest })),
  },
]);

/** The first plan that changes a field. */
const changing = whole.find(([, { changes }]) => (changes[0]?.fields.length ?? 0) > 0)?.[1];

function readBack(plan: Plan): Plan {
  const value = JSON.parse(json().plan({ plan, kinds, timezone })) as JsonObject;
  expect(isPlan(value)).toBe(true);
  return savedPlan(value, kinds);
}

const gold = "coffee/MemberCard/gold";
const place = { file: "cards/gold.yaml", line: 9, column: 12 };
const withheld = problem("secret-in-file", { key: "appsecret: 0123456789abcdef0123456789abcdef" }, { place });
const problems: readonly Problem[] = [
  problem("plan-moved", { address: gold, moved: [{ path: "/base_info/title", wasDeclared: "a", isDeclared: "b" }] }),
  problem("text-too-long", { limit: 27, bytes: 30, unit: "bytes" } as never, {
    address: gold,
    path: "/base_info/title",
    place,
  }),
  problem("card-expired", { state: "CARD_STATUS_EXPIRED" }, { address: gold }),
  problem("credential-missing", { account: "bakery", variables: ["WXCARDS_BAKERY_APPSECRET"] }, { account: "bakery" }),
  { ...withheld, place: { ...place, hidden: true, text: "appsecret: 0123456789abcdef0123456789abcdef" } },
];

describe("a plan that was read back", () => {
  test.each(whole)("is told in the same words: %s", (_shape, plan) => {
    const saved = readBack(plan);
    for (const language of languages) {
      const told = markdown(language);
      expect(told.plan({ plan: saved, kinds, timezone })).toBe(told.plan({ plan, kinds, timezone }));
    }
  });

  test("has its problems in any language, and keeps what was withheld", () => {
    if (changing === undefined) throw new Error("no plan");
    const plan = { ...changing, problems };
    for (const language of languages) {
      const told = markdown(language);
      const text = told.plan({ plan: readBack(plan), kinds, timezone });
      expect(text).toBe(told.plan({ plan, kinds, timezone }));
      expect(text).not.toContain("0123456789abcdef");
      expect(text).not.toContain("undefined");
    }
  });

  test("has what JSON spells otherwise: what nobody has seen, how far it reaches, as of when", () => {
    const first = changing;
    const [change] = first?.changes ?? [];
    const [field] = change?.fields ?? [];
    const [account] = first?.accounts ?? [];
    if (first === undefined || change === undefined || field === undefined || account === undefined)
      throw new Error("no field");
    const plan: Plan = {
      ...first,
      accounts: [{ ...account, state: { store: "branch", asOf: "2026-11-28T10:00:00+08:00", known: true } }],
      changes: [{ ...change, reach: { givenOut: 12 }, fields: [{ ...field, before: null, unseen: true }] }],
      recovery: [{ address: gold, operation: "update", notBefore: "2026-11-28T10:10:00+08:00", will: "wait" }],
      offline: { asOf: "2026-11-28T10:00:00+08:00" },
    };
    expect(readBack(plan)).toEqual(plan);
  });
});

describe("a report that was read back", () => {
  const report: ApplyReport = {
    outcomes: [
      { step: "1", address: gold, status: "done", result: "in-review", inReview: ["/base_info/title"] },
      { step: "2", address: gold, status: "done", result: "not-applied", notApplied: ["/base_info/notice"] },
      {
        step: "3",
        address: "coffee/PayGiftRule/a",
        status: "failed",
        problem: problem("interrupted", {}),
        restored: "live",
      },
      {
        step: "4",
        address: "coffee/PayGiftRule/a",
        status: "done",
        result: "partial",
        objects: [{ id: "9000001", items: ["1900100001"] }],
        also: [problem("interrupted", {})],
        dropped: ["/base_info/x"],
        unverifiable: [],
      },
    ],
    problems,
    recovered: [{ address: gold, operation: "update", result: "waits", notBefore: "2026-11-28T10:10:00+08:00" }],
    interrupted: false,
  };

  test.each(whole.slice(0, 12))("is told in the same words, with its plan: %s", (_shape, plan) => {
    const value = JSON.parse(json().apply({ report, kinds, plan, timezone })) as JsonObject;
    const saved = savedReport({ value, kinds, isPlan });
    expect(saved).toBeDefined();
    if (saved === undefined) return;
    for (const language of languages) {
      const told = markdown(language);
      expect(told.apply({ ...saved, kinds, timezone })).toBe(told.apply({ report, kinds, plan, timezone }));
    }
  });

  test("without a plan, and from a run that was interrupted", () => {
    const value = JSON.parse(json().apply({ report, kinds })) as JsonObject;
    expect(savedReport({ value, kinds, isPlan })).toMatchObject({ report: { outcomes: report.outcomes } });
    const accounts = [{ name: "coffee", result: "failed", exit: 130 }];
    expect(savedReport({ value: { ...value, accounts }, kinds, isPlan })?.report.interrupted).toBe(true);
  });

  test.each([
    ["no outcomes", { problems: [] }],
    ["an outcome of no step", { outcomes: [{ address: gold, status: "done" }], problems: [] }],
    ["a status nobody has", { outcomes: [{ step: "1", address: gold, status: "won" }], problems: [] }],
    ["an outcome that is none", { outcomes: [null], problems: [] }],
    ["something settled in a way nobody has", { outcomes: [], problems: [], recovered: [{ address: gold }] }],
  ] satisfies [string, JsonObject][])("is none with %s", (_title, value) => {
    expect(savedReport({ value, kinds, isPlan })).toBeUndefined();
  });

  test("a plan in it that is none is left out", () => {
    const value: JsonObject = { outcomes: [], problems: [], plan: { changes: "all" } };
    expect(savedReport({ value, kinds, isPlan })).toEqual({
      report: { outcomes: [], problems: [], recovered: [], interrupted: false },
    });
  });
});
