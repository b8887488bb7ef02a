/**
 * `npx tsx test/simulation/play.ts SCHEDULE.json`, or the number of a seed: plays it and prints everything that happens
 * in it, then what was broken.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSimulator } from "./simulator.ts";

const [what = ""] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "wxcards-play-"));
const words = /^\d+$/.test(what) ? ["seed", what] : ["replay", readFileSync(what, "utf8")];
const root = join(import.meta.dirname, "../..");
const argv = ["--enable-source-maps", await bundleSimulator(folder), root, ...words, "trace"];
const { stdout, status } = spawnSync(process.execPath, argv, {
  stdio: ["ignore", "pipe", "inherit"],
  encoding: "utf8",
  maxBuffer: 2 ** 28,
});
if (status === 0) console.log(JSON.stringify(JSON.parse(stdout).violations, null, 2));
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
