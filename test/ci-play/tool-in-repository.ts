import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packStage, stagePackage } from "../../scripts/release/stage.ts";

let packed: string | undefined;

/** The package that is published, made once. */
function packedTool(): string {
  if (packed !== undefined && existsSync(packed)) return packed;
  const folder = mkdtempSync(join(tmpdir(), "wxcards-tool-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  stagePackage(join(folder, "stage"));
  packed = packStage(join(folder, "stage"), folder);
  return packed;
}

/** Puts the tool into a repository: its package, and what npm needs to install it from there. */
export function addTool(folder: string): void {
  mkdirSync(join(folder, "vendor"), { recursive: true });
  copyFileSync(packedTool(), join(folder, "vendor", basename(packedTool())));
  writeManifests(folder, basename(packedTool()));
}

/** Writes package.json and package-lock.json for an archive below `vendor/`, as npm would. */
export function writeManifests(folder: string, archive: string, more: Readonly<Record<string, unknown>> = {}): void {
  const spec = `file:vendor/${archive}`;
  const manifest = { private: true, dependencies: { wxcards: spec }, ...more };
  const digest = createHash("sha512")
    .update(readFileSync(join(folder, "vendor", archive)))
    .digest("base64");
  const lock = {
    name: "cards",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { dependencies: manifest.dependencies },
      "node_modules/wxcards": {
        version: "0.1.0",
        resolved: spec,
        integrity: `sha512-${digest}`,
        license: "Apache-2.0",
        bin: { wxcards: "dist/wxcards.cjs" },
        engines: { node: ">=20.19" },
      },
    },
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, "package-lock.json"), `${JSON.stringify(lock, null, 2)}\n`);
}
