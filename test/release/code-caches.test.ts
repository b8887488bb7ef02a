import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { oneCard } from "../../scripts/build/typical-projects.ts";
import { cacheFolder, cacheName } from "../../src/cli/own-code.ts";
import { temporaryFolder } from "../documents/support.ts";
import { hookOf, type Loaded, repository } from "./support.ts";

/*
 * The code caches of the present dist/: V8 takes them, and whatever becomes of them, wxcards says the same.
 */
const folder = temporaryFolder();
const project = join(folder, "project");

/** A copy of dist/, with its caches changed. */
function copied(name: string, change: (caches: string, copy: string) => void): string {
  const copy = join(folder, name);
  cpSync(join(repository, "dist"), copy, { recursive: true });
  change(join(copy, cacheFolder), copy);
  return copy;
}

function run(
  dist: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  before: string[] = [],
) {
  const argv = [...before, join(dist, "wxcards.cjs"), ...words];
  const options = {
    cwd: project,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], NO_COLOR: "1", ...env },
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, options);
  return { status, stdout, stderr };
}

/** What V8 did with the caches of a run, by file. */
function cachesOf(dist: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stderr } = run(dist, words, env, ["--require", hookOf(folder)]);
  const { scripts } = JSON.parse(stderr.split("\n").at(-1) ?? "") as Loaded;
  return Object.fromEntries(scripts.map(({ name, cache }) => [name, cache]));
}

const lines = [
  { words: ["validate", "cards/gold.yaml"], status: 0 },
  { words: ["validate", "--lang", "zh-CN"], status: 65 },
  { words: ["plan", "--sandbox", "--exclude", "coffee/MemberCard/wrong"], status: 65 },
  { words: ["plan", "--help"], status: 0 },
  { words: ["valdate"], status: 64 },
];

let without: string;

beforeAll(() => {
  oneCard(project);
  writeFileSync(
    join(project, "cards/wrong.yaml"),
    "kind: MemberCard\nname: wrong\nspec: { base_info: { titel: x } }\n",
  );
  oneCard(join(folder, "new"), (text) => text.replace(/^id: .*\n/m, ""));
  without = copied("without", (_caches, copy) => rmSync(join(copy, "code"), { recursive: true }));
});

describe("V8 takes", () => {
  const dist = join(repository, "dist");

  test("every cache that a run of validate needs", () => {
    const caches = cachesOf(dist, ["validate", "cards/gold.yaml"]);
    expect(caches).toEqual({
      ...{ "main.cjs": "taken", "validate.cjs": "taken", "run-language.cjs": "taken", "kind-member-card.cjs": "taken" },
    });
  });

  test("those of a plan before and after wxcards has set flags of V8", () => {
    const options = { cwd: join(folder, "new"), encoding: "utf8", env: { NO_COLOR: "1" } } as const;
    const argv = ["--require", hookOf(folder), join(dist, "wxcards.cjs"), "plan", "--sandbox"];
    const { status, stderr } = spawnSync(process.execPath, argv, options);
    expect(status).toBe(0);
    const { scripts } = JSON.parse(stderr.split("\n").at(-1) ?? "") as Loaded;
    expect(scripts.filter(({ cache }) => cache !== "taken")).toEqual([]);
    const names = scripts.map(({ name }) => name);
    expect(names.indexOf("engine.cjs")).toBeLessThan(names.indexOf("platform-http.cjs"));
  });

  test("those of a folder that may not be written, and nothing is written there", () => {
    const copy = copied("read-only", () => {});
    const paths = readdirSync(copy, { recursive: true, encoding: "utf8" }).sort();
    const state = () => paths.map((path) => `${path} ${statSync(join(copy, path)).mtimeMs}`);
    for (const path of paths) chmodSync(join(copy, path), statSync(join(copy, path)).isDirectory() ? 0o555 : 0o444);
    const before = state();
    expect(cachesOf(copy, ["validate", "cards/gold.yaml"])).toMatchObject({ "main.cjs": "taken" });
    expect(state()).toEqual(before);
    expect(readdirSync(copy, { recursive: true, encoding: "utf8" }).sort()).toEqual(paths);
    for (const path of paths) if (statSync(join(copy, path)).isDirectory()) chmodSync(join(copy, path), 0o755);
  });
});

describe("the same is said", () => {
  /** Changes each cache by its bytes and where its text begins. */
  const each = (change: (path: string, bytes: Buffer, text: number) => void) => (caches: string, copy: string) => {
    for (const name of readdirSync(caches)) {
      const bytes = readFileSync(join(caches, name));
      change(join(caches, name), bytes, bytes.length - statSync(join(copy, name.replace(/\.bin$/, ""))).size);
    }
  };
  const asFolder = (path: string) => {
    rmSync(path);
    mkdirSync(path);
  };
  const rows: readonly [string, (caches: string, copy: string) => void, string][] = [
    ["as they are", () => {}, "taken"],
    ["of another V8", (caches, copy) => renameSync(caches, join(copy, "code/1.0-other")), "plain"],
    ["missing", each((path) => rmSync(path)), "none"],
    ["empty", each((path) => truncateSync(path, 0)), "none"],
    ["cut off", each((path, bytes) => truncateSync(path, bytes.length >> 1)), "none"],
    ["a folder", each(asFolder), "none"],
    ["rubbish", each((path, bytes) => writeFileSync(path, Buffer.alloc(bytes.length, "rubbish"))), "none"],
    [
      "rubbish before the text",
      each((path, bytes, text) => writeFileSync(path, bytes.fill("rubbish", 0, text))),
      "refused",
    ],
    [
      "shorter than V8 wrote",
      each((path, bytes, text) =>
        writeFileSync(path, Buffer.concat([bytes.subarray(0, text >> 1), bytes.subarray(text)])),
      ),
      "refused",
    ],
    ["nothing but the text", each((path, bytes, text) => writeFileSync(path, bytes.subarray(text))), "none"],
    [
      "a head alone",
      each((path, bytes, text) => writeFileSync(path, Buffer.concat([bytes.subarray(0, 80), bytes.subarray(text)]))),
      "refused",
    ],
  ];

  test.each(rows)("with caches %s", (name, change, becomes) => {
    const copy = copied(name.replaceAll(" ", "-"), change);
    for (const { words, status } of lines) {
      const said = run(copy, words);
      expect(said).toEqual(run(without, words));
      expect(said.status).toBe(status);
    }
    const caches = Object.values(cachesOf(copy, ["validate", "cards/gold.yaml"]));
    expect(new Set(caches)).toEqual(new Set(becomes === "plain" ? [] : [becomes]));
  });

  const settings = [
    "--max-old-space-size=300",
    "--stack-trace-limit=20",
    "--jitless",
    "--no-warnings",
    "--enable-source-maps",
  ];

  test.each(settings)("under NODE_OPTIONS=%s", (setting) => {
    const env = { NODE_OPTIONS: setting };
    for (const { words, status } of lines) {
      const said = run(join(repository, "dist"), words, env);
      expect(said).toEqual(run(without, words, env));
      expect(said.status).toBe(status);
    }
  });

  test("which refuses caches where it sets a flag of V8", () => {
    const caches = cachesOf(join(repository, "dist"), ["validate", "cards/gold.yaml"], {
      NODE_OPTIONS: "--jitless",
    });
    expect(caches).toMatchObject({ "main.cjs": "refused", "validate.cjs": "refused" });
  });
});

test("a file that was changed is what runs, although it is as long as before", () => {
  const copy = copied("changed", (_caches, copy) => {
    for (const file of readdirSync(copy).filter((name) => name.endsWith(".cjs") && name !== "index.cjs")) {
      const text = readFileSync(join(copy, file), "utf8");
      writeFileSync(join(copy, file), text.replaceAll("document is", "DOCUMENT IS"));
    }
  });
  expect(run(copy, ["validate", "cards/gold.yaml"])).toMatchObject({ status: 0, stdout: "1 DOCUMENT IS valid.\n" });
  expect(Object.values(cachesOf(copy, ["validate", "cards/gold.yaml"]))).toContain("none");
});

test("a file that is missing is told as without caches", () => {
  const copies = [without, join(repository, "dist")].map((dist, index) => {
    const copy = join(folder, `incomplete-${index}`);
    cpSync(dist, copy, { recursive: true });
    rmSync(join(copy, "main.cjs"));
    return run(copy, ["validate", "cards/gold.yaml"]);
  });
  expect(copies[0]).toMatchObject({ status: 1, stdout: "" });
  expect(copies[1]).toEqual(copies[0]);
});

test("each cache holds the file that it belongs to", () => {
  const dist = join(repository, "dist");
  const caches = readdirSync(join(dist, cacheFolder));
  expect(caches).toContain(cacheName("main.cjs"));
  for (const name of caches) {
    const text = readFileSync(join(dist, name.replace(/\.bin$/, "")));
    expect(
      readFileSync(join(dist, cacheFolder, name))
        .subarray(-text.length)
        .equals(text),
    ).toBe(true);
  }
});
