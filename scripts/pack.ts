/**
 * `npm run pack`: builds, and makes the package that is published, wxcards-VERSION.tgz. In the repository nothing but `dist/` and that file changes, whenever it is
 * interrupted: what is packed is staged in the temporary folder.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./build/root.ts";
import { packStage, stagePackage } from "./release/stage.ts";

await import("./build.ts");
const stage = mkdtempSync(join(tmpdir(), "wxcards-pack-"));
try {
  stagePackage(stage);
  console.log(relative(process.cwd(), packStage(stage, root)));
} finally {
  rmSync(stage, { recursive: true, force: true });
}
