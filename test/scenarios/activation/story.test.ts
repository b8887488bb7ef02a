import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { card, goldId, newCard } from "../../helpers/documents.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";
const form = "card/membercard/activateuserform/set";
const url = "https://m.yunshan.example/activate";

interface Shown {
  readonly code: string;
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

async function warned(world: World, command = "plan --format json"): Promise<readonly Shown[]> {
  const { problems } = JSON.parse((await world.cli(command)).stdout) as { problems: readonly Shown[] };
  return problems.filter(({ code }) => code.startsWith("activation-"));
}

async function withCard(spec: string, live: JsonObject): Promise<World> {
  const world = await newWorld({ files: { [file]: card("gold", goldId, spec) } });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  return world;
}

/** Which way a card is activated, and when that needs a word: one for one cause. */
describe("activation", () => {
  describe("a live card that changes its way of activation is told with what users report", () => {
    test.each([
      ["auto_activate to wx_activate", { auto_activate: true }, "auto_activate: false\nwx_activate: true", 7],
      ["auto_activate to wx_activate, which comes before", { wx_activate: true }, "auto_activate: true", 6],
      ["activate_url to auto_activate", { activate_url: url }, "activate_url: null\nauto_activate: true", 7],
      ["wx_activate to activate_url", { wx_activate: true }, `wx_activate: false\nactivate_url: ${url}`, 7],
      ["auto_activate to none", { auto_activate: true }, "auto_activate: false", 6],
    ])("%s", async (_about, live, spec, line) => {
      const [found, ...more] = await warned(await withCard(spec, live));
      expect(more).toEqual([]);
      expect(found).toMatchObject({ code: "activation-switched", line });
      expect(found?.message).toContain("no effect");
      // The form is a matter of one-click activation only, and is told along with it.
      const isOneClick = spec.includes("wx_activate: true");
      expect([found?.hint.includes(form), found?.hint.includes("72026")]).toEqual([isOneClick, isOneClick]);
    });
  });

  test("a live card that had no way gets one-click activation: its form is not set", async () => {
    const found = await warned(await withCard("wx_activate: true", {}));
    expect(found).toMatchObject([{ code: "activation-form-unset", line: 6 }]);
    expect(found[0]?.message).toContain(form);
  });

  test.each([
    ["one-click activation that is live", "wx_activate: true\nbase_info:\n  notice: 请出示", { wx_activate: true }],
    ["another address of the same way", `activate_url: ${url}`, { activate_url: "https://m.yunshan.example/old" }],
    ["a first way that needs no form", "auto_activate: true", {}],
    ["a way that nothing is said of", "base_info:\n  notice: 请出示", { auto_activate: true }],
  ])("%s needs no word", async (_about, spec, live) => {
    expect(await warned(await withCard(spec, live))).toEqual([]);
  });

  test("a way that stays without effect beside a live one is told once, whoever says both", async () => {
    const live = { auto_activate: true };
    const beside = await warned(await withCard("wx_activate: true", live));
    expect(beside).toMatchObject([{ code: "activation-modes-live", line: 6 }]);
    const both = await warned(await withCard("auto_activate: true\nwx_activate: true", live));
    expect(both).toMatchObject([{ code: "activation-modes", line: 7 }]);
  });

  test("a new card: told before it is made, and never again once it is there", async () => {
    const files = {
      "cards/none.yaml": newCard("none", "甲卡"),
      [file]: `${newCard("gold", "乙卡")}  wx_activate: true\n`,
    };
    const world = await newWorld({ files });
    const offline = await warned(world, "validate --format json");
    expect(offline.map(({ code }) => code).sort()).toEqual(["activation-form-unset", "activation-none"]);
    expect(await warned(world)).toEqual(offline);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(await warned(world, "validate --format json")).toEqual([]);
    expect(await warned(world)).toEqual([]);
  });

  test("a mini program after the form, and behind an entry: sent, read back or remembered, nothing left to do", async () => {
    for (const shown of ["shown", "hidden"] as const) {
      const program = (prefix: string) => [
        `${prefix}app_brand_user_name: gh_7d3f5a90c1be@app`,
        `${prefix}app_brand_pass: pages/a`,
      ];
      const cell = ["custom_cell1:", "  name: 附近门店", ...program("").map((line) => `  ${line}`)];
      const spec = ["wx_activate: true", "wx_activate_after_submit: true", ...program("activate_"), ...cell].join("\n");
      const world = await withCard(spec, { wx_activate: true, wx_activate_after_submit: true });
      world.sandbox.behaviours.miniProgramFields = shown;
      expect((await world.cli("apply --yes")).code).toBe(0);
      const [body] = world.bodies("/card/update") as [{ member_card: JsonObject }];
      expect(body.member_card).toEqual({
        activate_app_brand_user_name: "gh_7d3f5a90c1be@app",
        activate_app_brand_pass: "pages/a",
        custom_cell1: { name: "附近门店", app_brand_user_name: "gh_7d3f5a90c1be@app", app_brand_pass: "pages/a" },
      });
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    }
  });
});
