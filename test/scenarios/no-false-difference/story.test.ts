import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Behaviours } from "../../../src/sandbox/behaviours.ts";
import { card, goldCard, goldId, liveGold, liveSilver, silverCard, silverId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld } from "../../helpers/world.ts";

interface Row {
  readonly spec: string;
  readonly live: JsonObject;
  readonly behaviours?: Partial<Behaviours>;
}

const range: JsonObject = {
  type: "DATE_TYPE_FIX_TIME_RANGE",
  begin_timestamp: 1_767_196_800,
  end_timestamp: 1_830_268_799,
};

/** Two spellings of one value, the file's and the platform's. */
const rows: Readonly<Record<string, Row>> = {
  "a colour by its name, live as hex": {
    spec: "base_info: { color: Color010 }",
    live: { base_info: { color: "Color010" } },
  },
  "a colour as hex in capitals": {
    spec: 'base_info: { color: "#63B359" }',
    live: { base_info: { color: "Color010" } },
  },
  "a colour that has no name, as long as it is the live one": {
    spec: 'base_info: { color: "#123456" }',
    live: { base_info: { color: "#123456" } },
  },
  "stores in another order": {
    spec: "base_info: { location_id_list: [3, 1, 2] }",
    live: { base_info: { location_id_list: [1, 2, 3] } },
  },
  "texts with the line breaks of Windows": {
    spec: "base_info:\n  description: |-\n    第一行\n    第二行\nprerogative: |-\n  甲\n  乙",
    live: { base_info: { description: "第一行\r\n第二行" }, prerogative: "甲\r\n乙" },
  },
  "a picture over https where the platform says http": {
    spec: "base_info: { logo_url: https://mmbiz.qpic.cn/mmbiz_png/gold/0 }",
    live: { base_info: { logo_url: "http://mmbiz.qpic.cn/mmbiz_png/gold/0" } },
  },
  "no stores, said as an empty list": { spec: "base_info: { location_id_list: [] }", live: {} },
  "no stores, said as null": { spec: "base_info: { location_id_list: null }", live: {} },
  "no telephone, never set": { spec: "base_info: { service_phone: null }", live: {} },
  "no telephone, cleared before": {
    spec: "base_info: { service_phone: null }",
    live: { base_info: { service_phone: "" } },
  },
  "an empty text where nothing was ever set": { spec: 'base_info: { center_title: "" }\nprerogative: ""', live: {} },
  "a second entry that was cleared to empty texts": {
    spec: "custom_cell2: null",
    live: { custom_cell2: { name: "", tips: "", url: "" } },
  },
  "a second entry that was never there": { spec: "custom_cell2: null", live: {} },
  "members of an entry that are empty on one side": {
    spec: "custom_cell1: { name: 附近门店, tips: null, url: https://m.yunshan.example/stores }",
    live: { custom_cell1: { name: "附近门店", url: "https://m.yunshan.example/stores" } },
  },
  "a validity whose type the platform writes as 1": {
    spec: "base_info:\n  date_info: { type: DATE_TYPE_FIX_TIME_RANGE, begin_timestamp: 2026-01-01, end_timestamp: 2027-12-31 }",
    live: { base_info: { date_info: range } },
    behaviours: { numericDateType: true },
  },
  "a validity whose type the file writes as 1": {
    spec: "base_info:\n  date_info: { type: 1, begin_timestamp: 1767196800, end_timestamp: 1830268799 }",
    live: { base_info: { date_info: range } },
  },
  "instants with an offset of their own": {
    spec: "base_info:\n  date_info: { begin_timestamp: 2025-12-31T16:00:00Z, end_timestamp: 2027-12-31T23:59:59+08:00 }",
    live: { base_info: { date_info: range } },
  },
  "a validity in days": {
    spec: "base_info:\n  date_info: { type: DATE_TYPE_FIX_TERM, fixed_term: 365, fixed_begin_term: 0 }",
    live: { base_info: { date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 365, fixed_begin_term: 0 } } },
    behaviours: { numericDateType: true },
  },
  "advanced information, its sets in another order": {
    spec: "advanced_info:\n  business_service: [BIZ_SERVICE_FREE_WIFI, BIZ_SERVICE_DELIVER]\n  time_limit: [{ type: SUNDAY }, { begin_hour: 9, type: MONDAY }]\n  text_image_list: []",
    live: {
      advanced_info: {
        business_service: ["BIZ_SERVICE_DELIVER", "BIZ_SERVICE_FREE_WIFI"],
        time_limit: [{ type: "MONDAY", begin_hour: 9 }, { type: "SUNDAY" }],
      },
    },
  },
  "lists of advanced information that the platform adds by itself": {
    spec: "advanced_info: { time_limit: [], business_service: [] }",
    live: {},
  },
  "switches that are off on both sides": {
    spec: "supply_bonus: false\nsupply_balance: false\nauto_activate: false",
    live: { auto_activate: false },
  },
  "stock of which members took a part": {
    spec: "base_info: { sku: { total_quantity: 1000 } }",
    live: { base_info: { sku: { total_quantity: 1000, quantity: 400 } } },
  },
};

/** The same value in two spellings is no change, and never sent. */
describe("no-false-difference", () => {
  test.each(Object.entries(rows))("%s", async (_name, { spec, live, behaviours = {} }) => {
    const world = await newWorld({ files: { "cards/gold.yaml": card("gold", goldId, spec) }, behaviours });
    world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
    const text = await world.cli("plan --detailed-exitcode");
    expect(text).toMatchObject({ code: 0, stdout: "No changes. 1 unchanged.\n", stderr: "" });
    const plan = readPlan((await world.cli("plan --format json")).stdout);
    expect(plan).toMatchObject({ changes: [], steps: [], problems: [] });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("whole cards, in every manner in which the platform answers", async () => {
    for (const behaviours of [{}, { colourAs: "name" }, { numericDateType: true }] satisfies Partial<Behaviours>[]) {
      const world = await newWorld({
        files: { "cards/gold.yaml": goldCard, "cards/silver.yaml": silverCard },
        behaviours,
      });
      world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, created_in: "console" });
      world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
      expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 2 unchanged.\n");
    }
  });

  test("a difference of one character is still a difference", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.edit("cards/gold.yaml", "不可转赠。", "不可转赠");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });
});
