import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.ts";

/**
 * What the repository needs of package.json and a user of the package does not: no script and no other package may come along, and nothing is published but
 * what was staged (`private` keeps `npm publish` from doing it in the repository).
 */
const ours = ["private", "workspaces", "scripts", "devDependencies", "overrides"];

/** Copies what ships into the folder `stage`, with a package.json that holds what users need. `dist` may be that of another place of building. */
export function stagePackage(stage: string, dist = join(root, "dist")): void {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly files: readonly string[];
  };
  mkdirSync(stage, { recursive: true });
  for (const path of manifest.files) {
    const source = path === "dist" ? dist : join(root, path);
    cpSync(source, join(stage, path), { recursive: true });
  }
  const shipped = Object.fromEntries(Object.entries(manifest).filter(([key]) => !ours.includes(key)));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
}

/** Makes the package of a staged folder with npm, and gives the path of the file. The same files give the same bytes. */
export function packStage(stage: string, destination: string): string {
  mkdirSync(destination, { recursive: true });
  const words = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const packed = spawnSync("npm", words, { cwd: stage, encoding: "utf8", shell: process.platform === "win32" });
  if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
  return join(destination, filename);
}
