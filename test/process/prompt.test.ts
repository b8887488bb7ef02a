import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { card, goldId, project, silverId } from "../helpers/documents.ts";
import { bakery, coffee, newWorld, type World } from "../helpers/world.ts";
import { start } from "./command.ts";

/*
 * A person at a terminal: the command runs in a pseudo-terminal of `script` (util-linux), and what is typed there once
 * the question stands answers it.
 */
const hasScript = spawnSync("script", ["--version"], { stdio: "ignore" }).status === 0;
const folder = temporaryFolder();
const file = "cards/gold.yaml";
const oldId = "pOldoldOldoldOldoldOldoldOld";
const message =
  "activate_msg_operation:\n  url_cell:\n    end_time: 2027-12-31\n    text: 领取新人券\n    url: https://m.yunshan.example/new";
let cli = "";

beforeAll(async () => {
  cli = await bundled("cli/entry.ts", folder);
});

/** A live card that its document names, with another notice than is live, and of whose account nothing is remembered. */
async function bare({ isNew = true, more = "" } = {}): Promise<World> {
  const text = card("gold", goldId, `${message}\nbase_info:\n  notice: 请出示会员码`).replace("spec:", `${more}spec:`);
  const files = { "wxcards.yaml": project("state: { folder: wxcards.state }\n"), [file]: text };
  const world = await newWorld({ files, isNew });
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  const live = { base_info: { title: "金卡", notice: "控制台改的" } };
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  return world;
}

/** Runs an apply at a terminal and types an answer when it asks; what the terminal showed, in one line. */
async function typed(world: World, answer: string, flags = "") {
  // A pseudo-terminal is born without a size, and a question on one without columns is one letter a line.
  const words = `stty cols 200 rows 50; '${process.execPath}' '${cli}' apply ${flags}; echo "ended $?"`;
  const { child, ended } = start(world, ["timeout", "60", "script", "-qec", words, "/dev/null"]);
  let isAsked = false;
  child.stdout?.on("data", (text: string) => {
    if (isAsked || !/Only "yes"|只接受输入/.test(text)) return;
    isAsked = true;
    // The question is drawn before it listens.
    setTimeout(() => child.stdin?.write(`${answer}\r`), 300);
  });
  const { stdout } = await ended;
  const shown = stdout.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "");
  return { isAsked, code: Number(/ended (\d+)/.exec(shown)?.[1]), shown: shown.replace(/[\s│]+/g, " ") };
}

describe.skipIf(!hasScript)("the question on a terminal", () => {
  test("a yes is consent to what nobody can know while nothing is remembered", async () => {
    const world = await bare();
    const { isAsked, code, shown } = await typed(world, "yes");
    expect([isAsked, code], shown).toEqual([true, 0]);
    expect(shown).toContain("Approval required: --allow drift=coffee/MemberCard/gold");
    expect(shown).toContain("so a yes is also consent to drift, unverified.");
    expect(world.bodies("/card/update")).toHaveLength(2);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test.each(["no", "y", "YES", ""])("anything else is none: %j", async (answer) => {
    const world = await bare();
    const { isAsked, code, shown } = await typed(world, answer);
    expect([isAsked, code], shown).toEqual([true, 3]);
    expect(world.writes()).toEqual([]);
  });

  test("--yes gives none of it, and asks nobody", async () => {
    const world = await bare();
    const { isAsked, code, shown } = await typed(world, "yes", "--yes");
    expect([isAsked, code], shown).toEqual([false, 3]);
    expect(world.writes()).toEqual([]);
  });

  test("where something is remembered, what was changed elsewhere too wants consent by name", async () => {
    const world = await bare({ isNew: false });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台又改的" } });
    world.edit(file, "notice: 请出示会员码", "notice: 文件改的");
    world.forget();
    const { isAsked, code, shown } = await typed(world, "yes");
    expect([isAsked, code], shown).toEqual([false, 3]);
    expect(world.writes()).toEqual([]);
  });

  test("other consent that is missing is not given by it", async () => {
    const world = await bare({ more: "state: absent\nreason: 停用\n" });
    const { isAsked, code, shown } = await typed(world, "yes");
    expect([isAsked, code], shown).toEqual([false, 3]);
    expect(world.writes()).toEqual([]);
  });

  test("of an account that is refused for something else it says nothing", async () => {
    const world = await bare();
    world.write({
      "cards/bread.yaml": card("bread", silverId, "base_info:\n  notice: 请出示会员码", "bakery"),
      // Taking it down wants consent of its own.
      "cards/old.yaml": `kind: MemberCard\nname: old\naccount: coffee\nid: ${oldId}\nstate: absent\nreason: 停用\n`,
    });
    world.sandbox.addCard(
      bakery.appid,
      { base_info: { title: "面包卡", notice: "控制台改的" } },
      { card_id: silverId },
    );
    world.sandbox.addCard(coffee.appid, { base_info: { title: "旧卡" } }, { card_id: oldId });
    const { code, shown } = await typed(world, "yes");
    expect(code, shown).toBe(5);
    expect(shown).toContain("so a yes is also consent to drift.");
    expect(world.bodies("/card/update")).toHaveLength(1);
  });

  test("in Chinese", async () => {
    const world = await bare();
    const { code, shown } = await typed(world, "yes", "--lang zh-CN");
    expect(code, shown).toBe(0);
    expect(shown).toContain("即同时给出许可：drift, unverified。");
  });
});
