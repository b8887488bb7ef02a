import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newTool } from "../cli/vendored/support.ts";
import { temporaryFolder } from "../documents/support.ts";
import { newCard } from "../helpers/documents.ts";
import { newWorld } from "../helpers/world.ts";
import { leaksIn } from "./leaks.ts";
import { bareEnvironment, run } from "./shell.ts";
import { oneAccount, openShop, type Shop } from "./shop.ts";
import { readWorkflow } from "./workflow-file.ts";
import type { PlayedRun } from "./workflow-run.ts";

/*
 * Pull requests and nights that go otherwise than in the story.
 */
const isDeep = process.env["WXCARDS_DEEP"] === "1";
const cards = { "cards/gold.yaml": newCard("gold", "云杉金卡"), "cards/silver.yaml": newCard("silver", "云杉银卡") };
const statesOf = (run: PlayedRun | undefined) =>
  Object.entries(run?.jobs ?? {}).map(([id, { state }]) => `${id} ${state}`);
const commentOf = (shop: Shop, number: number) => shop.github.api.comments.get(number)?.map(({ body }) => body) ?? [];

test("what wants consent is red in the pull request, with the line that gives it", async () => {
  const shop = await openShop();
  await shop.begin("github", {});
  shop.write({ ...cards, "wxcards.yaml": `${oneAccount}guards: { max_changes: 1 }\n` });
  await shop.branch("cards", "Two cards at once");
  const pull = await shop.github.open({ branch: "cards" });
  expect(statesOf(pull.runs[0])).toEqual(["plan failure", "comment success"]);
  expect(pull.runs[0]?.jobs["plan"]?.steps.map(({ code }) => code)).toContain(3);
  const [comment = ""] = commentOf(shop, pull.number);
  expect(comment).toContain("guards: { max_changes: 2 }");
  if (!isDeep) return;
  // Given as it says, the same comment says that nothing is missing.
  shop.edit("wxcards.yaml", "max_changes: 1", "max_changes: 2");
  await shop.branch("cards", "And the consent to it");
  expect(statesOf((await pull.pushed())[0])).toEqual(["plan success", "comment success"]);
  expect(commentOf(shop, pull.number)).toEqual([expect.not.stringContaining("max_changes")]);
  // What is wrong stands beside its line, and leaves the comment of the last plan that there was.
  shop.edit("cards/gold.yaml", "color: Color010", "color: blue");
  await shop.branch("cards", "A mistake");
  const [wrong] = await pull.pushed();
  expect(statesOf(wrong)).toEqual(["plan failure", "comment skipped"]);
  expect(JSON.stringify(wrong?.jobs["plan"]?.steps)).toContain("::error file=cards/gold.yaml,line=10");
});

test.runIf(isDeep)("a fork has a plan, and reads it on the page of the run", async () => {
  const shop = await openShop();
  await shop.begin("github", {});
  shop.write(cards);
  await shop.desk("git add --all; git commit -qm 'Cards of somebody else'; git push -q origin HEAD:refs/pull/1/head");
  const { number, runs } = await shop.github.open({ branch: "cards", isFork: true });
  expect(statesOf(runs[0])).toEqual(["plan success", "comment success"]);
  expect(commentOf(shop, number)).toEqual([]);
  expect(runs[0]?.jobs["comment"]?.summary).toContain("Create `MemberCard/gold`");
  expect(await leaksIn(shop)).toEqual([]);
});

test.runIf(isDeep)("a project in a folder of its own, in Chinese, on a runner that is named", async () => {
  const shop = await openShop();
  const { github, sandbox } = shop;
  github.variables["WXCARDS_RUNNER"] = '["self-hosted", "fixed-address"]';
  const project = `${oneAccount}language: zh-CN\n`;
  await shop.begin("github", { "shop/wxcards.yaml": project }, " --project shop/wxcards.yaml");
  shop.write({ "shop/cards/gold.yaml": cards["cards/gold.yaml"] });
  await shop.branch("gold", "A gold card");
  const pull = await github.open({ branch: "gold" });
  expect(statesOf(pull.runs[0])).toEqual(["plan success", "comment success"]);
  const [applied] = await pull.merge();
  expect(statesOf(applied)).toEqual(["plan-coffee success", "apply-coffee success"]);
  expect(applied?.jobs["apply-coffee"]?.runsOn).toEqual(["self-hosted", "fixed-address"]);
  expect(Object.keys(sandbox.state("wx0123456789abcdef").cards).length).toBe(1);
  expect(commentOf(shop, pull.number).join("\n")).toContain("MemberCard/gold");
  const [night] = await github.night();
  expect([statesOf(night), github.api.issues]).toEqual([["drift-coffee success", "pull-coffee skipped"], []]);
  const kept = ["refs/heads/wxcards-live", "refs/heads/wxcards-state"];
  expect(await github.repository.git("for-each-ref", "--format=%(refname:short)", ...kept)).toBe(
    "wxcards-live/shop/coffee\nwxcards-state/shop/coffee",
  );
  expect(await leaksIn(shop)).toEqual([]);
});

const folder = temporaryFolder();

test.each([
  ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k3y-of-wecom", "wecom"],
  ["https://open.feishu.cn/open-apis/bot/v2/hook/k3y-of-feishu", "feishu"],
  ["https://open.larksuite.com/open-apis/bot/v2/hook/k3y-of-lark", "feishu"],
  ["https://oapi.dingtalk.com/robot/send?access_token=k3y-of-dingtalk", "dingtalk"],
  ["https://elsewhere.example/k3y-of-nobody", "nobody"],
  ["", "none"],
])("the robot at %s gets the message of its kind, and its address is no argument", async (address, robot) => {
  const world = Object.assign(await newWorld(), { codeFolder: newTool() });
  await world.cli("init --ci github");
  const { jobs } = await readWorkflow("drift.yml", world.read(".github/workflows/wxcards-drift.yml"));
  const scripts = jobs.flatMap(({ steps }) => steps.map(({ raw }) => `${raw.find("run")}`));
  const script = scripts.find((lines) => lines.includes("curl")) ?? "";
  const at = join(folder, robot);
  mkdirSync(join(at, "bin"), { recursive: true });
  writeFileSync(join(at, "script.sh"), script);
  const curl = `#!/bin/sh\nprintf '%s\\n' "$@" > ${at}/arguments\ncat > ${at}/input\n`;
  writeFileSync(join(at, "bin/curl"), curl, { mode: 0o755 });
  const env = { PATH: `${at}/bin:${bareEnvironment["PATH"]}`, RUNNER_TEMP: at, WXCARDS_ROBOT_URL: address };
  const { code, log } = await run(["bash", "-e", "script.sh"], { folder: at, env });
  expect(log).not.toContain("k3y");
  const isSent = existsSync(join(at, "arguments"));
  expect([code, isSent]).toEqual([robot === "nobody" ? 1 : 0, !["nobody", "none"].includes(robot)]);
  if (!isSent) return;
  expect(readFileSync(join(at, "input"), "utf8")).toBe(`url = "${address}"\n`);
  const given = readFileSync(join(at, "arguments"), "utf8");
  expect(given).toContain(`@${at}/wxcards/${robot}.json`);
  expect(given).not.toContain("k3y");
});
