import { describe, expect, test } from "vitest";
import { bronzeId, goldId, project, smallCard } from "../../helpers/documents.ts";
import { readApply, readPlan } from "../../helpers/plan.ts";
import { bakery, coffee, newWorld, type Run, type World } from "../../helpers/world.ts";

const lease = "wxcards.state/coffee/lease.yaml";
const state = "wxcards.state/coffee/state.yaml";
const sent = { card_id: bronzeId, member_card: { base_info: { notice: "请出示" } } };

/** Gold in coffee and bread in bakery; the file of each wants another notice than its card has. */
async function twoAccounts(): Promise<World> {
  const files = {
    "cards/gold.yaml": smallCard("gold", goldId),
    "cards/bread.yaml": smallCard("bread", bronzeId, "bakery"),
  };
  const world = await newWorld({ files });
  world.sandbox.addCard(coffee.appid, { base_info: { title: "gold卡", notice: "旧提醒" } }, { card_id: goldId });
  world.sandbox.addCard(bakery.appid, { base_info: { title: "bread卡", notice: "旧提醒" } }, { card_id: bronzeId });
  return world;
}

/** What may stand against coffee, and the exit code that this is by itself. */
const obstacles: readonly (readonly [string, number, string, (world: World) => void])[] = [
  ["its secret is missing", 77, "credential-missing", (world) => void delete world.env["WXCARDS_COFFEE_APPSECRET"]],
  [
    "its secret is wrong",
    77,
    "weixin-40125",
    (world) => void Object.assign(world.env, { WXCARDS_COFFEE_APPSECRET: "0123456789abcdef0123456789abcdef" }),
  ],
  ["its memory is damaged", 65, "state-damaged", (world) => world.write({ [state]: "{" })],
  [
    "a change of it can never be carried out",
    3,
    "field-cannot-change",
    (world) => world.edit("cards/gold.yaml", "title: gold卡", "title: gold卡\n    brand_name: 别的品牌"),
  ],
  [
    "an id of it does not exist",
    3,
    "resource-missing",
    (world) => {
      const none = smallCard("none", "pNoneNoneNoneNoneNoneNoneNon");
      world.write({ "cards/none.yaml": none });
    },
  ],
  [
    "consent for it is missing",
    3,
    "consent-missing",
    (world) => {
      const gone = `kind: MemberCard\nname: gold\naccount: coffee\nid: ${goldId}\nstate: absent\nreason: 活动结束\n`;
      world.write({ "cards/gold.yaml": gone });
    },
  ],
  [
    "another run holds it",
    7,
    "lease-held",
    (world) => {
      world.processes = { id: 50, host: "here", space: "this", isAlive: () => true, started: () => "" };
      const begun = new Date(world.clock.now()).toISOString();
      const until = new Date(world.clock.now() + 600_000).toISOString();
      world.write({
        [lease]: `${world.read(lease)}lease:\n  holder: somebody@elsewhere\n  nonce: abc\n  since: ${begun}\n  until: ${until}\n`,
      });
    },
  ],
];

const codesOf = (run: Run) => readApply(run.stdout).problems.map(({ code }) => code);

/** Accounts do not wait for each other. */
describe("isolation", () => {
  describe.each(obstacles)("%s", (_about, own, code, against) => {
    test("the other account is applied, and the run ends with 5", async () => {
      const world = await twoAccounts();
      against(world);
      const remembered = world.read(state);
      const run = await world.cli("apply --yes --format json");
      expect(world.writes()).toEqual([{ path: "/card/update", body: sent }]);
      expect([run.code, codesOf(run).includes(code)]).toEqual([5, true]);
      expect(readApply(run.stdout).outcomes).toMatchObject([{ address: "bakery/MemberCard/bread", status: "done" }]);
      expect(world.settled("MemberCard/bread", "bakery")["/base_info/notice"]).toBeDefined();
      // Of the account that could not nothing is written either.
      expect(world.read(state)).toBe(remembered);
    });

    test("where the other has nothing to do, the code is its own", async () => {
      const world = await twoAccounts();
      expect((await world.cli("apply --yes --account bakery")).code).toBe(0);
      world.forget();
      against(world);
      const run = await world.cli("apply --yes --format json");
      expect([run.code, codesOf(run).includes(code)]).toEqual([own, true]);
      expect(world.writes()).toEqual([]);
    });

    test("plan ends as apply would where nothing is written, and says it account by account", async () => {
      const world = await twoAccounts();
      against(world);
      const run = await world.cli("plan --format json");
      // Who holds an account is known only when it is asked for.
      const isHeld = code === "lease-held";
      expect(run.code).toBe(isHeld ? 0 : own);
      const { accounts } = readPlan(run.stdout);
      expect(accounts.map(({ name, applicable }) => [name, applicable])).toEqual([
        ["bakery", true],
        ["coffee", isHeld],
      ]);
      expect(world.writes()).toEqual([]);
    });
  });

  test("once the obstacle is gone, the next run does the rest and nothing else", async () => {
    const world = await twoAccounts();
    const secret = world.env["WXCARDS_COFFEE_APPSECRET"];
    delete world.env["WXCARDS_COFFEE_APPSECRET"];
    expect((await world.cli("apply --yes")).code).toBe(5);
    world.env["WXCARDS_COFFEE_APPSECRET"] = secret;
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([{ ...sent, card_id: goldId }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("both cannot: the gravest of their codes, and nothing is written", async () => {
    const world = await twoAccounts();
    delete world.env["WXCARDS_COFFEE_APPSECRET"];
    world.write({ "wxcards.state/bakery/state.yaml": "{" });
    const run = await world.cli("apply --yes --format json");
    expect([run.code, world.writes()]).toEqual([65, []]);
  });

  describe("guards below an account", () => {
    const guarded = (guards: string) => project().replace("default: true", `default: true\n    guards: ${guards}`);

    test("max_changes: that account waits for consent, which names it, and the other goes on", async () => {
      const world = await twoAccounts();
      const silver = "pSilverSilverSilverSilverSil";
      world.write({ "wxcards.yaml": guarded("{ max_changes: 1 }"), "cards/silver.yaml": smallCard("silver", silver) });
      world.sandbox.addCard(coffee.appid, { base_info: { title: "silver卡", notice: "旧提醒" } }, { card_id: silver });
      const { consent } = readPlan((await world.cli("plan --format json")).stdout);
      expect(consent).toMatchObject([{ what: "many", account: "coffee", given: false }]);
      const run = await world.cli("apply --yes");
      expect([run.code, world.writes()]).toEqual([5, [{ path: "/card/update", body: sent }]]);
      world.forget();
      expect((await world.cli("apply --yes --allow many")).code).toBe(0);
      expect(world.writes()).toHaveLength(2);
    });

    test("drift: refuse of one account is no other account's", async () => {
      const world = await twoAccounts();
      world.write({ "wxcards.yaml": guarded("{ drift: refuse }") });
      expect((await world.cli("apply --yes")).code).toBe(0);
      for (const [{ appid }, id] of [
        [coffee, goldId],
        [bakery, bronzeId],
      ] as const)
        world.sandbox.editInConsole(appid, id, { base_info: { notice: "控制台改的" } });
      world.forget();
      const plan = await world.cli("plan --format json");
      const { problems, changes } = readPlan(plan.stdout);
      expect([plan.code, problems.map(({ code, address }) => [code, address])]).toEqual([
        3,
        [["drift-refused", "coffee/MemberCard/gold"]],
      ]);
      expect(changes.map(({ address, fields }) => [address, fields.map(({ verdict }) => verdict)])).toEqual([
        ["bakery/MemberCard/bread", ["keep"]],
        ["coffee/MemberCard/gold", ["blocked"]],
      ]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toEqual([]);
    });
  });
});
