import { describe, expect, test } from "vitest";
import { freeName } from "../../src/import/names.ts";
import { goldCard, goldId, liveGold, liveSmall, silverId } from "../helpers/documents.ts";
import { ruleBegin, ruleEnd } from "../helpers/rules.ts";
import { coffee, newWorld, type Run, type World } from "../helpers/world.ts";

const addressesOf = (ran: Run) => (JSON.parse(ran.stdout).imported as { address: string }[]).map((one) => one.address);
const nameRule = /^[\p{L}\p{M}\p{N}_-]{1,64}$/u;

async function withRule(
  rules: readonly { readonly card: string; readonly mchids: readonly string[] }[],
): Promise<World> {
  const world = await newWorld();
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSmall("银卡 e\u0301"), { card_id: silverId });
  for (const [index, { card, mchids }] of rules.entries())
    world.sandbox.addRule(coffee.appid, {
      mchid_list: [...mchids],
      begin_time: ruleBegin,
      end_time: ruleEnd,
      member_rule: { card_id: card, least_cost: 100 + index, max_cost: 100_000 },
    });
  return world;
}

describe("imported rules get a name people can read", () => {
  test("of the document of the card they give, and the first merchant id", async () => {
    const world = await withRule([{ card: goldId, mchids: ["1900000112", "1900000111"] }]);
    world.write({ "cards/gold.yaml": goldCard });
    const ran = await world.cli("import --all --account coffee --format json");
    expect(addressesOf(ran).filter((address) => address.includes("Rule"))).toEqual([
      "coffee/PayGiftRule/gold-1900000111",
    ]);
    expect(world.exists("cards/gold-1900000111.yaml")).toBe(true);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("of the name that the card gets in the same import", async () => {
    const world = await withRule([{ card: silverId, mchids: ["1900000111"] }]);
    const ran = await world.cli("import --all --account coffee --format json");
    expect(addressesOf(ran).at(-1)).toBe("coffee/PayGiftRule/银卡-é卡-1900000111");
  });

  test("of a word where no document has the card", async () => {
    const world = await newWorld();
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId, status: "CARD_STATUS_DELETE" });
    const base = { mchid_list: ["1900000111"], begin_time: ruleBegin, end_time: ruleEnd };
    world.sandbox.addRule(coffee.appid, { ...base, member_rule: { card_id: goldId, least_cost: 1, max_cost: 2 } });
    const ran = await world.cli("import --all --account coffee --format json");
    expect(addressesOf(ran)).toEqual(["coffee/PayGiftRule/rule-1900000111"]);
  });

  test("a name is one a document may have, composed, no longer than it may be, and each once", () => {
    const taken = new Set(["金卡-1900000111", "金卡-1900000111-2"]);
    const of = (texts: readonly string[], word?: string) =>
      freeName({ texts, id: "9000001", ...(word === undefined ? {} : { word }) }, (name) => taken.has(name));
    const names = [
      of(["金卡", "1900000111"], "rule"),
      of(["e\u0301clat / No.1", "1900000111"], "rule"),
      of(["a".repeat(80), "1900000111"], "rule"),
      of(["金".repeat(64), "9".repeat(32)], "rule"),
      of(["🎂", "1900000111"], "rule"),
      of([], "rule"),
      of(["2024"], "rule"),
      of(["2024"]),
      of(["🎂"]),
    ];
    expect(names).toEqual([
      "金卡-1900000111-3",
      "éclat-No-1-1900000111",
      `${"a".repeat(47)}-1900000111`,
      `${"金".repeat(29)}-${"9".repeat(28)}`,
      "rule-1900000111",
      "rule-9000001",
      "rule-2024",
      "2024",
      "9000001",
    ]);
    for (const name of names)
      expect([name, nameRule.test(name), name === name.normalize("NFC")]).toEqual([name, true, true]);
  });
});
