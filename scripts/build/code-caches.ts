/** Makes the code caches of a `dist/`: of the files that typical runs load, by the Node that builds and for it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { cacheFolder } from "../../src/cli/own-code.ts";
import { root } from "./root.ts";
import { typicalProjects } from "./typical-projects.ts";
import { flagsOfWarmUp, typicalRuns } from "./typical-runs.ts";

/**
 * Writes them into `dist/code/`. The same files and the same Node give the same bytes.
 *
 * Throws where one of the runs does not end as it should, and where this V8 would refuse the caches.
 */
export async function writeCodeCaches(dist: string): Promise<void> {
  const stage = mkdtempSync(join(tmpdir(), "wxcards-build-"));
  try {
    const warmUp = join(stage, "warm-up.cjs");
    await build({
      entryPoints: [join(root, "scripts/build/warm-up.ts")],
      ...{ bundle: true, platform: "node", format: "cjs", outfile: warmUp },
      logLevel: "warning",
    });
    const projects = join(stage, "projects");
    mkdirSync(projects);
    typicalProjects(projects);
    const tag = quietly(["-p", 'require("node:v8").cachedDataVersionTag()'], projects).trim();
    const caches = join(dist, cacheFolder);
    for (const round of typicalRuns.keys())
      quietly([...flagsOfWarmUp, warmUp, dist, caches, String(round), tag], projects);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Runs this Node without the settings of whoever builds, and gives what it prints. */
function quietly(words: readonly string[], cwd: string): string {
  // Windows starts nothing without the second. Without a PATH no git is found, of which every machine has another.
  const env = { ...{ NO_COLOR: "1", TZ: "UTC", LC_ALL: "C" }, SystemRoot: process.env["SystemRoot"] };
  return execFileSync(process.execPath, words, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
