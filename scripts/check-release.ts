/**
 * `npm run check`, its last part: what would ship is as it has to be. Builds twice, in two folders that have little in common; the same bytes have to come out.
 * Makes the package of them and asks publint and "Are the types wrong?" about it. The bill of materials and the notices in `dist/` have to be fresh.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./build/root.ts";
import { publintFindings, typesFindings } from "./release/judge.ts";
import { packStage, stagePackage } from "./release/stage.ts";
import { buildIn, differences } from "./release/twice.ts";

/** They tell what is in the bundle, so they must not be those of another one. */
const manifests = ["sbom.cdx.json", "THIRD-PARTY-NOTICES.txt"];

async function findings(scratch: string): Promise<string[]> {
  const first = join(scratch, "a");
  const second = join(scratch, "folder with blanks/小店/b");
  await Promise.all([
    buildIn({ folder: first, environment: { TZ: "Asia/Shanghai", LC_ALL: "C.UTF-8", LANG: "C.UTF-8" } }),
    buildIn({ folder: second, environment: { TZ: "America/St_Johns", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" } }),
  ]);
  const same = (name: string) => {
    const path = join(root, "dist", name);
    return existsSync(path) && readFileSync(path).equals(readFileSync(join(first, "dist", name)));
  };
  const stage = join(scratch, "stage");
  stagePackage(stage, join(first, "dist"));
  const tarball = packStage(stage, join(scratch, "packed"));
  return [
    ...differences(join(first, "dist"), join(second, "dist")).map((path) => `dist/${path}: two builds differ`),
    ...manifests.filter((name) => !same(name)).map((name) => `dist/${name} is not fresh: run npm run build`),
    ...(await publintFindings(tarball)).map((finding) => `publint: ${finding}`),
    ...(await typesFindings(tarball)).map((finding) => `types: ${finding}`),
  ];
}

const scratch = mkdtempSync(join(tmpdir(), "wxcards-check-"));
try {
  const found = await findings(scratch);
  for (const line of found) console.error(line);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
