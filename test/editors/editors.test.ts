import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../helpers/world.ts";
import { type Editor, openEditor } from "./language-server.ts";

/*
 * What somebody sees who opens the folder of a project in an editor: the language server that editors run for YAML, over
 * its protocol, without settings and without a network. The folder is as `wxcards init` leaves it.
 */
const line = "# yaml-language-server: $schema=../wxcards.schema.json\n";
const card = (spec: string) => `${line}kind: MemberCard\nname: gold\nspec:\n${spec}`;
const labels = {
  "zh-CN": {
    title: "会员卡标题：",
    colour: "卡券背景色：",
    rule: "商户号：",
    timezone: "时区：",
    script: /\p{Script=Han}/u,
  },
  en: {
    title: "Title: ",
    colour: "Colour: ",
    rule: "Merchant ids: ",
    timezone: "Time zone: ",
    script: /^\P{Script=Han}+$/u,
  },
};

describe.each([
  ["zh-CN", "zh_CN.UTF-8"],
  ["en", "C.UTF-8"],
] as const)("in a folder made by init in %s, for a machine that speaks it", (language, locale) => {
  const own = labels[language];
  let world: World;
  let editor: Editor;
  beforeAll(async () => {
    world = await openWorld({ env: { LANG: locale } });
    world.remove("wxcards.yaml");
    expect((await world.cli("init")).code).toBe(0);
    editor = await openEditor(world.root);
  });
  afterAll(async () => {
    editor?.close();
    await world?.close();
  });

  test("the files of init themselves point at the schema, and nothing in them is marked", async () => {
    for (const file of ["wxcards.yaml", "cards/first.yaml"]) {
      expect(await editor.diagnostics(file, world.read(file))).toEqual([]);
      const text = world.read(file);
      const key = file === "wxcards.yaml" ? "timezone" : "title";
      expect(await editor.hover(file, text.replace(new RegExp(`\\b${key}:`), `|${key}:`))).toContain(own[key]);
    }
  });

  test("every field of a card is offered, each by its label", async () => {
    const offered = await editor.completions("cards/a.yaml", card("  base_info:\n    |\n"));
    const words = new Map(offered.map(({ label, documentation }) => [label, documentation]));
    expect(offered.length).toBeGreaterThanOrEqual(30);
    expect(offered.filter(({ documentation }) => !own.script.test(documentation.replaceAll("\n", " ")))).toEqual([]);
    expect(words.get("title")).toMatch(new RegExp(`^${own.title}`));
    expect(words.get("color")).toMatch(new RegExp(`^${own.colour}`));
    expect(words.has("status")).toBe(false);
    expect((await editor.completions("cards/b.yaml", card("  |\n"))).length).toBeGreaterThanOrEqual(30);
  });

  test("what may be written follows from the kind", async () => {
    const kinds = await editor.completions("cards/c.yaml", `${line}kind: |\n`);
    expect(kinds.map(({ label }) => label).sort()).toEqual(["BrandCard", "MemberCard", "PayGiftRule", "TestWhitelist"]);
    const rule = await editor.completions(
      "cards/d.yaml",
      `${line}kind: PayGiftRule\nname: r\nspec:\n  base_info:\n    |\n`,
    );
    expect(rule.map(({ label }) => label).sort()).toEqual(["begin_time", "end_time", "mchid_list"]);
    expect(rule.find(({ label }) => label === "mchid_list")?.documentation).toMatch(new RegExp(`^${own.rule}`));
    const codes = await editor.completions("cards/e.yaml", card("  base_info:\n    code_type: |\n"));
    expect(codes.map(({ label }) => label)).toContain("CODE_TYPE_QRCODE");
  });

  test("a field says what it is where the mouse rests on it", async () => {
    const shown = await editor.hover("cards/f.yaml", card("  base_info:\n    ti|tle: 金卡\n"));
    expect(shown).toContain(own.title);
    expect(shown).toMatch(own.script === labels.en.script ? /printed on the card face/ : /卡面上的会员卡名称/);
  });

  test("a wrong value, key and type are marked on their lines, and nothing else is", async () => {
    const wrong = card(
      "  base_info:\n    code_type: CODE_TYPE_QR\n    colour: Color010\n    get_limit: many\n    title: 金卡\n",
    );
    const marked = await editor.diagnostics("cards/g.yaml", wrong);
    expect(marked.map(({ line, message }) => [line, message]).sort()).toEqual([
      [5, expect.stringContaining("CODE_TYPE_QRCODE")],
      [6, expect.stringContaining("colour")],
      [7, expect.stringContaining("integer")],
    ]);
    expect(await editor.diagnostics("cards/h.yaml", card("  base_info:\n    title: 金卡\n"))).toEqual([]);
  });

  test("the project file is completed and marked as well", async () => {
    const head = "# yaml-language-server: $schema=wxcards.schema.json#/definitions/Project\n";
    const offered = await editor.completions("second.yaml", `${head}|\n`);
    expect(offered.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["accounts", "cards", "guards", "timezone"]),
    );
    const marked = await editor.diagnostics("third.yaml", `${head}accounts:\n  shop:\n    platform: weixn\nguard: 1\n`);
    expect(marked.map(({ line }) => line).sort()).toEqual([3, 4]);
  });
});
