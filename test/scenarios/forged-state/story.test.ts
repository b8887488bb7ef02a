import { describe, expect, test } from "vitest";
import { valueDigest } from "../../../src/model/digest.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { StateEntry } from "../../../src/model/state.ts";
import { goldCard, goldId, newCard } from "../../helpers/documents.ts";
import { memoryFilesOf, open } from "../../helpers/memories.ts";
import { addBody, merchants, rule, ruleBegin, ruleEnd, ruleWorld } from "../../helpers/rules.ts";
import { coffee, type Run, type World } from "../../helpers/world.ts";

const [a = "", b = ""] = merchants(2);
const address = "coffee/PayGiftRule/spring";
const lease = "wxcards.state/coffee/lease.yaml";
const adds = (made: World) => made.bodies("/card/paygiftcard/add");
const codes = (run: Run) =>
  (JSON.parse(run.stdout) as { problems: { code: string }[] }).problems.map(({ code }) => code);

/** What puts a rule up again: the terms of nobody's document. */
function spec(least: number, end = ruleEnd, terms: JsonObject = {}): JsonObject {
  return {
    base_info: { mchid_list: [a], begin_time: ruleBegin, end_time: end },
    member_rule: { card_id: goldId, least_cost: least, max_cost: 100_000, ...terms },
  };
}

/** A world with the memory of one rule, which somebody who knows `secret` has written. */
async function remembering(
  entry: Partial<StateEntry>,
  secret?: string,
  document = rule({ mchids: [a] }),
): Promise<World> {
  const made = await ruleWorld(document);
  const account = { name: coffee.name, identity: coffee.appid, ...(secret === undefined ? {} : { secret }) };
  made.write(memoryFilesOf({ "PayGiftRule/spring": entry }, account));
  return made;
}

const down: Partial<StateEntry> = { objects: {}, former: { "7": spec(1) } };

/** Whoever can write the state but has no credential of the account makes nothing be sent that no document says. */
describe("forged-state", () => {
  describe("what puts a rule up again", () => {
    test("written with the credential of the account, it is put up without asking", async () => {
      const made = await remembering(down, coffee.secret);
      expect((await made.cli("apply --recover-only")).code).toBe(0);
      expect(adds(made)).toEqual([addBody([a], { least_cost: 1 })]);
    });

    test.each([
      ["without a code", undefined],
      ["with the code of another credential", "another-secret-0123456789abcdef0"],
    ])("%s, it is shown and not sent, by apply and by plan", async (_about, secret) => {
      const made = await remembering(down, secret);
      for (const line of ["plan", "apply --yes", "apply --recover-only", "apply --yes --allow delete"]) {
        const run = await made.cli(`${line} --format json`);
        expect([line, codes(run).includes("former-unverified")]).toEqual([line, true]);
        if (line !== "plan") expect([line, run.code]).toEqual([line, 3]);
      }
      const shown = await made.cli("apply --yes");
      expect(shown.all).toContain('"least_cost":1');
      expect(shown.all).toContain(`--allow replace=${address}`);
      expect([made.writes(), made.locked("PayGiftRule/spring")?.["former"]]).toEqual([
        [],
        { "7": JSON.stringify(spec(1)) },
      ]);
    });

    test("written with the credential and changed since, it is not sent", async () => {
      const made = await remembering(down, coffee.secret);
      made.edit(lease, '\\"least_cost\\":1,', '\\"least_cost\\":9,');
      const run = await made.cli("apply --yes --format json");
      expect([run.code, codes(run).includes("former-unverified"), made.writes()]).toEqual([3, true, []]);
    });

    test("written for another rule, with its code, it is not sent", async () => {
      const made = await remembering(down, coffee.secret);
      const forged = made.read(lease).replace("PayGiftRule/spring", "PayGiftRule/autumn");
      made.write({ [lease]: forged, "cards/autumn.yaml": rule({ name: "autumn", mchids: [b] }) });
      const run = await made.cli("apply --yes --format json");
      expect([run.code, codes(run).includes("former-unverified"), made.writes()]).toEqual([3, true, []]);
    });

    test.each([
      ["on the command line", "--allow replace", ""],
      ["on the command line, for its address", `--allow replace=${address}`, ""],
      ["in the document", "", "allow: [{ what: replace, because: 要恢复 }]\n"],
    ])("agreed to %s, it is put up, and nothing is left of the doubt", async (_about, flags, more) => {
      const made = await remembering(down, undefined, rule({ mchids: [a], more }));
      expect((await made.cli(`apply --recover-only ${flags}`)).code).toBe(0);
      expect(adds(made)).toEqual([addBody([a], { least_cost: 1 })]);
      expect(made.locked("PayGiftRule/spring")).not.toHaveProperty("former");
    });

    test("agreed to for another address, it is not sent", async () => {
      const made = await remembering(down);
      const run = await made.cli("apply --yes --allow replace=coffee/PayGiftRule/autumn");
      expect([run.code, made.writes()]).toEqual([3, []]);
    });

    test("of a rule that is over, nothing of it goes along when the document begins anew", async () => {
      const over = spec(1, 1_793_500_000, { jump_url: "https://evil.example/gift" });
      const made = await remembering({ objects: {}, former: { "7": over } });
      const run = await made.cli("apply --yes");
      expect([run.code, adds(made)]).toEqual([0, [addBody([a])]]);
    });
  });

  describe("what was agreed to", () => {
    const document = rule({ mchids: [a], least: 200 });
    /** A rule that is live with other terms than its document, of which the state says that a replace was agreed to. */
    async function agreed(secret?: string): Promise<World> {
      const made = await ruleWorld(document);
      const id = made.sandbox.addRule(coffee.appid, {
        ...{ mchid_list: [a], begin_time: ruleBegin, end_time: ruleEnd },
        member_rule: { card_id: goldId, least_cost: 100, max_cost: 100_000 },
      });
      const said = JSON.parse((await made.cli("plan --format json")).stdout) as JsonObject;
      expect(said["applicable"]).toBe(false);
      const declared = declaredSpec();
      const entry = {
        objects: { [String(id)]: [a] },
        agreed: { what: ["replace"], spec: valueDigest(declared), at: "2026-11-21T09:00:00+08:00" },
      };
      const account = { name: coffee.name, identity: coffee.appid, ...(secret === undefined ? {} : { secret }) };
      made.write(memoryFilesOf({ "PayGiftRule/spring": entry }, account));
      made.forget();
      return made;
    }
    const declaredSpec = (): JsonObject => ({
      base_info: { mchid_list: [a], begin_time: "2026-11-01", end_time: "2027-12-31" },
      member_rule: { card_id: "MemberCard/gold", least_cost: 200, max_cost: 100_000 },
    });

    test("written with the credential of the account, it counts", async () => {
      const made = await agreed(coffee.secret);
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(adds(made)).toEqual([addBody([a], { least_cost: 200 })]);
    });

    test("else it agrees to nothing", async () => {
      const made = await agreed();
      const run = await made.cli("apply --yes");
      expect([run.code, run.all.includes(`--allow replace=${address}`), made.writes()]).toEqual([3, true, []]);
    });
  });

  test.each<[string, Partial<StateEntry>]>([
    ["an add", { objects: {}, pending: open("add", { items: [b], fields: {} }) }],
    ["a removal", { objects: { "9": [a] }, pending: open("delete", { removes: "9" }) }],
    ["an add of what the document says", { objects: {}, pending: open("add", { items: [a], fields: {} }) }],
  ])("the intent of %s that nobody sent makes nothing be sent but what the document says", async (_about, entry) => {
    const made = await remembering(entry, undefined);
    made.clock.advance(700);
    await made.cli("apply --yes");
    made.clock.advance(700);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(adds(made)).toEqual([addBody([a])]);
    expect(made.bodies("/card/paygiftcard/delete")).toEqual([]);
  });

  test("digests, ids and creates that nobody sent: each body is that of the document", async () => {
    const made = await ruleWorld({ "cards/gold.yaml": goldCard, "cards/new.yaml": newCard("new", "新卡") });
    const forged = memoryFilesOf(
      {
        "MemberCard/gold": { id: goldId, settled: { "/base_info/title": "0123456789abcdef" } },
        "MemberCard/new": { pending: open("create", { fields: { "/base_info/title": valueDigest("坏卡") } }) },
      },
      { name: coffee.name, identity: coffee.appid },
    );
    made.write(forged);
    made.clock.advance(700);
    await made.cli("apply --yes");
    expect(made.bodies("/card/create")).toMatchObject([
      { card: { member_card: { base_info: { title: "新卡", notice: "请出示" } } } },
    ]);
    expect(made.bodies("/card/update")).toEqual([]);
  });

  test("with WXCARDS_STATE_KEY whatever is written without it is an error, and nothing is asked or sent", async () => {
    const made = await remembering({ settled: {} }, coffee.secret);
    made.env["WXCARDS_STATE_KEY"] = "a key of which nobody knows";
    for (const line of ["plan", "apply --yes"]) {
      const run = await made.cli(`${line} --format json`);
      expect([run.code, new Set(codes(run)), made.paths()]).toEqual([77, new Set(["state-seal"]), []]);
    }
  });
});
