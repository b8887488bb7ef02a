import { describe, expect, test } from "vitest";
import { everyCommand } from "../../src/cli/program/asked-commands.ts";
import { commandLine } from "../../src/cli/program/flags.ts";
import { version } from "../../src/generated/version.ts";
import { commandLineOf } from "../../src/report/messages/command-line.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

async function changed(terminal = false): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard }, terminal });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

test("every command of the help is called what its words are called", async () => {
  const words = await commandLineOf("en");
  const names = everyCommand(commandLine(words))
    .filter(({ isHidden }) => isHidden !== true)
    .map(({ name }) => name);
  expect([...names].sort()).toEqual(Object.keys(words.commands).sort());
});

describe("wrong usage: exit 64, said on stderr, and nothing is done", () => {
  test.each([
    ["pln", "Did you mean plan?"],
    ["aply --yes", "Did you mean apply?"],
    ["valdate", "Did you mean validate?"],
    ["explian", "Did you mean explain?"],
    ["complete", "Did you mean completion?"],
    ["state shw", "Did you mean show?"],
    ["completion", "missing required argument 'shell'"],
    ["completion powershell", "Allowed choices are bash, zsh, fish."],
    ["explain --format html", "Allowed choices are text, json, markdown."],
    ["plan --reprot json=x", "Did you mean --report?"],
    ["plan --formt json", "Did you mean --format?"],
    ["plan --detailed-exit-code", "Did you mean --detailed-exitcode?"],
    ["apply --yess", "Did you mean --yes?"],
    ["plan --acount coffee", "Did you mean --account?"],
    ["plan --format yaml", "Allowed choices are text, json, markdown."],
    ["validate --format html", "Allowed choices are text, json, markdown."],
    ["plan --format", "argument missing"],
    ["plan cards/gold.yaml", "too many arguments"],
    ["plan --concurrency 0", "It must be a whole number from 1 to 200."],
    ["plan --concurrency many", "It must be a whole number from 1 to 200."],
    ["apply --write-concurrency 0", "It must be a whole number from 1 to 32."],
    ["apply --write-concurrency 33", "It must be a whole number from 1 to 32."],
    ["plan --write-concurrency 2", "unknown option '--write-concurrency'"],
    ["sandbox --port 70000", "It must be a whole number from 0 to 65535."],
    ["plan --yes", "unknown option '--yes'"],
    ["", "Usage: wxcards"],
  ])("wxcards %s", async (line, said) => {
    const world = await changed();
    const run = await world.cli(line);
    expect([run.code, run.stdout]).toEqual([64, ""]);
    expect(run.stderr).toContain(said);
    expect(world.paths()).toEqual([]);
  });

  test("a project file that is not there", async () => {
    const world = await changed();
    const run = await world.cli("plan --project elsewhere/wxcards.yaml");
    expect(run.code).toBe(64);
    expect(run.all).toContain("elsewhere/wxcards.yaml");
  });

  test("a path that is not there", async () => {
    const world = await changed();
    const run = await world.cli("validate cards/nothing.yaml");
    expect(run.code).toBe(64);
    expect(run.all).toContain("cards/nothing.yaml");
  });
});

describe("help and version: exit 0, on stdout", () => {
  test.each([
    "--help",
    "-h",
    "help",
    "help plan",
    "plan --help",
    "apply --help",
    "validate --help",
    "sandbox --help",
    "explain --help",
    "completion --help",
  ])("wxcards %s", async (line) => {
    const world = await changed();
    const run = await world.cli(line);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^Usage: wxcards/);
    expect(world.paths()).toEqual([]);
  });

  test.each(["--version", "-V"])("wxcards %s", async (line) => {
    const world = await changed();
    expect(await world.cli(line)).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("help names every command and every flag of the pipeline", async () => {
    const world = await changed();
    const { stdout } = await world.cli("--help");
    for (const command of ["validate", "plan", "apply", "sandbox", "explain", "completion"])
      expect(stdout).toMatch(new RegExp(`^ +${command}\\b`, "m"));
    const plan = (await world.cli("plan --help")).stdout;
    for (const flag of [
      "--project",
      "--account",
      "--target",
      "--sandbox",
      "--format",
      "--concurrency",
      "--no-color",
      "--verbose",
      "--report",
    ])
      expect(plan).toContain(flag);
  });
});

describe("colour is decoration", () => {
  const introducer = "\u001b[";
  const strip = (text: string): string => text.replace(/\u001b\[\d+(;\d+)*m/g, "");

  test.each([
    ["no terminal", false, {}, false],
    ["a terminal", true, {}, true],
    ["a terminal that is dumb", true, { TERM: "dumb" }, false],
    ["NO_COLOR on a terminal", true, { NO_COLOR: "1" }, false],
    ["an empty NO_COLOR on a terminal", true, { NO_COLOR: "" }, true],
    ["FORCE_COLOR without a terminal", false, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0 on a terminal", true, { FORCE_COLOR: "0" }, false],
    ["NO_COLOR before FORCE_COLOR", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ])("%s", async (_name, terminal, env, coloured) => {
    const world = await changed(terminal);
    const plain = (await world.cli("plan --no-color")).stdout;
    expect(plain).not.toContain(introducer);
    Object.assign(world.env, env);
    const { stdout } = await world.cli("plan");
    expect(stdout.includes(introducer)).toBe(coloured);
    expect(strip(stdout)).toBe(plain);
  });

  test.each(["json", "markdown"])("none in %s, and --no-color wins over FORCE_COLOR", async (format) => {
    const world = await changed(true);
    world.env["FORCE_COLOR"] = "1";
    expect((await world.cli(`plan --format ${format}`)).stdout).not.toContain(introducer);
    expect((await world.cli("plan --no-color")).stdout).not.toContain(introducer);
    world.edit("cards/gold.yaml", "title: 云杉黑金卡", "title: 1");
    expect((await world.cli(`validate --format ${format}`)).stdout).not.toContain(introducer);
    expect((await world.cli("validate")).stdout).toContain(introducer);
  });
});

describe("stdout carries the result and only that", () => {
  test("--verbose shows every request on stderr, the token call without its body", async () => {
    const world = await changed();
    const plain = await world.cli("apply --yes --format json");
    expect(plain.stderr).toBe(`coffee: requests go to ${world.sandbox.url} (WXCARDS_WEIXIN_BASE_URL)\n`);
    const run = await world.cli("plan --format json --verbose");
    expect(() => JSON.parse(run.stdout)).not.toThrow();
    expect(world.mask(run.stderr).split("\n")).toEqual([
      "POST /cgi-bin/stable_token (not shown) → ok (0 ms)",
      `POST /card/get {"card_id":"${goldId}"} → ok (0 ms)`,
      "",
    ]);
  });

  test("apply as JSON and as Markdown is one document, also when nothing can be applied", async () => {
    const world = await changed();
    world.edit("cards/gold.yaml", "title: 云杉黑金卡", "brand_name: 别的\n    title: 云杉黑金卡");
    const json = await world.cli("apply --yes --format json");
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcomes: [],
      problems: [{ code: "field-cannot-change", line: 7 }],
    });
    const markdown = await world.cli("apply --yes --format markdown");
    expect(markdown.stdout.startsWith("## wxcards apply\n")).toBe(true);
    expect(markdown.stdout).toContain("field-cannot-change");
  });

  test("validate: text, JSON and Markdown", async () => {
    const world = await changed();
    expect(await world.cli("validate")).toMatchObject({ code: 0, stdout: "1 document is valid.\n", stderr: "" });
    expect(JSON.parse((await world.cli("validate --format json")).stdout)).toEqual({
      format: "wxcards.validation/1",
      valid: true,
      problems: [],
    });
    expect((await world.cli("validate --format markdown")).stdout).toContain("No problems.");
    expect(world.paths()).toEqual([]);
  });
});
