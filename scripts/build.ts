/**
 * Builds what ships into dist/: the bundle, the types of the library, the bill of materials, the licences of third parties,
 * and the code caches for this Node.
 *
 * The same sources and packages give the same bytes, in any folder, at any time, in any language: `npm run check` builds
 * twice. Those of the caches are another Node's with another Node.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./build/bundle.ts";
import { writeCodeCaches } from "./build/code-caches.ts";
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
await writeCodeCaches(out);
rmSync(finished, { recursive: true, force: true });
renameSync(out, finished);
