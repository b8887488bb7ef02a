import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { policies } from "../../src/generated/policies.ts";
import { isObject, type Json } from "../../src/model/json.ts";
import { valueAt } from "../../src/model/pointer.ts";
import type { Wording } from "../../src/model/policy.ts";
import { wordingIn } from "../../src/resolve/wording/find.ts";
import { liveGold, liveSilver } from "../helpers/documents.ts";
import { shopNames } from "./shop-names.ts";

const dates = { now: Date.parse("2026-11-21T10:00:00+08:00"), timezone: "Asia/Shanghai" };

/** What the rules say of a text, a line each: the rule without its beginning, and the words. */
function said(text: string, scope: Wording): string[] {
  return wordingIn(text, { scope, dates }).map(({ code, found }) => `${code.replace("wording-", "")} ${found}`);
}

/** Each text with what is said of it; a text of which nothing is said is one that the rules have to leave alone. */
const fixtures: readonly (readonly [scope: Wording, text: string, ...expected: string[]])[] = [
  ["title", "国家级会员卡", "superlative 国家级"],
  ["title", "最佳会员卡", "superlative 最佳"],
  ["title", "最高级金卡", "superlative 最高级"],
  ["title", "顶级尊享卡", "superlative 顶级"],
  ["title", "极品茶会员", "superlative 极品"],
  ["text", "火锅第一品牌，欢迎加入。", "superlative 第一品牌"],
  ["text", "连续三年销量第一。", "superlative 销量第一"],
  ["text", "用最好的食材。", "superlative 最好的"],
  ["text", "全网最低价。", "superlative 全网最"],
  ["text", "享受世界级服务。", "superlative 世界级"],
  ["text", "最先进的设备，最受欢迎的口味。", "superlative 最先进", "superlative 最受欢迎"],
  ["text", "最佳口味，还是最佳口味。", "superlative 最佳"],
  ["text", "国家级非物质文化遗产传承人制作。"],
  ["text", "开封后请尽快食用，最佳食用时间为三天。"],
  ["text", "累计满 5000 积分升级为最高级会员。"],
  ["text", "最低消费 100 元，最多抵扣 50 元，最终解释权归本店。"],
  ["text", "最好提前一天预约。"],
  ["text", "多种优惠按最优惠的一种计算。"],
  ["text", "最近门店见小程序，最新活动见公告。"],
  ["title", "测试卡", "test 测试"],
  ["title", "金卡（测试）", "test 测试"],
  ["title", "test卡", "test test"],
  ["title", "Test 2", "test Test 2"],
  ["title", "demo会员", "test demo"],
  ["title", "示例会员卡", "test 示例"],
  ["title", "未命名", "test 未命名"],
  ["title", "Test Kitchen"],
  ["text", "凭卡可免费做一次视力测试。"],
  ["text", "此处填写使用须知", "placeholder 此处填写"],
  ["text", "电话 400-XXX-8888", "placeholder XXX"],
  ["text", "TODO：补上门店", "placeholder TODO"],
  ["text", "文案待定", "placeholder 文案待定"],
  ["text", "Lorem ipsum dolor", "placeholder Lorem ipsum"],
  ["text", "尊敬的 {{name}}，您好", "placeholder {{name}}"],
  ["text", "测试数据", "placeholder 测试数据"],
  ["text", "×××门店通用", "placeholder ×××"],
  ["text", "尺码 XXL 到 XXXL 均可。"],
  ["title", "金卡13800138000", "contact 13800138000"],
  ["title", "金卡400-820-3366", "contact 400-820-3366"],
  ["title", "订座021-62345678", "contact 021-62345678"],
  ["title", "yunshan.com会员", "contact yunshan.com"],
  ["title", "https://a.cn", "contact https://", "contact a.cn"],
  ["title", "www.yunshan", "contact www.y"],
  ["title", "1900000109号卡"],
  ["text", "客服电话 400-820-3366，网址 https://m.yunshan.example。"],
  ["title", "微信会员卡", "platform-mark 微信"],
  ["title", "腾讯联名卡", "platform-mark 腾讯"],
  ["title", "WeChat Club", "platform-mark WeChat"],
  ["title", "微醺会员卡"],
  ["text", "在微信「我」-「卡包」中查看，用微信支付享九折。"],
  ["text", "活动截至2024年12月31日。", "date-over 2024年12月31日"],
  ["text", "有效期：2024-01-01至2024-12-31", "date-over 2024-12-31"],
  ["text", "2025.1.1-2025.6.30 期间双倍积分", "date-over 2025.6.30"],
  ["text", "积分请于2025年6月前使用。", "date-over 2025年6月"],
  ["title", "2025年会员卡", "date-over 2025年"],
  ["text", "2025年12月前有效。", "date-over 2025年12月"],
  ["text", "有效期至2026年11月。"],
  ["text", "至2026年10月。", "date-over 2026年10月"],
  ["text", "有效期至2026年11月21日。"],
  ["text", "自2024年1月1日起执行。"],
  ["text", "2024-01-01至2027-12-31 有效。"],
  ["text", "本店创立于2008年，2008年5月12日开业。"],
  ["title", "2026年会员卡"],
  ["text", "截至2024年13月45日。"],
];

describe("words that reviews refuse", () => {
  test("are shown by 60 texts or more", () => expect(fixtures.length).toBeGreaterThanOrEqual(60));

  test.each(fixtures)("%s: %s", (scope, text, ...expected) => {
    expect(said(text, scope as Wording)).toEqual(expected);
  });

  test("each is told where it begins in the text", () => {
    for (const [scope, text] of fixtures)
      for (const { found, index } of wordingIn(text, { scope, dates }))
        expect(text.slice(index, index + found.length)).toBe(found);
  });

  test("without a clock no date is over", () => {
    expect(wordingIn("活动截至2024年12月31日。", { scope: "text" })).toEqual([]);
  });
});

/** The titles of what is in the world: few of them may be told. */
describe("ordinary names", () => {
  const examples = titlesIn(join(import.meta.dirname, "../../cards"));
  const shapes = [liveGold, liveSilver].flatMap((live) => titlesOf("MemberCard", live));

  test("of 200 shops, of the examples and of recorded shapes: at most 2 % are told", () => {
    expect(new Set(shopNames).size).toBeGreaterThanOrEqual(200);
    expect(examples.length).toBeGreaterThan(8);
    const names = [...shopNames, ...examples, ...shapes];
    const told = names.filter((name) => wordingIn(name, { scope: "title", dates }).length > 0);
    expect(told.length / names.length).toBeLessThanOrEqual(0.02);
    // Which they are, so that nobody takes a growing share for granted: the sample of the platform's documentation.
    expect(told).toEqual(["测试卡"]);
  });

  test("nothing is said of any text of the examples, but for that sample, whose document agrees to it", () => {
    const told = documentsIn(join(import.meta.dirname, "../../cards")).flatMap(({ kind, spec }) =>
      (policies[kind] ?? []).flatMap(({ pointer, wording }) => {
        const text = valueAt(spec, pointer);
        return wording === undefined || typeof text !== "string" ? [] : said(text, wording);
      }),
    );
    expect(told).toEqual(["test 测试"]);
  });
});

/** Every text that goes to review is judged, and titles are. */
test("the schemas say which texts members read", () => {
  for (const table of Object.values(policies))
    for (const { review, types, wording, enum: values } of table)
      if (review && types.includes("string") && values === undefined) expect(wording).toBeDefined();
  const titles = Object.values(policies).flatMap((table) =>
    table.flatMap(({ pointer, wording }) => (wording === "title" ? [pointer] : [])),
  );
  expect(titles.sort()).toEqual(["/base_info/brand_name", "/base_info/sub_title", "/base_info/title", "/card_title"]);
});

function documentsIn(folder: string): { kind: string; spec: Json }[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.ya?ml$/.test(file));
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), "utf8")).flatMap((document) => {
      const value = document.toJS() as Json;
      return isObject(value) ? [{ kind: String(value["kind"]), spec: value["spec"] ?? null }] : [];
    }),
  );
}

function titlesIn(folder: string): string[] {
  return documentsIn(folder).flatMap(({ kind, spec }) => titlesOf(kind, spec));
}

function titlesOf(kind: string, spec: Json): string[] {
  return (policies[kind] ?? []).flatMap(({ pointer, wording }) => {
    const title = valueAt(spec, pointer);
    return wording === "title" && typeof title === "string" ? [title] : [];
  });
}
