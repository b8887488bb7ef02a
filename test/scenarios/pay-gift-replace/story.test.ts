import { describe, expect, test } from "vitest";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { addBody, liveRules, lockedRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { coffee, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/spring.yaml";
const mchids = merchants(10);
const add = "/card/paygiftcard/add";

/** A rule that is live, and a document that changes a term of it. */
async function changed(): Promise<World> {
  const made = await ruleWorld(input);
  await made.cli("apply --yes");
  made.forget();
  made.write({ [file]: rule({ mchids, least: 200 }) });
  return made;
}

/** The terms that are live, by merchant id. */
function least(made: World): number[] {
  return Object.values(made.rules()).map(({ member_rule }) => Number(member_rule["least_cost"]));
}

async function expectRestored(made: World): Promise<void> {
  expect(least(made)).toEqual([100]);
  expect(lockedRules(made)).toEqual(liveRules(made));
  expect(made.locked("PayGiftRule/spring")).not.toHaveProperty("pending");
  const again = await made.cli("apply --yes --allow replace");
  expect(again.code).toBe(0);
  expect(least(made)).toEqual([200]);
  expect(lockedRules(made)).toEqual(liveRules(made));
  expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
}

/** What is taken down is put up again, whatever comes in between. */
describe("pay-gift-replace", () => {
  test("taken down, added, read back: the new id is remembered", async () => {
    const made = await changed();
    const [before] = Object.keys(made.rules());
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.writes()).toEqual([
      { path: "/card/paygiftcard/delete", body: { rule_id: Number(before) } },
      { path: add, body: addBody(mchids, { least_cost: 200 }) },
    ]);
    expect(Object.keys(made.rules())).not.toContain(before);
    expect(lockedRules(made)).toEqual(liveRules(made));
  });

  test.each(["with-ids", "without-ids"] as const)(
    "with a memory from before it was replaced (%s): found again by what it holds, adopted, and nothing is sent",
    async (listing) => {
      const made = await changed();
      made.sandbox.behaviours.payGift.listing = listing;
      const older = Object.fromEntries(
        ["state", "lease"].map((name) => {
          const path = `wxcards.state/coffee/${name}.yaml`;
          return [path, made.read(path)];
        }),
      );
      expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
      const live = liveRules(made);
      made.write(older);
      made.forget();
      const plan = await made.cli("plan --format json");
      const { changes, problems } = JSON.parse(plan.stdout) as { changes: { action: string }[]; problems: unknown[] };
      expect([plan.code, changes.map(({ action }) => action), problems]).toEqual([0, ["adopt"], []]);
      expect((await made.cli("apply --yes")).code).toBe(0);
      // Where a listing shows no ids, it is known by what it holds.
      const known = listing === "with-ids" ? live : { [`?${mchids[0]}`]: mchids };
      expect([made.writes(), lockedRules(made)]).toEqual([[], known]);
    },
  );

  for (const [name, failure] of [
    ["72004 by another AppID", { errcode: 72004 }],
    ["72031", { errcode: 72031 }],
    ["a 500", { errcode: -1, status: 500, rawBody: "<html>" }],
  ] as const)
    test(`the add fails with ${name}: the old rule is live again, with its new id remembered, and a re-run converges`, async () => {
      const made = await changed();
      const [before] = Object.keys(made.rules());
      made.sandbox.fail({ path: add, ...failure });
      const applied = await made.cli("apply --yes --allow replace");
      expect(applied.code).not.toBe(0);
      await golden(made.mask(applied.stdout), `failed-${failure.errcode}.txt`);
      expect(made.writes().map(({ path }) => path)).toEqual(["/card/paygiftcard/delete", add, add]);
      expect(made.bodies(add)).toEqual([addBody(mchids, { least_cost: 200 }), addBody(mchids)]);
      expect(Object.keys(made.rules())).not.toContain(before);
      await expectRestored(made);
    });

  test("a 500 after the add was carried out: it is found, nothing is sent twice", async () => {
    const made = await changed();
    made.sandbox.fail({ path: add, errcode: -1, status: 500, rawBody: "<html>", executes: true });
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.bodies(add)).toHaveLength(1);
    expect(least(made)).toEqual([200]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("nothing can be put back: told loudly, remembered as gone, and the next run adds it", async () => {
    const made = await changed();
    made.sandbox.fail({ path: add, errcode: 72031, times: 2 });
    const applied = await made.cli("apply --yes --allow replace");
    expect(applied.code).toBe(5);
    expect(applied.stdout).toContain("NO RULE IS LIVE");
    expect(made.rules()).toEqual({});
    expect(lockedRules(made)).toEqual({});
    const again = await made.cli("apply --yes");
    expect(again.code).toBe(0);
    expect(least(made)).toEqual([200]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("of four rules the second fails: the first is new, the second is put back, the others are left alone", async () => {
    const all = merchants(37);
    const made = await ruleWorld(rule({ mchids: all }));
    await made.cli("apply --yes");
    made.forget();
    made.write({ [file]: rule({ mchids: all, least: 200 }) });
    made.sandbox.fail({ path: add, errcode: 72031, after: 1 });
    const applied = await made.cli("apply --yes --allow replace");
    expect(applied.code).toBe(5);
    expect(least(made).sort()).toEqual([100, 100, 100, 200]);
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(least(made)).toEqual([200, 200, 200, 200]);
  });

  test("deleted at the console: an error, never a new one, until somebody agrees", async () => {
    const made = await changed();
    for (const id of Object.keys(made.rules())) made.sandbox.removeRuleInConsole("wx0123456789abcdef", id);
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(made.writes()).toEqual([]);
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(least(made)).toEqual([200]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a merchant id moves from one document to another: taken down there, then added here", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 5) }), {
      files: { "cards/summer.yaml": rule({ name: "summer", mchids: mchids.slice(5) }) },
    });
    await made.cli("apply --yes");
    made.forget();
    made.write({
      [file]: rule({ mchids: [...mchids.slice(1, 5), mchids[9] ?? ""] }),
      "cards/summer.yaml": rule({ name: "summer", mchids: [...mchids.slice(5, 9), mchids[0] ?? ""] }),
    });
    const applied = await made.cli("apply --yes --allow replace");
    expect(applied.code).toBe(0);
    const paths = made.writes().map(({ path }) => path.split("/").at(-1));
    expect(paths).toEqual(["delete", "delete", "add", "add"]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("protected by time: a rule that is over is left as it is, and never added again", async () => {
    const made = await ruleWorld(rule({ mchids, end: "2026-11-30" }));
    await made.cli("apply --yes");
    made.forget();
    made.clock.advance(30 * 86_400);
    for (const expired of ["kept", "status", "refused", "gone"] as const) {
      made.sandbox.behaviours.payGift.expired = expired;
      const plan = await made.cli("plan --detailed-exitcode");
      expect({ expired, code: plan.code }).toEqual({ expired, code: 0 });
      expect((await made.cli("apply --yes")).code).toBe(0);
    }
    expect(made.writes()).toEqual([]);
    made.write({ [file]: rule({ mchids, end: "2026-11-30", least: 200 }) });
    made.sandbox.behaviours.payGift.expired = "kept";
    const late = await made.cli("plan --allow replace");
    expect(late.code).toBe(3);
    expect(late.stdout).toContain("object-expired");
    for (const expired of ["kept", "refused", "gone"] as const) {
      const longer = await ruleWorld(rule({ mchids, end: "2026-11-30" }));
      await longer.cli("apply --yes");
      longer.clock.advance(30 * 86_400);
      longer.sandbox.behaviours.payGift.expired = expired;
      // What can neither be read nor deleted must not hold its merchant ids either, or nobody could go on.
      longer.sandbox.behaviours.payGift.expiredOccupies = expired === "kept";
      const before = Object.keys(longer.rules());
      longer.write({ [file]: rule({ mchids, end: "2027-06-30" }) });
      const done = await longer.cli("apply --yes --allow replace");
      expect({ expired, code: done.code, said: done.stdout }).toMatchObject({ expired, code: 0 });
      const fresh = Object.entries(longer.rules()).filter(([id]) => !before.includes(id));
      expect(fresh.map(([, { end_time: end, mchid_list: list }]) => [end, list.length])).toEqual([[1_814_371_199, 10]]);
      expect((await longer.cli("plan --detailed-exitcode")).code).toBe(0);
    }
  });

  test("a new rule whose end has passed is refused", async () => {
    const made = await ruleWorld(rule({ mchids, end: "2026-11-10" }));
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain("object-expired-new");
    expect((await made.cli("validate")).code).toBe(0);
  });

  test("errcode 0 that takes none of the merchant ids is a refusal: the old rule is put back", async () => {
    const made = await changed();
    const refused = mchids.map((mchid) => ({ mchid, errcode: 72002, errmsg: "mchid is not bind appid" }));
    const rawBody = JSON.stringify({ errcode: 0, errmsg: "ok", fail_mchid_list: refused, succ_mchid_list: [] });
    made.sandbox.fail({ path: add, errcode: 0, rawBody });
    const applied = await made.cli("apply --yes --allow replace");
    expect(applied.code).toBe(5);
    expect(applied.stdout).toContain("the former rule is live again");
    await expectRestored(made);
  });

  test("the add was carried out, its answer and the listing are lost: what is put back meets the new rule, which is no failure", async () => {
    const made = await changed();
    made.sandbox.fail({ path: add, errcode: -1, status: 500, rawBody: "<html>", executes: true });
    made.sandbox.fail({ path: "/card/paygiftcard/batchget", errcode: 45009 });
    const applied = await made.cli("apply --yes --allow replace");
    expect(applied.stdout).not.toContain("former");
    expect(applied.code).toBe(0);
    expect(least(made)).toEqual([200]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a rule of more than ten, made at the console, becomes several", async () => {
    const many = merchants(13);
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    const [id = ""] = Object.keys(made.rules());
    made.sandbox.editRuleInConsole(coffee.appid, id, { mchid_list: many });
    made.write({ [file]: rule({ mchids: many, least: 200 }) });
    made.forget();
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.bodies(add)).toEqual([
      addBody(many.slice(0, 10), { least_cost: 200 }),
      addBody(many.slice(10), { least_cost: 200 }),
    ]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("terms that a document leaves to others are taken from its live rules for new ones", async () => {
    const made = await ruleWorld(rule({ mchids: mchids.slice(0, 2) }));
    await made.cli("apply --yes");
    const few = (list: readonly string[]) =>
      `kind: PayGiftRule\nname: spring\naccount: coffee\nspec:\n  base_info:\n    mchid_list: [${list.map((id) => `"${id}"`).join(", ")}]\n`;
    made.write({ [file]: few(mchids.slice(0, 3)) });
    made.forget();
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.bodies(add)).toEqual([addBody(mchids.slice(2, 3))]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("an ended rule can be deleted, also where reads call it over", async () => {
    const made = await ruleWorld(rule({ mchids, end: "2026-11-30" }));
    await made.cli("apply --yes");
    made.clock.advance(30 * 86_400);
    made.sandbox.behaviours.payGift.expired = "refused";
    made.write({ [file]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: 活动结束\n" });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("all rules gone is told by status, and is no proof of another account", async () => {
    const made = await changed();
    for (const id of Object.keys(made.rules())) made.sandbox.removeRuleInConsole(coffee.appid, id);
    const status = await made.cli("status");
    expect(status.code).toBe(3);
    expect(status.stdout).toMatch(/PayGiftRule\/spring.*missing/);
    // With the card gone as well, nothing that the state knows is where the credential leads.
    made.sandbox.fail({ path: "/card/get", errcode: 40073, times: 9 });
    expect((await made.cli("plan")).code).toBe(77);
  });
});
