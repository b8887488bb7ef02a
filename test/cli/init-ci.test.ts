import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { newGitWorld } from "../helpers/git-world.ts";
import { newWorld, type World, type WorldOptions } from "../helpers/world.ts";
import { newTool } from "./vendored/support.ts";

/*
 * The workflows of `wxcards init --ci`, read as YAML: what each job may do, and what it sees. That they run as written
 * is played elsewhere.
 */
interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: unknown;
  readonly "timeout-minutes": number;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly env?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly paths?: readonly string[]; readonly branches?: readonly string[] }>>;
  readonly permissions: unknown;
  readonly env?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const names = ["plan", "apply", "drift"].map((name) => `.github/workflows/wxcards-${name}.yml`);

const accounts = `accounts:
  coffee: { platform: weixin, appid: wx0123456789abcdef }
  tea-pay: { platform: wechatpay, role: brand, brand_id: "40000001" }
  old-pay: { platform: wechatpay, role: partner, mchid: "1900000001", brand_id: "40000002" }
cards: [shop/**/*.yaml, "!shop/old/**", "{a,b}/*.yaml", one.yaml]
words: house.txt
`;

/** A world whose tool was loaded from a package. */
async function packaged(options: WorldOptions = {}): Promise<World> {
  return Object.assign(await newWorld(options), { codeFolder: newTool() });
}

async function shop(text = accounts): Promise<World> {
  return packaged({ files: { "wxcards.yaml": text, "house.txt": "最优惠\n" } });
}

const workflow = (world: World, name: string) => parse(world.read(name)) as Workflow;
const jobsOf = (world: World) => names.flatMap((name) => Object.entries(workflow(world, name).jobs));

describe("wxcards init --ci github", () => {
  test("names the commit of every action, and gives every job a limit and its own rights", async () => {
    const world = await shop();
    const run = await world.cli("init --ci github");
    expect(run.code).toBe(0);
    const jobs = jobsOf(world);
    expect(jobs.length).toBe(2 + 3 * 4);
    for (const name of names) expect(workflow(world, name).permissions).toEqual({});
    for (const [, job] of jobs) {
      expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
      for (const { uses } of job.steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
      for (const { uses, with: given } of job.steps)
        if (uses?.startsWith("actions/checkout")) expect(given?.["persist-credentials"]).toBe(false);
    }
  });

  test("no job of a pull request has a secret or an environment, and what runs its files may only read", async () => {
    const world = await shop();
    await world.cli("init --ci github");
    const { on, jobs } = workflow(world, names[0] ?? "");
    expect(Object.keys(on)).toEqual(["pull_request"]);
    expect(world.read(names[0] ?? "")).not.toContain("secrets.");
    expect(Object.values(jobs).map(({ environment, env }) => [environment, env])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    const { plan, comment } = jobs;
    expect(plan?.permissions).toEqual({ contents: "read" });
    expect(comment?.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(on["pull_request"]?.paths?.slice(-4, -1)).toEqual([
      "vendor/wxcards-*.tgz",
      "package.json",
      "package-lock.json",
    ]);
    // The comment is the only one with a token that writes, and its tool is that of the base branch.
    const [first] = comment?.steps ?? [];
    expect(first?.with?.["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
  });

  test("each secret stands at the steps that need it, and each account sees its own", async () => {
    const world = await shop();
    await world.cli("init --ci github");
    const own = {
      coffee: ["WXCARDS_COFFEE_APPSECRET"],
      "tea-pay": ["WXCARDS_TEA_PAY_PRIVATE_KEY"],
      "old-pay": ["WXCARDS_OLD_PAY_PRIVATE_KEY", "WXCARDS_OLD_PAY_APIV3_KEY"],
    };
    for (const [name, job] of jobsOf(world)) {
      expect(job.env).toBe(undefined);
      for (const { run = "", env = {} } of job.steps) {
        const seen = Object.values(env).flatMap((text) => /secrets\.(\w+)/.exec(text)?.[1] ?? []);
        const account = Object.keys(own).find((one) => name.endsWith(`-${one}`)) as keyof typeof own | undefined;
        const asks = /wxcards (plan|apply|pull) /.test(run) && account !== undefined;
        const wanted = asks ? [...own[account], "WXCARDS_HTTPS_PROXY"] : [];
        expect([name, seen.filter((secret) => secret !== "WXCARDS_ROBOT_URL")]).toEqual([name, wanted]);
      }
    }
  });

  test("an apply is in the environment that is approved, one after the other, and cancels nothing", async () => {
    const world = await shop();
    await world.cli("init --ci github");
    const { on, jobs } = workflow(world, names[1] ?? "");
    expect(on["push"]?.branches).toEqual(["main"]);
    expect(on["push"]?.paths?.slice(0, 5)).toEqual(["shop/**/*", "**/*", "one.yaml", "wxcards.yaml", "house.txt"]);
    for (const account of ["coffee", "tea-pay", "old-pay"]) {
      const apply = jobs[`apply-${account}`];
      expect(apply?.environment).toContain("== '2' && 'wxcards' || 'wxcards-plan'");
      expect(apply?.concurrency).toEqual({ group: `wxcards-${account}`, "cancel-in-progress": false });
      expect(jobs[`plan-${account}`]?.environment).toBe("wxcards-plan");
    }
  });

  test("a project without an account plays the embedded platform, with no secret", async () => {
    const world = await packaged();
    world.remove("wxcards.yaml");
    const run = await world.cli("init --ci github");
    expect(run.code).toBe(0);
    expect(Object.keys(workflow(world, names[1] ?? "").jobs)).toEqual(["plan-sandbox", "apply-sandbox"]);
    expect(run.stderr).not.toContain("APPSECRET");
  });

  test("what nobody edited follows the accounts; what somebody edited stays, and is told", async () => {
    const world = await shop();
    await world.cli("init --ci github");
    const [plan = "", apply = ""] = names;
    expect((await world.cli("init --ci github")).stdout).toBe("nothing to write\n");
    world.write({ [plan]: `${world.read(plan)}# ours\n` });
    world.write({ [apply]: world.read(apply).replaceAll("\n", "\r\n") });
    world.write({ "wxcards.yaml": accounts.replace("  coffee:", "  milk:") });
    const run = await world.cli("init --ci github");
    expect(run.stdout).toContain(`wrote ${apply}\n`);
    expect(run.stderr).toContain(`${plan} was edited and stays as it is`);
    expect(world.read(apply)).toContain("apply-milk:");
    expect(world.read(plan)).toContain("# ours");
  });

  test("a project file that is wrong is told, and no workflow is written", async () => {
    const world = await shop("accounts: { coffee: { platform: weixin } }\n");
    const run = await world.cli("init --ci github");
    expect(run.code).toBe(65);
    expect(run.all).toContain("appid");
    expect(() => world.read(names[0] ?? "")).toThrow();
  });

  test("below the root of a repository it says where to go, and writes nothing", async () => {
    const world = Object.assign(await newGitWorld({ files: { "shop/wxcards.yaml": accounts, "shop/house.txt": "" } }), {
      codeFolder: newTool(),
    });
    const { root } = world;
    const below = await Object.assign(world, { root: `${root}/shop` }).cli("init --ci github");
    Object.assign(world, { root });
    expect([below.code, below.stdout]).toEqual([64, ""]);
    expect(below.stderr).toContain("go to .. and name the project file of this folder: --project shop/wxcards.yaml");
    const run = await world.cli("init --ci github --project shop/wxcards.yaml");
    expect(run.code).toBe(0);
    expect(world.read(names[1] ?? "")).toContain("plan --project shop/wxcards.yaml --account coffee");
    expect(workflow(world, names[1] ?? "").on["push"]?.paths).toContain("shop/shop/**/*");
  });

  test("brings the tool along, and installs it where it stands", async () => {
    const world = await shop();
    const run = await world.cli("init --ci github");
    expect(run.stdout).toContain("wrote vendor/wxcards-1.2.3.tgz\nwrote package.json\nwrote package-lock.json\n");
    const other = await packaged({ files: { "wxcards.yaml": "accounts: {}\n", "pnpm-lock.yaml": "" } });
    const there = await other.cli("init --ci github");
    expect(there.stderr).toContain("pnpm installs the packages here");
    const steps = Object.values(workflow(other, names[1] ?? "").jobs).flatMap((job) => job.steps);
    const lines = steps.flatMap(({ run = "" }) => run.split("\n"));
    expect(lines.filter((line) => line.startsWith("npm "))).toEqual(
      Array(2).fill("npm ci --ignore-scripts --no-audit --no-fund --prefix vendor"),
    );
    expect(lines.some((line) => line.startsWith("./vendor/node_modules/.bin/wxcards plan "))).toBe(true);
  });

  test("says what git leaves out that the workflows need", async () => {
    const world = Object.assign(await newGitWorld(), { codeFolder: newTool() });
    world.write({ ".gitignore": "*.tgz\n" });
    const run = await world.cli("init --ci github");
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining("git add --force vendor/wxcards-1.2.3.tgz")]);
  });

  test("run from sources it has no package to bring, and says so", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": "accounts: {}\n" } });
    const run = await world.cli("init --ci github");
    expect([run.code, run.stderr.includes("vendor-no-package")]).toEqual([64, true]);
  });

  test("applies the branch that the remote names, master as well", async () => {
    const world = Object.assign(await newGitWorld({ files: { "wxcards.yaml": accounts, "house.txt": "" } }), {
      codeFolder: newTool(),
    });
    world.inProject("update-ref", "refs/remotes/origin/master", "HEAD");
    world.inProject("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/master");
    await world.cli("init --ci github");
    expect(workflow(world, names[1] ?? "").on["push"]?.branches).toEqual(["master"]);
  });
});

describe("wxcards init --ci gitlab", () => {
  test("writes one file of jobs, and says the line that includes it", async () => {
    const world = await shop();
    const run = await world.cli("init --ci gitlab");
    expect([run.code, run.stdout.includes("wrote .gitlab/wxcards.gitlab-ci.yml\n")]).toEqual([0, true]);
    expect(run.stderr).toContain("include: [{ local: .gitlab/wxcards.gitlab-ci.yml }]");
    const jobs = parse(world.read(".gitlab/wxcards.gitlab-ci.yml")) as Record<
      string,
      { environment?: { name: string } }
    >;
    const of = (environment: string | undefined) =>
      Object.keys(jobs).filter((name) => !name.startsWith(".") && jobs[name]?.environment?.name === environment);
    // Variables of an account belong to environments: a job without one has no secret.
    expect(of(undefined)).toEqual(["wxcards-plan", "wxcards-comment"]);
    expect(of("wxcards")).toEqual(["coffee", "tea-pay", "old-pay"].map((name) => `wxcards-apply-${name}`));
  });
});
