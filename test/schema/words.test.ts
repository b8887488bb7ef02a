import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fields as english } from "../../src/generated/fields/en.ts";
import { fields as chinese } from "../../src/generated/fields/zh-CN.ts";
import { labels as englishLabels } from "../../src/generated/labels/en.ts";
import { labels as chineseLabels } from "../../src/generated/labels/zh-CN.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { isObject, type JsonObject } from "../../src/model/json.ts";
import { valueAt } from "../../src/model/pointer.ts";
import { loadSchemas } from "../../src/schema/load.ts";
import { temporaryFolder } from "../documents/support.ts";

const schemas = join(import.meta.dirname, "../../schemas");
const title = "/definitions/spec/properties/base_info/properties/title";

/** What loading says of the schemas when one place of the schema of member cards was changed. */
function fault(place: string, change: (words: Record<string, unknown>) => void): string {
  const folder = temporaryFolder();
  cpSync(schemas, folder, { recursive: true });
  const file = join(folder, "member-card.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  const found = valueAt(schema, place);
  if (!isObject(found)) throw new Error(`${place} is not there`);
  change(found as Record<string, unknown>);
  writeFileSync(file, JSON.stringify(schema));
  try {
    loadSchemas(folder);
  } catch (error) {
    return String(error);
  }
  return "";
}

describe("a schema does not compile where a field", () => {
  test.each<[what: string, place: string, change: (words: Record<string, unknown>) => void, says: RegExp]>([
    ["has no label", title, (field) => delete field["x-label"], /base_info\/properties\/title has no x-label/],
    ["has no description", title, (field) => delete field["x-description"], /title has no x-description/],
    [
      "has no Chinese label",
      `${title}/x-label`,
      (words) => delete words["zh-CN"],
      /"x-label" value is invalid at path ".*base_info\/properties\/title"/,
    ],
    [
      "has no English label",
      `${title}/x-label`,
      (words) => delete words["en"],
      /"x-label" value is invalid at path ".*base_info\/properties\/title"/,
    ],
    [
      "has a label in a third language",
      `${title}/x-label`,
      (words) => (words["fr"] = "Titre"),
      /"x-label" value is invalid at path ".*base_info\/properties\/title"/,
    ],
    [
      "has English for its Chinese label",
      `${title}/x-label`,
      (words) => (words["zh-CN"] = "Title"),
      /"x-label" value is invalid/,
    ],
    [
      "has Chinese in its English description",
      `${title}/x-description`,
      (words) => (words["en"] = "标题."),
      /"x-description" value is invalid/,
    ],
    ["says a title beside", title, (field) => (field["title"] = "Title"), /title says title/],
    ["says a description beside", title, (field) => (field["description"] = "Title."), /title says description/],
  ])("%s", (_what, place, change, says) => {
    expect(fault(place, change)).toMatch(says);
  });

  test("is an item of a list without words", () => {
    const place = "/definitions/spec/properties/advanced_info/properties/text_image_list/items";
    expect(fault(place, (item) => delete item["x-label"])).toContain("text_image_list/items has no x-label");
  });
});

test("and compiles as it is", () => {
  expect(fault(title, () => {})).toBe("");
});

describe("what is generated of words", () => {
  test("has the same fields of the same shape in both languages", () => {
    const bare = (tables: typeof english) =>
      JSON.parse(
        JSON.stringify(tables, (key, value) => (["title", "description"].includes(key) ? undefined : value)),
      ) as object;
    expect(bare(chinese)).toEqual(bare(english));
  });

  test("names every field and every kind in both", () => {
    for (const [kind, table] of Object.entries(english))
      for (const [pointer, words] of Object.entries(table)) {
        expect(englishLabels[kind]?.[pointer]).toBe(words.title);
        expect(chineseLabels[kind]?.[pointer]).toBe(chinese[kind]?.[pointer]?.title);
        expect(words.title).toMatch(/^[\x20-\x7e]+$/);
        expect(chineseLabels[kind]?.[pointer]).toMatch(/\p{Script=Han}/u);
      }
    expect(Object.keys(chineseLabels)).toEqual(Object.keys(english));
    expect(chineseLabels["MemberCard"]?.[""]).toBe("会员卡");
  });

  test("calls fields what the console calls them", () => {
    const ofCards = chineseLabels["MemberCard"] ?? {};
    expect([ofCards["/base_info/title"], ofCards["/base_info/color"], ofCards["/base_info/notice"]]).toEqual([
      "会员卡标题",
      "卡券背景色",
      "使用提醒",
    ]);
    expect([ofCards["/supply_bonus"], ofCards["/supply_balance"]]).toEqual(["积分", "储值"]);
    expect(chineseLabels["PayGiftRule"]?.["/base_info/mchid_list"]).toBe("商户号");
  });

  test("gives no two fields of one object that somebody may write the same name", () => {
    for (const labels of [englishLabels, chineseLabels])
      for (const [kind, table] of Object.entries(labels)) {
        const named = new Map<string, string>();
        for (const [pointer, label] of Object.entries(table)) {
          if (kinds.get(kind)?.policies.get(pointer)?.change === "never") continue;
          const place = `${kind}${pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")))} ${label}`;
          expect(`${place}: ${named.get(place) ?? pointer}`).toBe(`${place}: ${pointer}`);
          named.set(place, pointer);
        }
      }
  });
});
