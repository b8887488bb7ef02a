import { describe, expect, test } from "vitest";
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

  test("its .gitignore keeps out what is of this machine, and every secret", async () => {
    const world = await newWorld();
    await world.cli("init");
    expect(world.read(".gitignore").trimEnd().split("\n").sort()).toEqual([".env", ".wxcards/", "node_modules/"]);
  });
});
