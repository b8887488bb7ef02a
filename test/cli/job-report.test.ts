import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

/** A project in a folder of its checkout, with a card whose title differs. */
async function checkout(): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  world.env["GITHUB_STEP_SUMMARY"] = join(world.root, "summary.md");
  world.env["GITHUB_WORKSPACE"] = world.root;
  return world;
}

const wrong = (world: World) => world.edit("cards/gold.yaml", "color: Color060", "color: green");
const annotations = (text: string) => text.split("\n").filter((line) => line.startsWith("::"));

describe("the summary of the step", () => {
  test("gets the Markdown behind what stands there, and stdout stays what it was", async () => {
    const world = await checkout();
    world.write({ "summary.md": "of another program" });
    const run = await world.cli("plan --format json --report github");
    expect(run.code).toBe(0);
    expect(() => JSON.parse(run.stdout)).not.toThrow();
    const other = await checkout();
    const { stdout } = await other.cli("plan --format markdown");
    expect(world.read("summary.md")).toBe(`of another program\n${stdout}`);
    await world.cli("validate --report github");
    expect(world.read("summary.md")).toMatch(/\n## wxcards validate\n/);
  });

  test("is made where the runner has not made it, with its folder", async () => {
    const world = await checkout();
    world.env["GITHUB_STEP_SUMMARY"] = join(world.root, "deep/er/summary.md");
    await world.cli("plan --report github");
    expect(world.read("deep/er/summary.md")).toMatch(/^## wxcards plan\n/);
  });

  test("stays the same file, also behind a link", async () => {
    const world = await checkout();
    world.write({ "real.md": "first\n" });
    symlinkSync(join(world.root, "real.md"), join(world.root, "summary.md"));
    await world.cli("plan --report github");
    expect(world.read("real.md")).toMatch(/^first\n\n## wxcards plan\n/);
  });

  test("holds no secret", async () => {
    const world = await checkout();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: coffee.secret } });
    const run = await world.cli("plan --report github");
    for (const text of [world.read("summary.md"), run.all]) expect(text).not.toContain(coffee.secret);
    expect(world.read("summary.md")).toContain("(secret)");
  });

  test("is not made longer than GitHub takes, and where there is no room left that is said", async () => {
    const world = await checkout();
    world.write({ "summary.md": `${"x".repeat(1_048_576 - 5_000)}\n` });
    expect((await world.cli("plan --report github")).stderr).toBe("");
    expect(Buffer.byteLength(world.read("summary.md"))).toBeLessThanOrEqual(1_048_576);
    world.write({ "summary.md": "x".repeat(1_048_576 - 100) });
    const run = await world.cli("plan --report github");
    expect([run.code, world.read("summary.md").length]).toEqual([0, 1_048_576 - 100]);
    expect(run.stderr).toContain("step-summary-full");
    world.write({ "summary.md": "x".repeat(1_048_577) });
    expect((await world.cli("plan --report github")).stderr).toContain("step-summary-full");
  });

  test.each([undefined, ""])("without one the annotations are printed, and that is said: %j", async (value) => {
    const world = await checkout();
    world.env["GITHUB_STEP_SUMMARY"] = value;
    wrong(world);
    const run = await world.cli("validate --report github");
    expect(run.code).toBe(65);
    expect(annotations(run.stderr)).toHaveLength(1);
    expect(run.stderr).toContain("step-summary-missing");
    expect(run.stderr).toContain("pass GITHUB_STEP_SUMMARY into the container");
    // A warning, and no more: what was asked for was done.
    const right = await checkout();
    right.env["GITHUB_STEP_SUMMARY"] = value;
    expect((await right.cli("plan --report github")).code).toBe(0);
  });

  test("that cannot be written ends the run with 1, and the annotations are there", async () => {
    const world = await checkout();
    world.env["GITHUB_STEP_SUMMARY"] = join(world.root, "cards");
    const run = await world.cli("plan --report github --report html=plan.html");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("report-not-written");
    expect(world.exists("plan.html")).toBe(true);
  });

  test("in a folder without permission", async () => {
    const world = await checkout();
    mkdirSync(join(world.root, "locked"));
    chmodSync(join(world.root, "locked"), 0o555);
    world.env["GITHUB_STEP_SUMMARY"] = join(world.root, "locked/summary.md");
    const run = await world.cli("validate --report github");
    // Root may write anywhere.
    expect(run.code).toBe(process.getuid?.() === 0 ? 0 : 1);
  });
});

describe("annotations", () => {
  test("stand at the line of the file, as the checkout has it, on stderr", async () => {
    const world = await checkout();
    wrong(world);
    const run = await world.cli("plan --report github");
    expect(annotations(run.stderr)).toEqual([
      '::error file=cards/gold.yaml,line=8,col=12,title=colour-malformed::base_info.color is green, which is no colour%0Awrite a name such as Color010, or a hex value in quotes such as "#63b359"',
    ]);
    expect(annotations(run.stdout)).toEqual([]);
  });

  test.each([
    ["of a project below the checkout", "..", /^::error file=[^/]+\/cards\/gold\.yaml,line=8,col=12,/],
    [
      "outside of the checkout, with its place in words",
      "elsewhere",
      /^::error title=colour-malformed::cards\/gold\.yaml:8:12: base_info/,
    ],
    ["without a checkout, from the working directory", undefined, /^::error file=cards\/gold\.yaml,line=8,/],
  ])("%s", async (_case, workspace, line) => {
    const world = await checkout();
    world.env["GITHUB_WORKSPACE"] = workspace === undefined ? undefined : join(world.root, workspace);
    wrong(world);
    expect(annotations((await world.cli("validate --report github")).stderr)[0]).toMatch(line);
  });

  test("say what refuses a plan: a field that cannot change, at its line", async () => {
    const world = await checkout();
    world.edit("cards/gold.yaml", "base_info:", "base_info:\n    brand_name: 别的");
    const run = await world.cli("plan --report github");
    expect(run.code).toBe(3);
    expect(annotations(run.stderr)).toEqual([
      expect.stringMatching(
        /^::error file=cards\/gold\.yaml,line=7,col=17,title=field-cannot-change::base_info\.brand_name/,
      ),
    ]);
  });

  test("are ten errors at most, and the rest is counted", async () => {
    const world = await checkout();
    const keys = Array.from({ length: 14 }, (_, at) => `  unheard_of_${at}: 1`).join("\n");
    world.edit("cards/gold.yaml", "spec:", `spec:\n${keys}`);
    const run = await world.cli("validate --report github");
    expect(annotations(run.stderr)).toHaveLength(10);
    expect(run.stderr).toContain("4 errors and 0 warnings more are in the summary.");
    expect(world.read("summary.md").match(/`[^`]*unheard_of_\d+[^`]* is not known/g)).toHaveLength(14);
  });
});

test("nothing but annotations commands a runner, whatever a document and the platform say", async () => {
  const world = await checkout();
  const hostile = ["::set-output name=a::b", "##[error]no", "::stop-commands::x", "::add-mask::a"];
  world.edit("cards/gold.yaml", "notice: 结账时请出示会员码", `notice: ${JSON.stringify(`${hostile[0]}`)}`);
  world.edit("cards/gold.yaml", "全场饮品九折。", `${JSON.stringify(`好\n${hostile.join("\n")}`)}`);
  world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { description: hostile.join("\r\n") } });
  for (const command of ["plan", "plan --verbose", "plan --format markdown", "validate", "status", "apply --yes"]) {
    const run = await world.cli(
      `${command} --report github --report html=r.html --report wecom=r.json --report text=r.txt`,
    );
    const texts = [run.all, world.read("summary.md"), world.read("r.html"), world.read("r.json"), world.read("r.txt")];
    for (const line of texts.join("\n").split("\n")) {
      if (/^::(?:error|warning) (?:file=|title=)/.test(line)) continue;
      expect(line, command).not.toMatch(/^\s*::|##\[/);
    }
  }
});
