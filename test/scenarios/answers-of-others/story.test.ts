import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { brandCard, brandCardId, brandId, brandSpec, changes, liveBrandWorld } from "../../helpers/brand.ts";
import {
  card,
  goldCard,
  goldId,
  liveGold,
  liveSilver,
  newCard,
  silverCard,
  silverId,
} from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { liveRules, lockedRules, merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const gold = "cards/gold.yaml";
const otherId = "pOtherOtherOtherOtherOtherOt";

/** Two cards whose documents want something else than is live. */
async function twoCards(): Promise<World> {
  const world = await newWorld({ files: { [gold]: goldCard, "cards/silver.yaml": silverCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
  world.edit(gold, "notice: 结账时请出示会员码", "notice: 新的提醒");
  world.edit("cards/silver.yaml", "notice: 点单前请出示条形码", "notice: 请出示条形码");
  return world;
}

/** The answer of card/get for the gold card, with what is said of its `base_info` laid over; undefined takes a member out. */
function goldAnswer(over: Readonly<Record<string, Json | undefined>>, type = "MEMBER_CARD"): string {
  const info = { id: goldId, ...(liveGold["base_info"] as JsonObject), ...over };
  return JSON.stringify({
    errcode: 0,
    errmsg: "ok",
    card: { card_type: type, [type.toLowerCase()]: { ...liveGold, base_info: info } },
  });
}

/** Makes every reading of a card from now on give this answer. */
function answers(world: World, rawBody: string): void {
  world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody, times: 99 });
}

/** Answers about something else than was asked: nothing of them is used, and other resources go on. */
describe("answers-of-others", () => {
  describe("card/get is answered with", () => {
    test.each<[string, string, string]>([
      ["another card", goldAnswer({ id: silverId }), `${silverId} came`],
      ["a card that is in no account", goldAnswer({ id: otherId }), `${otherId} came`],
      ["no id", goldAnswer({ id: undefined }), "no base_info.id came"],
      ["null for an id", goldAnswer({ id: null }), "no base_info.id came"],
      ["an empty id", goldAnswer({ id: "" }), "came"],
      ["a number for an id", goldAnswer({ id: 1 }), "1 came"],
      ["an object for an id", goldAnswer({ id: { id: goldId } }), "came"],
      ["the id in other letters", goldAnswer({ id: goldId.toUpperCase() }), `${goldId.toUpperCase()} came`],
      ["another card, which was deleted", goldAnswer({ id: otherId, status: "CARD_STATUS_DELETE" }), `${otherId} came`],
      ["another card, of another type", goldAnswer({ id: otherId }, "GROUPON"), `${otherId} came`],
    ])("%s: unreadable, exit 1, and nothing is written to it", async (_, body, says) => {
      const world = await newWorld({ files: { [gold]: goldCard } });
      world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
      world.edit(gold, "notice: 结账时请出示会员码", "notice: 新的提醒");
      answers(world, body);
      const plan = await world.cli("plan");
      expect([plan.code, plan.all.includes("answer-unusable")]).toEqual([1, true]);
      expect(plan.stdout).toContain(`base_info.id ${goldId} was asked for`);
      expect(plan.stdout).toContain(says);
      expect((await world.cli("apply --yes")).code).toBe(1);
      expect(world.writes()).toEqual([]);
    });

    test("another card once: the other card's change is planned and made", async () => {
      const world = await twoCards();
      world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: goldAnswer({ id: otherId }) });
      const plan = await world.cli("plan");
      expect(plan.code).toBe(1);
      await golden(plan.stdout, "another-card.txt");
      world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: goldAnswer({ id: otherId }) });
      const applied = await world.cli("apply --yes --partial");
      expect(world.writes().map(({ body }) => (body as JsonObject)["card_id"])).not.toContain(goldId);
      expect(applied.code).not.toBe(0);
    });

    test("another card when it is looked at again before the write: nothing is sent to it", async () => {
      const world = await twoCards();
      const swap = () => world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody: goldAnswer({ id: silverId }) });
      world.onLine(/\/card\/get .* → ok/, swap, 2);
      const applied = await world.cli("apply --yes --verbose --concurrency 1");
      expect(world.writes().map(({ body }) => (body as JsonObject)["card_id"])).toEqual([silverId]);
      expect(applied.all).toContain("answer-unusable");
      expect(applied.code).toBe(5);
    });

    test("another card when a write is read back: unknown, exit 6, and never settled", async () => {
      const world = await newWorld({ files: { [gold]: goldCard.replace("结账时请出示会员码", "新的提醒") } });
      world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
      const shown = goldAnswer({ id: silverId, notice: "新的提醒" });
      world.onLine(/\/card\/update .* → ok/, () => answers(world, shown));
      const applied = await world.cli("apply --yes --verbose --format json");
      expect(applied.code).toBe(6);
      expect(readApply(applied.stdout).outcomes.map(({ status, problem }) => [status, problem?.code])).toEqual([
        ["unknown", "answer-unusable"],
      ]);
      expect(world.settled("MemberCard/gold")["/base_info/notice"]).toBeUndefined();
    });
  });

  describe("a create is answered with", () => {
    const made = async (rawBody: string, executes = true) => {
      const world = await newWorld({ files: { "cards/new.yaml": newCard("new", "新会员卡"), [gold]: goldCard } });
      world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
      world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
      world.sandbox.fail({ path: "/card/create", errcode: 0, rawBody, executes });
      return { world, run: await world.cli("apply --yes") };
    };
    const reply = (card_id: Json) => JSON.stringify({ errcode: 0, errmsg: "ok", card_id });

    test.each<[string, string, string]>([
      ["another document's card", reply(goldId), "created-another"],
      ["a card that was there before and has no document", reply(silverId), "created-another"],
      ["no id", JSON.stringify({ errcode: 0, errmsg: "ok" }), "answer-unusable"],
      ["an empty id", reply(""), "answer-unusable"],
      ["a number", reply(123), "answer-unusable"],
      ["two dots", reply(".."), "answer-unusable"],
      ["a path", reply("a/../../b?x=1#y"), "answer-unusable"],
      ["5,000 characters", reply("p".repeat(5_000)), "answer-unusable"],
      ["no word of success", JSON.stringify({ card_id: otherId }), "answer-unusable"],
      ["a failure with code 0", JSON.stringify({ errcode: 0, errmsg: "system error" }), "answer-unusable"],
    ])("%s: exit 6, one request, no such id is kept, and the next run finds what was made", async (_, body, code) => {
      const { world, run } = await made(body);
      expect([run.code, run.all.includes(code)]).toEqual([6, true]);
      expect(world.bodies("/card/create")).toHaveLength(1);
      expect(world.locked("MemberCard/new")).not.toHaveProperty("id");
      const before = JSON.stringify([world.card(goldId), world.card(silverId)]);
      world.clock.advance(660);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.bodies("/card/create")).toHaveLength(1);
      expect(JSON.stringify([world.card(goldId), world.card(silverId)])).toBe(before);
      expect(world.locked("MemberCard/new")?.["id"]).toMatch(/^p\w{27}$/);
    });

    test("a card that was there before: in words", async () => {
      const { run } = await made(reply(silverId));
      await golden(run.stdout, "not-new.txt");
    });
  });

  describe("a rule", () => {
    const spring = "cards/spring.yaml";
    const twoRules = async () => {
      const world = await ruleWorld(rule({ mchids: merchants(12) }));
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.forget();
      world.write({ [spring]: rule({ mchids: merchants(12), least: 200 }) });
      return world;
    };
    const ruleAnswer = (world: World, id: string, more: JsonObject = {}) => {
      const { mchid_list, begin_time, end_time, member_rule } = world.rules()[id] ?? {};
      const base_info = { mchid_list, begin_time, end_time, status: "RULE_STATUS_OK" };
      const rule_info = { type: "RULE_TYPE_PAY_MEMBER_CARD", base_info, member_rule, ...more };
      return JSON.stringify({ errcode: 0, errmsg: "ok", rule_info });
    };

    test("whose answer names another one is unreadable, and nothing is taken down", async () => {
      const world = await twoRules();
      const [first = ""] = Object.keys(world.rules());
      const rawBody = ruleAnswer(world, first, { rule_id: 42 });
      world.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody });
      const applied = await world.cli("apply --yes --allow replace");
      expect([applied.code, applied.all.includes(`rule_id ${first} was asked for, and 42 came`)]).toEqual([1, true]);
      expect(world.writes()).toEqual([]);
    });

    test("whose answer names none and shows what another one holds is unreadable", async () => {
      const world = await twoRules();
      const [, second = ""] = Object.keys(world.rules());
      world.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody: ruleAnswer(world, second) });
      const applied = await world.cli("apply --yes --allow replace --concurrency 1");
      expect([applied.code, applied.all.includes(`and ${second} came`)]).toEqual([1, true]);
      expect(world.writes()).toEqual([]);
    });

    const withTerms = (world: World, id: string, over: JsonObject) => {
      const terms: JsonObject = { ...world.rules()[id]?.member_rule, ...over };
      return ruleAnswer(world, id, {
        member_rule: Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== null)),
      });
    };
    test.each<[string, JsonObject, string]>([
      ["no card", { card_id: null }, "card_id"],
      ["an empty card", { card_id: "" }, "card_id"],
      ["a path for a card", { card_id: "a/../b" }, "card_id"],
      ["the address of a document for a card", { card_id: "MemberCard/gold" }, "card_id"],
      ["a number for a card", { card_id: 7 }, "card_id"],
      ["a list for a card", { card_id: [goldId] }, "card_id"],
      ["no largest amount", { max_cost: null }, "max_cost"],
      ["a word for an amount", { max_cost: "all" }, "max_cost"],
      ["a part of a fen", { max_cost: 0.5 }, "max_cost"],
      ["an amount below zero", { max_cost: -1 }, "max_cost"],
      ["an object for an amount", { max_cost: { fen: 1 } }, "max_cost"],
      ["a switch for a page", { jump_url: true }, "jump_url"],
      ["a number for a mini program", { app_brand_id: 1 }, "app_brand_id"],
    ])(
      "that shows %s, every time it is read: it is not taken down, and nothing else is sent either",
      async (_, over, field) => {
        const world = await ruleWorld(input);
        expect((await world.cli("apply --yes")).code).toBe(0);
        world.forget();
        const [id = ""] = Object.keys(world.rules());
        world.write({ [spring]: rule({ mchids: merchants(3), least: 200 }) });
        world.edit(gold, "notice: 结账时请出示会员码", "notice: 新的提醒");
        const before = JSON.stringify(world.rules());
        const rawBody = withTerms(world, id, over);
        world.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody, times: 99 });
        const applied = await world.cli("apply --yes --allow replace --allow lossy");
        expect([applied.code, applied.all.includes(`no possible value of member_rule.${field}, which`)]).toEqual([
          1,
          true,
        ]);
        expect([world.writes(), JSON.stringify(world.rules())]).toEqual([[], before]);
        // By itself the other one goes on, and so does the rule once it is shown as it is.
        expect((await world.cli("apply --yes --target MemberCard/gold")).code).toBe(0);
        world.sandbox.calm();
        expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
        expect(Object.values(world.rules())).toHaveLength(1);
      },
    );

    test.each<[string, JsonObject]>([
      ["an amount as a text", { max_cost: "100000" }],
      ["a number for a page", { jump_url: 7 }],
      ["an empty page", { jump_url: "" }],
      ["a page that no document could name", { jump_url: "m.yunshan.example /a" }],
    ])("that shows %s is odd and no reason to refuse", async (_, over) => {
      const world = await ruleWorld(rule({ mchids: merchants(3) }).replace(/ +max_cost: .*\n/, ""));
      const id = world.sandbox.addRule(coffee.appid, {
        ...{ mchid_list: merchants(3), begin_time: ruleBegin, end_time: ruleEnd },
        member_rule: { card_id: goldId, least_cost: 100, max_cost: 100_000, ...over },
      });
      world.edit(spring, "spec:", `id: "${id}"\nspec:`);
      world.edit(spring, "least_cost: 100", "least_cost: 200");
      const applied = await world.cli("apply --yes --allow replace --allow lossy");
      expect([applied.code, applied.all.includes("answer-unusable")]).toEqual([0, false]);
    });

    test("that shows a merchant id that is none is not taken down", async () => {
      const world = await ruleWorld(input);
      expect((await world.cli("apply --yes")).code).toBe(0);
      world.forget();
      const [id = ""] = Object.keys(world.rules());
      world.write({ [spring]: rule({ mchids: merchants(3), least: 200 }) });
      const rawBody = ruleAnswer(world, id).replace(merchants(3)[2] ?? "", "a/../b");
      world.sandbox.fail({ path: "/card/paygiftcard/getbyid", errcode: 0, rawBody, times: 99 });
      const applied = await world.cli("apply --yes --allow replace");
      expect([applied.code, world.writes()]).toEqual([1, []]);
      expect(applied.all).toContain("base_info.mchid_list");
    });

    test("that is added and answered with the id of one that is there: looked for by what it holds", async () => {
      const world = await ruleWorld(input);
      expect((await world.cli("apply --yes")).code).toBe(0);
      const [first = ""] = Object.keys(world.rules());
      const more = merchants(3, 50);
      world.write({ "cards/summer.yaml": rule({ name: "summer", mchids: more }) });
      const rawBody = JSON.stringify({ errcode: 0, errmsg: "ok", rule_id: Number(first), succ_mchid_list: more });
      world.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 0, rawBody, executes: true });
      await world.cli("apply --yes");
      expect(Object.keys(lockedRules(world, "PayGiftRule/summer"))).not.toContain(first);
      expect(lockedRules(world)).toEqual({ [first]: merchants(3) });
      world.clock.advance(660);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(Object.values(liveRules(world))).toEqual([merchants(3), more]);
    });
  });

  describe("an object that is sent whole", () => {
    test.each<[string, JsonObject]>([
      ["a list for a text", { tips: ["全天"] }],
      ["a switch for a text", { tips: true }],
      ["an object for an address", { url: { href: "https://m.yunshan.example/" } }],
    ])("with %s beside what is declared: nothing is sent", async (_, over) => {
      const cell = { name: "门店", url: "https://m.yunshan.example/stores", tips: "查看", ...over };
      const world = await newWorld({ files: { [gold]: card("gold", goldId, "custom_cell1: { name: 附近门店 }") } });
      world.sandbox.addCard(coffee.appid, { custom_cell1: cell }, { card_id: goldId });
      const applied = await world.cli("apply --yes --allow lossy");
      expect([applied.code, world.writes()]).toEqual([1, []]);
      expect(applied.all).toContain("card/get was answered with no possible value of");
      expect(applied.all).toContain(`custom_cell1.${Object.keys(over)[0]}`);
      // What the document says takes the place of what is live.
      world.edit(gold, "{ name: 附近门店 }", "{ name: 附近门店, tips: 全天, url: https://m.yunshan.example/a }");
      expect((await world.cli("apply --yes")).code).toBe(0);
    });

    test("a validity without its type is none", async () => {
      const world = await newWorld({
        files: { [gold]: card("gold", goldId, "base_info: { date_info: { end_timestamp: 2027-12-31 } }") },
      });
      world.sandbox.addCard(coffee.appid, liveSilver, { card_id: goldId });
      const info = liveSilver["base_info"] as JsonObject;
      const { type: _type, ...dates } = info["date_info"] as JsonObject;
      const rawBody = JSON.stringify({
        ...{ errcode: 0, errmsg: "ok" },
        card: {
          card_type: "MEMBER_CARD",
          member_card: { base_info: { ...info, id: goldId, date_info: { ...dates, end_timestamp: 1_800_000_000 } } },
        },
      });
      answers(world, rawBody);
      const applied = await world.cli("apply --yes");
      expect([applied.code, world.writes()]).toEqual([1, []]);
      expect(applied.all).toContain("base_info.date_info.type");
    });
  });

  describe("a template", () => {
    const path = `/v3/brand/partner/card-member/cards/${brandCardId}`;
    const content = { ...brandSpec, card_title: "云杉白金", state: "CARD_EFFECTIVE" };

    test("of another brand: which one was asked for, and which came", async () => {
      const world = await liveBrandWorld();
      const rawBody = JSON.stringify({ ...content, card_id: brandCardId, brand_id: "1005" });
      world.sandbox.fail({ method: "GET", path, status: 200, code: "", rawBody });
      const plan = await world.cli("plan");
      expect(plan.code).toBe(1);
      await golden(plan.stdout, "another-brand.txt");
    });

    test("another one, read back after a change: unknown, though the change itself was answered", async () => {
      const world = await liveBrandWorld();
      world.write({
        "cards/black.yaml": brandCard({ more: `id: ${brandCardId}\n`, spec: { card_title: "云杉白金" } }),
      });
      const rawBody = JSON.stringify({ ...content, card_id: "pOther", brand_id: brandId });
      world.onLine(/PATCH .* → ok/, () =>
        world.sandbox.fail({ method: "GET", path, status: 200, code: "", rawBody, times: 9 }),
      );
      const applied = await world.cli("apply --yes --verbose");
      expect([applied.code, changes(world).length]).toEqual([6, 1]);
      expect(world.settled("BrandCard/black", "tea")["/card_title"]).toBeUndefined();
    });
  });

  describe("a listing that never ends is given up", () => {
    const page = (total: number, ids: (offset: number) => readonly string[]) => (offset: number) =>
      JSON.stringify({ errcode: 0, errmsg: "ok", card_id_list: ids(offset), total_num: total });
    const fresh = (offset: number) => Array.from({ length: 50 }, (_, index) => `p${offset}x${index}`);
    const same = () => fresh(0);
    test.each([
      ["more than any account has", page(9_007_199_254_740_991, fresh), "listing-endless", 1],
      ["the same page again and again", page(90_000, same), "listing-incomplete", 2],
    ])("%s", async (_, make, code, most) => {
      const world = await newWorld({ files: { "cards/new.yaml": newCard("new", "新会员卡") } });
      world.sandbox.fail({ path: "/card/batchget", errcode: 0, rawBody: make(0), times: 9_999 });
      const applied = await world.cli("apply --yes --concurrency 1");
      expect([applied.code, applied.all.includes(code)]).toEqual([1, true]);
      expect(world.writes()).toEqual([]);
      expect(world.bodies("/card/batchget")).toHaveLength(most);
    });
  });

  test("6 MiB of an answer are not read", async () => {
    const world = await newWorld({ files: { [gold]: goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    const rawBody = goldAnswer({ padding: "x".repeat(6 * 1024 * 1024) });
    world.sandbox.fail({ path: "/card/get", errcode: 0, rawBody, times: 9 });
    const plan = await world.cli("plan");
    expect([plan.code, readPlan((await world.cli("plan --format json")).stdout).changes]).toEqual([1, []]);
    expect(plan.all.length).toBeLessThan(5_000);
  });
});
