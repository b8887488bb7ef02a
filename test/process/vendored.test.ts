import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { describe, expect, test } from "vitest";
import { bring, newFolder, put, textsIn } from "../cli/vendored/support.ts";
import { processEnv } from "../helpers/process-env.ts";

/*
 * The real package, the present dist/, brought into a repository and installed there by the real npm: without a network,
 * without a cache, in a home where nobody has been. And what npm itself makes of the files that were written.
 */
const codeFolder = join(import.meta.dirname, "../../dist");
const { version } = JSON.parse(readFileSync(join(codeFolder, "../package.json"), "utf8"));
const archive = `vendor/wxcards-${version}.tgz`;
/** That of a package as small as can be, for what npm makes of lock files. */
const ofTests = "vendor/wxcards-1.2.3.tgz";

function run(folder: string, command: string, words: readonly string[]): SpawnSyncReturns<string> {
  const home = newFolder();
  const env = processEnv({ HOME: home, npm_config_cache: join(home, "cache") });
  return spawnSync(command, words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32", env });
}

function npm(folder: string, ...words: readonly string[]): void {
  const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];
  const { status, stdout, stderr } = run(folder, "npm", [...words, ...quiet]);
  expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 });
}

/** What npm writes when it is asked to bring the lock file up to date. */
function expectUntouchedByNpm(folder: string, ...words: readonly string[]): void {
  const before = textsIn(folder);
  npm(folder, "install", "--package-lock-only", ...words);
  expect(textsIn(folder)).toEqual(before);
}

/** A package of somebody else, as an archive. */
async function someonesPackage(name: string): Promise<Buffer> {
  const text = JSON.stringify({ name, version: "1.0.0", license: "MIT" });
  return Buffer.from(
    gzipSync(await packTar([{ header: { name: "package/package.json", size: text.length }, body: text }])),
  );
}

describe("in an empty repository", () => {
  test("npm installs it from the lock file, and every part of the command is there", async () => {
    const folder = newFolder();
    expect(await bring(folder, { codeFolder })).toMatchObject({ installIn: ".", problems: [] });
    expectUntouchedByNpm(folder);
    npm(folder, "ci");
    const installed = join(folder, "node_modules/wxcards");
    expect(readdirSync(installed).sort()).toEqual(["LICENSE", "dist", "package.json"]);
    const chunks = readdirSync(join(installed, "dist"));
    expect(chunks).toEqual(readdirSync(codeFolder).filter((name) => !["code", "types", "index.cjs"].includes(name)));
    const needed = chunks.flatMap((name) => {
      const text = readFileSync(join(installed, "dist", name), "utf8");
      return [...text.matchAll(/\brequire\("\.\/([^"]+)"\)/g)].map((found) => found[1]);
    });
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter((name = "") => !chunks.includes(name))).toEqual([]);

    const wxcards = (...words: readonly string[]) => {
      const { status, stdout, stderr } = run(folder, join(folder, "node_modules/.bin/wxcards"), words);
      return { status, stdout, stderr };
    };
    expect(wxcards("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
    expect(wxcards("init")).toMatchObject({ status: 0 });
    expect(wxcards("validate")).toMatchObject({ status: 0, stdout: "1 document is valid.\n" });
    expect(wxcards("explain", "MemberCard.base_info.title").stdout).toContain("base_info.title");
    expect(wxcards("explain", "MemberCard.base_info.title", "--lang", "zh-CN").stdout).toContain("会员卡标题");
    expect(wxcards("schema")).toMatchObject({ status: 0, stdout: "wxcards.schema.json is up to date\n" });
    expect(wxcards("apply", "--yes", "--report", `html=${folder}/report.html`)).toMatchObject({ status: 0 });
    expect(wxcards("plan", "--detailed-exitcode")).toMatchObject({ status: 0 });

    // What is installed brings the same bytes into another repository, and finds its own as they should be.
    const ofInstalled = { codeFolder: join(installed, "dist") };
    expect(await bring(folder, ofInstalled)).toMatchObject({ written: [], problems: [], notes: [] });
    const other = newFolder();
    expect(await bring(other, ofInstalled)).toMatchObject({ problems: [] });
    expect(readFileSync(join(other, archive)).equals(readFileSync(join(folder, archive)))).toBe(true);
  });

  test("npm refuses an archive that was changed on the way", async () => {
    const folder = newFolder();
    await bring(folder);
    const bytes = readFileSync(join(folder, ofTests));
    put(folder, { [ofTests]: Buffer.concat([bytes, Buffer.of(0)]) });
    const { status, stderr } = run(folder, "npm", ["ci", "--offline", "--ignore-scripts"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain("EINTEGRITY");
  });
});

describe("beside packages that are there", () => {
  test.each([2, 3])("a lock file of version %d is as npm itself would write it", async (lockVersion) => {
    const manifest = { name: "shop", version: "1.0.0", dependencies: { alpha: "file:alpha.tgz" } };
    const text = JSON.stringify({ ...manifest, devDependencies: { zeta: "file:zeta.tgz" } }, null, "\t");
    const folder = newFolder({
      ...{ "alpha.tgz": await someonesPackage("alpha"), "zeta.tgz": await someonesPackage("zeta") },
      "package.json": `${text}\n`.replaceAll("\n", "\r\n"),
    });
    npm(folder, "install", "--package-lock-only", `--lockfile-version=${lockVersion}`);
    expect(await bring(folder)).toMatchObject({ installIn: ".", problems: [], notes: [] });
    expectUntouchedByNpm(folder);
    npm(folder, "ci");
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
      ...["alpha", "wxcards", "zeta"],
    ]);
  });

  test.each([
    ["only a name", '{"name":"shop"}'],
    ["only nothing", "{}"],
    [
      "what a lock file repeats",
      JSON.stringify(
        {
          ...{ name: "@shop/cards", version: "0.1.0", license: "MIT", os: [process.platform], cpu: [process.arch] },
          ...{ engines: { node: ">=18" }, scripts: { postinstall: "true" }, dependencies: {} },
        },
        null,
        4,
      ).replaceAll("\n", "\r\n"),
    ],
  ])("a new lock file is as npm itself would write it: %s", async (_about, text) => {
    const folder = newFolder({ "package.json": text });
    expect(await bring(folder)).toMatchObject({ installIn: ".", problems: [] });
    expectUntouchedByNpm(folder);
  });
});

describe("apart from packages of another manager", () => {
  test("npm installs it in vendor/, whatever is left out, and touches nothing else", async () => {
    const folder = newFolder({
      "package.json": '{ "name": "shop", "devDependencies": { "a": "1" }, "packageManager": "pnpm@9.0.0" }',
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    });
    expect(await bring(folder, { codeFolder })).toMatchObject({ installIn: "vendor", problems: [] });
    expectUntouchedByNpm(folder, "--prefix", "vendor");
    npm(folder, "ci", "--prefix", "vendor", "--omit=dev");
    expect(readdirSync(folder).sort()).toEqual(["package.json", "pnpm-lock.yaml", "vendor"]);
    mkdirSync(join(folder, "sub"));
    const ran = run(join(folder, "sub"), join(folder, "vendor/node_modules/.bin/wxcards"), ["--version"]);
    expect(ran).toMatchObject({ status: 0, stdout: `${version}\n` });
    const npx = run(folder, "npm", ["exec", "--offline", "--prefix", "vendor", "--", "wxcards", "--version"]);
    expect(npx).toMatchObject({ status: 0, stdout: `${version}\n` });
  });
});
