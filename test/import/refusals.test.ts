import { describe, expect, test } from "vitest";
import { realFiles } from "../../src/cli/files.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { bronzeId, card, goldId, liveGold, liveSmall, project, silverId, smallCard } from "../helpers/documents.ts";
import { bakery, coffee, newWorld, type Run, type World } from "../helpers/world.ts";

const codes = ({ stdout }: Run): string[] =>
  (JSON.parse(stdout).problems as { code: string }[]).map((problem) => problem.code);
const importedBy = ({ stdout }: Run): { address: string; file: string }[] => JSON.parse(stdout).imported;
const idAt = (index: number) => `p${String(index).padStart(27, "0")}`;

async function withCards(count: number, title: (index: number) => string = (index) => `卡${index}`): Promise<World> {
  const world = await newWorld();
  for (let index = 0; index < count; index += 1)
    world.sandbox.addCard(
      coffee.appid,
      { base_info: { title: title(index), notice: "请出示" } },
      { card_id: idAt(index) },
    );
  return world;
}

describe("a listing", () => {
  test("of several pages is read whole, all pages after the first at once", async () => {
    const world = await withCards(120);
    const ran = await world.cli("import --all --account coffee --format json");
    expect({ code: ran.code, count: importedBy(ran).length }).toEqual({ code: 0, count: 120 });
    expect(world.bodies("/card/batchget")).toEqual([0, 50, 100].map((offset) => ({ offset, count: 50 })));
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("counts and skips deleted cards, other types, and what a document manages", async () => {
    const world = await withCards(3);
    world.sandbox.addCard(coffee.appid, {}, { card_id: silverId, status: "CARD_STATUS_DELETE" });
    world.sandbox.addCard(coffee.appid, {}, { card_id: bronzeId, card_type: "GROUPON" });
    world.write({ "cards/mine.yaml": card("mine", idAt(1), "base_info: { title: 卡1 }") });
    const ran = await world.cli("import --all --account coffee");
    expect(ran.stdout).toBe(
      [
        `+ coffee/MemberCard/卡0  ${idAt(0)}  cards/卡0.yaml`,
        `+ coffee/MemberCard/卡2  ${idAt(2)}  cards/卡2.yaml`,
        "",
        "Import: 2 imported. Skipped: 1 managed already, 1 deleted, 1 of other types.",
        "",
      ].join("\n"),
    );
    expect(ran.code).toBe(0);
    const markdown = await world.cli("import --all --account coffee --format markdown");
    expect(markdown.stdout).toContain("Import: 0 imported. Skipped: 3 managed already, 1 deleted, 1 of other types.");
  });

  test.each([
    ["a short page", 60, 55, "listing-incomplete", 2],
    // No second page is asked for: there is no end to them.
    ["a total that is out of this world", 1e12, 50, "listing-endless", 1],
    ["an id that comes twice", 51, 50, "listing-incomplete", 2],
  ])("with %s is an error, and nothing is imported", async (_name, total, listed, code, pages) => {
    const world = await withCards(listed);
    const ids = Array.from({ length: 50 }, (_, index) => idAt(index));
    const answer = (card_id_list: readonly string[]) =>
      world.sandbox.fail({
        path: "/card/batchget",
        errcode: 0,
        rawBody: JSON.stringify({ errcode: 0, errmsg: "ok", card_id_list, total_num: total }),
      });
    answer(ids);
    if (total > 50) answer(total === 51 ? ids.slice(0, 1) : [idAt(51)]);
    const ran = await world.cli("import --all --account coffee --format json --concurrency 1");
    expect({ code: ran.code, problems: codes(ran), imported: importedBy(ran) }).toEqual({
      code: 1,
      problems: [code],
      imported: [],
    });
    expect(world.exists("cards")).toBe(false);
    expect(world.bodies("/card/batchget")).toHaveLength(pages);
  });

  test("in which no known id is found is of another account, and nothing is written", async () => {
    const world = await withCards(2);
    world.write({
      "wxcards.state/coffee/state.yaml": `format: wxcards.state/1\nidentity: ${coffee.appid}\nMemberCard/old:\n  id: ${goldId}\n`,
    });
    const all = await world.cli("import --all --account coffee --format json");
    const one = await world.cli(`import MemberCard/one=${idAt(0)} --format json`);
    for (const ran of [all, one])
      expect({ code: ran.code, problems: codes(ran) }).toEqual({
        code: 77,
        problems: ["credential-of-another-account"],
      });
    expect(world.exists("cards")).toBe(false);
  });

  test("of one account stops no other", async () => {
    const world = await withCards(2);
    world.sandbox.addCard(bakery.appid, liveSmall("面包"), { card_id: goldId });
    world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    const ran = await world.cli("import --all --format json");
    expect({ code: ran.code, problems: codes(ran), imported: importedBy(ran) }).toEqual({
      code: 77,
      problems: ["credential-missing"],
      imported: [{ address: "bakery/MemberCard/面包卡", id: goldId, file: "cards/面包卡.yaml", left_out: [] }],
    });
  });
});

describe("names and files", () => {
  test("come from titles, in the composed form, each once, else from ids", async () => {
    const titles = ["金卡", "金卡", " e\u0301clat / No.1 ", "🎂🎂", "-_-", "a".repeat(27)];
    const world = await withCards(titles.length, (index) => titles[index] as string);
    world.sandbox.addCard(bakery.appid, { base_info: { title: "金卡" } }, { card_id: goldId });
    const ran = await world.cli("import --all --format json");
    expect(ran.code).toBe(0);
    expect(importedBy(ran).map(({ address, file }) => [address, file])).toEqual([
      ["coffee/MemberCard/金卡", "cards/金卡.yaml"],
      ["coffee/MemberCard/金卡-2", "cards/金卡-2.yaml"],
      ["coffee/MemberCard/éclat-No-1", "cards/éclat-No-1.yaml"],
      [`coffee/MemberCard/${idAt(3)}`, `cards/${idAt(3)}.yaml`],
      ["coffee/MemberCard/_", "cards/_.yaml"],
      [`coffee/MemberCard/${"a".repeat(27)}`, `cards/${"a".repeat(27)}.yaml`],
      ["bakery/MemberCard/金卡", "cards/金卡-3.yaml"],
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a file is never written over", async () => {
    const world = await withCards(1);
    const other = smallCard("other", goldId);
    world.write({ "cards/gold.yaml": other });
    const ran = await world.cli(`import MemberCard/gold=${idAt(0)} --format json`);
    expect(importedBy(ran)[0]?.file).toBe("cards/gold-2.yaml");
    expect(world.read("cards/gold.yaml")).toBe(other);
  });

  test("an id that the state remembers gets its name back", async () => {
    const world = await withCards(2);
    await world.cli(`import MemberCard/erste=${idAt(0)}`);
    world.remove("cards/erste.yaml");
    const ran = await world.cli("import --all --account coffee --format json");
    expect(importedBy(ran).map(({ address }) => address)).toEqual(["coffee/MemberCard/erste", "coffee/MemberCard/卡1"]);
  });

  test.each([
    ["cards/**/*.yaml", "cards/one.yaml"],
    ["./documents/*.yml", "documents/one.yml"],
    ["shops/*/cards/**/card-*.wx.{yaml,yml}", "shops/coffee/cards/card-one.wx.yaml"],
    ["**/*.yaml", "one.yaml"],
    ["cards/**", "cards/one.yaml"],
  ])("`cards: %s` puts a document at %s, where the plan finds it", async (pattern, file) => {
    const world = await withCards(1);
    // With so wide a pattern the project file would be a document itself.
    const patterns = pattern === "**/*.yaml" ? [pattern, "!wxcards.yaml", "!wxcards.state"] : [pattern];
    world.write({ "wxcards.yaml": project(`cards: ${JSON.stringify(patterns)}\n`) });
    const ran = await world.cli(`import MemberCard/one=${idAt(0)} --format json`);
    expect({ code: ran.code, files: importedBy(ran).map((one) => one.file) }).toEqual({ code: 0, files: [file] });
    const plan = await world.cli("plan --detailed-exitcode --format json");
    expect({ code: plan.code, unchanged: JSON.parse(plan.stdout).summary?.unchanged }).toEqual({
      code: 0,
      unchanged: 1,
    });
  });

  test.each(["cards/gold.yaml", "cards/[ab]/*.yaml", "cards/*/{a,b}/*.yaml"])(
    "`cards: %s` says no place for a new document",
    async (pattern) => {
      const world = await withCards(1);
      world.write({ "wxcards.yaml": project(`cards: "${pattern}"\n`) });
      const ran = await world.cli(`import MemberCard/one=${idAt(0)} --format json`);
      expect({ code: ran.code, problems: codes(ran) }).toEqual({ code: 64, problems: ["cards-pattern-unclear"] });
    },
  );

  test.each([
    ["cards/one.yaml", "cards/*.yaml", "../wxcards.schema.json"],
    ["one.card.yaml", "*.card.yaml", "wxcards.schema.json"],
    ["cards/coffee/one.yaml", "cards/coffee/*.yaml", "../../wxcards.schema.json"],
  ])("the first line of %s leads to the schema beside the project file", async (file, pattern, schema) => {
    const world = await withCards(1);
    world.write({ "wxcards.yaml": project(`cards: "${pattern}"\n`) });
    await world.cli(`import MemberCard/one=${idAt(0)}`);
    expect(world.read(file).split("\n")[0]).toBe(`# yaml-language-server: $schema=${schema}`);
  });

  test("instants stand in the project's time zone", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project("timezone: America/New_York\n") } });
    const date_info = {
      type: "DATE_TYPE_FIX_TIME_RANGE",
      begin_timestamp: 1_767_196_800,
      end_timestamp: 1_790_000_000,
    };
    world.sandbox.addCard(coffee.appid, { base_info: { date_info } }, { card_id: goldId });
    await world.cli(`import MemberCard/gold=${goldId}`);
    expect(world.read("cards/gold.yaml")).toContain("begin_timestamp: 2025-12-31T11:00:00-05:00");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });
});

describe("what is asked for wrongly", () => {
  test.each([
    ["import", "import-unclear"],
    [`import --all MemberCard/gold=${goldId}`, "import-unclear"],
    ["import --all --target MemberCard/gold", "import-unclear"],
    ["import MemberCard/gold", "import-argument"],
    ["import MemberCard/gold=", "import-argument"],
    [`import gold=${goldId}`, "import-argument"],
    [`import a/b/MemberCard/gold=${goldId}`, "import-argument"],
    [`import MemberCrad/gold=${goldId}`, "import-argument"],
    [`import nowhere/MemberCard/gold=${goldId}`, "import-argument"],
    [`import MemberCard/go!d=${goldId}`, "import-argument"],
    ["import MemberCard/gold=p=q", "import-argument"],
    [`import MemberCard/gold=${goldId} MemberCard/gold=${silverId}`, "import-argument"],
    [`import MemberCard/gold=${goldId} MemberCard/silver=${goldId}`, "import-argument"],
    [`import MemberCard/gold=${goldId} --account nowhere`, "selects-nothing"],
  ])("`%s` ends with 64 before anything is read", async (line, code) => {
    const world = await withCards(1);
    const ran = await world.cli(`${line} --format json`);
    expect({ code: ran.code, problems: codes(ran) }).toEqual({ code: 64, problems: [code] });
    expect(world.paths()).toEqual([]);
  });

  test.each([
    ["an id nobody has", goldId, "resource-missing"],
    ["a deleted card", silverId, "resource-deleted"],
    ["a coupon", bronzeId, "resource-of-other-type"],
  ])("%s ends with 3, and the others are imported", async (_name, id, code) => {
    const world = await withCards(1);
    world.sandbox.addCard(coffee.appid, {}, { card_id: silverId, status: "CARD_STATUS_DELETE" });
    world.sandbox.addCard(coffee.appid, {}, { card_id: bronzeId, card_type: "GROUPON" });
    const ran = await world.cli(`import MemberCard/gold=${id} MemberCard/one=${idAt(0)} --format json`);
    expect({ code: ran.code, problems: codes(ran), imported: importedBy(ran).map((one) => one.address) }).toEqual({
      code: 3,
      problems: [code],
      imported: ["coffee/MemberCard/one"],
    });
  });

  test("an address or an id that a document has is left alone; the same pair is managed already", async () => {
    const world = await withCards(2);
    world.write({ "cards/gold.yaml": card("gold", idAt(0), "base_info: { title: 卡0 }") });
    const taken = await world.cli(`import MemberCard/gold=${idAt(1)} MemberCard/other=${idAt(0)} --format json`);
    expect({ code: taken.code, problems: codes(taken) }).toEqual({
      code: 3,
      problems: ["address-taken", "id-behind-two"],
    });
    const same = await world.cli(`import coffee/MemberCard/gold=${idAt(0)}`);
    expect(same).toMatchObject({ code: 0, stdout: "Import: 0 imported. Skipped: 1 managed already.\n" });
  });

  test("documents that are wrong end it with 65 before anything is read", async () => {
    const world = await withCards(1);
    world.write({ "cards/bad.yaml": "kind: MemberCard\nname: bad\nspec: { titel: x }\n" });
    const ran = await world.cli("import --all --account coffee --format json");
    expect({ code: ran.code, problems: codes(ran), paths: world.paths() }).toEqual({
      code: 65,
      problems: ["unknown-key"],
      paths: [],
    });
  });
});

describe("trouble with files", () => {
  test("a document that cannot be written ends the import; the next run goes on", async () => {
    const world = await withCards(3);
    world.files = {
      ...realFiles,
      writeInside: (root, path, text) =>
        path.endsWith("卡1.yaml") ? { trouble: "failed", reason: "ENOSPC" } : realFiles.writeInside(root, path, text),
    };
    const ran = await world.cli("import --all --account coffee --format json");
    expect({ code: ran.code, problems: codes(ran), count: importedBy(ran).length }).toEqual({
      code: 1,
      problems: ["document-not-written"],
      count: 1,
    });
    expect(world.locked("MemberCard/卡0")?.["id"]).toBe(idAt(0));
    world.files = realFiles;
    expect((await world.cli("import --all --account coffee")).stdout).toContain(
      "2 imported. Skipped: 1 managed already",
    );
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("hidden marks in what the platform says never reach the terminal", async () => {
    const world = await newWorld();
    const hostile: JsonObject = {
      ...liveGold,
      base_info: { title: "\u202e\u001b[31m##[error]", logo_url: "http://evil\u001b.example/x" },
    };
    world.sandbox.addCard(coffee.appid, hostile, { card_id: goldId });
    const ran = await world.cli("import --all --account coffee");
    expect(ran.code).toBe(0);
    expect(`${ran.all}${world.read(`cards/31m-error.yaml`)}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
