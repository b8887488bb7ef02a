import { describe, expect, test } from "vitest";
import { goldId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import {
  addBody,
  liveRules,
  lockedRules,
  merchants,
  rule,
  ruleBegin,
  ruleEnd,
  ruleWorld,
} from "../../helpers/rules.ts";
import { bakery, coffee, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/spring.yaml";
const mchids = merchants(10);
const [third = "", seventh = ""] = [mchids[2], mchids[6]];
const add = "/card/paygiftcard/add";
const eight = mchids.filter((id) => id !== third && id !== seventh);
const foreign = { [third]: { appid: "wxffffffffffffffff", rule_id: "12332123" } };
const known = `allow: [{ what: occupied, ids: ["${third}", "${seventh}"], because: 加盟店自有规则, until: 2027-03-31 }]\n`;

/** Two of ten merchant ids are refused: one is in a rule of another AppID, one belongs to another company. */
async function twoRefused(more = ""): Promise<World> {
  const made = await ruleWorld(rule({ mchids, more }));
  made.sandbox.behaviours.payGift.occupied = foreign;
  made.sandbox.behaviours.payGift.refuse = { [seventh]: 72001 };
  return made;
}

/** errcode 0 is not success: what each answer says of each merchant id is what counts. */
describe("pay-gift-answers", () => {
  for (const listNames of ["long", "short"] as const)
    test(`two of ten refused (${listNames} names): eight live and recorded, both told, exit 5; the next plan is about the two`, async () => {
      const made = await twoRefused();
      made.sandbox.behaviours.payGift.listNames = listNames;
      const applied = await made.cli("apply --yes");
      expect(applied.code).toBe(5);
      if (listNames === "long") await golden(made.mask(applied.stdout), "two-refused.txt");
      expect(applied.stdout).toContain("wxffffffffffffffff");
      expect(applied.stdout).toContain("12332123");
      expect(Object.values(lockedRules(made)).flat().sort()).toEqual(eight);
      expect(lockedRules(made)).toEqual(liveRules(made));
      made.forget();
      const plan = await made.cli("plan --detailed-exitcode");
      expect(plan.code).toBe(2);
      if (listNames === "long") await golden(plan.stdout, "the-two.txt");
      expect((await made.cli("apply --yes")).code).toBe(1);
      expect(made.writes()).toEqual([{ path: add, body: addBody([third, seventh]) }]);
      expect(Object.values(liveRules(made)).flat().sort()).toEqual(eight);
      made.sandbox.behaviours.payGift.occupied = {};
      made.sandbox.behaviours.payGift.refuse = {};
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

  test("known to be occupied: tried once an apply, apart from the others, reported, exit 0", async () => {
    const made = await twoRefused(known);
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(0);
    await golden(made.mask(applied.stdout), "known.txt");
    expect(made.bodies(add)).toEqual([addBody(eight), addBody([third, seventh])]);
    made.forget();
    const tried = await made.cli("plan --detailed-exitcode");
    expect(tried.code).toBe(0);
    expect(tried.stdout).toContain("known to be held elsewhere");
    const json = JSON.parse((await made.cli("apply --yes --format json")).stdout);
    expect(json.outcomes).toMatchObject([
      { status: "done", result: "partial", problem: { item: third, occupant: "wxffffffffffffffff" } },
    ]);
    expect(made.bodies(add)).toEqual([addBody([third, seventh])]);
    made.sandbox.behaviours.payGift.occupied = {};
    made.sandbox.behaviours.payGift.refuse = {};
    expect((await made.cli("apply --yes")).code).toBe(0);
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain("consent-unused");
  });

  test("an ended exception counts no more", async () => {
    const made = await twoRefused(known.replace("2027-03-31", "2026-11-01"));
    expect((await made.cli("apply --yes")).code).toBe(5);
  });

  for (const refusals of ["whole", "whole-named"] as const)
    test(`refused as a whole (${refusals}): the culprits are found, everything else is live`, async () => {
      const made = await twoRefused();
      made.sandbox.behaviours.payGift.refusals = refusals;
      const applied = await made.cli("apply --yes");
      expect(applied.code).toBe(5);
      expect(applied.stdout).toContain(third);
      expect(applied.stdout).toContain(seventh);
      expect(Object.values(liveRules(made)).flat().sort()).toEqual(eight);
      expect(lockedRules(made)).toEqual(liveRules(made));
      // Never sent twice as it was, and no more requests than halves need.
      const sent = made.bodies(add).map((body) => JSON.stringify(body));
      expect(new Set(sent).size).toBe(sent.length);
      expect(sent.length).toBeLessThanOrEqual(19);
    });

  test("the platform takes fewer than ten at once (72005): halves", async () => {
    const made = await ruleWorld(input);
    made.sandbox.fail({ path: add, errcode: 72005 });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.bodies(add)).toEqual([addBody(mchids), addBody(mchids.slice(0, 5)), addBody(mchids.slice(5))]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a refusal of the whole rule is told once and not taken apart", async () => {
    const made = await ruleWorld(input);
    made.sandbox.fail({ path: add, errcode: 72003 });
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(made.bodies(add)).toHaveLength(1);
    expect(made.locked("PayGiftRule/spring") ?? {}).not.toHaveProperty("pending");
  });

  test("an own rule in the way that is as declared is taken over; one that differs is told with its id", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 2) }));
    await made.cli("apply --yes");
    const seed = { begin_time: ruleBegin, end_time: ruleEnd };
    const terms = { card_id: goldId, least_cost: 100, max_cost: 100_000 };
    const own = made.sandbox.addRule(coffee.appid, { ...seed, mchid_list: mchids.slice(2, 5), member_rule: terms });
    const other = made.sandbox.addRule(coffee.appid, {
      ...seed,
      mchid_list: mchids.slice(5, 7),
      member_rule: { ...terms, least_cost: 300 },
    });
    made.write({ [file]: rule({ mchids }) });
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(5);
    expect(lockedRules(made)[own]).toEqual(mchids.slice(2, 5));
    expect(applied.stdout).toContain(other);
    expect(applied.stdout).toContain("import");
    expect(lockedRules(made)).not.toHaveProperty(other);
    // The id in the document takes it in; then the plan says what would change.
    made.write({ [file]: rule({ mchids, more: `id: "${other}"\n` }) });
    const plan = await made.cli("plan");
    expect(plan.stdout).toContain("300 (¥3.00) → 100 (¥1.00)");
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(lockedRules(made)).toEqual(liveRules(made));
  });

  test("another account of the same project is told by its AppID", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 1) }));
    made.sandbox.addRule(bakery.appid, {
      mchid_list: [mchids[0] ?? ""],
      begin_time: ruleBegin,
      end_time: ruleEnd,
      member_rule: { card_id: "pX", least_cost: 1, max_cost: 2 },
    });
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain(bakery.appid);
  });

  test("errcode 0 without an id: the rule is remembered by what it holds, and found again", async () => {
    for (const listing of ["with-ids", "without-ids"] as const) {
      const made = await ruleWorld(input);
      made.sandbox.behaviours.payGift.noRuleId = true;
      made.sandbox.behaviours.payGift.listing = listing;
      const applied = await made.cli("apply --yes");
      expect(applied.code).toBe(5);
      expect(applied.stdout).toContain("object-without-id");
      made.sandbox.behaviours.payGift.noRuleId = false;
      made.forget();
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(made.writes()).toEqual([]);
      made.write({ [file]: rule({ mchids, least: 200 }) });
      expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
      expect(lockedRules(made)).toEqual(liveRules(made));
    }
  });

  test("an answer without the list of those taken: what the platform shows is remembered, and told as unconfirmed", async () => {
    const made = await ruleWorld(input);
    made.sandbox.behaviours.payGift.omitSuccess = true;
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(5);
    expect(applied.stdout).toContain("item-unconfirmed");
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("said ok, did nothing: not applied, exit 1", async () => {
    const made = await ruleWorld(input);
    made.sandbox.behaviours.okButUnchanged = true;
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain("not applied");
    made.sandbox.behaviours.okButUnchanged = false;
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("ids beyond what JavaScript counts exactly keep every digit", async () => {
    const made = await ruleWorld(input);
    made.sandbox.behaviours.payGift.firstRuleId = "9007199254740993";
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(Object.keys(lockedRules(made))).toEqual(["9007199254740993"]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    made.write({ [file]: rule({ mchids: mchids.slice(1) }) });
    expect((await made.cli("plan")).stdout).toContain("9007199254740993");
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(lockedRules(made)).toEqual(liveRules(made));
  });
});
