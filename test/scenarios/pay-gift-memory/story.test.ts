import { describe, expect, test } from "vitest";
import { goldId } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { liveRules, lockedRules, merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/spring.yaml";
const all = merchants(37);
const add = "/card/paygiftcard/add";
const memory = "wxcards.state/coffee";

async function applied(listing: "with-ids" | "without-ids", mchids = all): Promise<World> {
  const made = await ruleWorld(rule({ mchids }));
  made.sandbox.behaviours.payGift.listing = listing;
  expect((await made.cli("apply --yes")).code).toBe(0);
  made.forget();
  return made;
}

/** The platform shows no rule id in a listing as far as anybody has shown; nothing is lost all the same. */
describe("pay-gift-memory", () => {
  for (const listing of ["with-ids", "without-ids"] as const) {
    test(`the state is lost (${listing}): no change; a change of terms after that works`, async () => {
      const made = await applied(listing);
      made.remove(memory);
      const plan = await made.cli("plan --detailed-exitcode");
      expect(plan.code).toBe(0);
      expect(plan.stdout).toContain("No changes.");
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(made.writes()).toEqual([]);
      expect(Object.values(lockedRules(made)).flat().sort()).toEqual(all);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      made.write({ [file]: rule({ mchids: all, least: 200 }) });
      const change = await made.cli("plan");
      expect(change.code).toBe(3);
      expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
      expect(Object.values(made.rules()).map(({ member_rule }) => member_rule["least_cost"])).toEqual([
        200, 200, 200, 200,
      ]);
      expect(lockedRules(made)).toEqual(liveRules(made));
      const paths = made.writes().map(({ path }) => path.split("/").at(-1));
      const once = listing === "with-ids" ? ["delete", "add"] : ["add", "delete", "add"];
      expect(paths).toEqual([once, once, once, once].flat());
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test(`lost together with a change of terms (${listing}): stops with what is in the way`, async () => {
      const made = await applied(listing, all.slice(0, 12));
      made.remove(memory);
      made.write({ [file]: rule({ mchids: all.slice(0, 12), least: 200 }) });
      const plan = await made.cli("plan");
      expect(plan.code).toBe(3);
      expect(plan.stdout).toContain("objects-in-the-way");
      if (listing === "with-ids") {
        const ids = Object.keys(made.rules());
        for (const id of ids) expect(plan.stdout).toContain(id);
        made.write({
          [file]: rule({
            mchids: all.slice(0, 12),
            least: 200,
            more: `id: [${ids.map((id) => `"${id}"`).join(", ")}]\n`,
          }),
        });
        // Named by id they are found, and yet nobody remembers whose change the terms are.
        const before = liveRules(made);
        expect((await made.cli("apply --yes --allow replace")).code).toBe(3);
        expect([made.writes(), liveRules(made)]).toEqual([[], before]);
        expect((await made.cli("apply --yes --allow replace --allow drift")).code).toBe(0);
        expect(lockedRules(made)).toEqual(liveRules(made));
      }
      expect(made.locked("MemberCard/gold")?.["id"] ?? goldId).toBe(goldId);
    });

    test(`an add whose answer was lost (${listing}): the next run adopts it, nothing twice`, async () => {
      const made = await ruleWorld(input);
      made.sandbox.behaviours.payGift.listing = listing;
      // Neither the answer nor the listing that looks for it arrives.
      made.sandbox.fault({ path: add, when: "after" });
      made.sandbox.fail({ path: "/card/paygiftcard/batchget", errcode: 45009, after: 1 });
      const lost = await made.cli("apply --yes");
      expect(lost.code).toBe(6);
      expect(made.locked("PayGiftRule/spring")?.["pending"]).toMatchObject({ items: all.slice(0, 10) });
      const again = await made.cli("apply --yes");
      expect(again.code).toBe(0);
      expect(made.bodies(add)).toHaveLength(4);
      expect(Object.values(liveRules(made)).flat().sort()).toEqual(all);
      expect(Object.values(lockedRules(made)).flat().sort()).toEqual(all);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test(`the answer is lost and the listing finds the rule at once (${listing}): the run goes on`, async () => {
      const made = await ruleWorld(input);
      made.sandbox.behaviours.payGift.listing = listing;
      made.sandbox.fault({ path: add, when: "after" });
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(made.bodies(add)).toHaveLength(4);
      expect(Object.values(liveRules(made)).flat().sort()).toEqual(all);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  }

  test("part of the merchant ids live under a lost state: they are adopted, the others added", async () => {
    const made = await applied("without-ids", all.slice(0, 10));
    made.remove(memory);
    made.write({ [file]: rule({ mchids: all.slice(0, 12) }) });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.bodies(add)).toHaveLength(1);
    expect(Object.values(liveRules(made)).flat().sort()).toEqual(all.slice(0, 12));
  });

  test("a listing that does not add up says nothing about what is absent", async () => {
    const made = await applied("without-ids", all.slice(0, 12));
    made.remove(memory);
    made.sandbox.fail({
      path: "/card/paygiftcard/batchget",
      errcode: 0,
      rawBody: '{"errcode":0,"errmsg":"ok","total_count":4,"rule_list":[]}',
    });
    const plan = await made.cli("plan");
    expect(plan.code).toBe(1);
    expect(plan.stdout).toContain("listing-incomplete");
    expect(made.writes()).toEqual([]);
  });

  test("edits at the console are drift: kept, listed, and put right when asked for", async () => {
    const made = await applied("without-ids", all.slice(0, 12));
    const [first = "", second = ""] = Object.keys(made.rules());
    made.sandbox.editRuleInConsole(coffee.appid, first, {
      mchid_list: [...(made.rules()[first]?.mchid_list ?? []).slice(1), "1900008888"],
    });
    made.sandbox.editRuleInConsole(coffee.appid, second, { member_rule: { max_cost: 5000 } });
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain("drift, kept");
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.writes()).toEqual([]);
    expect((await made.cli("plan")).stdout).toContain("drift, kept");
    expect((await made.cli("apply --yes --allow drift --allow replace")).code).toBe(0);
    expect(Object.values(liveRules(made)).flat().sort()).toEqual(all.slice(0, 12));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("rules are imported: those that differ only in merchant ids become one document, the card an address", async () => {
    for (const listing of ["with-ids", "without-ids"] as const) {
      const made = await applied(listing);
      const terms = { card_id: goldId, least_cost: 100, max_cost: 100_000 };
      made.sandbox.addRule(coffee.appid, {
        mchid_list: ["1900007777"],
        begin_time: ruleBegin,
        end_time: ruleEnd,
        member_rule: { ...terms, max_cost: 7 },
      });
      made.remove(memory);
      made.remove(file);
      const imported = await made.cli("import --all --account coffee --format json");
      expect(imported.code).toBe(0);
      const report = JSON.parse(imported.stdout);
      expect(report.imported).toHaveLength(2);
      const texts = (report.imported as { file: string }[]).map((one) => made.read(one.file));
      expect(texts.join()).toContain("card_id: MemberCard/gold");
      expect((await made.cli("validate")).code).toBe(0);
      const plan = await made.cli("plan --detailed-exitcode");
      expect({ listing, code: plan.code }).toEqual({ listing, code: 0 });
    }
  });

  test("named rules are imported under a name", async () => {
    const made = await applied("without-ids", all.slice(0, 12));
    const ids = Object.keys(made.rules());
    made.remove(memory);
    made.remove(file);
    const imported = await made.cli(`import coffee/PayGiftRule/x=${ids.join(",")}`);
    expect(imported.code).toBe(0);
    expect(lockedRules(made, "PayGiftRule/x")).toEqual(liveRules(made));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a rule known by what it holds takes the id that the document names", async () => {
    const made = await applied("without-ids", all.slice(0, 10));
    made.remove(memory);
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [id = ""] = Object.keys(made.rules());
    expect(Object.keys(lockedRules(made))).toEqual([`?${all[0]}`]);
    made.sandbox.behaviours.payGift.refusals = "whole";
    made.write({ [file]: rule({ mchids: all.slice(0, 10), least: 200, more: `id: "${id}"\n` }) });
    made.forget();
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.writes().map(({ path }) => path.split("/").at(-1))).toEqual(["delete", "add"]);
    expect(lockedRules(made)).toEqual(liveRules(made));
  });

  test("deleted by a document whose add was lost: found, taken down, and counted once", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 10) }));
    made.sandbox.fault({ path: add, when: "after" });
    made.sandbox.fail({ path: "/card/paygiftcard/batchget", errcode: 45009, after: 1 });
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.write({ [file]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: 活动取消\n" });
    const applied = await made.cli("apply --yes --allow delete");
    expect([applied.code, applied.stdout.includes("1 to delete")]).toEqual([0, true]);
    expect(made.rules()).toEqual({});
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });
});
