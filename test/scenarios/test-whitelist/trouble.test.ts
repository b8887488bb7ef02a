import { describe, expect, test } from "vitest";
import { goldens } from "../../helpers/golden.ts";
import { call, file, leaks, listed, lists, local, names, openids, sent, setWorld, testers, worldOf } from "./world.ts";

const golden = goldens(import.meta.url);
const { lin, zhou, he } = openids;
const first = "apply --yes --allow unverified";

/** What the platform does not take, and answers that never came. */
describe("a test whitelist that is not taken as it is", () => {
  test("some are left out: told at their lines, and sent again", async () => {
    const behaviours = { testersLeftOut: [zhou, names.gao] };
    const world = await worldOf(testers(`  openid:\n    - ${lin}\n    - ${zhou}\n  username: [${names.gao}]\n`), {
      behaviours,
    });
    const run = await world.cli(first);
    expect(run.code).toBe(5);
    await golden(world.mask(run.all), "left-out.txt");
    await golden(world.mask((await world.cli("plan --lang zh-CN")).all), "left-out.zh-CN.txt");
    expect([listed(world), leaks(run.all)]).toEqual([1, []]);
    const accepted = world.locked(local)?.["accepted"] as Record<string, string[]>;
    expect(Object.values(accepted).map(({ length }) => length)).toEqual([1, 0]);
    world.sandbox.behaviours.testersLeftOut = [];
    world.forget();
    // Nobody is thrown out, and who is on the list is known: nothing is to be agreed to.
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [names.gao] }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("nobody is taken: not applied", async () => {
    const world = await worldOf(testers(lists([lin], [])), { behaviours: { testersLeftOut: [lin] } });
    const run = await world.cli(first);
    expect([run.code, run.all]).toEqual([1, expect.stringContaining("not applied")]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("somebody who stays on the file may fall off by a later change: told all the same", async () => {
    const world = await setWorld(lists([lin], [names.ma]));
    world.sandbox.behaviours.testersLeftOut = [names.ma];
    world.write({ [file]: testers(lists([lin, zhou], [names.ma])) });
    const run = await world.cli("apply --yes");
    expect([run.code, run.all]).toEqual([5, expect.stringContaining("person-left-out")]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("an openid of another form is refused, at its line and without it", async () => {
    const world = await worldOf(testers(lists([lin, "oCanaryTooShort"], [])));
    const run = await world.cli(first);
    expect(run.code).toBe(1);
    await golden(world.mask(run.all), "invalid.txt");
    expect([leaks(run.all), run.all.includes("oCanaryTooShort")]).toEqual([[], false]);
    expect(world.locked(local)?.["accepted"]).toBeUndefined();
  });

  test("eleven people are refused offline, and by the platform too", async () => {
    const many = Array.from({ length: 6 }, (_, index) => `oCanaryOfManyPeopleTester00${10 + index}`.slice(0, 28));
    const others = Array.from({ length: 5 }, (_, index) => `canary_of_many_${index}`);
    const world = await worldOf(testers(lists(many, others)));
    const run = await world.cli("validate");
    expect([run.code, run.all]).toEqual([65, expect.stringContaining("11 people")]);
    expect(run.all).not.toMatch(/anary/);
    const body = { openid: many, username: others };
    const token = world.sandbox.token("wx0123456789abcdef");
    const answer = await fetch(`${world.sandbox.url}${call}?access_token=${token}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toMatchObject({ errcode: 72022 });
  });

  test("an answer that was lost: the same list again, which does no harm", async () => {
    const world = await worldOf(testers(lists([lin], [names.ma])));
    world.sandbox.fault({ path: call, when: "after" });
    const run = await world.cli(first);
    expect(run.code).toBe(0);
    const same = { openid: [lin], username: [names.ma] };
    expect(sent(world)).toEqual([same, same]);
    expect([listed(world), (await world.cli("plan --detailed-exitcode")).code]).toEqual([2, 0]);
  });

  test("a run that is killed between request and answer leaves nothing to recover: the next one sends the list again", async () => {
    const world = await worldOf(testers(lists([lin], [])));
    world.sandbox.fault({ path: call, when: "after", times: 9 });
    const lost = await world.cli(first);
    expect(lost.code).toBe(6);
    expect(world.locked(local)?.["pending"]).toBeUndefined();
    world.sandbox.calm();
    world.forget();
    const plan = await world.cli("plan --format json");
    expect(JSON.parse(plan.stdout)).toMatchObject({ recovery: [], steps: [{ operation: "set" }] });
    expect((await world.cli(first)).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin], username: [] }]);
  });

  test("a lost answer, and a document that goes back: what stood before is sent again, and who may be on the list is told", async () => {
    const world = await setWorld(lists([lin, zhou], [names.ma]));
    world.write({ [file]: testers(lists([lin, he], [names.ma])) });
    world.sandbox.fault({ path: call, when: "after", times: 9 });
    expect((await world.cli("apply --yes --allow replace")).code).toBe(6);
    world.sandbox.calm();
    world.forget();
    world.write({ [file]: testers(lists([lin, zhou], [names.ma])) });
    const plan = await world.cli("plan");
    expect([plan.code, plan.all]).toEqual([3, expect.stringContaining("takes 1 person off the list: person:")]);
    expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [names.ma] }]);
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("a lost answer, and the same document: sent again, with consent for whom it throws out and no other", async () => {
    const world = await setWorld(lists([lin], []));
    world.write({ [file]: testers(lists([lin, zhou], [])) });
    world.sandbox.fault({ path: call, when: "after", times: 9 });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.sandbox.calm();
    world.forget();
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [] }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("an answer that says nothing of the list proves nothing", async () => {
    const world = await setWorld(lists([lin], []));
    world.write({ [file]: testers(lists([lin, he], [])) });
    world.sandbox.fail({ path: call, errcode: 0, rawBody: '{"errcode":0,"errmsg":"ok"}', times: 9 });
    const run = await world.cli("apply --yes");
    expect([run.code, run.all]).toEqual([6, expect.stringContaining("answer-unusable")]);
    world.sandbox.calm();
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("the account refuses: nothing is remembered, and a document alone proves no credential", async () => {
    const world = await worldOf(testers(lists([lin], [])), { behaviours: { permissions: { cards: false } } });
    const run = await world.cli(first);
    expect([run.code, run.all]).toEqual([77, expect.stringContaining("48001")]);
    expect(world.locked(local)?.["accepted"]).toBeUndefined();
  });
});
