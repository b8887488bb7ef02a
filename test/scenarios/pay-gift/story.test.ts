import { describe, expect, test } from "vitest";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { addBody, liveRules, lockedRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/spring.yaml";
const all = merchants(37);
const write = (mchids: readonly string[], more = "") => ({ [file]: rule({ mchids, more }) });

/** One document, any number of merchant ids: spread over rules of ten, and none taken down without need. */
describe("pay-gift", () => {
  test("37 merchant ids: four adds of 10, 10, 10 and 7, and nothing left to do", async () => {
    const made = await ruleWorld(input);
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    await golden(plan.stdout, "new.txt");
    const json = await made.cli("plan --format json");
    await golden(made.mask(json.stdout), "new.json");
    const applied = await made.cli("apply --yes");
    expect({ code: applied.code, stderr: applied.stderr }).toMatchObject({ code: 0 });
    await golden(made.mask(applied.stdout), "applied.txt");
    const [a, b, c, d] = [all.slice(0, 10), all.slice(10, 20), all.slice(20, 30), all.slice(30)];
    expect(made.writes()).toEqual(
      [a, b, c, d].map((mchids) => ({ path: "/card/paygiftcard/add", body: addBody(mchids as string[]) })),
    );
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect(made.locked("PayGiftRule/spring")).not.toHaveProperty("pending");
    const second = await made.cli("plan --detailed-exitcode");
    expect(second).toMatchObject({ code: 0, stdout: "No changes. 2 unchanged.\n" });
  });

  test("one more: one add and nothing else, without consent", async () => {
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    made.forget();
    made.write(write([...all, "1900009999"]));
    await golden((await made.cli("plan")).stdout, "one-more.txt");
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(0);
    expect(made.writes()).toEqual([{ path: "/card/paygiftcard/add", body: addBody(["1900009999"]) }]);
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("one less of the first ten: one delete and one add, with consent", async () => {
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    made.forget();
    const left = all.filter((id) => id !== all[3]);
    made.write(write(left));
    const refused = await made.cli("plan");
    expect(refused.code).toBe(3);
    await golden(refused.stdout, "one-less.txt");
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(made.writes()).toEqual([]);
    const [first] = Object.entries(liveRules(made)).find(([, mchids]) => mchids.includes(all[3] ?? "")) ?? [];
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.writes()).toEqual([
      { path: "/card/paygiftcard/delete", body: { rule_id: Number(first) } },
      { path: "/card/paygiftcard/add", body: addBody(left.slice(0, 9)) },
    ]);
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("consent can stand in the document, and one that nothing needs is told", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 12) }));
    await made.cli("apply --yes");
    made.write(write(all.slice(1, 12), "allow: [{ what: replace, because: 门店关闭 }]\n"));
    expect((await made.cli("apply --yes")).code).toBe(0);
    const plan = await made.cli("plan");
    expect(plan.stdout).toContain("consent-unused");
    expect(plan.code).toBe(0);
  });

  test("what replaces a rule fills it up with what is new", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 10) }));
    await made.cli("apply --yes");
    made.forget();
    const next = [...all.slice(1, 10), "1900008888", "1900009999"];
    made.write(write(next));
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.writes().slice(1)).toEqual([
      { path: "/card/paygiftcard/add", body: addBody([...all.slice(1, 10), "1900008888"]) },
      { path: "/card/paygiftcard/add", body: addBody(["1900009999"]) },
    ]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a changed term replaces every rule, one after the other; what nobody declares is kept", async () => {
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    for (const id of Object.keys(made.rules()))
      made.sandbox.editRuleInConsole("wx0123456789abcdef", id, { member_rule: { jump_url: "www.yunshan.example" } });
    made.forget();
    made.write({ [file]: rule({ mchids: all, least: 200 }) });
    await golden((await made.cli("plan")).stdout, "terms.txt");
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.paths().filter((path) => /add|delete/.test(path))).toEqual(
      Array.from({ length: 4 }, () => ["/card/paygiftcard/delete", "/card/paygiftcard/add"]).flat(),
    );
    const bodies = made.bodies("/card/paygiftcard/add");
    expect(bodies[0]).toEqual(addBody(all.slice(0, 10), { least_cost: 200, jump_url: "www.yunshan.example" }));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("plan JSON shows the document as one change with its rules", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 13) }));
    await made.cli("apply --yes");
    made.write(write([...all.slice(1, 13), "1900009999"]));
    const plan = readPlan((await made.cli("plan --format json")).stdout);
    expect(plan.changes).toHaveLength(1);
    const [change] = plan.changes as unknown as [{ action: string; objects: { action: string; items: string[] }[] }];
    expect(change.action).toBe("replace");
    expect(change.objects.map(({ action, items }) => [action, items.length]).sort()).toEqual([
      ["keep", 3],
      ["replace", 10],
    ]);
  });

  test("all merchant ids of a rule gone: it is taken down, and nothing comes in its place", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 12) }));
    await made.cli("apply --yes");
    made.forget();
    made.write(write(all.slice(0, 10)));
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    expect(made.paths().filter((path) => /add|delete/.test(path))).toEqual(["/card/paygiftcard/delete"]);
    expect(lockedRules(made)).toEqual(liveRules(made));
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a document that asks for its deletion takes every rule down, with consent, and stays quiet afterwards", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 12) }));
    await made.cli("apply --yes");
    made.write({ [file]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: 活动结束\n" });
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(Object.keys(made.rules())).toHaveLength(2);
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.rules()).toEqual({});
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a protected document is not replaced", async () => {
    const made = await ruleWorld(rule({ mchids: all.slice(0, 10), more: "protect: true\n" }));
    await made.cli("apply --yes");
    made.write(write(all.slice(1, 10), "protect: true\n"));
    const plan = await made.cli("plan --allow replace");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain("replace-protected");
  });
});
