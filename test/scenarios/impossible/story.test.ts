import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { card, goldId, project } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";
const memory = "wxcards.state/coffee/state.yaml";
const day = 86_400;
const begin = 1_767_196_800;
const end = 1_830_268_799;
const rangeText = "DATE_TYPE_FIX_TIME_RANGE, begin_timestamp: 2026-01-01, end_timestamp: 2027-12-31";
const range: JsonObject = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: begin, end_timestamp: end };

interface Row {
  /** What the file says; the live card differs from it in a way that nothing can mend. */
  readonly spec: string;
  readonly live: JsonObject;
  readonly code: string;
  /** The line of the file that the problem names; `spec:` is line 5. */
  readonly line: number;
  readonly path: string;
  /** How the card looked while it still fitted the file. */
  readonly fitting: JsonObject;
}

const rows: Readonly<Record<string, Row>> = {
  "another brand_name": {
    spec: "base_info:\n  brand_name: 新云杉",
    live: { base_info: { brand_name: "云杉咖啡" } },
    fitting: { base_info: { brand_name: "新云杉" } },
    code: "field-cannot-change",
    path: "/base_info/brand_name",
    line: 7,
  },
  "an end that comes earlier": {
    spec: `base_info:\n  date_info: { type: ${rangeText} }`,
    live: { base_info: { date_info: { ...range, end_timestamp: end + day } } },
    fitting: { base_info: { date_info: range } },
    code: "moves-only-later",
    path: "/base_info/date_info/end_timestamp",
    line: 7,
  },
  "a beginning that comes later": {
    spec: `base_info:\n  date_info: { type: ${rangeText} }`,
    live: { base_info: { date_info: { ...range, begin_timestamp: begin - day } } },
    fitting: { base_info: { date_info: range } },
    code: "moves-only-earlier",
    path: "/base_info/date_info/begin_timestamp",
    line: 7,
  },
  "another type of validity": {
    spec: `base_info:\n  date_info:\n    type: DATE_TYPE_PERMANENT`,
    live: { base_info: { date_info: range } },
    fitting: { base_info: { date_info: { type: "DATE_TYPE_PERMANENT" } } },
    code: "field-cannot-change",
    path: "/base_info/date_info/type",
    line: 8,
  },
  "a range for a permanent card": {
    spec: `base_info:\n  date_info:\n    type: ${rangeText.replaceAll(", ", "\n    ")}`,
    live: { base_info: { date_info: { type: "DATE_TYPE_PERMANENT" } } },
    fitting: { base_info: { date_info: range } },
    code: "field-cannot-change",
    path: "/base_info/date_info/type",
    line: 8,
  },
  "other days for a term": {
    spec: "base_info:\n  date_info:\n    type: DATE_TYPE_FIX_TERM\n    fixed_term: 400",
    live: { base_info: { date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 365, fixed_begin_term: 0 } } },
    fitting: { base_info: { date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 400, fixed_begin_term: 0 } } },
    code: "field-cannot-change",
    path: "/base_info/date_info/fixed_term",
    line: 9,
  },
  "points switched off": {
    spec: "supply_bonus: false",
    live: { supply_bonus: true },
    fitting: { supply_bonus: false },
    code: "moves-only-false-to-true",
    path: "/supply_bonus",
    line: 6,
  },
  "stored value switched off": {
    spec: "supply_balance: false",
    live: { supply_balance: true },
    fitting: { supply_balance: false },
    code: "moves-only-false-to-true",
    path: "/supply_balance",
    line: 6,
  },
  "a colour without a name": {
    spec: 'base_info:\n  color: "#123456"',
    live: { base_info: { color: "Color010" } },
    fitting: { base_info: { color: "#123456" } },
    code: "colour-without-name",
    path: "/base_info/color",
    line: 7,
  },
  "advanced information": {
    spec: "advanced_info:\n  use_condition:\n    least_cost: 5000",
    live: { advanced_info: { use_condition: { least_cost: 3000 } } },
    fitting: { advanced_info: { use_condition: { least_cost: 5000 } } },
    code: "field-cannot-change",
    path: "/advanced_info/use_condition/least_cost",
    line: 8,
  },
};

async function withLive(row: Row, live: JsonObject, drift = "keep"): Promise<World> {
  const files = { "wxcards.yaml": project(`guards: { drift: ${drift} }\n`), [file]: card("gold", goldId, row.spec) };
  const world = await newWorld({ files });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  return world;
}

/** What the platform never does is said before anything is sent: an error when the file asks for it, a warning when only the platform moved. */
describe("impossible", () => {
  describe("asked for by the file", () => {
    test.each(Object.entries(rows))("%s: exit 3 with its line, and nothing is sent", async (_name, row) => {
      const world = await withLive(row, row.live);
      const before = world.read(memory);
      const plan = await world.cli("plan --format json");
      expect(plan.code).toBe(3);
      const { problems, steps, applicable, complete, changes } = readPlan(plan.stdout);
      expect(problems.map(({ code, severity, file: at, line }) => ({ code, severity, at, line }))).toEqual([
        { code: row.code, severity: "error", at: file, line: row.line },
      ]);
      expect({ steps, applicable, complete }).toEqual({ steps: [], applicable: false, complete: true });
      expect(changes[0]?.fields.find((field) => field.path === row.path)?.verdict).toBe("blocked");
      const text = await world.cli("plan --detailed-exitcode");
      expect(text.code).toBe(3);
      expect(text.stdout).toContain(`${file}:${row.line}:`);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
      expect(world.read(memory)).toBe(before);
    });

    test("a validity without its type for a permanent card", async () => {
      const row = {
        ...(rows["another brand_name"] as Row),
        spec: "base_info:\n  date_info:\n    end_timestamp: 2028-12-31",
      };
      const world = await withLive(row, { base_info: { date_info: { type: "DATE_TYPE_PERMANENT" } } });
      const plan = await world.cli("plan --format json");
      expect(plan.code).toBe(3);
      expect(readPlan(plan.stdout).problems.map(({ code, line }) => [code, line])).toEqual([
        ["validity-not-changeable", 8],
      ]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
    });

    test("all together: every problem in one run, and what could be sent is held back with them", async () => {
      const world = await newWorld({ files: { [file]: card("gold", goldId, all) } });
      world.sandbox.addCard(coffee.appid, liveAll, { card_id: goldId });
      const plan = await world.cli("plan");
      expect(plan.code).toBe(3);
      await golden(plan.stdout, "all.txt");
      const { problems } = readPlan((await world.cli("plan --format json")).stdout);
      expect(problems.map(({ code, line }) => [code, line])).toEqual([
        ["field-cannot-change", 8],
        ["colour-without-name", 9],
        ["moves-only-earlier", 12],
        ["moves-only-later", 13],
        ["moves-only-false-to-true", 14],
      ]);
      const applied = await world.cli("apply --yes");
      expect(applied.code).toBe(3);
      expect(world.writes()).toEqual([]);
    });
  });

  describe("done at the console, the file as it was", () => {
    test.each(Object.entries(rows))("%s: a warning, exit 0, and nothing is sent", async (_name, row) => {
      const world = await withLive(row, row.fitting);
      expect((await world.cli("apply --yes")).code).toBe(0);
      moveTo(world, row);
      const plan = await world.cli("plan --format json --detailed-exitcode");
      expect(plan.code).toBe(0);
      const { problems, steps, changes, applicable, summary } = readPlan(plan.stdout);
      expect(problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
        [row.code, "warning", row.line],
      ]);
      expect({ steps, applicable, drift: summary["drift"] }).toEqual({ steps: [], applicable: true, drift: 1 });
      expect(changes[0]?.fields.find((field) => field.path === row.path)).toMatchObject({
        verdict: "keep",
        origin: "drift",
      });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toEqual([]);
    });

    test.each(Object.entries(rows))("%s: cannot be overwritten either, and is no error", async (_name, row) => {
      const world = await withLive(row, row.fitting, "overwrite");
      expect((await world.cli("apply --yes")).code).toBe(0);
      moveTo(world, row);
      const plan = await world.cli("plan --format json --detailed-exitcode");
      const { problems, steps } = readPlan(plan.stdout);
      expect(problems.map(({ code, severity }) => [code, severity])).toEqual([[row.code, "warning"]]);
      expect([plan.code, steps]).toEqual([0, []]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toEqual([]);
    });
  });
});

/** Brings the card from what fits the file to what does not, as a person at the console would. */
function moveTo(world: World, row: Row): void {
  const dateInfo = (row.live["base_info"] as JsonObject | undefined)?.["date_info"];
  if (dateInfo !== undefined) world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { date_info: null } });
  world.sandbox.editInConsole(coffee.appid, goldId, row.live);
}

const all = `
base_info:
  title: 新标题
  brand_name: 新云杉
  color: "#123456"
  date_info:
    type: DATE_TYPE_FIX_TIME_RANGE
    begin_timestamp: 2026-02-01
    end_timestamp: 2027-06-30
supply_bonus: false
prerogative: 新特权
`;

const liveAll: JsonObject = {
  base_info: { title: "旧标题", brand_name: "云杉咖啡", color: "Color010", date_info: range },
  supply_bonus: true,
  prerogative: "旧特权",
};
