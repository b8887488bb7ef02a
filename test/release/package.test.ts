import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { packStage, stagePackage } from "../../scripts/release/stage.ts";
import { temporaryFolder } from "../documents/support.ts";
import { repository, writeFiles } from "./support.ts";

/*
 * What a user gets: the package is made as `npm run pack` makes it of the present dist/, and installed without a network into an empty project.
 */
const folder = temporaryFolder();
const project = join(folder, "project");
const installed = join(project, "node_modules/wxcards");
const manifestOf = (path: string) => JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
/** Scripts that npm runs by itself, while it installs a package or makes one. */
const lifecycle = /^((pre|post)?(install|prepare|publish)|prepublishOnly|prepack|postpack|dependencies)$/;

let install: ReturnType<typeof run>;

function run(command: string, words: readonly string[], cwd = project) {
  const shell = process.platform === "win32";
  const env = { ...process.env, npm_config_cache: join(folder, "cache") };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: "utf8", shell, env });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const stage = join(folder, "stage");
  stagePackage(stage);
  const tarball = packStage(stage, folder);
  writeFiles(project, {
    "package.json": '{ "name": "shop", "private": true }',
    "wxcards.yaml": "accounts:\n  coffee:\n    platform: weixin\n    appid: wx0123456789abcdef\n",
    "cards/gold.yaml":
      "kind: MemberCard\nname: gold\nid: pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg\nspec:\n  base_info:\n    title: 云杉咖啡金卡\n",
    "use.cjs": 'const { kinds, check } = require("wxcards");\nconsole.log(typeof check, typeof kinds);\n',
    "use.mjs": 'import { kinds, check } from "wxcards";\nconsole.log(typeof check, typeof kinds);\n',
  });
  install = run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball]);
});

describe("the package", () => {
  test("has no script, no other package, and is no workspace", () => {
    const manifest = manifestOf(installed);
    expect(Object.keys(manifest).sort()).toEqual([
      ...["bin", "description", "engines", "exports", "files", "keywords", "license", "main", "name", "sideEffects"],
      ...["type", "types", "version"],
    ]);
    expect(manifest.version).toBe(manifestOf(repository).version);
  });

  test("holds no install script where somebody packs the repository itself, and npm publishes nothing from there", () => {
    const manifest = manifestOf(repository);
    expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
    expect(manifest.private).toBe(true);
  });

  test("is built by npm ci in a clone all the same", () => {
    const [workspace] = manifestOf(repository).workspaces;
    expect(manifestOf(join(repository, workspace)).scripts).toEqual({ prepare: "tsx ../build.ts" });
    expect(readdirSync(join(repository, workspace, "..")).includes("build.ts")).toBe(true);
  });

  test("holds what should ship and nothing else", () => {
    const top = readdirSync(installed).sort();
    const texts = ["CHANGELOG.md", "LICENSE", "README.md", "README.zh-CN.md", "SECURITY.md"];
    expect(top).toEqual([...texts, "dist", "docs", "package.json", "schemas"]);
    const extras = pathsOf(installed).filter(
      (path) => !/\.(cjs|cjs\.bin|d\.ts|md|json)$|LICENSE$|NOTICES\.txt$/.test(path),
    );
    expect(extras).toEqual([]);
    expect(pathsOf(installed)).toEqual(expect.arrayContaining(["dist/sbom.cdx.json", "dist/THIRD-PARTY-NOTICES.txt"]));
  });

  test("tells nothing of the machine that built it, and points to no source map", () => {
    // Of two parts at least: a repository in /app would be found in every /apply. `npm run check` builds in two folders and finds those too.
    const machine = [repository, homedir(), tmpdir()].filter((path) => path.split(/[\\/]/).length > 2);
    const patterns = [/\/(home|Users|root)\/[\w.-]+/, /\b[A-Z]:\\{1,2}Users\\/, /sourceMappingURL=/];
    const telling = pathsOf(installed).flatMap((path) => {
      const text = readFileSync(join(installed, path), "utf8");
      const found = [
        ...machine.filter((word) => text.includes(`${word}/`)),
        ...patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? []),
      ];
      return found.map((word) => `${path}: ${word}`);
    });
    expect(telling).toEqual([]);
  });
});

describe("installed without a network", () => {
  test("it brings nothing along", () => {
    expect(install).toMatchObject({ status: 0 });
    expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["wxcards"]);
  });

  test("the command runs", () => {
    const version = run("npx", ["--offline", "wxcards", "--version"]);
    expect(version).toMatchObject({ status: 0, stdout: `${manifestOf(repository).version}\n` });
    const validate = run("npx", ["--offline", "wxcards", "validate"]);
    expect(validate).toMatchObject({ status: 0, stdout: "1 document is valid.\n" });
  });

  test("the reader that loads late, for what is not plain YAML, is there", () => {
    const broken = join(project, "cards/broken.yaml");
    writeFileSync(broken, "kind: MemberCard\nname: [\n");
    const validate = run("npx", ["--offline", "wxcards", "validate"]);
    rmSync(broken);
    expect(validate).toMatchObject({ status: 65, stdout: expect.stringContaining("cards/broken.yaml:") });
    expect(`${validate.stdout}${validate.stderr}`).not.toContain("bug");
  });

  test.each(["use.cjs", "use.mjs"])("the library runs for %s", (file) => {
    expect(run(process.execPath, [file])).toMatchObject({ status: 0, stdout: "function object\n" });
  });

  test("schemas are found", () => {
    const schema = run("npx", ["--offline", "wxcards", "schema"]);
    expect(schema).toMatchObject({ status: 0, stdout: "wrote wxcards.schema.json\n" });
    const packaged = readFileSync(join(installed, "schemas/en/wxcards.schema.json"), "utf8");
    expect(readFileSync(join(project, "wxcards.schema.json"), "utf8")).toBe(packaged);
    const words = ["-p", 'require("wxcards/schemas/plan.schema.json").title'];
    expect(run(process.execPath, words)).toMatchObject({ status: 0, stdout: "Plan\n" });
  });
});

describe("the types of the library resolve", () => {
  const source = [
    'import { check, plan, type Plan, type World } from "wxcards";',
    "declare const world: World;",
    'export const checked = check(world, { sandbox: false, accounts: [], targets: [], concurrency: 1 }, "with-clock");',
    "export const planned: (...words: Parameters<typeof plan>) => Promise<{ plan?: Plan }> = plan;",
    "// @ts-expect-error: a type that is any would not be an error",
    "export const wrong: number = plan;",
    "",
  ].join("\n");
  const { ModuleKind: Module, ModuleResolutionKind: Resolution } = ts;
  const modern = ["use.mts", "use.cts"];
  const rows = [
    ["ES and CommonJS modules, node16", modern, { module: Module.Node16, moduleResolution: Resolution.Node16 }],
    ["ES and CommonJS modules, bundler", modern, { module: Module.ESNext, moduleResolution: Resolution.Bundler }],
    ["a resolution without exports", ["use.ts"], { module: Module.CommonJS, moduleResolution: Resolution.Node10 }],
  ] as const;
  // Of what surrounds the language the types use this and nothing else; consumers have it from @types/node or from a browser's library.
  const ambient = { "ambient.d.ts": "interface AbortSignal { readonly aborted: boolean }\n" };

  test.each(rows)("for %s", (_name, files, options) => {
    writeFiles(project, { ...ambient, ...Object.fromEntries(files.map((file) => [file, source])) });
    const roots = [...files, ...Object.keys(ambient)].map((file) => join(project, file));
    const strict = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2023, lib: ["lib.es2023.d.ts"], types: [] };
    const found = ts.getPreEmitDiagnostics(ts.createProgram(roots, { ...strict, ...options }));
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });
});

function pathsOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
}
