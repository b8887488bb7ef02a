import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldCard, goldId, liveSmall } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { addBody, merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/spring.yaml";
const mchids = merchants(12);
const codesOf = (stdout: string) =>
  (JSON.parse(stdout).problems as { code: string; severity: string }[]).map(
    ({ code, severity }) => `${severity} ${code}`,
  );

/** A rule names its card: by the address of a document, also of one that is made in the same apply, or by an id. */
describe("pay-gift-card", () => {
  test("a new card and its rule in one apply: create, then add with the new card id", async () => {
    const made = await newWorld({
      files: input,
    });
    const { steps } = readPlan((await made.cli("plan --format json")).stdout);
    expect(steps.map(({ path }) => path)).toEqual(["/card/create", "/card/paygiftcard/add", "/card/paygiftcard/add"]);
    expect(steps[1]?.body).toMatchObject({
      rule_info: { member_rule: { card_id: { $result: { step: "1", at: "/card_id" } } } },
    });
    expect(steps[1]).toMatchObject({ needs: ["1"] });
    expect((await made.cli("plan")).stdout).toContain("MemberCard/new (made by this plan)");
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [id] = Object.keys(made.sandbox.state(coffee.appid).cards);
    expect(made.writes().map(({ path }) => path)).toEqual(steps.map(({ path }) => path));
    expect(made.bodies("/card/paygiftcard/add")).toEqual([
      addBody(mchids.slice(0, 10), { card_id: id ?? "" }),
      addBody(mchids.slice(10), { card_id: id ?? "" }),
    ]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a card that cannot be made takes its rule with it: nothing is added", async () => {
    const made = await newWorld({
      files: input,
    });
    made.sandbox.fail({ path: "/card/create", errcode: 40150 });
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain("skipped");
    expect(made.rules()).toEqual({});
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(Object.keys(made.rules())).toHaveLength(2);
  });

  test("a plan for the rule alone is refused while its card is to be made", async () => {
    const made = await newWorld({
      files: input,
    });
    const plan = await made.cli("plan --target PayGiftRule/spring");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain("reference-not-planned");
  });

  test("a card that is found again gives its id to the rule", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 2) }));
    made.write({ "cards/gold.yaml": goldCard.replace(`id: ${goldId}\n`, "") });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.bodies("/card/paygiftcard/add")).toEqual([addBody(mchids.slice(0, 2))]);
  });

  test("an id in place of an address is taken when it is a member card of this account, and refused otherwise", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 2), card: goldId }));
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    made.write({ [file]: rule({ mchids: mchids.slice(0, 2), card: "pNobodyKnowsThisCardAnywhere" }) });
    const plan = await made.cli("plan --allow replace");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain("reference-not-there");
    const coupon: JsonObject = { base_info: { title: "券" } };
    made.sandbox.addCard(coffee.appid, coupon, { card_id: "pCouponCouponCouponCouponCou", card_type: "CASH" });
    made.write({ [file]: rule({ mchids: mchids.slice(0, 2), card: "pCouponCouponCouponCouponCou" }) });
    expect((await made.cli("plan --allow replace")).stdout).toContain("reference-not-there");
  });

  test.each([
    ["a deleted card", "pDeletedDeletedDeletedDelete"],
    ["an id that nobody knows", "pNobodyKnowsThisCardAnywhere"],
  ])("a live rule that names %s is imported, and is a problem only where its card is sent", async (_about, cardId) => {
    const made = await newWorld();
    made.sandbox.addCard(coffee.appid, liveSmall("金"), { card_id: goldId });
    const deleted = { card_id: "pDeletedDeletedDeletedDelete", status: "CARD_STATUS_DELETE" };
    made.sandbox.addCard(coffee.appid, liveSmall("银"), deleted);
    const seed = {
      mchid_list: mchids.slice(0, 2),
      begin_time: ruleBegin,
      end_time: ruleEnd,
      member_rule: { card_id: cardId, least_cost: 100, max_cost: 100_000 },
    };
    made.sandbox.addRule(coffee.appid, seed, { rule_id: "9000001" });
    const imported = await made.cli("import --all --account coffee --format json");
    const found = JSON.parse(imported.stdout).imported as { address: string; file: string }[];
    const file = found.find(({ address }) => address.includes("PayGiftRule"))?.file ?? "";
    expect([imported.code, found.length]).toEqual([0, 2]);
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan.stdout)]).toEqual([0, ["warning reference-not-there"]]);

    // One merchant id more is a rule of its own, with all terms.
    const text = made.read(file);
    made.write({ [file]: text.replace('- "1900000001"', '- "1900000003"\n      - "1900000001"') });
    const more = await made.cli("plan --format json");
    expect([more.code, codesOf(more.stdout)]).toEqual([3, ["error reference-not-there"]]);
    made.write({ [file]: text.replace(cardId, "pSomebodyElseSomebodyElseSom") });
    const other = await made.cli("plan --allow replace --format json");
    expect([other.code, codesOf(other.stdout)]).toEqual([3, ["error reference-not-there"]]);
  });

  test("a rule goes before the card it gives is deleted", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 2) }));
    await made.cli("apply --yes");
    made.forget();
    const absent = (kind: string, name: string, id = "") =>
      `kind: ${kind}\nname: ${name}\naccount: coffee\n${id}state: absent\nreason: 活动结束\n`;
    made.write({
      "cards/gold.yaml": absent("MemberCard", "gold", `id: ${goldId}\n`),
      [file]: absent("PayGiftRule", "spring"),
    });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.writes().map(({ path }) => path)).toEqual(["/card/paygiftcard/delete", "/card/delete"]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });
});
