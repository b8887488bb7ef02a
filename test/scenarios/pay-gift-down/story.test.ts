import { describe, expect, test } from "vitest";
import { goldId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import type { Run, World } from "../../helpers/world.ts";
import { coffee } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/spring.yaml";
const mchids = merchants(2);
const codesOf = (ran: Run) => (JSON.parse(ran.stdout).problems as { code: string }[]).map(({ code }) => code);

/** A rule that a replacement took down and that could not be put up again; amounts that its document leaves to the console. */
async function takenDown(): Promise<World> {
  const made = await ruleWorld(input);
  await made.cli("apply --yes");
  // From here on the document says nothing of the most an order may cost.
  made.write({ [file]: lenient(200) });
  made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 8 });
  expect((await made.cli("apply --yes --allow replace")).code).toBe(5);
  made.sandbox.calm();
  expect(made.rules()).toEqual({});
  made.forget();
  return made;
}

const lenient = (least: number, more: Partial<Parameters<typeof rule>[0]> = {}) =>
  rule({ mchids, least, ...more })
    .split("\n")
    .filter((line) => !line.includes("max_cost"))
    .join("\n");

/** What becomes of a rule that is down, whatever its document says by then. */
describe("pay-gift-down", () => {
  test("it is no new resource: a document that leaves terms to the console is valid, and brings them back", async () => {
    const made = await takenDown();
    expect((await made.cli("validate")).code).toBe(0);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(Object.values(made.rules())).toMatchObject([
      { member_rule: { card_id: goldId, least_cost: 200, max_cost: 100_000 } },
    ]);
  });

  test("what somebody changed elsewhere, and the replacement was to leave alone, comes back changed", async () => {
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    const [id = ""] = Object.keys(made.rules());
    made.sandbox.editRuleInConsole(coffee.appid, id, { member_rule: { max_cost: 77_777 } });
    made.write({ [file]: rule({ mchids, least: 200 }) });
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 8 });
    await made.cli("apply --yes --allow replace");
    made.sandbox.calm();
    expect(made.rules()).toEqual({});
    await golden((await made.cli("plan")).stdout, "drifted.txt");
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 200, max_cost: 77_777 } }]);
    // It is still drift, and sent when somebody asks for that.
    await made.cli("apply --yes --allow replace --allow drift");
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 200, max_cost: 100_000 } }]);
  });

  describe("what somebody changed elsewhere, in one rule of two", () => {
    const twelve = merchants(12);
    const terms = (made: World) =>
      Object.values(made.rules())
        .map(({ mchid_list, member_rule }) => [mchid_list.length, member_rule["least_cost"], member_rule["max_cost"]])
        .sort();

    /** Two rules, of which the smaller was changed in the console; it is down. */
    async function oneDown(): Promise<World> {
      const made = await ruleWorld(rule({ mchids: twelve }));
      await made.cli("apply --yes");
      const [id = ""] = Object.entries(made.rules()).find(([, { mchid_list }]) => mchid_list.length === 2) ?? [];
      made.sandbox.editRuleInConsole(coffee.appid, id, { member_rule: { max_cost: 77_777 } });
      made.write({ [file]: rule({ mchids: twelve, least: 200 }) });
      for (const after of [0, 1]) {
        made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 8, after });
        await made.cli("apply --yes --allow replace");
        made.sandbox.calm();
      }
      expect(Object.keys(made.rules())).toHaveLength(1);
      return made;
    }

    test.each([
      ["none fails", []],
      ["all fail once more", [{ times: 8 }]],
      ["the second fails once more", [{ times: 8, after: 1 }]],
    ])("adds of the next run: %s; it comes back changed, and is drift", async (_, faults) => {
      const made = await oneDown();
      for (const fault of faults) {
        made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, ...fault });
        await made.cli("apply --yes");
        made.sandbox.calm();
      }
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(terms(made)).toEqual([
        [10, 200, 100_000],
        [2, 200, 77_777],
      ]);
      const plan = readPlan((await made.cli("plan --format json")).stdout);
      expect(plan.steps).toEqual([]);
      expect(plan.changes[0]?.fields).toMatchObject([{ path: "/member_rule/max_cost", verdict: "keep" }]);
    });
  });

  test("merchant ids that may be held elsewhere come back with the terms of their own rule", async () => {
    const made = await ruleWorld(lenient(100, { mchids }));
    const ids = mchids.map((id, index) =>
      made.sandbox.addRule(coffee.appid, {
        ...{ mchid_list: [id], begin_time: ruleBegin, end_time: ruleEnd },
        member_rule: { card_id: goldId, least_cost: 100, max_cost: [11_111, 22_222][index] as number },
      }),
    );
    const more = `id: ["${ids.join('", "')}"]\n`;
    const occupied = `allow: [{ what: occupied, ids: ["${mchids.join('", "')}"], because: test }]\n`;
    made.write({ [file]: lenient(200, { more }) });
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 20 });
    for (const _ of [1, 2]) await made.cli("apply --yes --allow replace");
    made.sandbox.calm();
    made.write({ [file]: lenient(200, { more: `${more}${occupied}` }) });
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(
      Object.values(made.rules()).map(({ mchid_list, member_rule }) => [mchid_list, member_rule["max_cost"]]),
    ).toEqual(
      expect.arrayContaining([
        [[mchids[0]], 11_111],
        [[mchids[1]], 22_222],
      ]),
    );
  });

  test("a known term that the platform does not take back is not given up without lossy", async () => {
    const made = await ruleWorld(rule({ mchids, terms: "    jump_url: https://shop.example/\n" }));
    await made.cli("apply --yes");
    made.write({ [file]: rule({ mchids, least: 200 }) });
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009, times: 8 });
    await made.cli("apply --yes --allow replace");
    made.sandbox.calm();
    const errmsg = 'data format error hint: [x] Error before ":"https://shop.example/"}}}';
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 47001, errmsg, times: 1 });
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 47001, errmsg, times: 1 });
    const refused = await made.cli("apply --yes");
    expect([refused.code, refused.stdout.includes("live-member-refused")]).toEqual([1, true]);
    expect([made.rules(), JSON.stringify(made.locked("PayGiftRule/spring")?.["former"])]).toEqual([
      {},
      expect.stringContaining("shop.example"),
    ]);
    // The rule as it was is taken back, and what replaces it is not.
    made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 47001, errmsg, times: 1, after: 1 });
    expect((await made.cli("apply --yes --allow lossy")).code).toBe(0);
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 200, max_cost: 100_000 } }]);
  });

  test("one whose end passes while it is down is not put up again, and holds nothing else up", async () => {
    const made = await takenDown();
    made.clock.advance(500 * 86_400);
    const applied = await made.cli("apply --yes --format json");
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([applied.code, plan.code, codesOf(plan), made.writes()]).toEqual([0, 0, ["object-expired-new"], []]);
    made.write({ [file]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: over\n" });
    await made.cli("apply --yes");
    expect(codesOf(await made.cli("plan --format json"))).toEqual([]);
  });

  test("status says that it is taken down, exit 1, until it is up again", async () => {
    const made = await takenDown();
    const down = await made.cli("status");
    expect([down.code, down.stdout]).toEqual([1, expect.stringMatching(/PayGiftRule\/spring .*taken down/)]);
    await made.cli("apply --yes");
    const up = await made.cli("status");
    expect([up.code, up.stdout]).toEqual([0, expect.not.stringContaining("taken down")]);
  });

  test("its document is removed: a plan says that it is down, and apply puts it up; nobody manages it then", async () => {
    const made = await takenDown();
    made.remove(file);
    const run = await made.cli("plan --format json");
    expect([run.code, codesOf(run)]).toEqual([0, ["down-orphaned"]]);
    expect(run.stdout).toContain("coffee/PayGiftRule/spring was taken down");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 100, max_cost: 100_000 } }]);
    const after = await made.cli("plan");
    expect([after.code, after.stdout.includes("not managed any more")]).toEqual([0, true]);
  });

  test("its document gets another name: that is a rename, and was: brings it back whole", async () => {
    const made = await takenDown();
    made.remove(file);
    made.write({ "cards/summer.yaml": rule({ mchids, least: 300, name: "summer" }) });
    const refused = await made.cli("plan --format json");
    expect([refused.code, codesOf(refused)]).toEqual([3, ["renamed-perhaps", "down-orphaned"]]);
    made.write({ "cards/summer.yaml": lenient(300, { name: "summer", more: "was: spring\n" }) });
    const plan = await made.cli("plan --format json");
    expect([plan.code, codesOf(plan)]).toEqual([0, ["recovery-waits"]]);
    // Put up as it was; the new terms are another change than what was agreed to.
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 100, max_cost: 100_000 } }]);
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(Object.values(made.rules())).toMatchObject([{ member_rule: { least_cost: 300, max_cost: 100_000 } }]);
    expect(made.locked("PayGiftRule/spring")).toBeUndefined();
  });

  test("its document says state: absent: it stays down, and is forgotten in silence", async () => {
    const made = await takenDown();
    made.write({ [file]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: over\n" });
    const applied = await made.cli("apply --yes --format json");
    expect([applied.code, codesOf(applied), made.writes()]).toEqual([0, [], []]);
    expect(made.locked("PayGiftRule/spring")).toMatchObject({ deleted: true });
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan)]).toEqual([0, []]);
    // What comes after it under the name is new.
    made.write({ [file]: lenient(300) });
    expect(codesOf(await made.cli("plan --format json"))).toEqual(["create-needs-field"]);
  });
});
