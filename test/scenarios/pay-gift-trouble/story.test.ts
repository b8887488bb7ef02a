import { describe, expect, test } from "vitest";
import { realFiles } from "../../../src/cli/files.ts";
import { goldCard, goldId, newCard } from "../../helpers/documents.ts";
import { fullDisk } from "../../helpers/full-disk.ts";
import { inputOf } from "../../helpers/input.ts";
import { addBody, liveRules, lockedRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/spring.yaml";
const summer = "cards/summer.yaml";
const m = merchants(20);
const add = "/card/paygiftcard/add";
const remove = "/card/paygiftcard/delete";
const get = "/card/paygiftcard/getbyid";
const batch = "/card/paygiftcard/batchget";
const absent = "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: 活动结束\n";

/** A rule of so many merchant ids, live and settled. */
async function up(count = 3): Promise<World> {
  const made = await ruleWorld(rule({ mchids: m.slice(0, count) }));
  expect((await made.cli("apply --yes")).code).toBe(0);
  made.forget();
  return made;
}

const ruleOf = (made: World): string => Object.keys(made.rules())[0] ?? "";
const held = (made: World): string[] => Object.values(liveRules(made)).flat().sort();
const calls = (made: World): (string | undefined)[] => made.writes().map(({ path }) => path.split("/").at(-1));
const converged = async (made: World) => expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);

/** A disk that is full from the nth write on. */
function full(made: World, from: number): void {
  made.files = fullDisk(realFiles, from);
}

/** What somebody tried who wanted a rule to be lost, doubled, or taken down without need. */
describe("pay-gift-trouble", () => {
  test("an id that was learnt since the state was written: what is taken down is put up again", async () => {
    const made = await ruleWorld(input);
    Object.assign(made.sandbox.behaviours.payGift, { noRuleId: true, listing: "with-ids" });
    // The lease of a new memory takes two.
    full(made, 5);
    await made.cli("apply --yes");
    made.files = realFiles;
    made.sandbox.behaviours.payGift.noRuleId = false;
    made.write({ [file]: rule({ mchids: m.slice(0, 3), least: 200 }) });
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(held(made)).toEqual(m.slice(0, 3));
    await converged(made);
  });

  test("drift of items stays drift, apply after apply, until somebody agrees; then it is put right", async () => {
    const made = await up();
    made.sandbox.editRuleInConsole(coffee.appid, ruleOf(made), { mchid_list: [m[1] ?? "", m[2] ?? "", m[9] ?? ""] });
    for (let run = 0; run < 3; run += 1) {
      expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
      expect((await made.cli("plan")).stdout).toContain("drift, kept");
    }
    expect(made.writes()).toEqual([]);
    expect((await made.cli("apply --yes --allow drift --allow replace")).code).toBe(0);
    expect(held(made)).toEqual(m.slice(0, 3));
    await converged(made);
  });

  test("an account that stops in the middle of a swap: what is down is put up again", async () => {
    for (const stop of [
      { path: remove, errcode: 45009, after: 1 },
      { path: get, errcode: 45009, after: 3 },
    ]) {
      const made = await ruleWorld(rule({ mchids: m.slice(0, 5) }), {
        files: { [summer]: rule({ name: "summer", mchids: m.slice(5, 10) }) },
      });
      await made.cli("apply --yes");
      made.write({
        [file]: rule({ mchids: [...m.slice(1, 5), m[5] ?? ""] }),
        [summer]: rule({ name: "summer", mchids: [...m.slice(6, 10), m[0] ?? ""] }),
      });
      made.sandbox.fail(stop);
      expect((await made.cli("apply --yes --allow replace")).code).not.toBe(0);
      expect(held(made)).toEqual(m.slice(0, 10));
      made.sandbox.calm();
      expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
      await converged(made);
    }
  });

  test("nobody knows whether the delete was carried out, and nothing can be added: no word of a live rule", async () => {
    const made = await up();
    made.write({ [file]: rule({ mchids: m.slice(0, 3), least: 200 }) });
    made.sandbox.fault({ path: remove, when: "after" });
    made.sandbox.fail({ path: get, errcode: -1, status: 500, rawBody: "<html>", after: 2, times: 6 });
    made.sandbox.fail({ path: add, errcode: 72031 });
    const applied = await made.cli("apply --yes --allow replace");
    expect(held(made)).toEqual([]);
    expect(applied.stdout).not.toContain("is live again");
    expect(applied.code).not.toBe(0);
    made.sandbox.calm();
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(held(made)).toEqual(m.slice(0, 3));
  });

  test("a rule waits for its card: when that fails, the rule is not touched", async () => {
    const made = await up();
    made.write({
      "cards/new.yaml": newCard("fresh", "新卡"),
      [file]: rule({ mchids: m.slice(0, 3), card: "MemberCard/fresh" }),
    });
    made.sandbox.fail({ path: "/card/create", errcode: 40150 });
    expect((await made.cli("apply --yes --allow replace")).code).toBe(1);
    expect(calls(made)).toEqual(["create"]);
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
  });

  test("a saved plan whose card has moved leaves the rule alone", async () => {
    const made = await up();
    made.write({
      "cards/new.yaml": newCard("fresh", "新卡"),
      [file]: rule({ mchids: m.slice(0, 3), card: "MemberCard/fresh" }),
    });
    expect((await made.cli("plan --out plan.json --allow replace")).code).toBe(0);
    made.edit("cards/new.yaml", "title: 新卡", "title: 新新卡");
    expect((await made.cli("apply plan.json --allow replace")).code).toBe(4);
    expect(calls(made)).toEqual([]);
  });

  test("a card is not deleted while a rule still gives it", async () => {
    const made = await up();
    made.write({
      "cards/new.yaml": newCard("fresh", "新卡"),
      "cards/gold.yaml": `kind: MemberCard\nname: gold\naccount: coffee\nid: ${goldId}\nstate: absent\nreason: 换新卡\n`,
      [file]: rule({ mchids: m.slice(0, 3), card: "MemberCard/fresh" }),
    });
    made.sandbox.fail({ path: add, errcode: 72031 });
    expect((await made.cli("apply --yes --allow replace --allow delete")).code).toBe(5);
    expect(calls(made)).toEqual(["create", "delete", "add", "add"]);
    expect(made.card(goldId).status).not.toBe("CARD_STATUS_DELETE");
    expect((await made.cli("apply --yes --allow replace --allow delete")).code).toBe(0);
    expect(made.card(goldId).status).toBe("CARD_STATUS_DELETE");
  });

  test("an answer without merchant ids says nothing about a rule", async () => {
    const made = await up();
    made.write({ [file]: rule({ mchids: m.slice(0, 3), least: 200 }) });
    const rawBody = JSON.stringify({ errcode: 0, rule_info: { base_info: {}, member_rule: {} } });
    made.sandbox.fail({ path: get, errcode: 0, rawBody });
    expect((await made.cli("apply --yes --allow replace")).code).toBe(1);
    expect(calls(made)).toEqual([]);
  });

  test("a rule that shows late is kept in mind; deleting the document finds it", async () => {
    const made = await up();
    made.write({ [file]: rule({ mchids: m.slice(0, 4) }) });
    // The new rule cannot be read for some seconds.
    made.sandbox.fail({ path: get, errcode: 72034, after: 3 });
    made.sandbox.fail({ path: get, errcode: 72034, after: 1 });
    made.sandbox.fail({ path: get, errcode: 72034, after: 1 });
    await made.cli("apply --yes");
    made.sandbox.calm();
    expect(Object.values(lockedRules(made)).flat().sort()).toEqual(m.slice(0, 4));
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ [file]: absent });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.rules()).toEqual({});
  });

  test("an add whose answer was lost and that no listing shows yet is not forgotten", async () => {
    const made = await ruleWorld(input);
    made.sandbox.fault({ path: add, when: "after" });
    const empty = { path: batch, errcode: 0, rawBody: '{"errcode":0,"errmsg":"ok","total_count":0,"rule_list":[]}' };
    made.sandbox.fail({ ...empty, after: 1 });
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.write({ [file]: absent });
    made.sandbox.fail(empty);
    expect((await made.cli("apply --yes --allow delete")).code).toBe(6);
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.rules()).toEqual({});
  });

  test("a refusal that speaks of other merchant ids is no success", async () => {
    for (const errcode of [0, 72004]) {
      const made = await ruleWorld(input);
      const rawBody = JSON.stringify({ errcode, errmsg: "x", fail_mchid_list: [{ mchid: "999", errcode: 72004 }] });
      made.sandbox.fail({ path: add, errcode, rawBody });
      expect((await made.cli("apply --yes")).code).not.toBe(0);
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(held(made)).toEqual(m.slice(0, 3));
    }
  });

  test("a full disk between taking down and putting up: the next runs need no more agreement than the first", async () => {
    for (const from of [1, 2, 3, 4, 5]) {
      const made = await up();
      made.write({ [file]: rule({ mchids: m.slice(0, 2) }) });
      full(made, from);
      const first = await made.cli("apply --yes --allow replace");
      if (held(made).length === 0) expect(first.all).toContain("NO RULE IS LIVE");
      made.files = realFiles;
      expect({ from, code: (await made.cli("apply --yes --allow replace")).code }).toEqual({ from, code: 0 });
      expect(held(made)).toEqual(m.slice(0, 2));
      await converged(made);
    }
  });

  test("a rule that the console deleted and no document wants any more is no trouble", async () => {
    const made = await up(12);
    const small = Object.entries(made.rules()).find(([, { mchid_list: list }]) => list.length === 2)?.[0] ?? "";
    made.sandbox.removeRuleInConsole(coffee.appid, small);
    made.write({ [file]: rule({ mchids: m.slice(0, 10) }) });
    await converged(made);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(lockedRules(made)).toEqual(liveRules(made));
  });

  test("a done deletion is quiet although its document names one id of two", async () => {
    const made = await up(12);
    made.write({ [file]: absent.replace("state:", `id: "${ruleOf(made)}"\nstate:`) });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    await converged(made);
  });

  test("of two rules one cannot be deleted: the other is told as gone", async () => {
    const made = await up(12);
    made.write({ [file]: absent });
    made.sandbox.fail({ path: remove, errcode: 72033, after: 1 });
    const applied = await made.cli("apply --yes --allow delete");
    expect(applied.code).toBe(5);
    expect(applied.stdout).toContain("1. coffee/PayGiftRule/spring  POST /card/paygiftcard/delete  settled");
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.rules()).toEqual({});
  });

  test("a new rule of a known document is held against what was sent", async () => {
    const made = await up();
    made.write({ [file]: rule({ mchids: m.slice(0, 4) }) });
    made.onLine(/paygiftcard\/add.*ok/, () => {
      const fresh = Object.entries(made.rules()).find(([, { mchid_list: list }]) => list.includes(m[3] ?? ""));
      made.sandbox.editRuleInConsole(coffee.appid, fresh?.[0] ?? "", { member_rule: { least_cost: 1 } });
    });
    const applied = await made.cli("apply --yes --verbose");
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain("not applied");
    expect(made.bodies(add)).toEqual([addBody(m.slice(3, 4))]);
  });

  test("an id that is no rule is not imported beside one that is", async () => {
    const made = await up();
    made.remove("wxcards.state");
    made.remove(file);
    made.write({ "cards/gold.yaml": goldCard });
    expect((await made.cli(`import coffee/PayGiftRule/x=${ruleOf(made)},4711`)).code).toBe(3);
    expect(made.exists("cards/x.yaml")).toBe(false);
  });
});
