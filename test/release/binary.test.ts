import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type BinaryParts, binaryParts } from "../../scripts/binary/compose.ts";
import { oneCard } from "../../scripts/build/typical-projects.ts";
import { cacheFolder } from "../../src/cli/own-code.ts";
import { temporaryFolder } from "../documents/support.ts";
import { hookOf, repository } from "./support.ts";

/*
 * What a single binary is made of, of the present dist/. `npm run build:binary` puts it into a Node and tries that beside
 * dist/, which takes half a minute and a hundred megabytes; here are its parts.
 */
const folder = temporaryFolder();
const dist = join(repository, "dist");
let parts: BinaryParts;

beforeAll(async () => {
  mkdirSync(join(folder, "stage"));
  parts = await binaryParts(dist, join(folder, "stage"));
});

describe("a binary", () => {
  test("holds every file of dist/ that a command can load, with its code cache, and not the library", () => {
    const files = readdirSync(dist).filter((file) => file.endsWith(".cjs"));
    expect(files.filter((file) => !(file in parts.assets))).toEqual(["index.cjs", "wxcards.cjs"]);
    const caches = readdirSync(join(dist, cacheFolder));
    expect(caches.length).toBeGreaterThan(30);
    expect(caches.filter((file) => !(file in parts.assets))).toEqual([]);
  });

  test("validates a card with what it holds, and V8 takes its caches", () => {
    const project = join(folder, "project");
    oneCard(project);
    const held = join(folder, "held.cjs");
    writeFileSync(
      held,
      `const Module = require("node:module");
const { readFileSync } = require("node:fs");
const assets = ${JSON.stringify(parts.assets)};
const load = Module._load;
const getRawAsset = (name) => new Uint8Array(readFileSync(assets[name])).buffer;
Module._load = (name, ...rest) => (name === "node:sea" ? { getRawAsset } : load(name, ...rest));
`,
    );
    const argv = ["--require", held, "--require", hookOf(folder), parts.main, "validate", "cards/gold.yaml"];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: project, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "1 document is valid.\n" });
    const { scripts } = JSON.parse(stderr) as { scripts: readonly { name: string; cache: string }[] };
    expect(scripts.map(({ name }) => name)).toContain("main.cjs");
    expect(scripts.filter(({ cache }) => cache !== "taken")).toEqual([]);
  });
});
