import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { brandCard, brandWorld } from "../helpers/brand.ts";
import { card, goldId, liveGold } from "../helpers/documents.ts";
import { rule, ruleWorld } from "../helpers/rules.ts";
import { bakery, coffee, newWorld, type Run, type World } from "../helpers/world.ts";

/*
 * What has to be there before a first rule and a first brand card: its pages say it before the first failure, and the
 * first failure says it once more, each in both languages.
 */
const pageOf = (path: string) => readFileSync(join(import.meta.dirname, "../../docs", path), "utf8");

/** A section of a page, by its heading. */
function sectionOf(path: string, heading: string): string {
  const [, text = ""] = pageOf(path).split(`\n## ${heading}\n`);
  expect(text).not.toBe("");
  return text.split("\n## ")[0] ?? "";
}

const rulePages = [
  ["pay-gift-rules.md", "Before the first rule"],
  ["zh-CN/pay-gift-rules.md", "添加第一条规则之前"],
] as const;
const brandPages = [
  ["brand-cards.md", "Before the first card"],
  ["zh-CN/brand-cards.md", "创建第一张卡之前"],
] as const;

/** The rows of the only table of a section, as cells. */
function conditionsOf(section: string): string[][] {
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(1).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the pages", () => {
  test.each([...rulePages, ...brandPages])(
    "docs/%s, “%s”: every condition has a source, and is linked from the first steps",
    (path, heading) => {
      const conditions = conditionsOf(sectionOf(path, heading));
      expect(conditions.length).toBeGreaterThanOrEqual(7);
      expect(conditions.filter((cells) => cells.length !== 4 || cells[0] === "" || cells[3] === "")).toEqual([]);
      const anchor = heading.toLowerCase().replaceAll(" ", "-");
      const start = path.startsWith("zh-CN") ? "zh-CN/going-live.md" : "going-live.md";
      expect(pageOf(start)).toContain(`(${path.replace("zh-CN/", "")}#${anchor})`);
    },
  );

  test.each(rulePages)(
    "docs/%s, “%s” names every code of the notes, both places of the company, groups, and what comes once",
    (path, heading) => {
      const section = sectionOf(path, heading);
      for (const text of [
        "43008",
        "72001",
        "72002",
        "72003",
        "72004",
        "主体信息",
        "pay.weixin.qq.com",
        "open.weixin.qq.com",
        "UnionID",
      ])
        expect(section).toContain(text);
      expect(section).toMatch(/to a new user once|只向新用户发送一次/);
      expect(section).toMatch(/Open Platform|开放平台/);
    },
  );

  test.each(brandPages)("docs/%s, “%s” names the binding, the five seconds and the confirmation", (path, heading) => {
    const section = sectionOf(path, heading);
    for (const text of ["`appid`", "`notify_url`", "CREATE_CARD_SUCCESS", "NO_AUTH"]) expect(section).toContain(text);
    expect(section).toMatch(/within 5 seconds|5 秒内/);
    expect(section).toMatch(/no member can join|谁也无法入会/);
  });
});

const languages = ["en", "zh-CN"] as const;
const mchid = "1900000001";

/** What an apply of one rule says, in both languages. */
async function refusals(behaviours: BehaviourChanges, prepare: (world: World) => void = () => {}): Promise<Run[]> {
  const runs: Run[] = [];
  for (const language of languages) {
    const world = await ruleWorld(rule({ mchids: [mchid] }), { behaviours });
    prepare(world);
    runs.push(await world.cli(`apply --yes --target PayGiftRule/spring --target MemberCard/gold --lang ${language}`));
  }
  return runs;
}

describe("the first failure of a rule", () => {
  test("43008 says that WeChat Pay is off, and ends with 77", async () => {
    const [en, zh] = await refusals({ permissions: { wechatPay: false } });
    expect([en?.code, zh?.code]).toEqual([77, 77]);
    expect(en?.all).toMatch(/weixin-43008[\s\S]*open WeChat Pay for the account/);
    expect(zh?.all).toMatch(/weixin-43008[\s\S]*开通微信支付/);
  });

  test.each([72001, 72002])(
    "%i says where both companies stand, whose AppID it has to be, and what groups do",
    async (errcode) => {
      const runs = await refusals({ payGift: { refuse: { [mchid]: errcode } } });
      for (const { code, all } of runs) {
        expect(code).toBe(1);
        for (const text of [
          `weixin-${errcode}`,
          "主体信息",
          "pay.weixin.qq.com",
          "AppID账号管理",
          "open.weixin.qq.com",
          "UnionID",
        ])
          expect(all).toContain(text);
      }
      expect(runs[0]?.all).toMatch(/card_id is a card of the appid that calls[\s\S]*Open Platform/);
      expect(runs[1]?.all).toMatch(/card_id 是否属于发起调用的 appid[\s\S]*开放平台/);
    },
  );

  test("72002 of a card that another account made is told before anything is sent", async () => {
    for (const language of languages) {
      const world = await newWorld({
        files: {
          "cards/gold.yaml": card("gold", goldId, "base_info:\n  title: 云杉咖啡金卡", bakery.name),
          "cards/spring.yaml": rule({ mchids: [mchid], card: "bakery/MemberCard/gold" }),
        },
      });
      const run = await world.cli(`validate --lang ${language}`);
      expect([run.code, run.all]).toEqual([65, expect.stringContaining("reference-of-other-account")]);
    }
  });

  test("72004 says who has the merchant id", async () => {
    const runs = await refusals({
      payGift: { occupied: { [mchid]: { appid: "wxffffffffffffffff", rule_id: "12332123" } } },
    });
    for (const { code, all } of runs) {
      expect(code).toBe(1);
      for (const text of ["weixin-72004", "wxffffffffffffffff", "12332123"]) expect(all).toContain(text);
    }
  });

  test("a platform where all is in order takes the same rule", async () => {
    const runs = await refusals({}, (world) => world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId }));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  });
});

test("explain says whose merchant ids they have to be", async () => {
  const world = await newWorld();
  const told = async (language: string) =>
    (await world.cli(`explain PayGiftRule.base_info.mchid_list --lang ${language}`)).stdout;
  expect((await told("en")).replace(/\s+/g, " ")).toContain("the company of the account that made the card");
  expect((await told("zh-CN")).replace(/\s+/g, "")).toContain("与创建会员卡的账号主体一致");
});

describe("the first failure of a brand card", () => {
  const cards = "/v3/brand/partner/card-member/cards";

  test("an AppID that is not bound is told with the platform's words and the place where it is bound", async () => {
    for (const language of languages) {
      const world = await brandWorld(brandCard());
      world.sandbox.fail({ path: cards, method: "POST", code: "INVALID_REQUEST", message: "请先将appid绑定到品牌" });
      const run = await world.cli(`apply --yes --lang ${language}`);
      expect(run.code).toBe(1);
      for (const text of ["wechatpay-invalid-request", "请先将appid绑定到品牌", "流量场景管理"])
        expect(run.all).toContain(text);
    }
  });

  test("a brand that has not authorised the provider is told with what is to be done, and ends with 77", async () => {
    for (const [language, words] of [
      ["en", "let the brand authorise the service provider"],
      ["zh-CN", "授权"],
    ]) {
      const world = await brandWorld(brandCard());
      world.sandbox.fail({ path: cards, method: "POST", code: "NO_AUTH" });
      const run = await world.cli(`apply --yes --lang ${language}`);
      expect([run.code, run.all]).toEqual([77, expect.stringContaining(words ?? "")]);
    }
  });

  test("an address that nobody outside can reach is told offline", async () => {
    for (const language of languages) {
      const world = await brandWorld(brandCard({ spec: { notify_url: "https://localhost/notify" } }));
      expect((await world.cli(`validate --lang ${language}`)).all).toContain("address-not-public");
    }
  });

  test("explain says of notify_url and appid what has to be there", async () => {
    const world = await newWorld();
    const told = async (field: string, language: string) =>
      (await world.cli(`explain BrandCard.${field} --lang ${language}`)).stdout;
    expect((await told("notify_url", "en")).replace(/\s+/g, " ")).toMatch(/within 5 seconds.*nobody can join/);
    expect(await told("notify_url", "zh-CN")).toMatch(/5 秒内应答[\s\S]*谁也无法入会/);
    expect((await told("appid", "en")).replace(/\s+/g, " ")).toContain("bound to the brand before the first create");
    expect(await told("appid", "zh-CN")).toContain("须先绑定到品牌");
  });
});
