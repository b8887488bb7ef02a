import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
