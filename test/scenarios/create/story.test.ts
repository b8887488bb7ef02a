import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { newCard } from "../../helpers/documents.ts";
import { fullDisk } from "../../helpers/full-disk.ts";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G14.

const golden = goldens(import.meta.url);
const file = "cards/new.yaml";
const document = newCard("new", "新会员卡", "", "  auto_activate: true\n");

/** What plans say of an account without any memory. */
const nothingRemembered = [
  `${"warning: nothing is remembered of coffee yet (wxcards.state/coffee)".padEnd(100)}state-none`,
  "  if it was applied to before, bring its state back first; else the first apply begins it",
].join("\n");

const world = (text = document): Promise<World> => newWorld({ files: { [file]: text } });
const cards = (made: World): string[] => Object.keys(made.sandbox.state(coffee.appid).cards);

/** Making a card: once, whatever happens on the way. */
describe("create", () => {
  test("one request with everything, its id kept, and an empty plan", async () => {
    const made = await world();
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    await golden(plan.stdout, "plan.txt");
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [body] = made.bodies("/card/create") as [JsonObject];
    const card = (body["card"] as JsonObject)["member_card"] as JsonObject;
    expect(body["card"]).toMatchObject({ card_type: "MEMBER_CARD" });
    expect(card["base_info"]).toMatchObject({ color: "Color010", sku: { quantity: 1000 }, brand_name: "云杉咖啡" });
    const [id] = cards(made);
    expect(made.locked("MemberCard/new")).toMatchObject({ id });
    expect(made.locked("MemberCard/new")).not.toHaveProperty("pending");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    made.clock.advance(61);
    expect((await made.cli("apply --yes")).stdout).toBe("No changes. 1 unchanged.\n");
    expect(cards(made)).toHaveLength(1);
  });

  test("what stands behind messages follows in a call of its own, with the new id", async () => {
    const made = await world(
      `${document}  activate_msg_operation:\n    url_cell: { text: 新人券, url: "https://m.yunshan.example" }\n`,
    );
    const { steps } = readPlan((await made.cli("plan --format json")).stdout);
    expect(steps[1]?.body).toMatchObject({ card_id: { $result: { step: "1", at: "/card_id" } } });
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [id] = cards(made);
    expect(made.bodies("/card/update")).toEqual([
      {
        card_id: id,
        member_card: { activate_msg_operation: { url_cell: { text: "新人券", url: "https://m.yunshan.example" } } },
      },
    ]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("ignored fields are sent while creating, and left alone afterwards", async () => {
    const made = await world(document.replace("spec:", "ignore: [/base_info/notice]\nspec:"));
    expect((await made.cli("apply --yes")).code).toBe(0);
    const id = cards(made)[0] ?? "";
    expect(made.card(id).content["base_info"]).toMatchObject({ notice: "请出示" });
    made.edit(file, "notice: 请出示", "notice: 没人看");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("what a new card needs and the document does not say is told in one run", async () => {
    const made = await world(document.replace(/ {4}(logo_url|brand_name|date_info|sku).*\n/g, ""));
    const { problems, steps } = readPlan((await made.cli("plan --format json")).stdout);
    expect(problems.map(({ code, message }) => [code, message.split(" ")[0]])).toEqual(
      ["base_info.logo_url", "base_info.brand_name", "base_info.date_info", "base_info.sku.total_quantity"].map(
        (field) => ["create-needs-field", field],
      ),
    );
    expect(steps).toHaveLength(1);
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(made.writes()).toEqual([]);
  });

  test("a copy of a card that exists is a warning, and two that exist are none", async () => {
    const made = await world();
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ "cards/copy.yaml": document.replace("name: new", "name: copy") });
    const warned = (await made.cli("plan")).stdout;
    expect(warned).toContain("this new card matches coffee/MemberCard/new in cards/new.yaml:2: 云杉咖啡 and 新会员卡");
    expect(warned).toContain("a second card");
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect((await made.cli("plan --detailed-exitcode")).stdout).not.toContain("this new card matches");
  });

  test("a refusal is told at its field, and nothing stays announced", async () => {
    const made = await world();
    made.sandbox.fail({ path: "/card/create", errcode: 40141, errmsg: "invalid image url" });
    const run = await made.cli("apply --yes");
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("cards/new.yaml:6");
    expect(made.locked("MemberCard/new") ?? {}).not.toHaveProperty("pending");
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(cards(made)).toHaveLength(1);
  });

  describe("an answer that is lost: never a second card", () => {
    test.each([
      ["before the request was carried out", "before"],
      ["after it was carried out", "after"],
    ] as const)("%s", async (_about, when) => {
      const made = await world();
      made.sandbox.fault({ path: "/card/create", when });
      const first = await made.cli("apply --yes");
      expect(first.code).toBe(6);
      expect(made.bodies("/card/create")).toHaveLength(1);
      expect(made.locked("MemberCard/new")).toHaveProperty("pending");
      const second = await made.cli("apply --yes");
      // What does not show may still come.
      expect(second.code).toBe(when === "after" ? 0 : 6);
      expect(cards(made)).toHaveLength(when === "after" ? 1 : 0);
      made.clock.advance(600);
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(cards(made)).toHaveLength(1);
      expect(made.locked("MemberCard/new")).toMatchObject({ id: cards(made)[0] });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("the intent is on disk before the request goes out, and the id before anything else", async () => {
      const made = await world();
      const seen: unknown[] = [];
      const { appendInside } = made.files;
      made.files = {
        ...made.files,
        appendInside: (root, path, at, text) => {
          // That nothing announced has begun is no record of a call.
          if (text.includes('"entries"') && /pending|"id"/.test(text))
            seen.push([
              made.bodies("/card/create").length,
              made.bodies("/card/get").length,
              /pending|"id":"p/.exec(text)?.[0],
            ]);
          return appendInside(root, path, at, text);
        },
      };
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(seen.slice(0, 2)).toEqual([
        [0, 0, "pending"],
        [1, 0, '"id":"p'],
      ]);
    });

    test("a memory that cannot be written: the request never goes out", async () => {
      const made = await world();
      made.files = fullDisk(made.files);
      const run = await made.cli("apply --yes");
      expect(run.code).toBe(1);
      expect(run.all).toContain("ENOSPC");
      expect(made.writes()).toEqual([]);
    });
  });

  describe("what is there already", () => {
    test("one equal card is adopted: its id is written down, and nothing is sent", async () => {
      const made = await world();
      expect((await made.cli("apply --yes")).code).toBe(0);
      made.clock.advance(61);
      made.remove("wxcards.state");
      made.forget();
      const plan = await made.cli("plan --detailed-exitcode");
      expect([plan.code, plan.stdout]).toEqual([
        0,
        "coffee (weixin wx0123456789abcdef)\n\n" +
          `= MemberCard/new  ${cards(made)[0]}                  cards/new.yaml\n\n` +
          `${nothingRemembered}\n\n` +
          "No changes. 1 unchanged. 1 to adopt: apply writes its id to the state.\n",
      ]);
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(made.writes()).toEqual([]);
      expect(made.locked("MemberCard/new")).toMatchObject({ id: cards(made)[0] });
    });

    test("two equal cards: neither, until somebody says which", async () => {
      const made = await world();
      expect((await made.cli("apply --yes")).code).toBe(0);
      const stored = made.card(cards(made)[0] ?? "");
      made.sandbox.addCard(coffee.appid, stored.content as JsonObject, { card_id: "pTwinTwinTwinTwinTwinTwinTwi" });
      made.sandbox.editInConsole(coffee.appid, "pTwinTwinTwinTwinTwinTwinTwi", { base_info: { sku: stored.sku } });
      made.clock.advance(61);
      made.remove("wxcards.state");
      made.forget();
      const run = await made.cli("apply --yes");
      expect(run.code).toBe(3);
      expect(run.stdout).toContain("adopt-ambiguous");
      expect(made.writes()).toEqual([]);
    });

    test("a new name while another lost its document: perhaps a rename, so nothing is made", async () => {
      const made = await world();
      expect((await made.cli("apply --yes")).code).toBe(0);
      made.edit(file, "name: new", "name: renamed");
      made.forget();
      const run = await made.cli("apply --yes");
      expect(run.code).toBe(3);
      expect(run.stdout).toContain("renamed-perhaps");
      expect(run.stdout).toContain("was: new");
      expect(made.writes()).toEqual([]);
      const before = made.locked("MemberCard/new");
      made.edit(file, "name: renamed", "name: renamed\nwas: new");
      made.clock.advance(61);
      expect((await made.cli("apply --yes")).stdout).toBe("No changes. 1 unchanged.\n");
      expect(made.writes()).toEqual([]);
      expect(made.locked("MemberCard/renamed")).toMatchObject({ id: before?.["id"] });
      expect(made.locked("MemberCard/new")).toBeUndefined();
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("a listing that is not whole is never taken for an empty account", async () => {
      const made = await world();
      made.sandbox.fail({
        path: "/card/batchget",
        errcode: 0,
        rawBody: '{"errcode":0,"card_id_list":[],"total_num":3}',
      });
      const run = await made.cli("apply --yes");
      expect(run.code).toBe(1);
      expect(run.stdout).toContain("listing-incomplete");
      expect(made.writes()).toEqual([]);
    });

    test("a card deleted at the console is missing, never made again", async () => {
      const made = await world();
      expect((await made.cli("apply --yes")).code).toBe(0);
      made.sandbox.editInConsole(coffee.appid, cards(made)[0] ?? "", { base_info: { status: "CARD_STATUS_DELETE" } });
      made.forget();
      const run = await made.cli("apply --yes");
      expect(run.code).toBe(3);
      expect(run.stdout).toContain("resource-deleted");
      expect(made.writes()).toEqual([]);
    });
  });
});
