import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blocksOf } from "../../../scripts/pages.ts";
import { goldCard, goldId, liveGold, liveSilver, project, silverCard, silverId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { processEnv } from "../../helpers/process-env.ts";
import { merchants, rule } from "../../helpers/rules.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const gold = "cards/gold.yaml";
const silver = "cards/silver.yaml";
const spring = "cards/spring.yaml";

const absentSilver = "kind: MemberCard\nname: silver\nstate: absent\nreason: 银卡停发\n";

/** Two cards and a rule that were applied, and a snapshot of them; from now on there is neither credential nor network. */
async function pullRequest(guards = "guards: { max_changes: 2 }\n"): Promise<World> {
  const files = {
    "wxcards.yaml": project(guards),
    [gold]: goldCard,
    [silver]: silverCard,
    [spring]: rule({ mchids: merchants(2) }),
  };
  const world = await newWorld({ files });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId, claimed: 300 });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
  expect((await world.cli("snapshot")).code).toBe(0);
  return world;
}

/** A world in which no credential is set and no connection is opened; gives what brings both back. */
function withoutCredential(world: World): () => void {
  const { network } = world;
  const env = { ...world.env };
  for (const name of Object.keys(env)) delete world.env[name];
  world.network = { open: () => Promise.reject(new Error("no network")) };
  return () => {
    world.network = network;
    Object.assign(world.env, env);
  };
}

/** Puts a snippet of a plan where the plan says, with a reason in the place that it leaves for one. */
function paste(world: World, file: string, snippet: string): void {
  const [key = ""] = snippet.split(":");
  const lines = world.read(file).split("\n");
  const own = lines.findIndex((line) => line.startsWith(`${key}:`));
  lines.splice(own < 0 ? 2 : own, own < 0 ? 0 : 1, snippet.replace("…", "门店已通知"));
  world.write({ [file]: lines.join("\n") });
}

/** What is changed in a pull request, and the file in which consent to it stands. */
const changes: readonly [what: string, file: string, change: (world: World) => void][] = [
  ["delete", "cards/retired/silver.yaml", retire],
  ["replace", spring, (world) => world.write({ [spring]: rule({ mchids: merchants(2), least: 300 }) })],
  ["drift", gold, (world) => world.edit(gold, "notice: 结账时请出示会员码", "notice: 新的提醒")],
  [
    "many",
    "wxcards.yaml",
    (world) => {
      world.edit(gold, "prerogative: 全场饮品九折。", "prerogative: 全场饮品八折。");
      world.edit(silver, "notice: 点单前请出示条形码", "notice: 新的提醒");
      world.write({ [spring]: rule({ mchids: merchants(2), least: 300 }) });
      paste(world, spring, "allow: [{ what: replace, because: … }]");
    },
  ],
];

/** The document of a card moves to the folder of those that are taken off. */
function retire(world: World): void {
  world.remove(silver);
  world.write({ "cards/retired/silver.yaml": absentSilver });
}

/** Consent in a pull request, as docs/approval.md has it. */
describe("a pull request without a credential", () => {
  test.each(changes)(
    "is red where consent %s is missing, and green with the snippet in %s",
    async (what, file, change) => {
      const world = await pullRequest();
      withoutCredential(world);
      world.forget();
      change(world);
      const red = await world.cli("plan --offline --format json");
      const { consent, applicable } = readPlan(red.stdout);
      const missing = consent.filter(({ given }) => !given);
      expect([red.code, applicable, missing.map((one) => one.what)], red.all).toEqual([3, false, [what]]);
      const { snippet = "" } = missing[0] ?? {};
      expect((await world.cli("plan --offline")).stdout).toContain(`  or in ${file}: ${snippet}\n`);
      paste(world, file, snippet);
      const green = await world.cli("plan --offline --format json");
      const agreed = readPlan(green.stdout);
      expect([green.code, agreed.applicable], green.all).toEqual([0, true]);
      expect(agreed.consent.filter(({ given }) => !given)).toEqual([]);
      expect(world.paths()).toEqual([]);
    },
  );

  test("cannot know how many hold a card: the plan after the merge asks for that", async () => {
    const world = await pullRequest("guards: { max_reach: 100 }\n");
    const back = withoutCredential(world);
    world.edit(silver, "notice: 点单前请出示条形码", "notice: 新的提醒");
    expect((await world.cli("plan --offline")).code).toBe(0);
    back();
    const merged = await world.cli("plan --out plan.json");
    expect([merged.code, merged.stdout]).toEqual([3, expect.stringContaining("allow: [{ what: reach, because: … }]")]);
  });
});

describe("who may say yes", () => {
  test("consent stands in the document it is for, and in no other file", async () => {
    const world = await pullRequest();
    const apart = "kind: PayGiftRule\nname: spring\nallow: [{ what: replace, because: 门店已通知 }]\nspec: {}\n";
    world.write({ "cards/consent.yaml": apart });
    const second = await world.cli("validate");
    expect([second.code, second.stdout]).toEqual([65, expect.stringContaining("duplicate-name")]);
    world.remove("cards/consent.yaml");
    world.write({ "wxcards.yaml": project("allow: [{ what: delete, because: 门店已通知 }]\n") });
    const inProject = await world.cli("validate");
    expect([inProject.code, inProject.stdout]).toEqual([65, expect.stringMatching(/wxcards\.yaml:9:1 .*unknown-key/)]);
  });

  test("the step of the page keeps deletions in their folder", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/approval.md"), "utf8");
    const [step = ""] = blocksOf(page)
      .filter(({ word }) => word === "sh")
      .map(({ body }) => body);
    const world = await pullRequest();
    const judged = () => {
      const { status, stderr } = spawnSync("sh", ["-c", step], {
        cwd: world.root,
        env: processEnv(),
        encoding: "utf8",
      });
      return [status, stderr];
    };
    world.write({ [silver]: absentSilver });
    await world.cli("plan --offline --out plan.json");
    const said = "coffee/MemberCard/silver is deleted in cards/silver.yaml, not in cards/retired/\n";
    expect(judged()).toEqual([1, said]);
    retire(world);
    await world.cli("plan --offline --out plan.json");
    expect(judged()).toEqual([0, ""]);
  });
});
