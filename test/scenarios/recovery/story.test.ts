import { describe, expect, test } from "vitest";
import { goldCard, goldId, liveGold, newCard } from "../../helpers/documents.ts";
import { merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, newWorld, type Run, type World } from "../../helpers/world.ts";

// Proves G29.

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

  test("one token serves recovery and plan", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    await made.cli("apply --yes");
    made.clock.advance(600);
    made.forget();
    const run = await made.cli("apply --yes");
    expect(run.code).toBe(0);
    expect(made.paths().filter((path) => path === "/cgi-bin/stable_token")).toHaveLength(1);
    expect(run.stderr.match(/requests go to/g)).toHaveLength(1);
  });

  test("a plan shows what is open, says so with exit 2, and settles nothing", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    await made.cli("apply --yes");
    const before = made.read("wxcards.state/coffee/state.yaml");
    const plan = await made.cli("plan --format json --detailed-exitcode");
    expect([plan.code, codesOf(plan).filter((code) => code.includes("recovery"))]).toEqual([
      2,
      ["recovery-waits", "rests-on-recovery"],
    ]);
    const open = { address: "coffee/MemberCard/gold", operation: "create", will: "wait" };
    const [since, notBefore] = ["2026-11-21T10:00:00+08:00", "2026-11-21T10:10:00+08:00"];
    expect(JSON.parse(plan.stdout).recovery).toEqual([{ ...open, since, not_before: notBefore }]);
    expect(made.read("wxcards.state/coffee/state.yaml")).toBe(before);
  });

  describe("a rule that a crash took down", () => {
    const spring = "cards/spring.yaml";

    /** A rule whose terms are to change; nothing can be put up after it is taken down, and it says what else there is. */
    async function crashed(line = "apply --yes --allow replace", more: Readonly<Record<string, string>> = {}) {
      const made = await ruleWorld({ "cards/gold.yaml": goldCard, [spring]: rule({ mchids }), ...more });
      expect((await made.cli("apply --yes")).code).toBe(0);
      made.write({ [spring]: rule({ mchids, least: 200 }) });
      if (line.includes("plan.json")) await made.cli("plan --allow replace --out plan.json");
      // Killed right after the delete was carried out.
      made.onLine(/paygiftcard\/delete/, () => made.sandbox.fault({ path: "*", when: "before", times: 40 }));
      await made.cli(`${line} --verbose`);
      made.sandbox.calm();
      expect(made.rules()).toEqual({});
      return made;
    }
    const terms = (made: World) => Object.values(made.rules()).map(({ member_rule }) => member_rule["least_cost"]);

    test("is put up, and replaced as was agreed to, by an apply without consent", async () => {
      const made = await crashed();
      expect((await made.cli("plan --format json")).stdout).toContain('"put-back"');
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([0, ["put-back"], [200]]);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("with the saved plan that took it down: the plan goes on where it was", async () => {
      const made = await crashed("apply plan.json --allow replace");
      const run = await made.cli("apply plan.json --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([0, ["put-back"], [200]]);
    });

    test("with a saved plan that is about something else by now: it is up, and the rest goes on", async () => {
      const made = await crashed("apply plan.json --allow replace");
      made.write({ [spring]: rule({ mchids, least: 300 }) });
      const run = await made.cli("apply plan.json --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([4, ["put-back"], [100]]);
    });

    test.each([
      ["another document is wrong", { "cards/bad.yaml": "kind: MemberCard\nname: bad\nspec: 1\n" }, 65],
      ["another change is refused", { "cards/bad.yaml": "kind: MemberCard\nname: bad\nid: pNone\nspec: {}\n" }, 3],
    ])("it is up also when %s", async (_, more, code) => {
      const made = await crashed();
      made.write(more);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([code, ["put-back"], [100]]);
    });

    test("a plan file that is damaged, or is not there, does not keep it down", async () => {
      const made = await crashed();
      made.write({ "plan.json": "{}" });
      for (const [file, code, results] of [
        ["plan.json", 4, ["put-back"]],
        ["none.json", 64, []],
      ] as const) {
        const run = await made.cli(`apply ${file} --format json`);
        expect(run.code).toBe(code);
        expect([codesOf(run).length, outcomes(run), terms(made)]).toEqual([1, results, [100]]);
      }
    });

    test("the memory of another account that is damaged does not keep it down", async () => {
      const made = await crashed();
      made.write({ "wxcards.state/bakery/state.yaml": "{" });
      const run = await made.cli("apply --yes --format json");
      // Nor what was agreed to for its own account.
      expect([run.code, outcomes(run), terms(made)]).toEqual([5, ["put-back"], [200]]);
      expect(codesOf(run)).toEqual(["state-damaged"]);
    });

    test("a target that is something else does not keep it down", async () => {
      const made = await crashed();
      const run = await made.cli("apply --yes --target coffee/MemberCard/gold");
      expect([run.code, terms(made)]).toEqual([0, [100]]);
      expect(run.all).toContain("settled first: coffee/PayGiftRule/spring  add: put up again as it was");
    });

    test("--recover-only does that and nothing else", async () => {
      const made = await crashed();
      made.write({ "cards/other.yaml": newCard("other", "别的卡") });
      made.forget();
      const run = await made.cli("apply --recover-only --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([0, ["put-back"], [100]]);
      expect(made.writes().map(({ path }) => path)).toEqual(["/card/paygiftcard/add"]);
    });

    test("state: absent by now: it stays down, and says so", async () => {
      const made = await crashed();
      made.write({ [spring]: "kind: PayGiftRule\nname: spring\naccount: coffee\nstate: absent\nreason: over\n" });
      // The add that was to take its place may still land.
      expect((await made.cli("apply --yes")).code).toBe(6);
      made.clock.advance(600);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run), terms(made)]).toEqual([0, ["kept-down"], []]);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("what another rule holds by now stays there, and the rest comes back", async () => {
      const made = await crashed();
      const other = { mchid_list: [mchids[0] as string], begin_time: ruleBegin, end_time: ruleEnd };
      made.sandbox.addRule(coffee.appid, { ...other, member_rule: { card_id: goldId, least_cost: 1, max_cost: 2 } });
      const run = await made.cli("apply --recover-only --format json");
      expect([run.code, outcomes(run)]).toEqual([0, ["put-back"]]);
      expect(codesOf(run)).toEqual(["weixin-72004"]);
      const lists = Object.values(made.rules()).map(({ mchid_list: list }) => list);
      expect(lists).toEqual(expect.arrayContaining([[mchids[0]], [mchids[1]]]));
    });
  });

  test("a saved plan whose create landed: that counts as done, and the rule that names the card goes on", async () => {
    const made = await newWorld({ files });
    await made.cli("plan --out plan.json");
    made.sandbox.fault({ path: "/card/create", when: "after" });
    made.sandbox.fail({ path: "/card/batchget", errcode: 45009, after: 1 });
    expect((await made.cli("apply plan.json")).code).toBe(6);
    made.sandbox.calm();
    const run = await made.cli("apply plan.json --format json");
    expect([run.code, outcomes(run)]).toEqual([0, ["adopted"]]);
    expect([cards(made).length, Object.keys(made.rules()).length]).toEqual([1, 1]);
  });

  test("--wait-recovery waits until what is open may be judged, and goes on", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    expect((await made.cli("apply --yes")).code).toBe(6);
    expect((await made.cli("apply --yes --wait-recovery 5m")).code).toBe(6);
    const run = await made.cli("apply --yes --wait-recovery 15m");
    expect([run.code, cards(made).length, Object.keys(made.rules()).length]).toEqual([0, 1, 1]);
    expect(run.stderr).toContain("waiting until 10:10 for what earlier runs left open");
  });

  test("a call that a clock dated years ahead waits ten minutes like any other", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    await made.cli("apply --yes");
    const memory = "wxcards.state/coffee/state.yaml";
    made.write({ [memory]: made.read(memory).replace("at: 2026-11-21T", "at: 2030-11-21T") });
    const [open] = JSON.parse((await made.cli("plan --format json")).stdout).recovery;
    expect(open.not_before).toBe("2026-11-21T10:10:00+08:00");
    expect((await made.cli("apply --yes")).code).toBe(6);
    expect(made.locked("MemberCard/gold")).toMatchObject({ pending: { at: "2026-11-21T10:00:00+08:00" } });
    made.clock.advance(600);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect([cards(made).length, Object.keys(made.rules()).length]).toEqual([1, 1]);
  });

  describe("--recover-only", () => {
    const memory = "wxcards.state/coffee/state.yaml";
    const journal = ".wxcards/journal/coffee.jsonl";

    test("says when nothing was left open", async () => {
      const made = await newWorld({ files });
      const run = await made.cli("apply --recover-only");
      expect([run.code, run.stderr]).toEqual([0, "Nothing was left open.\n"]);
    });

    test.each([
      ["a memory that cannot be trusted", { [memory]: "format: wxcards.state/1\nidentity: [\n" }, 65, "state-damaged"],
      ["a journal that cannot be trusted", { [journal]: "{}\n" }, 65, "journal-damaged"],
    ])("is no success where %s may hold open work", async (_, more, code, told) => {
      const made = await newWorld({ files });
      made.write(more);
      const run = await made.cli("apply --recover-only --format json");
      expect([run.code, codesOf(run)]).toEqual([code, [told]]);
    });

    test("is no success where nobody can be asked", async () => {
      const made = await newWorld({ files });
      made.sandbox.fault({ path: "/card/create", when: "before" });
      await made.cli("apply --yes");
      made.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
      const run = await made.cli("apply --recover-only --format json");
      expect([run.code, codesOf(run)]).toEqual([77, ["credential-missing"]]);
    });
  });

  test("status shows what is open, in each format", async () => {
    const made = await newWorld({ files });
    made.sandbox.fault({ path: "/card/create", when: "before" });
    await made.cli("apply --yes");
    expect((await made.cli("status")).stdout).toContain("left open: coffee/MemberCard/gold  create since 2026-11-21");
    expect(JSON.parse((await made.cli("status --format json")).stdout).recovery).toMatchObject([{ will: "wait" }]);
    expect((await made.cli("plan --format markdown")).stdout).toContain("| left open |");
    expect((await made.cli("apply --yes --format markdown")).stdout).toContain("| settled first |");
  });

  test("a listing that is late makes no second card", async () => {
    const made = await newWorld({ files: { "cards/gold.yaml": newCard("gold", "金卡") } });
    const empty = { path: "/card/batchget", errcode: 0, rawBody: '{"errcode":0,"errmsg":"ok","total_num":0}' };
    made.sandbox.fault({ path: "/card/create", when: "after" });
    expect((await made.cli("apply --yes")).code).toBe(6);
    // For 20 s nobody is shown what was made.
    made.sandbox.fail({ ...empty, times: 2 });
    for (const seconds of [5, 10]) {
      made.clock.advance(seconds);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run)]).toEqual([6, ["waits"]]);
    }
    made.clock.advance(5);
    const run = await made.cli("apply --yes --format json");
    expect([run.code, outcomes(run), cards(made).length]).toEqual([0, ["adopted"], 1]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  describe("stock", () => {
    const stock = (made: World) => made.card(goldId).sku.total_quantity;

    /** Stock that was to go from 1000 to 1500, by a call that did not land yet. */
    async function moving(): Promise<World> {
      const gold = `kind: MemberCard\nname: gold\naccount: coffee\nid: ${goldId}\nspec:\n  base_info:\n    sku: { total_quantity: 1500 }\n`;
      const made = await newWorld({ files: { "cards/gold.yaml": gold } });
      made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
      expect(stock(made)).toBe(1000);
      made.sandbox.fault({ path: "/card/modifystock", when: "before" });
      expect((await made.cli("apply --yes")).code).toBe(6);
      const moves = { "/base_info/sku/total_quantity": [1000, 1500] };
      expect(made.locked("MemberCard/gold")).toMatchObject({ pending: { operation: "modifystock", moves } });
      return made;
    }

    test("a call that is carried out 7 s late is not sent twice", async () => {
      const made = await moving();
      made.clock.advance(3);
      const waits = await made.cli("apply --yes --format json");
      expect([waits.code, outcomes(waits), stock(made)]).toEqual([6, ["waits"], 1000]);
      made.clock.advance(4);
      made.sandbox.editInConsole(coffee.appid, goldId, {
        base_info: { sku: { quantity: 1500, total_quantity: 1500 } },
      });
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run), stock(made)]).toEqual([0, ["adopted"], 1500]);
      expect(made.bodies("/card/modifystock")).toHaveLength(1);
      expect(made.locked("MemberCard/gold")).not.toHaveProperty("pending");
    });

    test("one that came to nothing is sent again after ten minutes", async () => {
      const made = await moving();
      made.clock.advance(600);
      const run = await made.cli("apply --yes --format json");
      expect([run.code, outcomes(run), stock(made)]).toEqual([0, ["cleared"], 1500]);
      expect(made.locked("MemberCard/gold")).not.toHaveProperty("pending");
    });

    test("one that is refused leaves nothing open", async () => {
      const made = await moving();
      made.clock.advance(600);
      made.sandbox.fail({ path: "/card/modifystock", errcode: 40097 });
      expect((await made.cli("apply --yes")).code).toBe(1);
      expect(made.locked("MemberCard/gold")).not.toHaveProperty("pending");
      expect((await made.cli("apply --yes")).code).toBe(0);
    });
  });

  test("a deletion whose answer was lost is looked up before anything else is done about the card", async () => {
    const gone = "state: absent\nreason: over\n";
    const made = await newWorld({
      files: { "cards/gold.yaml": `kind: MemberCard\nname: gold\naccount: coffee\nid: ${goldId}\n${gone}` },
    });
    made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    made.sandbox.fault({ path: "/card/delete", when: "before", times: 3 });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(6);
    expect(made.locked("MemberCard/gold")).toMatchObject({ pending: { operation: "delete" } });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(6);
    made.clock.advance(600);
    const run = await made.cli("apply --yes --allow delete --format json");
    expect([run.code, outcomes(run)]).toEqual([0, ["cleared"]]);
    expect(made.locked("MemberCard/gold")).toEqual({ id: goldId, deleted: true });
  });

  test("a create that is answered with a wrong id: the card is found by what was sent, and no other made", async () => {
    const made = await newWorld({ files: { "cards/gold.yaml": newCard("gold", "金卡") } });
    const rawBody = '{"errcode":0,"errmsg":"ok","card_id":"pFOa4jnobodyhasthisid000000"}';
    made.sandbox.fail({ path: "/card/create", errcode: 0, rawBody, executes: true });
    expect((await made.cli("apply --yes")).code).not.toBe(0);
    const run = await made.cli("apply --yes --format json");
    expect([run.code, outcomes(run)]).toEqual([0, ["adopted"]]);
    const [id, ...more] = cards(made);
    expect([more, made.locked("MemberCard/gold")]).toMatchObject([[], { id }]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a create that is answered with a wrong id and made nothing is sent again after ten minutes", async () => {
    const made = await newWorld({ files: { "cards/gold.yaml": newCard("gold", "金卡") } });
    const rawBody = '{"errcode":0,"errmsg":"ok","card_id":"pFOa4jnobodyhasthisid000000"}';
    made.sandbox.fail({ path: "/card/create", errcode: 0, rawBody });
    expect((await made.cli("apply --yes")).code).not.toBe(0);
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.clock.advance(600);
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [id, ...more] = cards(made);
    expect([more, made.locked("MemberCard/gold")]).toMatchObject([[], { id }]);
  });

  test.each(["MemberCard", "PayGiftRule"])(
    "an answer of another type is not taken for the end of a %s",
    async (kind) => {
      const made = await ruleWorld({ "cards/gold.yaml": goldCard, "cards/spring.yaml": rule({ mchids }) });
      expect((await made.cli("apply --yes")).code).toBe(0);
      const isCard = kind === "MemberCard";
      const name = isCard ? "gold" : "spring";
      if (isCard) made.remove("cards/spring.yaml");
      const before = made.locked(`${kind}/${name}`);
      const end = `kind: ${kind}\nname: ${name}\naccount: coffee\nstate: absent\nreason: over\n`;
      made.write({ [`cards/${name}.yaml`]: end });
      const other = isCard
        ? '{"errcode":0,"errmsg":"ok","card":{"card_type":"GROUPON","groupon":{"base_info":{"id":"ID"}}}}'.replace(
            "ID",
            goldId,
          )
        : '{"errcode":0,"errmsg":"ok","rule_info":{"type":"RULE_TYPE_OTHER","base_info":{"mchid_list":[]}}}';
      const path = isCard ? "/card/get" : "/card/paygiftcard/getbyid";
      made.sandbox.fail({ path, errcode: 0, rawBody: other, times: 20 });
      const run = await made.cli("apply --yes --allow delete");
      expect(run.code).not.toBe(0);
      expect(made.locked(`${kind}/${name}`)).toEqual(before);
      expect(Object.keys(made.rules())).toHaveLength(1);
    },
  );
});
