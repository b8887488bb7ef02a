import { describe, expect, test } from "vitest";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee } from "../../helpers/world.ts";
import {
  call,
  codesOf,
  file,
  listed,
  lists,
  local,
  names,
  openids,
  sent,
  setWorld,
  testers,
  unverified,
  worldOf,
} from "./world.ts";

const golden = goldens(import.meta.url);
const { lin, zhou, he } = openids;

/** The list of an account: one call sets it whole, and no call shows it. */
describe("the test whitelist", () => {
  test("is set for the first time with consent, since nobody knows who is on it", async () => {
    const world = await worldOf(testers(lists([lin, zhou], [names.ma])));
    const plan = await world.cli("plan");
    expect(plan.code).toBe(3);
    await golden(plan.all, "first.txt");
    await golden((await world.cli("plan --lang zh-CN")).all, "first.zh-CN.txt");
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(sent(world)).toEqual([]);

    world.edit(file, "spec:\n", `${unverified}spec:\n`);
    await golden(world.mask((await world.cli("apply --yes")).all), "applied.txt");
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [names.ma] }]);
    expect(listed(world)).toBe(3);
    const after = await world.cli("plan --detailed-exitcode");
    expect([after.code, after.stdout]).toEqual([0, expect.stringContaining("No changes.")]);
    // What it was agreed to is done, and the line is to be taken out.
    expect(codesOf(await world.cli("plan --format json"))).toEqual(["consent-unused"]);
    world.edit(file, unverified, "");
    expect((await world.cli("plan --detailed-exitcode")).all).toBe("No changes. 1 unchanged.\n");
    expect(world.paths().filter((path) => path === call)).toHaveLength(1);
  });

  test("takes more people without consent, and sends everybody again", async () => {
    const world = await setWorld(lists([lin], [names.ma]));
    world.write({ [file]: testers(lists([lin, zhou], [names.ma])) });
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    await golden(plan.all, "more.txt");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [names.ma] }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("throws people out with consent only, and says how many and which", async () => {
    const world = await setWorld(lists([lin, zhou], [names.ma]));
    world.write({ [file]: testers(lists([zhou], [])) });
    const plan = await world.cli("plan");
    expect(plan.code).toBe(3);
    await golden(plan.all, "less.txt");
    await golden((await world.cli("plan --format markdown")).all, "less.md");
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(sent(world)).toEqual([]);
    expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [zhou], username: [] }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("asks again where the memory is lost", async () => {
    const world = await setWorld(lists([lin], []));
    world.remove("wxcards.state/coffee/state.yaml");
    world.remove("wxcards.state/coffee/lease.yaml");
    const plan = await world.cli("plan --format json");
    expect([plan.code, codesOf(plan)]).toEqual([3, expect.arrayContaining(["people-unknown"])]);
    expect(readPlan(plan.stdout).consent.map(({ what }) => what)).toEqual(["unverified"]);
    expect((await world.cli("apply --yes --allow unverified")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("keeps its memory through a rename, and through a change of order", async () => {
    const world = await setWorld(lists([lin, zhou], []));
    world.write({ [file]: testers(lists([zhou, lin], [])).replace("name: testers", "name: 同事") });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("TestWhitelist/同事")).toMatchObject({ id: "testwhitelist" });
    expect(world.locked(local)).toBeUndefined();
    expect(sent(world)).toEqual([]);
  });

  test("is one for each account: two documents are wrong, both of them", async () => {
    const world = await worldOf(testers(lists([lin], [])), {
      files: { "cards/staff.yaml": testers(lists([zhou], [])).replace("name: testers", "name: staff") },
    });
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    await golden(run.all, "two.txt");
    expect((await world.cli("plan")).code).toBe(65);
  });

  test("is never created, deleted or named by an id: what is written says what to write instead", async () => {
    const world = await worldOf(testers(lists([lin], []), "id: testwhitelist\nstate: absent\nreason: 不再需要\n"));
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    await golden(run.all, "absent.txt");
    await golden((await world.cli("validate --lang zh-CN")).all, "absent.zh-CN.txt");
  });

  test("empty lists take everybody off", async () => {
    const world = await setWorld(lists([lin, zhou], [names.ma]));
    world.write({ [file]: testers(lists([], [])) });
    expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
    expect([sent(world), listed(world)]).toEqual([[{ openid: [], username: [] }], 0]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("is nothing that could be asked for: status, import, pull, snapshot and offline", async () => {
    const world = await setWorld(lists([lin], []));
    const status = await world.cli("status");
    expect(status.code).toBe(0);
    await golden(status.all, "status.txt");
    const named = await world.cli(`import coffee/TestWhitelist/staff=${zhou}`);
    expect([named.code, named.all]).toEqual([64, expect.stringContaining("no call of the platform shows")]);
    const all = await world.cli("import --all --format json");
    expect([all.code, all.all]).toEqual([0, expect.not.stringContaining("TestWhitelist")]);
    const before = world.read(file);
    expect((await world.cli("pull")).code).toBe(0);
    expect(world.read(file)).toBe(before);
    expect((await world.cli("plan --unmanaged --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("snapshot --out live.json")).code).toBe(0);
    expect(world.read("live.json")).not.toContain("person:");
    expect((await world.cli("plan --offline --detailed-exitcode")).code).toBe(0);
    world.write({ [file]: testers(lists([lin, zhou], [])) });
    const offline = readPlan((await world.cli("plan --offline --format json")).stdout);
    expect(offline.steps.map(({ operation }) => operation)).toEqual(["set"]);
    expect(world.paths().filter((path) => path === call)).toEqual([]);
  });

  test("a document that is gone leaves the list as it is, and the plan tells", async () => {
    const world = await setWorld(lists([lin], []));
    world.write({ [file]: "# 名单不再由这里管理\n" });
    const { unmanaged } = readPlan((await world.cli("plan --format json --account coffee")).stdout);
    expect(unmanaged).toEqual([{ account: "coffee", kind: "TestWhitelist", id: "testwhitelist", name: "testers" }]);
    expect((await world.cli(`state forget coffee/${local}`)).code).toBe(0);
    expect([sent(world), listed(world)]).toEqual([[], 1]);
  });

  test("a saved plan approves by digests, and is carried out with the people of the document", async () => {
    const world = await setWorld(lists([lin], []));
    world.write({ [file]: testers(lists([lin, he], [])) });
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    expect(world.read("plan.json")).not.toContain(he);
    expect((await world.cli("apply plan.json")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, he], username: [] }]);
  });

  test("the embedded platform has a list of its own", async () => {
    const world = await worldOf(testers(lists([lin], [names.ma])));
    expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
    expect((await world.cli("plan --sandbox --detailed-exitcode")).code).toBe(0);
    expect((await world.cli("sandbox --fill")).code).toBe(0);
    expect(world.sandbox.state(coffee.appid).testers).toBeUndefined();
  });
});
