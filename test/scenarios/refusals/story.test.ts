import { describe, expect, test } from "vitest";
import { goldId, liveGold, silverId } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/gold.yaml";
const memory = "wxcards.state/coffee/state.yaml";

/** A card applied once, then given another notice in its file. */
async function changed(): Promise<World> {
  const world = await newWorld({ files: input });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
  world.forget();
  return world;
}

/** When the command will not go on, and why. */
describe("refusals", () => {
  test("no terminal and no --yes: the plan is shown, exit 3, nothing is written", async () => {
    const world = await changed();
    const before = world.read(memory);
    const run = await world.cli("apply");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("there is no terminal to ask for consent on; nothing was written");
    expect(run.stdout).toContain("1 write call.");
    expect(world.writes()).toEqual([]);
    expect(world.read(memory)).toBe(before);
  });

  test("no terminal, but nothing to write: exit 0", async () => {
    const world = await changed();
    world.edit(file, "notice: 新的提醒", "notice: 结账时请出示会员码");
    expect((await world.cli("apply")).code).toBe(0);
  });

  test("a state of another appid: exit 65, and nothing is asked of the platform", async () => {
    const world = await changed();
    world.edit(memory, coffee.appid, "wx9999999999999999");
    for (const command of ["plan", "apply --yes"]) {
      const run = await world.cli(command);
      expect(run.code).toBe(65);
      expect(run.stdout).toContain(`coffee/state.yaml belongs to wx9999999999999999, but coffee is ${coffee.appid}`);
    }
    expect(world.paths()).toEqual([]);
  });

  test.each([
    ["conflict marks", (text: string) => `${text}<<<<<<< HEAD\n=======\n>>>>>>> main\n`, "state-damaged"],
    ["a key given twice", (text: string) => `${text}MemberCard/gold:\n  id: pOther\n`, "state-damaged"],
    ["another format", (text: string) => text.replace("wxcards.state/1", "wxcards.state/9"), "state-damaged"],
    ["broken YAML", (text: string) => `${text}  - {`, "state-damaged"],
    ["nothing in it", () => "", "state-damaged"],
  ] as const)("a state with %s: exit 65, never taken for an empty one", async (_name, damage, code) => {
    const world = await changed();
    world.write({ [memory]: damage(world.read(memory)) });
    const damaged = world.read(memory);
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(65);
    expect(run.stdout).toContain(code);
    expect(world.paths()).toEqual([]);
    expect(world.read(memory)).toBe(damaged);
  });

  test("a card that the account does not have: an error at its id, and never a new card", async () => {
    const world = await changed();
    world.remove("wxcards.state");
    world.edit(file, goldId, "pNobodyNobodyNobodyNobodyNob");
    const plan = await world.cli("plan --format json");
    expect(plan.code).toBe(3);
    expect(readPlan(plan.stdout).problems.map((one) => [one.code, one.file, one.line])).toEqual([
      ["resource-missing", file, 4],
      ["state-none", undefined, undefined],
    ]);
    expect((await world.cli("plan")).stdout).toMatch(/errcode 40073: invalid card id, rid /);
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(world.writes()).toEqual([]);
  });

  test("a deleted card, and a card that is a coupon", async () => {
    const world = await changed();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { status: "CARD_STATUS_DELETE" } });
    const plan = await world.cli("plan --format json");
    expect([plan.code, readPlan(plan.stdout).problems.map((one) => one.code)]).toEqual([3, ["resource-deleted"]]);
    world.sandbox.addCard(coffee.appid, { base_info: {} }, { card_id: goldId, card_type: "GROUPON" });
    const other = await world.cli("plan --format json");
    expect([other.code, readPlan(other.stdout).problems.map((one) => one.code)]).toEqual([
      3,
      ["resource-of-other-type"],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(3);
    expect(world.writes()).toEqual([]);
  });

  test("an id that is not the one that is remembered", async () => {
    const world = await changed();
    world.edit(file, goldId, silverId);
    const plan = await world.cli("plan --format json");
    expect([plan.code, readPlan(plan.stdout).problems.map((one) => one.code)]).toEqual([3, ["id-differs-from-state"]]);
    expect(world.bodies("/card/get")).toEqual([]);
  });

  test("the memory stands in for the id, and without either a card that looks like it is asked about", async () => {
    const world = await changed();
    world.edit(file, `id: ${goldId}\n`, "");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    world.remove("wxcards.state");
    const plan = await world.cli("plan --format json");
    expect(plan.code).toBe(3);
    const { problems, steps } = readPlan(plan.stdout);
    expect([problems[0]?.code, problems[0]?.line, steps]).toEqual(["adopt-unequal", 2, []]);
    expect(problems[0]?.hint).toContain(`id: ${goldId}`);
  });

  test("a wrong document: exit 65 with its line, and the platform hears nothing", async () => {
    const world = await changed();
    world.edit(file, "title: 云杉咖啡金卡", "title: 黑金尊享会员俱乐部卡");
    for (const command of ["validate", "plan", "apply --yes"]) {
      const run = await world.cli(command);
      expect(run.code).toBe(65);
      expect(run.stdout).toContain("cards/gold.yaml:7:12  base_info.title is too long: 30 bytes of UTF-8, at most 27");
    }
    expect(world.paths()).toEqual([]);
  });

  test("no project file: exit 64", async () => {
    const world = await changed();
    world.remove("wxcards.yaml");
    for (const command of ["validate", "plan", "apply --yes"]) expect((await world.cli(command)).code).toBe(64);
    expect(world.paths()).toEqual([]);
  });

  test("no document at all is a note, not an error", async () => {
    const world = await newWorld();
    for (const command of ["validate", "plan", "apply --yes"]) {
      const run = await world.cli(command);
      expect([run.code, run.stderr]).toEqual([0, expect.stringContaining("No document was found")]);
    }
    expect(world.paths()).toEqual([]);
  });

  test("a base address without TLS that is not on this machine: exit 64, and no secret leaves", async () => {
    const world = await changed();
    world.env["WXCARDS_WEIXIN_BASE_URL"] = "http://api.example.com";
    expect((await world.cli("plan")).code).toBe(64);
    expect(world.paths()).toEqual([]);
  });

  test("an instant that a hint offers can be written into the file as it stands", async () => {
    const range = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1_767_196_800, end_timestamp: 1_830_268_799 };
    const world = await newWorld({ files: input });
    world.sandbox.addCard(coffee.appid, { ...liveGold, base_info: { date_info: range } }, { card_id: goldId });
    world.write({
      [file]: `kind: MemberCard\nname: gold\nid: ${goldId}\nspec:\n  base_info:\n    date_info:\n      end_timestamp: 2027-06-30\n`,
    });
    const [problem] = readPlan((await world.cli("plan --format json")).stdout).problems;
    const offered = /^write (.+) or later/.exec(problem?.hint ?? "")?.[1] ?? "nothing was offered";
    world.edit(file, "end_timestamp: 2027-06-30", `end_timestamp: ${offered}`);
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });
});
