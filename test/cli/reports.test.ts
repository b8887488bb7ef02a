import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../src/report/formats/registry.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

async function changed(terminal = false): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard }, terminal });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

const all = "--report text=out/run.txt --report json=out/deep/run.json --report markdown=run.md";

/** What the same command says on stdout in each format, in worlds of their own. */
async function stdoutOf(command: string, prepare: (world: World) => void): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const format of formats) {
    const world = await changed();
    prepare(world);
    told[format] = world.mask((await world.cli(`${command} --format ${format}`)).stdout);
  }
  return told;
}

describe("--report writes what stdout would carry in that format", () => {
  const nothing = () => {};
  const wrong = (world: World) => world.edit("cards/gold.yaml", "color: Color060", "color: green");
  const impossible = (world: World) => world.edit("cards/gold.yaml", "base_info:", "base_info:\n    brand_name: 别的");
  test.each([
    ["validate", nothing, 0],
    ["validate", wrong, 65],
    ["plan", nothing, 0],
    ["plan", wrong, 65],
    ["plan", impossible, 3],
    ["apply --yes", nothing, 0],
    ["apply --yes", impossible, 3],
    ["apply --yes", wrong, 65],
  ] as const)("%s", async (command, prepare, code) => {
    const told = await stdoutOf(command, prepare);
    for (const format of formats) {
      const world = await changed(true);
      prepare(world);
      const run = await world.cli(`${command} ${all} --no-color --format ${format}`);
      expect(run.code).toBe(code);
      expect(world.mask(run.stdout)).toBe(told[format]);
      expect(world.mask(world.read("out/run.txt"))).toBe(told["text"]);
      expect(world.mask(world.read("out/deep/run.json"))).toBe(told["json"]);
      expect(world.mask(world.read("run.md"))).toBe(told["markdown"]);
    }
  });

  test("an apply that nobody agreed to", async () => {
    const world = await changed();
    const run = await world.cli(`apply ${all}`);
    expect(run.code).toBe(3);
    expect(world.read("out/run.txt")).toContain("no-terminal");
    expect(JSON.parse(world.read("out/deep/run.json"))).toMatchObject({
      outcomes: [],
      problems: [{ code: "no-terminal" }],
    });
  });

  test("a run that ends before it has a result", async () => {
    const world = await changed();
    world.write({ ".wxcards/sandbox/coffee.json": "{ half" });
    const run = await world.cli(`plan --sandbox ${all}`);
    expect(run.code).toBe(64);
    expect(JSON.parse(world.read("out/deep/run.json"))).toMatchObject({
      problems: [{ code: "sandbox-state-damaged" }],
    });
    expect(world.read("out/run.txt")).toContain("sandbox-state-damaged");
  });
});

describe("the files", () => {
  test("hold no colours, whatever stdout has", async () => {
    const world = await changed();
    world.env["FORCE_COLOR"] = "1";
    const run = await world.cli(`plan ${all}`);
    expect(run.stdout).toContain("\u001b[");
    for (const file of ["out/run.txt", "out/deep/run.json", "run.md"]) expect(world.read(file)).not.toContain("\u001b");
  });

  test("hold no secret", async () => {
    const world = await changed();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: coffee.secret } });
    await world.cli(`plan ${all}`);
    for (const file of ["out/run.txt", "out/deep/run.json", "run.md"]) {
      expect(world.read(file)).not.toContain(coffee.secret);
      expect(world.read(file)).toContain("(secret)");
    }
  });

  test("are relative to the working directory, replace what was there, and leave nothing else behind", async () => {
    const world = await changed();
    world.write({ "out/run.txt": "old and much longer than what is to come\n".repeat(200) });
    await world.cli("validate --report text=out/run.txt");
    expect(world.read("out/run.txt")).toBe("1 document is valid.\n");
    expect(readdirSync(join(world.root, "out"))).toEqual(["run.txt"]);
  });
});

describe("a file that cannot be written", () => {
  test.each([
    ["validate", 1],
    ["plan", 1],
    ["plan --detailed-exitcode", 1],
    ["apply --yes", 1],
    ["validate --target MemberCard/none", 64],
  ])("%s: the result stands on stdout, the trouble on stderr", async (command, code) => {
    const world = await changed();
    const run = await world.cli(`${command} --format json --report text=cards --report json=fine.json`);
    expect(run.code).toBe(code);
    expect(() => JSON.parse(run.stdout)).not.toThrow();
    expect(run.stderr).toContain("report-not-written");
    expect(world.exists("fine.json")).toBe(true);
  });

  test("a folder without permission", async () => {
    const world = await changed();
    world.write({ "locked/x": "" });
    chmodSync(join(world.root, "locked"), 0o555);
    const run = await world.cli("validate --report text=locked/run.txt");
    // Root may write anywhere.
    expect(run.code).toBe(process.getuid?.() === 0 ? 0 : 1);
  });
});

test("several at once, each in its format", async () => {
  const world = await changed();
  const kinds = ["html", "gitlab", "wecom", "feishu", "dingtalk", "json", "text", "markdown"];
  const run = await world.cli(`plan ${kinds.map((kind) => `--report ${kind}=out/${kind}`).join(" ")} --report github`);
  expect(run.code).toBe(0);
  for (const kind of ["gitlab", "wecom", "feishu", "dingtalk", "json"])
    expect(() => JSON.parse(world.read(`out/${kind}`)), kind).not.toThrow();
  expect(world.read("out/html")).toMatch(/^<!DOCTYPE html>\n<html lang="en">\n/);
});

test.each([
  ["--report yaml=x", "Allowed choices are text, json, markdown, html, github, gitlab, wecom, feishu, dingtalk"],
  ["--report yaml", "Allowed choices are text, json, markdown, html"],
  ["--report html", "It must be FORMAT=FILE, such as html=plan.html."],
  ["--report wecom=", "It must be FORMAT=FILE, such as wecom=plan.json."],
  ["--report github=x", "github takes no file: it goes to the job that runs, as --report github."],
  ["--report github --report github", "named twice"],
  ["--report json", "It must be FORMAT=FILE"],
  ["--report json=", "It must be FORMAT=FILE"],
  ["--report json=x --report text=x", "The same file is named twice."],
  ["--report", "argument missing"],
])("wrong usage: %s", async (flags, said) => {
  for (const command of ["validate", "plan", "apply"]) {
    const world = await changed();
    const run = await world.cli(`${command} ${flags}`);
    expect([run.code, run.stdout]).toEqual([64, ""]);
    expect(run.stderr).toContain(said);
    expect(world.exists("x")).toBe(false);
  }
});
