import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { blocksOf } from "../../scripts/pages.ts";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { environmentOf, robot, startHost } from "../helpers/comment-hosts.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { startGitHost } from "../helpers/git-host.ts";
import { git, type ShopInGit, shopInGit } from "../helpers/shop-in-git.ts";
import { certificateFile } from "../helpers/ways-to-weixin.ts";
import { coffee } from "../helpers/world.ts";
import type { Ended } from "./command.ts";

/*
 * docs/other-ci.md: the blocks of shell, as they stand on the page, in an empty environment: from a clone of one commit,
 * with wxcards as a package file in the repository, and with a host of git that wants to know who asks.
 */
const page = readFileSync(join(import.meta.dirname, "../../docs/other-ci.md"), "utf8");
const [once = "", beforeMerge = "", plan = "", apply = "", atNight = "", gitSettings = ""] = blocksOf(page)
  .filter(({ word }) => word === "sh")
  .map(({ body }) => body);

const folder = temporaryFolder();
const gitToken = "t0ken-of-the-job-0123456789";
/** A package file of wxcards, with the command in one file. */
const packed = join(folder, "wxcards-0.1.0.tgz");
/** Programs by the names of npm and npx that cost nothing: what npm does is tried once. */
const quick = join(folder, "quick");

/** What a stage has beside what it is given: nothing of this machine but its programs. */
const bare = {
  PATH: process.env["PATH"] ?? "",
  HOME: join(folder, "home"),
  CI: "true",
  GIT_SSL_CAINFO: certificateFile,
  npm_config_offline: "true",
};

function shell(script: string, root: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn("sh", ["-c", script], { cwd: root, env: { ...bare, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

function expectCode(ended: Ended, code: number): void {
  expect(ended.code, ended.stdout + ended.stderr).toBe(code);
  expect(ended.stdout + ended.stderr).not.toContain(gitToken);
}

beforeAll(async () => {
  const content = join(folder, "package");
  mkdirSync(content, { recursive: true });
  mkdirSync(bare.HOME);
  const command = readFileSync(await bundled("cli/entry.ts", folder), "utf8");
  writeFileSync(join(content, "wxcards.cjs"), `#!/usr/bin/env node\n${command.replace(/^#!.*\n/, "")}`);
  const manifest = { name: "wxcards", version: "0.1.0", bin: { wxcards: "wxcards.cjs" } };
  writeFileSync(join(content, "package.json"), JSON.stringify(manifest));
  expectCode(await shell("npm pack --silent ./package", folder), 0);
  mkdirSync(quick);
  const npx = `#!/bin/sh\nshift 2\nexec node '${join(content, "wxcards.cjs")}' "$@"\n`;
  for (const [name, text] of Object.entries({ npm: "#!/bin/sh\n", npx }))
    writeFileSync(join(quick, name), text, { mode: 0o755 });
});

interface Pipeline {
  readonly shop: ShopInGit;
  /** A clone of one commit, as a runner has it. */
  readonly clone: (branch?: string) => string;
  /** What a stage that talks to Weixin is given. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** A shop with one card, applied once. */
async function pipeline(login = `x-access-token:${gitToken}`): Promise<Pipeline> {
  const shop = await shopInGit({ "cards/gold.yaml": goldCard });
  const { world, desk } = shop;
  // Processes of their own have the clock of the machine.
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const host = await startGitHost(world.root, login);
  const clone = (branch = "main") => {
    const root = shop.clone(1);
    const settings = ["-c", `remote.origin.url=file://${shop.remote}`];
    git(root, ...settings, "fetch", "--quiet", "--depth=1", "origin", branch);
    git(root, "checkout", "--quiet", "--detach", "FETCH_HEAD");
    git(root, "remote", "set-url", "origin", `https://${host.host}/remote.git`);
    return root;
  };
  const secrets = {
    WXCARDS_COFFEE_APPSECRET: coffee.secret,
    WXCARDS_WEIXIN_BASE_URL: world.sandbox.url,
    WXCARDS_GIT_TOKEN: gitToken,
    PATH: `${quick}:${bare.PATH}`,
  };
  expect((await shop.cli(desk, "apply --yes")).code).toBe(0);
  expect((await shop.cli(desk, "snapshot")).code).toBe(0);
  return { shop, clone, secrets };
}

const changed = goldCard.replace("notice: 结账时请出示会员码", "notice: 新的提醒");
const notice = ({ world }: ShopInGit) => (world.card(goldId).content["base_info"] as { notice: string }).notice;

describe("the blocks of the page", () => {
  test("from the pull request to the apply, and the night after", async () => {
    const { shop, clone, secrets: given } = await pipeline();
    const { world, desk } = shop;
    const secrets = { ...given, PATH: bare.PATH };
    mkdirSync(join(desk, "vendor"));
    copyFileSync(packed, join(desk, "vendor/wxcards-0.1.0.tgz"));
    writeFileSync(join(desk, "package.json"), '{ "name": "shop", "private": true }\n');
    expectCode(await shell(once, desk), 0);
    shop.commit({ ".gitignore": ".wxcards/\nnode_modules/\n" }, "Add wxcards");
    git(desk, "checkout", "--quiet", "-b", "notice");
    writeFileSync(join(desk, "cards/gold.yaml"), changed);
    git(desk, "commit", "--quiet", "--all", "--message", "Another notice");
    git(desk, "push", "--quiet", "origin", "notice");

    // Git asks the host for its own fetch as well, with what the checkout has left in the clone.
    const request = clone("notice");
    const login = Buffer.from(`x-access-token:${gitToken}`).toString("base64");
    git(request, "config", "http.extraHeader", `Authorization: Basic ${login}`);
    world.forget();
    expectCode(await shell(beforeMerge, request, { TARGET_BRANCH: "main" }), 0);
    const offered = JSON.parse(readFileSync(join(request, "plan.json"), "utf8"));
    expect(offered).toMatchObject({
      base: { commit: git(desk, "rev-parse", "main") },
      offline: {},
      changes: [{ fields: [{ path: "/base_info/notice", after: "新的提醒", this_change: true }] }],
    });
    expect(world.paths()).toEqual([]);

    git(desk, "checkout", "--quiet", "main");
    git(desk, "merge", "--quiet", "--no-ff", "--message", "Merge pull request !7 from shop/notice", "notice");
    git(desk, "push", "--quiet", "origin", "main");
    const merged = clone();
    const planned = await shell(plan, merged, secrets);
    expectCode(planned, 0);
    expect(readFileSync(join(merged, "plan.md"), "utf8")).toContain("新的提醒");
    expect(notice(shop)).toBe("结账时请出示会员码");

    const host = await startHost("gitee");
    host.merged.set(git(merged, "rev-parse", "HEAD"), [7]);
    const applying = { ...secrets, ...environmentOf("gitee", host.url, robot.token), WXCARDS_ACTOR: "lin" };
    expectCode(await shell(apply, merged, applying), 0);
    expect(notice(shop)).toBe("新的提醒");
    expect(host.comments.get(7)?.map(({ body }) => body)).toEqual([expect.stringContaining("## wxcards apply")]);
    expect(git(shop.remote, "log", "-1", "--format=%an", "wxcards-state/coffee")).toBe("lin");

    expectCode(await shell(atNight, clone(), given), 0);
    world.sandbox.editInConsole(coffee.appid, goldId, { prerogative: "控制台改的" });
    const drifted = await shell(atNight, clone(), given);
    expectCode(drifted, 2);
    expect(drifted.stdout).toContain("控制台改的");
    expect(git(shop.remote, "show", "wxcards-live/coffee:live.yaml")).toContain("控制台改的");
  });

  test("a plan that is refused is red, and so is an apply of what moved; the comment tells of it", async () => {
    const { shop, clone, secrets } = await pipeline();
    const { world } = shop;
    shop.commit({ "cards/gold.yaml": changed });
    const merged = clone();
    expectCode(await shell(plan, merged, secrets), 0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const host = await startHost("gitee");
    host.merged.set(git(merged, "rev-parse", "HEAD"), [7]);
    const applying = { ...secrets, ...environmentOf("gitee", host.url, robot.token) };
    expectCode(await shell(apply, merged, applying), 4);
    expect(notice(shop)).toBe("控制台改的");
    expect(host.comments.get(7)).toHaveLength(1);
    // By now file and console have both changed the field, which wants consent.
    const again = clone();
    expectCode(await shell(plan, again, secrets), 3);
    expect(readFileSync(join(again, "plan.md"), "utf8")).toContain("allow: [{ what: drift, because: … }]");
    // A comment that cannot be written hides no end of an apply.
    const unknown = environmentOf("gitee", host.url, "a-token-that-nobody-knows");
    expectCode(await shell(apply, merged, { ...secrets, ...unknown }), 4);
  });

  test("nothing to change: the approval is for nothing, and does no harm", async () => {
    const { clone, secrets } = await pipeline();
    const merged = clone();
    expectCode(await shell(plan, merged, secrets), 0);
    expectCode(await shell(apply, merged, secrets), 0);
    expect(existsSync(join(merged, "report.json"))).toBe(true);
  });

  test("a host of git that wants a name of its own gets it in a setting of git", async () => {
    const { shop, clone, secrets } = await pipeline(`lin:${gitToken}`);
    const { WXCARDS_GIT_TOKEN: _token, ...others } = secrets;
    shop.commit({ "cards/gold.yaml": changed });
    const merged = clone();
    const { host } = new URL(git(merged, "remote", "get-url", "origin"));
    const settings = gitSettings.replaceAll("git.example.com", host);
    const login = { GIT_USER: "lin", GIT_PASSWORD: gitToken };
    expect((await shell(plan, merged, others)).code).toBe(1);
    expectCode(await shell(`${settings}${plan}`, merged, { ...others, ...login }), 0);
    expectCode(await shell(`${settings}${apply}`, merged, { ...others, ...login }), 0);
    expect(notice(shop)).toBe("新的提醒");
    const { PATH = "" } = secrets;
    expectCode(await shell(`${settings}${beforeMerge}`, merged, { ...login, PATH, TARGET_BRANCH: "main" }), 0);
    expect(readFileSync(join(merged, ".git/config"), "utf8")).not.toContain(gitToken);
  });
});
