import { describe, expect, test } from "vitest";
import { fields } from "../../src/generated/fields/en.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { newWorld, type Run } from "../helpers/world.ts";

/** Runs in a folder without any project: `explain` needs none. */
async function explain(...argv: string[]): Promise<Run> {
  const world = await newWorld();
  world.remove("wxcards.yaml");
  const run = await world.cli(["explain", ...argv]);
  expect(world.paths()).toEqual([]);
  return run;
}

/** The lines of a text, blanks in a row taken together. */
function lines(run: Run): string[] {
  expect([run.code, run.stderr]).toEqual([0, ""]);
  return run.stdout.split("\n").map((line) => line.replace(/ +/g, " ").trim());
}

describe("explain lists", () => {
  test("the kinds", async () => {
    const told = lines(await explain());
    expect(told[0]).toMatch(/^BrandCard wechatpay One member-card template of a WeChat Pay brand\.$/);
    expect(told[1]).toMatch(/^MemberCard weixin One member card of a Weixin Official Account\.$/);
  });

  test("every field of a kind, one line each: path, type, change, review", async () => {
    const told = lines(await explain("MemberCard"));
    for (const pointer of kinds.get("MemberCard")?.policies.keys() ?? [])
      expect(told.some((line) => line.includes(` ${pointer.slice(1).replaceAll("/", ".")} `))).toBe(true);
    expect(told).toContain("label path type change review");
    expect(told).toContain("Title base_info.title text yes review");
    expect(told).toContain("Merchant name base_info.brand_name text only while creating");
    expect(told).toContain("Points supply_bonus true or false only from false to true review");
    expect(told).toContain("Points in numbers bonus_rule object, sent whole yes");
  });

  test("what stands below a prefix", async () => {
    const told = lines(await explain("MemberCard.base_info.sku"));
    expect(told).toContain("Total stock base_info.sku.total_quantity a whole number, card yes");
    expect(told.some((line) => line.includes("base_info.title"))).toBe(false);
  });
});

describe("explain tells of a field", () => {
  test.each([
    ["base_info.title", "type text"],
    ["base_info.title", "limit at most 27 bytes of UTF-8 (9 Chinese characters); at least 1 character"],
    ["base_info.title", "call POST /card/update (update)"],
    ["base_info.title", "review a change goes to the platform's review"],
    ["base_info.title", "reads back the old value until the review has passed"],
    ["base_info.title", "required when the resource is created"],
    ["base_info.title", "null is an error: the platform cannot clear it"],
    ["base_info.title", "source Manage Member Card 8.2 (official, read 2026-11)"],
    [
      "base_info.title",
      "Name printed on the card face, at most 27 bytes (9 Chinese characters). A change goes to review.",
    ],
    ["base_info.sku.total_quantity", "call POST /card/modifystock (modifystock)"],
    ["base_info.sku.total_quantity", "limit from 0 to 100,000,000"],
    ["base_info.sku.total_quantity", "unit card"],
    ["supply_bonus", "change one way: only from false to true"],
    ["supply_bonus", "compared as a switch: off and never set are the same"],
    ["base_info.date_info.end_timestamp", "change one way: only to a later instant"],
    ["base_info.date_info.end_timestamp", "sent with base_info.date_info, which is sent whole"],
    ["base_info.brand_name", "change only while the resource is created; a difference after that blocks the plan"],
    ["discount", "money yes: it decides what somebody pays, gets or can use"],
    ["bonus_rule.reduce_money", "unit fen; 100 fen are 1 yuan"],
    ["base_info.location_id_list", "null clears it: an empty list is sent"],
    ["base_info.location_id_list", "compared exactly as written; the order of the list means nothing"],
    ["custom_cell1", "null clears it: every member is sent as an empty text"],
    ["prerogative", "null clears it: an empty text is sent"],
    ["activate_msg_operation.url_cell.text", "reads back never: only the digest of the value last sent is known"],
    [
      "base_info.code_type",
      "values CODE_TYPE_TEXT, CODE_TYPE_BARCODE, CODE_TYPE_QRCODE, CODE_TYPE_ONLY_QRCODE, CODE_TYPE_ONLY_BARCODE, CODE_TYPE_NONE",
    ],
    [
      "base_info.custom_url",
      "limit above 128 bytes of UTF-8 (42 Chinese characters) a warning; an address without spaces",
    ],
  ])("%s: %s", async (path, line) => {
    expect(lines(await explain(`MemberCard.${path}`))).toContain(line);
  });

  test("every field and object of every kind, in every format", async () => {
    for (const [kind, words] of Object.entries(fields))
      for (const pointer of Object.keys(words)) {
        // Keys that people try have words of their own.
        if (kinds.get(kind)?.kind.refusedKeys[pointer] !== undefined) continue;
        const name = `${kind}${pointer.replaceAll("/", ".")}`;
        const json = JSON.parse((await explain(name, "--format", "json")).stdout);
        expect(json).toMatchObject({ kind, path: pointer, source: expect.stringMatching(/./) });
        const { code, all } = await explain(name);
        expect([code, all.includes("undefined"), all.includes("[object")]).toEqual([0, false, false]);
      }
  }, 120_000);

  test("members of the items of a list", async () => {
    const told = lines(await explain("MemberCard.advanced_info.time_limit"));
    expect(told).toContain("end_hour a whole number; from 0 to 24. Hour it ends, 0 to 24.");
  });

  test.each(["MemberCard/base_info/title", "MemberCard.spec.base_info.title", "MemberCard.base_info.title."])(
    "written as %s",
    async (asked) => {
      expect((await explain(asked)).stdout).toBe((await explain("MemberCard.base_info.title")).stdout);
    },
  );

  test("as JSON and Markdown", async () => {
    expect(JSON.parse((await explain("MemberCard.base_info.title", "--format", "json")).stdout)).toMatchObject({
      kind: "MemberCard",
      path: "/base_info/title",
      types: ["string"],
      bytes: 27,
      change: "update",
      call: { operation: "update", method: "POST", path: "/card/update" },
      review: true,
      money: false,
      clear: "impossible",
      readback: "after-review",
      required: "create",
    });
    const below = JSON.parse((await explain("MemberCard.base_info.date_info", "--format", "json")).stdout);
    expect(below).toMatchObject({ atomic: true, fields: [{ name: "base_info.date_info.type" }, {}, {}, {}, {}] });
    const markdown = (await explain("MemberCard.base_info.title", "--format", "markdown")).stdout;
    expect(markdown).toMatch(/^## Title `MemberCard\.base_info\.title`\n/);
    expect(markdown).toContain("| call | POST /card/update (update) |");
  });
});

describe("explain in Chinese", () => {
  test("calls fields what the console calls them, in text and Markdown; JSON stays as it is", async () => {
    const title = await explain("MemberCard.base_info.title", "--lang", "zh-CN");
    expect(title.stdout.split("\n").slice(0, 3)).toEqual([
      "会员卡标题 MemberCard.base_info.title",
      "",
      "  卡面上的会员卡名称，最多 27 字节（9 个汉字）。修改后需要审核。",
    ]);
    const rule = lines(await explain("PayGiftRule.base_info", "--lang", "zh-CN"));
    expect(rule.some((line) => line.startsWith("商户号 base_info.mchid_list "))).toBe(true);
    const markdown = await explain("MemberCard.base_info.title", "--lang", "zh-CN", "--format", "markdown");
    expect(markdown.stdout).toMatch(/^## 会员卡标题 `MemberCard\.base_info\.title`\n/);
    const json = (lang: string) => explain("MemberCard.base_info.title", "--format", "json", "--lang", lang);
    expect((await json("zh-CN")).stdout).toBe((await json("en")).stdout);
    expect(JSON.parse((await json("zh-CN")).stdout).title).toBe("Title");
  });

  test("names every kind and field, and says nothing in English", async () => {
    for (const kind of kinds.keys()) {
      const told = lines(await explain(kind, "--lang", "zh-CN"));
      expect(told.slice(4).filter((line) => line !== "" && !/^[^ ]*\p{Script=Han}/u.test(line))).toEqual([]);
    }
  });
});

describe("unknown words: exit 64, with the nearest known one", () => {
  test.each([
    ["MemberCrad", "kind-unknown", "did you mean MemberCard?"],
    ["MemberCard.base_info.tilte", "field-unknown", "did you mean MemberCard.base_info.title?"],
    ["MemberCard.title", "field-unknown", "did you mean MemberCard.base_info.title?"],
    [
      "MemberCard.advanced_info.time_limit.end_hour",
      "field-unknown",
      "did you mean MemberCard.advanced_info.time_limit?",
    ],
    ["MemberCard.nothing_like_it_at_all", "field-unknown", "`wxcards explain MemberCard` lists its fields"],
    ["MemberCard.base_info.sku.quantity", "stock-quantity", "total_quantity"],
    ["MemberCard.__proto__", "field-unknown", "MemberCard"],
    ["constructor", "kind-unknown", "MemberCard"],
  ])("%s", async (asked, code, hint) => {
    const run = await explain(asked);
    expect([run.code, run.stdout]).toEqual([64, ""]);
    expect(run.stderr).toContain(code);
    expect(run.stderr).toContain(hint);
    const json = await explain(asked, "--format", "json");
    expect(json.code).toBe(64);
    expect(JSON.parse(json.stdout)).toMatchObject({ valid: false, problems: [{ code }] });
  });
});
