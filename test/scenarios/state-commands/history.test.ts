import { expect, test } from "vitest";
import { goldCard, goldId, liveGold } from "../../helpers/documents.ts";
import { newGitWorld } from "../../helpers/git-world.ts";
import { coffee, newWorld } from "../../helpers/world.ts";

interface HistoryRun {
  readonly actor: string;
  readonly at: string;
  readonly did: string;
  readonly open?: true;
  readonly source?: { readonly commit: string; readonly dirty: boolean };
  readonly changes: readonly {
    readonly address: string;
    readonly fields: readonly string[];
    readonly outcome: string;
  }[];
}

interface History {
  readonly complete: boolean;
  readonly runs: readonly HistoryRun[];
  readonly without: readonly string[];
}

const colours = ["Color010", "Color020", "Color030", "Color040", "Color050"];
const people = ["mei", "李雷", "robot"];

test("ten applies by three people: who, when, which commit, which fields", async () => {
  const world = await newGitWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  const wanted: unknown[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const isNotice = turn % 2 === 1;
    const [from, to] = isNotice
      ? [/notice: .*/, `notice: 出示会员码${turn}`]
      : [/color: .*/, `color: ${colours[turn / 2]}`];
    world.write({ "cards/gold.yaml": world.read("cards/gold.yaml").replace(from, to) });
    const commit = world.commit(`change ${turn}`);
    const actor = people[turn % 3] as string;
    world.env["WXCARDS_ACTOR"] = actor;
    world.clock.advance(3_600);
    const run = await world.cli("apply --yes");
    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining("1 settled")]);
    const at = new Date(world.clock.now()).toISOString().slice(0, 13);
    const fields = [isNotice ? "/base_info/notice" : "/base_info/color"];
    wanted.unshift({ actor, at, source: { commit, dirty: false }, fields });
  }
  const found = await world.cli("history --account coffee --format json");
  const history = JSON.parse(found.stdout) as History;
  expect([found.code, history.complete]).toEqual([0, true]);
  const told = history.runs.slice(0, -1).map(({ actor, at, source, changes: [change, ...others] }) => {
    expect([change?.address, change?.outcome, others]).toEqual(["coffee/MemberCard/gold", "settled", []]);
    return { actor, at: new Date(at).toISOString().slice(0, 13), source, fields: change?.fields };
  });
  expect(told).toEqual(wanted);

  const cut = JSON.parse((await world.cli("history --account coffee --limit 3 --format json")).stdout) as History;
  expect([cut.complete, cut.runs]).toEqual([false, history.runs.slice(0, 3)]);
  const gold = JSON.parse((await world.cli("history MemberCard/gold --format json")).stdout) as History;
  expect(gold.runs).toEqual(history.runs.slice(0, -1));
  expect(history.runs.at(-1)).toMatchObject({ actor: "Mei", changes: [] });
  const silver = JSON.parse((await world.cli("history coffee/MemberCard/silver --format json")).stdout) as History;
  expect(silver).toMatchObject({ complete: true, runs: [] });

  const { stdout } = await world.cli("history --account coffee --limit 1");
  expect(stdout).toMatch(/^2026-11-21T\S+ {2}mei {2}[0-9a-f]{10} {2}apply coffee: 1 settled\n/);
  expect(stdout).toContain("\n    MemberCard/gold  update  settled  base_info.notice\n");
  expect(stdout).toContain("There is more");
  expect(world.inProject("status", "--porcelain")).toBe("");
});

test("a folder keeps no history, and that is said", async () => {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  const run = await world.cli("history --format json");
  expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
    0,
    { complete: true, runs: [], without: ["coffee", "bakery"] },
  ]);
  expect((await world.cli("history")).stdout).toContain("a folder keeps none");
});

test("a run that was killed is told, and one that only began is no end of it", async () => {
  const world = await newGitWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.edit("cards/gold.yaml", "color: Color060", "color: Color010");
  // Nothing gets out but git from the moment that the lease is there.
  const { run } = world.git as NonNullable<typeof world.git>;
  let pushes = 0;
  world.git = {
    ...(world.git as NonNullable<typeof world.git>),
    run: async (command) => {
      if (!command.args.includes("push")) return run(command);
      pushes += 1;
      return pushes === 1 ? run(command) : { code: 128, stdout: new Uint8Array(), stderr: "no" };
    },
  };
  expect((await world.cli("apply --yes")).code).not.toBe(0);
  world.git = { ...world.git, run };
  const { runs } = JSON.parse((await world.cli("history --account coffee --format json")).stdout) as History;
  expect(runs).toMatchObject([{ did: "apply", open: true, changes: [] }, { did: "apply" }]);
  expect((await world.cli("history")).stdout).toContain("has begun and not ended");
});
