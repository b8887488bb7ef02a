/**
 * `npm run test:matrix`: the whole suite on the other versions of Node that are supported, one after the other.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchedNode, otherMajors } from "./nodes/fetch.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function main(): number {
  let worst = 0;
  for (const major of otherMajors) {
    const binary = fetchedNode(major);
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

process.exitCode = main();
