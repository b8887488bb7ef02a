import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { cacheFolder } from "../../src/cli/own-code.ts";
import { temporaryFolder } from "../documents/support.ts";
import { hookOf, type Loaded, repository, writeFiles } from "./support.ts";

/*
 * What a start loads, of the present dist/: files and bytes, which do not depend on how busy a machine is.
 */
const dist = join(repository, "dist");
const folder = temporaryFolder();
const project = join(folder, "project");

interface Start {
  readonly status: number | null;
  /** Of dist/, in order of their names. */
  readonly files: readonly string[];
  readonly bytes: number;
  readonly modules: readonly string[];
}

function loadedBy(words: readonly string[], cwd = project): Start {
  const argv = ["--require", hookOf(folder), join(dist, "wxcards.cjs"), ...words];
  const { status, stderr } = spawnSync(process.execPath, argv, {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  const { files, scripts, modules } = JSON.parse(stderr.split("\n").at(-1) ?? "") as Loaded;
  const own = [
    ...files.filter((file) => file.startsWith(dist)).map((file) => file.slice(dist.length + 1)),
    ...scripts.map(({ name }) => name),
  ];
  const bytes = own.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
  return { status, files: own.sort(), bytes, modules };
}

beforeAll(() => {
  mkdirSync(join(project, "cards"), { recursive: true });
  writeFiles(project, {
    "wxcards.yaml": "accounts:\n  coffee:\n    platform: weixin\n    appid: wx0123456789abcdef\n",
  });
  cpSync(join(repository, "cards/gold.yaml"), join(project, "cards/gold.yaml"));
});

describe("a start loads what it needs", () => {
  test("--version: nothing but its own file", () => {
    expect(loadedBy(["--version"])).toMatchObject({ status: 0, files: ["wxcards.cjs"] });
  });

  test("validate of one card: five files, 510 kB, and no module of Node that costs", () => {
    const { status, files, bytes, modules } = loadedBy(["validate", "cards/gold.yaml"]);
    expect(status).toBe(0);
    expect(files).toEqual(["kind-member-card.cjs", "main.cjs", "run-language.cjs", "validate.cjs", "wxcards.cjs"]);
    expect(bytes).toBeLessThan(510_000);
    for (const name of ["crypto", "child_process", "http", "stream", "tty", "os", "net"])
      expect(modules).not.toContain(`NativeModule ${name}`);
  });

  test("validate of one card asks nobody what is remembered of the others", () => {
    const { files } = loadedBy(["validate", "cards/gold.yaml"], repository);
    expect(files.filter((file) => /memory|state|git/.test(file))).toEqual([]);
  });

  test("plan without a proxy: of undici what it calls, one form of the parser, and no HTTP/2", () => {
    const { files, modules } = loadedBy(["plan", "--sandbox"]);
    expect(files).toContain("platform-http.cjs");
    expect(files.filter((file) => /undici|llhttp/.test(file))).toEqual(["llhttp-simd.cjs"]);
    expect(modules).not.toContain("NativeModule http2");
  });

  test("what is wrong loads the words for it", () => {
    writeFiles(project, { "wrong/wrong.yaml": "kind: MemberCard\nname: wrong\nspec: { base_info: { titel: x } }\n" });
    const { status, files } = loadedBy(["validate", "wrong/wrong.yaml"]);
    expect(status).toBe(65);
    expect(files).toEqual(expect.arrayContaining(["trouble.cjs", "english.cjs", "format-text.cjs"]));
  });
});

describe("the files of dist/", () => {
  const files = readdirSync(dist).filter((file) => file.endsWith(".cjs"));
  /** What a file loads as it begins; what is late stands behind `??=`. */
  const needs = new Map(
    files.map((file) => {
      const text = readFileSync(join(dist, file), "utf8");
      return [file, [...text.matchAll(/[\w$]+=require\("\.\/([\w-]+\.cjs)"\)/g)].map(([, name = ""]) => name)];
    }),
  );

  test("wait for one another in no circle", () => {
    const begun = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way, file].join(" → "));
      if (begun.has(file)) return;
      begun.add(file);
      for (const next of needs.get(file) ?? []) visit(next, [...way, file]);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
    expect([...needs.values()].flat().length).toBeGreaterThan(files.length);
  });

  test("load none that is not there", () => {
    const named = files.flatMap((file) => [
      ...readFileSync(join(dist, file), "utf8").matchAll(/require\("\.\/([\w-]+\.cjs)"\)/g),
    ]);
    expect([...new Set(named.map(([, name = ""]) => name))].filter((name) => !files.includes(name))).toEqual([]);
  });

  test("are five megabytes, the library included, and their code caches eight more", () => {
    const sum = (folder: string, names: readonly string[]) =>
      names.reduce((total, file) => total + statSync(join(folder, file)).size, 0);
    expect(sum(dist, files)).toBeLessThan(5_200_000);
    const caches = join(dist, cacheFolder);
    expect(sum(caches, readdirSync(caches))).toBeLessThan(8_000_000);
  });
});
