import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type BinaryParts, binaryParts } from "../../scripts/binary/compose.ts";
import { oneCard } from "../../scripts/binary/self-test.ts";
import { temporaryFolder } from "../documents/support.ts";
import { repository } from "./support.ts";

/*
 * What a single binary is made of, of the present dist/. `npm run build:binary` puts it into a Node and tries that beside
 * dist/, which takes half a minute and a hundred megabytes; here are its parts.
 */
const folder = temporaryFolder();
const stage = join(folder, "stage");
const cache = join(stage, "starting.cache");
let parts: BinaryParts;

beforeAll(() => {
  mkdirSync(stage);
  parts = binaryParts(join(repository, "dist"), stage);
});

describe("a binary", () => {
  test("holds every file of dist/ that a command can load, and not the library", () => {
    const files = readdirSync(join(repository, "dist")).filter((file) => file.endsWith(".cjs"));
    const starting = readFileSync(parts.starting, "utf8");
    const held = files.filter((file) => `./${file}` in parts.assets || starting.includes(`"./${file}"(exports`));
    expect(files.filter((file) => !held.includes(file))).toEqual(["index.cjs", "wxcards.cjs"]);
  });

  test("is ASCII throughout, as what reads it takes it to be", () => {
    const scripts = [parts.main, parts.starting, ...Object.values(parts.assets)];
    expect(scripts.filter((file) => /[^\t\n\r -~]/.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  test("validates a card with what starts alone, and a cache comes of it that V8 takes", () => {
    const project = join(folder, "project");
    oneCard(project);
    const warmUp = join(repository, "scripts/binary/warm-up.cjs");
    const made = spawnSync(process.execPath, [warmUp, parts.starting, cache], { cwd: project, encoding: "utf8" });
    expect(made).toMatchObject({ status: 0, stdout: "1 document is valid.\n", stderr: "" });
    expect(statSync(cache).size).toBeGreaterThan(100_000);
    const look = [
      'const { readFileSync } = require("node:fs");',
      'const { Script } = require("node:vm");',
      "const [source, cache] = process.argv.slice(1).map((file) => readFileSync(file));",
      'const script = new Script(source.latin1Slice(), { filename: "starting", cachedData: cache });',
      "console.log(script.cachedDataRejected);",
    ].join("\n");
    const taken = spawnSync(process.execPath, ["-e", look, parts.starting, cache], { encoding: "utf8" });
    expect(taken).toMatchObject({ status: 0, stdout: "false\n" });
  });
});
