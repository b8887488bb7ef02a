import { describe, expect, test } from "vitest";
import {
  brandCard,
  brandCardId,
  brandProject,
  brandWorld,
  changes,
  liveBrandWorld,
  templates,
} from "../../helpers/brand.ts";
import { newCard } from "../../helpers/documents.ts";
import { coffee, newWorld, type Run, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";
const outcomes = (run: Run) => (JSON.parse(run.stdout).recovered as { result: string }[]).map(({ result }) => result);
const codes = (run: Run) => (JSON.parse(run.stdout).problems as { code: string }[]).map(({ code }) => code);
const cards = (made: World) => Object.keys(made.sandbox.state(coffee.appid).cards);
const absent = (kind: string, name: string) => `kind: ${kind}\nname: ${name}\nstate: absent\nreason: over\n`;

/** What is open is not forgotten, whatever documents and project say by now. */
describe("recovery-of-odd", () => {
  describe("a create whose document says by now that nothing is to be there", () => {
    test("and that may be what somebody edited since: it stays open until a person has said", async () => {
      const made = await newWorld({ files: { [file]: newCard("gold", "金卡") } });
      made.sandbox.fault({ path: "/card/create", when: "after" });
      made.sandbox.fail({ path: "/card/batchget", errcode: 45009, after: 1 });
      expect((await made.cli("apply --yes")).code).toBe(6);
      made.sandbox.calm();
      const [id = ""] = cards(made);
      made.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "别的" } });
      made.write({ [file]: absent("MemberCard", "gold") });
      for (const wait of [0, 600]) {
        made.clock.advance(wait);
        const run = await made.cli("apply --yes --allow delete --format json");
        expect([run.code, outcomes(run), codes(run)]).toEqual([3, ["asks"], ["adopt-unequal"]]);
        expect(made.locked("MemberCard/gold")).toMatchObject({ pending: { operation: "create" } });
      }
    });

    test("and that carries a number and does not show yet: it waits, and is taken down once it shows", async () => {
      const made = await brandWorld(brandCard(), { pay: { visibleAfterSeconds: 300 } });
      made.sandbox.fault({ method: "POST", path: "/v3/brand/partner/card-member/cards", when: "after" });
      expect((await made.cli("apply --yes")).code).toBe(6);
      made.write({ "cards/black.yaml": absent("BrandCard", "black") });
      const line = "apply --yes --allow delete --allow irreversible --format json";
      const waits = await made.cli(line);
      expect([waits.code, outcomes(waits)]).toEqual([6, ["waits"]]);
      made.clock.advance(300);
      const run = await made.cli(line);
      expect([run.code, outcomes(run)]).toEqual([0, ["adopted"]]);
      expect(Object.values(templates(made)).map(({ state }) => state)).toEqual(["CARD_INVALID"]);
    });
  });

  test("a removal is known by what it was, not by what the account says by now", async () => {
    const made = await liveBrandWorld();
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ "cards/black.yaml": `${absent("BrandCard", "black")}id: ${brandCardId}\n` });
    made.sandbox.fault({ method: "POST", path: "*", when: "before", times: 3 });
    const line = "apply --yes --allow delete --allow irreversible --format json";
    expect((await made.cli(line)).code).toBe(6);
    made.write({
      "wxcards.yaml": brandProject.replace(`"1004", default`, `"1004", delete_call: delete, default`),
    });
    made.forget();
    const run = await made.cli(line);
    expect([run.code, outcomes(run), changes(made)]).toEqual([6, ["waits"], []]);
  });
});
