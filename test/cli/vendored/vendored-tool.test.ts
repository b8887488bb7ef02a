import { createHash } from "node:crypto";
import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../../src/cli/files.ts";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import type { VendoredEffects } from "../../../src/cli/vendored/vendored-tool.ts";
import { env, git } from "../../state/branch/support.ts";
import { bring, newFolder, newTool, put, said, textsIn } from "./support.ts";

const archive = "vendor/wxcards-1.2.3.tgz";
const spec = `file:${archive}`;

/** What a text is in bytes, each as a character. */
const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

function integrityIn(folder: string): string {
  return `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, archive)))
    .digest("base64")}`;
}

test("an empty folder gets the archive, a package.json and a lock file, and a second run changes nothing", async () => {
  const folder = newFolder();
  const codeFolder = newTool();
  const first = await bring(folder, { codeFolder });
  const paths = [archive, "package.json", "package-lock.json"];
  expect(first).toEqual({
    ...{ installIn: ".", same: [], notes: [], problems: [] },
    written: paths.map((path) => ({ path, state: "new" })),
  });
  const texts = textsIn(folder);
  expect(Object.keys(texts).sort()).toEqual([...paths].sort());
  expect(texts["package.json"]).toBe(
    `{\n  "private": true,\n  "devDependencies": {\n    "wxcards": "${spec}"\n  }\n}\n`,
  );
  const entry = {
    ...{ version: "1.2.3", resolved: spec, integrity: integrityIn(folder), dev: true, license: "Apache-2.0" },
    ...{ bin: { wxcards: "dist/wxcards.cjs" }, engines: { node: ">=20.19" } },
  };
  const lock = {
    ...{ name: basename(folder), lockfileVersion: 3, requires: true },
    packages: { "": { devDependencies: { wxcards: spec } }, "node_modules/wxcards": entry },
  };
  expect(texts["package-lock.json"]).toBe(`${JSON.stringify(lock, null, 2)}\n`);
  const second = await bring(folder, { codeFolder });
  expect(second).toEqual({ ...first, written: [], same: paths });
  expect(textsIn(folder)).toEqual(texts);
});

describe("a package.json that is there gets one line, or a section with it", () => {
  const section = (indent: string) => `${indent}"devDependencies": {\n${indent}${indent}"wxcards": "SPEC"\n${indent}}`;
  test.each<readonly [about: string, before: string, after: string]>([
    ["no section", '{\n  "name": "shop"\n}\n', `{\n  "name": "shop",\n${section("  ")}\n}\n`],
    [
      "an empty section",
      '{\n  "devDependencies": {},\n  "name": "shop"\n}\n',
      `{\n${section("  ")},\n  "name": "shop"\n}\n`,
    ],
    ["an empty section over two lines", '{\n\t"devDependencies": {\n\t}\n}', `{\n${section("\t")}\n}`],
    [
      "an empty section with a blank",
      '{\n  "devDependencies": { }\n}\n',
      '{\n  "devDependencies": { "wxcards": "SPEC" }\n}\n',
    ],
    ["nothing at all", "{}", '{"devDependencies": { "wxcards": "SPEC" }}'],
    ["nothing on two lines", "{\n}\n", `{\n${section("  ")}\n}\n`],
    [
      "CRLF, tabs and a list in one line",
      '{\r\n\t"name": "shop",\r\n\t"files": ["a",   "b"]\r\n}\r\n',
      `{\r\n\t"name": "shop",\r\n\t"files": ["a",   "b"],\r\n${section("\t").replaceAll("\n", "\r\n")}\r\n}\r\n`,
    ],
    ["a mark of byte order", '\ufeff{\n  "name": "shop"\n}', `\ufeff{\n  "name": "shop",\n${section("  ")}\n}`],
    [
      "one line",
      '{ "name": "shop", "private": true }',
      '{ "name": "shop", "private": true, "devDependencies": { "wxcards": "SPEC" } }',
    ],
    ["one line without blanks", '{"name":"shop"}', '{"name":"shop","devDependencies":{"wxcards":"SPEC"}}'],
    [
      "a section twice, of which npm reads the last",
      '{\n  "devDependencies": {},\n  "devDependencies": {}\n}\n',
      `{\n  "devDependencies": {},\n${section("  ")}\n}\n`,
    ],
    [
      "keys that only look like one",
      '{\n  "a": { "devDependencies": {} },\n  "\\u0061": "\\"}{"\n}\n',
      `{\n  "a": { "devDependencies": {} },\n  "\\u0061": "\\"}{",\n${section("  ")}\n}\n`,
    ],
  ])("%s", async (_about, before, after) => {
    const folder = newFolder({ "package.json": before });
    expect(await bring(folder)).toMatchObject({ installIn: ".", problems: [] });
    expect(textsIn(folder)["package.json"]).toBe(latin1(after.replace("SPEC", spec)));
    const again = await bring(folder);
    expect([again.written, again.problems]).toEqual([[], []]);
  });

  const lock = (dev: object) =>
    JSON.stringify({ lockfileVersion: 3, packages: { "": { devDependencies: dev } } }, null, 2);
  test.each<readonly [about: string, before: string, after: string]>([
    [
      "at the end, where it belongs there",
      '"a": "1",\n    "b": "1"',
      '"a": "1",\n    "b": "1",\n    "wxcards": "SPEC"',
    ],
    ["before what comes later", '"a": "1",\n    "zod": "1"', '"a": "1",\n    "wxcards": "SPEC",\n    "zod": "1"'],
    [
      "at the end of a section out of order",
      '"zod": "1",\n    "a": "1"',
      '"zod": "1",\n    "a": "1",\n    "wxcards": "SPEC"',
    ],
    ["in a section in one line", '"a": "1", "zod": "1"', '"a": "1", "wxcards": "SPEC", "zod": "1"'],
    ["in a section with commas in front", '"a": "1"\n  , "b": "1"', '"a": "1"\n  , "b": "1"\n  , "wxcards": "SPEC"'],
  ])("%s", async (_about, before, after) => {
    const around = (members: string) => `{\n  "devDependencies": {\n    ${members}\n  }\n}\n`;
    const folder = newFolder({ "package.json": around(before), "package-lock.json": lock({ a: "1" }) });
    expect(await bring(folder)).toMatchObject({ installIn: ".", problems: [], notes: [] });
    expect(textsIn(folder)["package.json"]).toBe(around(after.replace("SPEC", spec)));
  });
});

describe("an older version, or one of a registry", () => {
  const lock = {
    name: "shop",
    lockfileVersion: 2,
    requires: true,
    packages: {
      "": { name: "shop", dependencies: { a: "1", wxcards: "^1.0.0" } },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/wxcards": { version: "1.0.1", resolved: "https://registry.example/wxcards-1.0.1.tgz" },
    },
    dependencies: { a: { version: "1.0.0" }, wxcards: { version: "1.0.1" } },
  };

  test("gives way where it stands, and every other byte stays", async () => {
    const manifest = '{\n  "dependencies": { "wxcards": "^1.0.0", "a": "1" }\n}\n';
    const folder = newFolder({
      ...{ "package.json": manifest, "package-lock.json": JSON.stringify(lock, null, 4) },
      ...{ "vendor/wxcards-1.0.1.tgz": "older", "vendor/other-1.tgz": "other" },
    });
    const brought = await bring(folder);
    expect(brought).toMatchObject({ installIn: ".", problems: [] });
    const texts = textsIn(folder);
    expect(texts["package.json"]).toBe(manifest.replace("^1.0.0", spec));
    const entry = {
      ...{ version: "1.2.3", resolved: spec, integrity: integrityIn(folder), license: "Apache-2.0" },
      ...{ bin: { wxcards: "dist/wxcards.cjs" }, engines: { node: ">=20.19" } },
    };
    const { packages, dependencies } = lock;
    const expected = {
      ...lock,
      packages: {
        ...packages,
        "": { name: "shop", dependencies: { a: "1", wxcards: spec } },
        "node_modules/wxcards": entry,
      },
      dependencies: { ...dependencies, wxcards: { version: spec, integrity: integrityIn(folder) } },
    };
    expect(texts["package-lock.json"]).toBe(JSON.stringify(expected, null, 4));
    expect(texts["vendor/wxcards-1.0.1.tgz"]).toBe("older");
    expect(said(brought).en).toEqual([
      "package.json had wxcards as ^1.0.0",
      "nothing needs vendor/wxcards-1.0.1.tgz any more: git rm vendor/wxcards-1.0.1.tgz takes it away",
    ]);
    expect(said(brought).zh).toEqual([
      "package.json 中的 wxcards 原为 ^1.0.0",
      "已不再需要 vendor/wxcards-1.0.1.tgz：可用 git rm vendor/wxcards-1.0.1.tgz 删除",
    ]);
    const again = await bring(folder);
    expect([again.written, again.problems]).toEqual([[], []]);
  });
});

describe("what npm alone does not install from stays as it is, and the tool stands apart", () => {
  const other = { name: "shop", dependencies: { a: "1" } };
  const lock = (more: object = {}) =>
    JSON.stringify({ lockfileVersion: 3, packages: { "": other, "node_modules/a": { version: "1.0.0" }, ...more } });
  const rows: readonly (readonly [about: string, files: Readonly<Record<string, string>>, en: string, zh: string])[] = [
    ["pnpm", { "pnpm-lock.yaml": "" }, "pnpm-lock.yaml says that pnpm installs", "由 pnpm 安装"],
    ["pnpm without a lock", { "pnpm-workspace.yaml": "" }, "pnpm-workspace.yaml says that pnpm", "由 pnpm 安装"],
    ["yarn", { "yarn.lock": "", "package-lock.json": lock() }, "yarn.lock says that yarn", "由 yarn 安装"],
    ["bun", { "bun.lock": "" }, "bun.lock says that bun", "由 bun 安装"],
    ["bun, in bytes", { "bun.lockb": "" }, "bun.lockb says that bun", "由 bun 安装"],
    [
      "packageManager",
      { "package.json": '{"packageManager":"yarn@4.1.0+sha512.00"}' },
      "package.json says that yarn",
      "由 yarn 安装",
    ],
    [
      "devEngines",
      { "package.json": '{"devEngines":{"packageManager":{"name":"pnpm"}}}' },
      "package.json says that pnpm",
      "由 pnpm 安装",
    ],
    [
      "a shrinkwrap",
      { "package.json": "{}", "npm-shrinkwrap.json": lock() },
      "npm-shrinkwrap.json stands in the place of package-lock.json",
      "npm-shrinkwrap.json 代替了 package-lock.json",
    ],
    [
      "a lock of npm 6",
      { "package.json": JSON.stringify(other), "package-lock.json": '{"lockfileVersion":1}' },
      "package-lock.json is of version 1",
      "package-lock.json 的版本是 1",
    ],
    [
      "a lock of times to come",
      { "package.json": JSON.stringify(other), "package-lock.json": '{"lockfileVersion":4,"packages":{"":{}}}' },
      "package-lock.json is of version 4",
      "package-lock.json 的版本是 4",
    ],
    [
      "other packages and no lock",
      { "package.json": JSON.stringify(other) },
      "package.json has other packages, and no package-lock.json",
      "没有 package-lock.json",
    ],
    [
      "workspaces and no lock",
      { "package.json": '{"workspaces":["packages/*"]}' },
      "package.json has other packages",
      "其他软件包",
    ],
    [
      "optional",
      { "package.json": '{"optionalDependencies":{"wxcards":"1"}}' },
      "package.json has wxcards in optionalDependencies",
      "optionalDependencies 中已有 wxcards",
    ],
    [
      "twice",
      { "package.json": '{"dependencies":{"wxcards":"1"},"devDependencies":{"wxcards":"1"}}' },
      "package.json has wxcards in dependencies and devDependencies",
      "dependencies、devDependencies 中已有",
    ],
    [
      "a folder of this machine",
      {
        "package.json": '{"devDependencies":{"wxcards":"file:../wxcards"}}',
        "package-lock.json": lock({ "node_modules/wxcards": { resolved: "../wxcards", link: true } }),
      },
      "package-lock.json has wxcards as a folder",
      "本机上的一个文件夹",
    ],
  ];

  test.each(rows)("%s", async (_about, files, en, zh) => {
    const folder = newFolder(files);
    const brought = await bring(folder);
    expect(brought).toMatchObject({ installIn: "vendor", problems: [] });
    const {
      [archive]: bytes,
      "vendor/package.json": manifest,
      "vendor/package-lock.json": own,
      ...rest
    } = textsIn(folder);
    expect(rest).toEqual(files);
    expect(bytes).toBeDefined();
    const local = "file:wxcards-1.2.3.tgz";
    expect(JSON.parse(manifest ?? "")).toEqual({ private: true, dependencies: { wxcards: local } });
    const { name, packages } = JSON.parse(own ?? "");
    expect([name, packages[""], packages["node_modules/wxcards"].resolved]).toEqual([
      "vendor",
      { dependencies: { wxcards: local } },
      local,
    ]);
    expect(packages["node_modules/wxcards"]).not.toHaveProperty("dev");
    expect(said(brought)).toEqual({ en: [expect.stringContaining(en)], zh: [expect.stringContaining(zh)] });
    const again = await bring(folder);
    expect(again).toMatchObject({ installIn: "vendor", written: [], problems: [] });
  });

  test("npm that is named beside another is npm", async () => {
    const folder = newFolder({
      "package.json":
        '{"packageManager":"npm@11.0.0","devEngines":{"packageManager":[{"name":"npm"},{"name":"pnpm"}]}}',
    });
    expect(await bring(folder)).toMatchObject({ installIn: ".", notes: [] });
  });

  test("once apart it stays there, since the steps of the pipeline say so", async () => {
    const folder = newFolder({ "package.json": JSON.stringify(other) });
    await bring(folder);
    put(folder, { "package-lock.json": lock() });
    expect(await bring(folder)).toMatchObject({ installIn: "vendor", written: [], problems: [], notes: [] });
    expect(textsIn(folder)["package-lock.json"]).toBe(lock());
  });

  test("a newer version takes the place of the former there as well", async () => {
    const folder = newFolder({ "pnpm-lock.yaml": "" });
    await bring(folder);
    const brought = await bring(folder, { codeFolder: newTool({ version: "1.3.0" }) });
    expect(brought.written).toEqual([
      { path: "vendor/wxcards-1.3.0.tgz", state: "new" },
      { path: "vendor/package.json", state: "changed" },
      { path: "vendor/package-lock.json", state: "changed" },
    ]);
    expect(textsIn(folder)["vendor/package-lock.json"]).not.toContain("1.2.3");
    expect(said(brought).en).toEqual([
      "vendor/package.json had wxcards as file:wxcards-1.2.3.tgz",
      "nothing needs vendor/wxcards-1.2.3.tgz any more: git rm vendor/wxcards-1.2.3.tgz takes it away",
    ]);
  });
});

describe("what is wrong is said with its place, and nothing is written", () => {
  const deep = `${"[".repeat(200_000)}`;
  const rows: readonly (readonly [
    about: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    problem: object,
  ])[] = [
    [
      "not JSON",
      { "package.json": '{\n  "name": "shop",\n}\n' },
      { code: "json-syntax", place: { file: "package.json", line: 3, column: 1, text: "}" } },
    ],
    [
      "a comment",
      { "package.json": '{\n  // ours\n  "name": "shop"\n}\n' },
      { code: "json-syntax", place: { line: 2, column: 3, text: "  // ours" } },
    ],
    ["nothing", { "package.json": "" }, { code: "json-syntax", place: { line: 1, column: 1 } }],
    ["half of it", { "package.json": '{ "a": [1' }, { code: "json-syntax", place: { line: 1, column: 10 } }],
    ["too deep and not JSON", { "package.json": deep }, { code: "json-syntax", place: { line: 1, column: 1 } }],
    ["a list", { "package.json": "[]" }, { code: "json-not-object", args: { file: "package.json" } }],
    [
      "a section that is a list",
      { "package.json": '{\n  "devDependencies": []\n}' },
      {
        code: "json-not-object",
        args: { file: "package.json", key: "devDependencies" },
        place: { line: 2, column: 3 },
      },
    ],
    [
      "an unfinished merge",
      { "package.json": '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> b\n}\n' },
      { code: "merge-conflict", place: { line: 2 } },
    ],
    ["not UTF-8", { "package.json": Buffer.from([0x7b, 0xff, 0x7d]) }, { code: "file-not-utf8" }],
    [
      "a lock that is not JSON",
      { "package.json": "{}", "package-lock.json": "{ half" },
      { code: "json-syntax", place: { file: "package-lock.json", column: 3 } },
    ],
    [
      "another archive of this version",
      { [archive]: "somebody's" },
      { code: "vendor-package-differs", args: { file: archive } },
    ],
    [
      "somebody's package.json in vendor/",
      { "pnpm-lock.yaml": "", "vendor/package.json": '{"dependencies":{"a":"1"}}' },
      { code: "vendor-folder-taken", args: { file: "vendor/package.json" } },
    ],
    [
      "somebody's lock in vendor/",
      { "pnpm-lock.yaml": "", "vendor/package-lock.json": '{"lockfileVersion":1}' },
      { code: "vendor-folder-taken", args: { file: "vendor/package-lock.json" } },
    ],
    [
      "a module of Go",
      { "go.mod": "module shop\n" },
      { code: "vendor-of-go", args: { file: "go.mod", folder: "vendor" } },
    ],
    [
      "workspaces of npm that take vendor/ in",
      { "package.json": '{"workspaces":["./*/"]}' },
      { code: "vendor-in-workspaces", args: { file: "package.json", folder: "vendor" } },
    ],
    [
      "workspaces of yarn that take vendor/ in",
      { "package.json": '{"workspaces":{"packages":["**"]}}', "yarn.lock": "" },
      { code: "vendor-in-workspaces", args: { file: "package.json", folder: "vendor" } },
    ],
    [
      "workspaces of pnpm that take vendor/ in",
      { "package.json": "{}", "pnpm-workspace.yaml": "packages:\n  - apps/*\n  - '{lib,vendor}/**'\n" },
      { code: "vendor-in-workspaces", args: { file: "pnpm-workspace.yaml", folder: "vendor" } },
    ],
  ];

  test.each(rows)("%s", async (_about, files, problem) => {
    const folder = newFolder(files);
    const before = textsIn(folder);
    const brought = await bring(folder);
    expect(brought).toMatchObject({ written: [], same: [], notes: [], problems: [problem] });
    expect(brought.problems).toHaveLength(1);
    expect(textsIn(folder)).toEqual(before);
  });
});

test("a folder that workspaces leave out again is no package of the project", async () => {
  const folder = newFolder({ "package.json": '{"workspaces":["*","!vendor"]}' });
  expect(await bring(folder)).toMatchObject({ installIn: "vendor", problems: [] });
});

describe("what stands in the way of a file", () => {
  test.each([
    ["package.json", "file-linked"],
    ["package-lock.json", "file-linked"],
    [archive, "file-linked"],
    ["vendor", "file-linked"],
  ])("a link in the place of %s is not followed", async (path, code) => {
    const elsewhere = newFolder({ target: "{}" });
    const folder = newFolder(path.includes("/") ? { "vendor/other": "" } : {});
    symlinkSync(path === "vendor" ? elsewhere : join(elsewhere, "target"), join(folder, path));
    const brought = await bring(folder);
    expect(brought).toMatchObject({ written: [], problems: [{ code }] });
    expect(textsIn(elsewhere)).toEqual({ target: "{}" });
  });

  test("a folder in the place of the archive", async () => {
    const folder = newFolder({ [`${archive}/file`]: "" });
    expect(await bring(folder)).toMatchObject({ written: [], problems: [{ code: "file-irregular" }] });
  });

  test("a disk that takes no more: what was written is said, and the rest is left", async () => {
    const folder = newFolder();
    const writeInside: typeof realFiles.writeInside = (root, path, content) =>
      path === "package.json" ? { trouble: "failed", reason: "ENOSPC" } : realFiles.writeInside(root, path, content);
    const brought = await bring(folder, { files: { ...realFiles, writeInside } });
    expect(brought).toMatchObject({
      written: [{ path: archive }],
      problems: [{ code: "file-not-written", args: { file: "package.json", reason: "ENOSPC" } }],
    });
    expect(Object.keys(textsIn(folder))).toEqual([archive]);
  });
});

describe("where wxcards does not run from its package, there is nothing to bring", () => {
  const elsewhere = () => join(newFolder({ "package.json": '{"name":"other","version":"1.0.0"}' }), "dist");
  test.each<readonly [about: string, codeFolder: () => string | undefined]>([
    ["from sources", () => join(import.meta.dirname, "../../../src/cli")],
    ["nobody says from where", () => undefined],
    ["another package", elsewhere],
    ["no package.json", () => join(newFolder(), "dist")],
    ["a package.json that is none", () => join(newFolder({ "package.json": "{ half" }), "dist")],
    ["a program elsewhere", () => newTool({ bin: { wxcards: "bin/wxcards.cjs" } })],
    ["no program", () => newTool({ bin: {} })],
    ["no version", () => newTool({ version: undefined })],
    ["a version that leads elsewhere", () => newTool({ version: "1/../../../x" })],
  ])("%s", async (_about, codeFolder) => {
    const folder = newFolder();
    const brought = await bring(folder, { codeFolder: codeFolder() });
    expect(brought).toMatchObject({ written: [], problems: [{ code: "vendor-no-package" }] });
    expect(textsIn(folder)).toEqual({});
  });

  test("a single binary", async () => {
    const folder = newFolder();
    const brought = await bring(folder, { codeFolder: "" });
    expect(brought).toMatchObject({ written: [], problems: [{ code: "vendor-from-binary" }] });
    expect(textsIn(folder)).toEqual({});
  });

  test("a package without its licence is not passed on", async () => {
    const codeFolder = newTool();
    rmSync(join(codeFolder, "../LICENSE"));
    expect(await bring(newFolder(), { codeFolder })).toMatchObject({
      written: [],
      problems: [{ code: "file-missing" }],
    });
  });
});

describe("what git ignores", () => {
  const needed = ["wxcards.yaml", ".github/workflows/wxcards.yml"];
  const run = gitRunner({ env: env as NodeJS.ProcessEnv });

  test("is said with the line by which it does", async () => {
    const folder = newFolder({ ".gitignore": "# built\n*.tgz\n*.json\n!package-lock.json\n", "package.json": "{}" });
    git(folder, "init", "-q");
    git(folder, "add", "-f", "package.json");
    put(folder, { ".git/info/exclude": ".github/\n" });
    const brought = await bring(folder, { git: { run } }, needed);
    expect(brought).toMatchObject({ installIn: ".", problems: [] });
    expect(said(brought).en).toEqual([
      `git ignores ${archive}, by line 2 of .gitignore (*.tgz): git add --force ${archive} adds it all the same`,
      "git ignores .github/workflows/wxcards.yml, by line 1 of .git/info/exclude (.github/): git add --force .github/workflows/wxcards.yml adds it all the same",
    ]);
    expect(said(brought).zh[0]).toBe(
      `git 忽略了 ${archive}（.gitignore 第 2 行：*.tgz）：git add --force ${archive} 仍可添加`,
    );
    expect(git(folder, "status", "--porcelain", "--ignored")).not.toContain(".git/");
  });

  test.each([
    ["*.tgz filter=lfs diff=lfs merge=lfs -text\n", "filter=lfs"],
    ["* text\n", "text"],
  ])("an archive that git would keep otherwise is said too: %j", async (attributes, shown) => {
    const folder = newFolder({ ".gitattributes": attributes });
    git(folder, "init", "-q");
    const brought = await bring(folder, { git: { run } });
    expect(said(brought)).toEqual({
      en: [
        `git would not keep ${archive} as it is (${shown}): add to .gitattributes the line ${archive} -text -filter`,
      ],
      zh: [`git 不会原样保存 ${archive}（${shown}）：请在 .gitattributes 中加上一行 ${archive} -text -filter`],
    });
    put(folder, { ".gitattributes": `${attributes}${archive} -text -filter\n` });
    expect((await bring(folder, { git: { run } })).notes).toEqual([]);
    put(folder, { ".gitattributes": "* text=auto eol=crlf\n" });
    expect((await bring(folder, { git: { run } })).notes).toEqual([]);
  });

  test.each<readonly [about: string, effects: Partial<VendoredEffects>]>([
    ["outside of a repository", { git: { run } }],
    [
      "without git",
      { git: { run: async () => ({ code: null, failure: "missing", stdout: Buffer.of(), stderr: "" }) } },
    ],
    ["where nobody asks", {}],
  ])("is not known %s", async (_about, effects) => {
    const folder = newFolder({ ".gitignore": "*.tgz\n" });
    expect(await bring(folder, effects, needed)).toMatchObject({ notes: [], problems: [] });
  });
});
