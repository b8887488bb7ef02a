import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedManifest } from "../../src/cli/vendored/manifest-rules.ts";
import type { Json } from "../../src/model/json.ts";
import { root } from "../build/root.ts";

/** Copies what ships into the folder `stage`, with a package.json that holds what users need. `dist` may be that of another place of building. */
export function stagePackage(stage: string, dist = join(root, "dist")): void {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly files: readonly string[];
    readonly [key: string]: Json;
  };
  mkdirSync(stage, { recursive: true });
  for (const path of manifest.files) {
    const source = path === "dist" ? dist : join(root, path);
    cpSync(source, join(stage, path), { recursive: true });
  }
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(shippedManifest(manifest), null, 2)}\n`);
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
