import { describe, expect, test } from "vitest";
import { bronzeId, goldId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";
const document = `kind: MemberCard
name: gold
accounts:
  bakery:
    id: ${bronzeId}
    spec:
      base_info: { title: 门店金卡, location_id_list: [1] }
  coffee:
    id: ${goldId}
spec:
  base_info:
    title: 金卡
    notice: 请出示
    location_id_list: [481397789, 481397790]
`;

async function twoAccounts(text = document): Promise<World> {
  const world = await newWorld({ files: { [file]: text } });
  const live = { base_info: { title: "旧卡", notice: "请出示", location_id_list: [481397789, 481397790] } };
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  world.sandbox.addCard(bakery.appid, live, { card_id: bronzeId });
  return world;
}

/** One document for several accounts. */
describe("overlays", () => {
  test("two resources, each with its own id, values and state", async () => {
    const world = await twoAccounts();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes().map(({ body }) => body)).toEqual([
      { card_id: bronzeId, member_card: { base_info: { title: "门店金卡", location_id_list: [1] } } },
      { card_id: goldId, member_card: { base_info: { title: "金卡" } } },
    ]);
    expect(world.locked("MemberCard/gold", "bakery")).toMatchObject({ id: bronzeId });
    expect(world.locked("MemberCard/gold", "coffee")).toMatchObject({ id: goldId });
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 2 unchanged.\n");
  });

  test("a changed line is the overlay's where the value comes from it", async () => {
    const world = await twoAccounts();
    const { changes } = readPlan((await world.cli("plan --format json")).stdout);
    expect(
      changes.map(({ address, fields }) => [address, ...fields.map(({ path, line }) => `${path} ${line}`)]),
    ).toEqual([
      ["bakery/MemberCard/gold", "/base_info/title 7", "/base_info/location_id_list 7"],
      ["coffee/MemberCard/gold", "/base_info/title 12"],
    ]);
  });

  test("deleted in one account, alive in the other", async () => {
    const absent = document.replace(`id: ${bronzeId}\n`, `id: ${bronzeId}\n    state: absent\n    reason: 测试结束\n`);
    const world = await twoAccounts(absent);
    const plan = readPlan((await world.cli("plan --format json")).stdout);
    expect(plan.changes.map(({ address, action }) => [address, action])).toEqual([
      ["coffee/MemberCard/gold", "update"],
      ["bakery/MemberCard/gold", "delete"],
    ]);
    expect((await world.cli("apply --yes --allow delete")).code).toBe(0);
    expect(world.writes().map(({ path }) => path)).toEqual(["/card/update", "/card/delete"]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("the common reason serves for an overlay that has none", async () => {
    const world = await twoAccounts(
      document
        .replace(`id: ${bronzeId}\n`, "state: absent\n")
        .replace("spec:\n  base_info:\n    title: 金卡", "reason: 测试结束\nspec:\n  base_info:\n    title: 金卡"),
    );
    expect((await world.cli("validate")).code).toBe(0);
  });

  test("state without a reason in an overlay is wrong at its line", async () => {
    const world = await twoAccounts(document.replace(`id: ${bronzeId}\n`, "state: absent\n"));
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    expect(run.stdout).toContain(`${file}:4:`);
    expect(run.stdout).toContain("reason");
  });

  test("a list of accounts: the same in each, with ids from the states", async () => {
    const world = await twoAccounts();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.write({
      [file]: "kind: MemberCard\nname: gold\naccounts: [bakery, coffee]\nspec: { base_info: { notice: 新提醒 } }\n",
    });
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual(
      [bronzeId, goldId].map((card_id) => ({ card_id, member_card: { base_info: { notice: "新提醒" } } })),
    );
  });

  test.each([
    ["a title too long in an overlay", "title: 门店金卡,", "title: 门店会员金卡一二三四五,", 7, "text-too-long"],
    ["an unknown key in an overlay's spec", "title: 门店金卡,", "titel: 门店金卡,", 7, "unknown-key"],
    ["an unknown key of an overlay", `    id: ${goldId}`, `    idd: ${goldId}`, 9, "unknown-key"],
    [
      "a mistake that all accounts share is told once",
      "notice: 请出示",
      "notice: 请出示请出示请出示请出示请出示请出示",
      13,
      "text-too-long",
    ],
    ["an account nobody knows", "  bakery:", "  bakry:", 4, "account-unknown"],
    ["account beside accounts", "name: gold\n", "name: gold\naccount: coffee\n", 4, "account-and-accounts"],
  ])("%s points at its line", async (_about, from, to, line, code) => {
    const world = await twoAccounts(document.replace(from, to));
    const run = await world.cli("validate --format json");
    const { problems } = JSON.parse(run.stdout) as { problems: { code: string; line: number }[] };
    expect([run.code, ...problems.map((one) => [one.code, one.line])]).toEqual([65, [code, line]]);
  });

  test("rules across fields look at the merged document", async () => {
    const text = document.replace("title: 门店金卡,", "title: 门店金卡, logo_url: https://example.com/a.png,");
    const world = await twoAccounts(text);
    const run = await world.cli("validate --format json");
    const { problems } = JSON.parse(run.stdout) as { problems: { code: string; line: number }[] };
    expect(problems.map(({ code, line }) => [code, line])).toEqual([["image-host-refused", 7]]);
  });

  test("an account that fails does not stop another", async () => {
    const world = await twoAccounts();
    world.sandbox.fail({ path: "/card/update", errcode: 45021 });
    const run = await world.cli("apply --yes");
    expect(run.code).toBe(5);
    expect(world.card(goldId).content["base_info"]).toMatchObject({ title: "金卡" });
  });

  test("an ignored field is left to others", async () => {
    const world = await twoAccounts(document.replace("name: gold\n", "name: gold\nignore: [/base_info/title]\n"));
    const { changes } = readPlan((await world.cli("plan --format json")).stdout);
    expect(changes.map(({ address, fields }) => [address, ...fields.map(({ path }) => path)])).toEqual([
      ["bakery/MemberCard/gold", "/base_info/location_id_list"],
    ]);
    world.edit(file, "ignore: [/base_info/title]", "ignore: [/base_info/titel]");
    const wrong = await world.cli("plan");
    expect(wrong.code).toBe(65);
    expect(wrong.stdout).toContain("ignore-unknown");
    expect(wrong.stdout).toContain("did you mean /base_info/title");
  });
});
