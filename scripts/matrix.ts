/**
 * `npm run test:matrix`: the whole suite on the other versions of Node that are supported, one after the other.
 *
 * The versions come from npm and are put into the temporary folder: inside the project `npm run` would use them in silence for everything. What was fetched
 * once stays there for the next run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const majors = ["22", "24"] as const;
const system = process.platform === "win32" ? "win" : process.platform;
const name = `node-${system}-${process.arch}`;

function main(): number {
  let worst = 0;
  for (const major of majors) {
    const binary = fetched(major);
    const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout.trim();
    console.log(`\nnode ${version}`);
    const ran = spawnSync(binary, [join(root, "node_modules/vitest/vitest.mjs"), "run"], {
      cwd: root,
      stdio: "inherit",
    });
    worst = Math.max(worst, ran.status ?? 1);
  }
  return worst;
}

function fetched(major: string): string {
  const folder = join(tmpdir(), `wxcards-node-${major}`);
  const binary = join(folder, "node_modules", name, "bin", system === "win" ? "node.exe" : "node");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const options = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${major}`];
    const installed = spawnSync("npm", options, { cwd: folder, stdio: "inherit", shell: system === "win" });
    if (installed.status !== 0) throw new Error(`${name}@${major} could not be fetched`);
  }
  return binary;
}

process.exitCode = main();
