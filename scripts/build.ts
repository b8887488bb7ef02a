/**
 * Builds what ships into dist/: the bundle, the types of the library, the bill of materials, and the licences of third parties.
 *
 * The same sources and packages give the same bytes, in any folder, at any time, in any language: `npm run check` builds twice.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./build/bundle.ts";
import { writeDeclarations } from "./build/declarations.ts";
import { notices } from "./build/notices.ts";
import { bundledPackages } from "./build/packages.ts";
import { root } from "./build/root.ts";
import { sbom } from "./build/sbom.ts";

const finished = join(root, "dist");
// Built beside the old one and put in its place when it is whole: a build that fails leaves what worked.
const out = join(root, "dist.new");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafiles, legalComments } = await bundle(out);
const bundled = bundledPackages(metafiles);
writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices(bundled.packages, legalComments));
writeFileSync(join(out, "sbom.cdx.json"), sbom(bundled));
writeDeclarations(join(out, "types"));
rmSync(finished, { recursive: true, force: true });
renameSync(out, finished);
