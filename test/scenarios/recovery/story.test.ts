import { describe, expect, test } from "vitest";
import { newCard } from "../../helpers/documents.ts";
import { merchants, rule } from "../../helpers/rules.ts";
import { coffee, newWorld, type Run, type World } from "../../helpers/world.ts";

const mchids = merchants(2);
const codesOf = (run: Run) => (JSON.parse(run.stdout).problems as { code: string }[]).map(({ code }) => code);
const cards = (made: World) => Object.keys(made.sandbox.state(coffee.appid).cards);
const outcomes = (run: Run) => (JSON.parse(run.stdout).recovered as { result: string }[]).map(({ result }) => result);

/** A card that is to be made, and a rule that names it. */
const files = { "cards/gold.yaml": newCard("gold", "金卡"), "cards/spring.yaml": rule({ mchids }) };

/** What an earlier run left open is settled before anything is planned, whatever else is wrong or asked for. */
describe("recovery", () => {
  describe.each([
    ["reset", (made: World) => made.sandbox.fault({ path: "/card/create", when: "before" })],
    ["502", (made: World) => made.sandbox.fail({ path: "/card/create", errcode: -1, status: 502, rawBody: "" })],
  ] as const)("a create that came to nothing (%s), and a rule that names the card", (_, trouble) => {
    test("before the age is over: everything else goes on, what rests on it waits, exit 6", async () => {
      const made = await newWorld({ files });
      trouble(made);
      expect((await made.cli("apply --yes")).code).toBe(6);
      made.write({ "cards/other.yaml": newCard("other", "别的卡") });
      made.clock.advance(60);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run)]).toEqual([6, ["waits"]]);
      expect(Object.values(made.sandbox.state(coffee.appid).cards)).toMatchObject([
        { content: { base_info: { title: "别的卡" } } },
      ]);
      expect(made.rules()).toEqual({});
      const text = await made.cli("apply --yes");
      expect(text.all).toContain("not before 10:10");
      expect(text.all).toContain("coffee/PayGiftRule/spring waits for coffee/MemberCard/gold");
    });

    test("once it is over: everything is made, once, exit 0", async () => {
      const made = await newWorld({ files });
      trouble(made);
      expect((await made.cli("apply --yes")).code).toBe(6);
      made.clock.advance(600);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run)]).toEqual([0, ["cleared"]]);
      const [id, ...more] = cards(made);
      expect([more, Object.values(made.rules())]).toMatchObject([[], [{ member_rule: { card_id: id } }]]);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  });

  test("a plan shows what is open, says so with exit 2, and settles nothing", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    await made.cli("apply --yes");
    const before = made.read("wxcards.lock/coffee.yaml");
    const plan = await made.cli("plan --format json --detailed-exitcode");
    expect([plan.code, codesOf(plan).filter((code) => code.includes("recovery"))]).toEqual([
      2,
      ["recovery-waits", "rests-on-recovery"],
    ]);
    const open = { address: "coffee/MemberCard/gold", operation: "create", will: "wait" };
    const [since, notBefore] = ["2026-11-21T10:00:00+08:00", "2026-11-21T10:10:00+08:00"];
    expect(JSON.parse(plan.stdout).recovery).toEqual([{ ...open, since, not_before: notBefore }]);
    expect(made.read("wxcards.lock/coffee.yaml")).toBe(before);
  });
});
