import { describe, expect, test } from "vitest";
import { newGitWorld } from "../helpers/git-world.ts";
import { newWorld } from "../helpers/world.ts";

const files = ["wxcards.yaml", "cards/first.yaml", ".gitignore", "wxcards.schema.json"];

describe("wxcards init", () => {
  test("writes a project whose card can be made at once, and whose plan is empty after that", async () => {
    const world = await newWorld();
    world.remove("wxcards.yaml");
    world.env["WXCARDS_WEIXIN_BASE_URL"] = undefined;
    const run = await world.cli("init");
    expect([run.code, run.stdout]).toEqual([0, files.map((file) => `wrote ${file}\n`).join("")]);
    expect((await world.cli("validate")).code).toBe(0);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("Plan: 1 to create, 0 to change");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.paths()).toEqual([]);
  });

  test("writes over nothing", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": "accounts: {}\n", "cards/first.yaml": "mine" } });
    const run = await world.cli("init");
    expect(run.code).toBe(0);
    expect(run.stdout).toBe("wrote .gitignore\nwrote wxcards.schema.json\n");
    expect(run.stderr).toContain("cards/first.yaml is there already");
    expect([world.read("wxcards.yaml"), world.read("cards/first.yaml")]).toEqual(["accounts: {}\n", "mine"]);
    expect((await world.cli("init")).stdout).toBe("nothing to write\n");
  });
});

describe("a .gitignore that is there stays as it is, and init says what it lacks", () => {
  const says = (lines: string) => `.gitignore is there already and stays as it is: add to it the ${lines}\n`;

  test.each([
    ["everything", "dist/\n", says("lines .wxcards/, .env, node_modules/")],
    ["one line", "/node_modules\r\n .wxcards \n", says("line .env")],
    ["nothing", ".env\n.wxcards/\nnode_modules", ".gitignore is there already and stays as it is\n"],
  ])("outside of git, by its lines: %s", async (_about, text, said) => {
    const world = await newWorld({ files: { ".gitignore": text } });
    const run = await world.cli("init");
    expect(run.stderr).toContain(said);
    expect(world.read(".gitignore")).toBe(text);
    expect(run.stdout).not.toContain(".gitignore");
  });

  test.each([
    ["another pattern says the same", { ".gitignore": ".*\n!.github\n**/node_modules/**\n" }, "stays as it is\n"],
    ["a later line takes it back", { ".gitignore": ".wxcards\n.env\nnode_modules\n!.env\n" }, "the line .env"],
    [
      "only this clone does",
      { ".gitignore": ".wxcards\n.env\n", ".git/info/exclude": "node_modules\n" },
      "the line node_modules/",
    ],
  ])("in git, by what git says: %s", async (_about, files, said) => {
    const world = await newGitWorld();
    world.write(files);
    const run = await world.cli("init");
    expect(run.stderr).toContain(said);
    expect(world.read(".gitignore")).toBe(files[".gitignore"]);
  });

  test("in Chinese", async () => {
    const world = await newWorld({ files: { ".gitignore": ".env\n" } });
    const run = await world.cli("init --lang zh-CN");
    expect(run.stderr).toContain(".gitignore 已经存在，保持原样：请在其中加上 .wxcards/、node_modules/（各占一行）\n");
  });
});
