import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { version } from "../../src/generated/version.ts";
import { schemaLanguages } from "../../src/schema/localized.ts";
import { goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

const file = "wxcards.schema.json";
const packaged = (language: string) => readFileSync(join(import.meta.dirname, "../../schemas", language, file), "utf8");

/** A world whose copy of the schema says another version, or another digest. */
async function withCopy(change: (stamp: string) => string): Promise<World> {
  const world = await newWorld();
  world.write({ [file]: packaged("en").replace(/"wxcards [^"]*"/, (stamp) => change(stamp)) });
  return world;
}

describe("wxcards schema", () => {
  test("writes the schema of the package beside the project file, and again only when it differs", async () => {
    const world = await newWorld();
    expect(await world.cli("schema")).toMatchObject({ code: 0, stdout: `wrote ${file}\n`, stderr: "" });
    expect(world.read(file)).toBe(packaged("en"));
    expect(await world.cli("schema")).toMatchObject({ code: 0, stdout: `${file} is up to date\n` });
    world.write({ [file]: "{}" });
    expect(await world.cli("schema")).toMatchObject({ code: 0, stdout: `wrote ${file}\n` });
    expect(world.read(file)).toBe(packaged("en"));
    expect(world.paths()).toEqual([]);
  });

  test("is in the language of the project, or the one that is asked for", async () => {
    const world = await newWorld();
    world.write({ "wxcards.yaml": `language: zh-CN\n${world.read("wxcards.yaml")}` });
    expect((await world.cli("schema")).stdout).toContain(file);
    expect(world.read(file)).toBe(packaged("zh-CN"));
    // Whatever language the copy has, it is none of an older tool.
    expect(JSON.parse((await world.cli("validate --format json")).stdout).problems).toEqual([]);
    expect((await world.cli("schema --lang en")).code).toBe(0);
    expect(world.read(file)).toBe(packaged("en"));
  });

  test("--out writes it elsewhere, and needs no project", async () => {
    const world = await newWorld();
    world.remove("wxcards.yaml");
    expect(await world.cli("schema --out editor.json")).toMatchObject({ code: 0, stdout: "wrote editor.json\n" });
    expect(world.read("editor.json")).toBe(packaged("en"));
    const nowhere = await world.cli("schema");
    expect([nowhere.code, nowhere.stdout, world.exists(file)]).toEqual([64, "", false]);
    expect(nowhere.stderr).toContain("project-missing");
  });

  test("--project says which project is meant", async () => {
    const world = await newWorld();
    world.write({ "shop/other.yaml": "accounts: {}\n" });
    expect((await world.cli("schema --project shop/other.yaml")).stdout).toBe(`wrote shop/${file}\n`);
    expect((await world.cli("schema --project shop/none.yaml")).code).toBe(64);
  });

  test("stops where the file cannot be written", async () => {
    const world = await newWorld();
    world.write({ [`${file}/inside`]: "" });
    const run = await world.cli("schema");
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain("file-not-written");
  });
});

describe("validate on the copy beside the project file", () => {
  test.each<[what: string, change: (stamp: string) => string, said: boolean]>([
    ["as this version writes it", (stamp) => stamp, false],
    ["of an older version", (stamp) => stamp.replace(version, "0.0.9"), true],
    ["of an earlier build of this version", (stamp) => stamp.replace(/[0-9a-f]{16}/, "0".repeat(16)), true],
    ["of a later version", (stamp) => stamp.replace(version, "99.0.0"), false],
    ["in a language nobody speaks yet", (stamp) => stamp.replace(" en ", " xx "), false],
    ["that is somebody else's", () => '"ours"', false],
  ])("%s", async (_what, change, said) => {
    const world = await withCopy(change);
    const run = await world.cli("validate --format json");
    const problems = JSON.parse(run.stdout).problems as { code: string; severity: string; file: string }[];
    const own = problems.filter(({ code }) => code === "editor-schema-outdated");
    expect(own).toEqual(said ? [expect.objectContaining({ severity: "warning", file })] : []);
    expect(run.code).toBe(0);
  });

  test("says what to do; plan and validate of one file say nothing of it", async () => {
    const world = await withCopy((stamp) => stamp.replace(version, "0.0.9"));
    world.write({ "cards/gold.yaml": `kind: MemberCard\nname: gold\nid: ${goldId}\nspec:\n  discount: 10\n` });
    const run = await world.cli("validate");
    expect(run.code).toBe(0);
    expect(run.all).toContain(`written by wxcards 0.0.9, which is older than this one, ${version}`);
    expect(run.all).toContain("run `wxcards schema`");
    expect((await world.cli("validate cards/gold.yaml")).all).not.toContain("schema");
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    expect((await world.cli("plan")).all).not.toContain("schema");
    expect((await world.cli("schema")).code).toBe(0);
    expect((await world.cli("validate")).all).not.toContain("schema");
  });
});

test("import says how to get the schema that its documents point at, once it is not there", async () => {
  const world = await newWorld();
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const first = await world.cli(`import MemberCard/gold=${goldId}`);
  expect([first.code, first.stderr]).toEqual([0, `${file} is not there yet: wxcards schema writes it, for editors\n`]);
  expect((await world.cli("schema")).code).toBe(0);
  world.remove("cards/gold.yaml");
  expect((await world.cli(`import MemberCard/gold=${goldId}`)).stderr).toBe("");
});

test("every language has its schema in the package, by that name", () => {
  for (const language of schemaLanguages) expect(JSON.parse(packaged(language)).$comment).toContain(` ${language} `);
});
