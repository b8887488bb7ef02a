/**
 * `npm run build:binary`: builds, and makes one executable of this Node and `dist/` for this platform, in
 * `dist-binary/`, with the licences of what is in it. It is tried before it is put in place: what it says has to be what
 * the files of `dist/` say.
 *
 * Uses Node's own single executable applications: https://nodejs.org/api/single-executable-applications.html
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { binaryParts } from "./binary/compose.ts";
import { selfTest } from "./binary/self-test.ts";
import { root } from "./build/root.ts";

/** By which Node finds what was put into it. Source: the documentation of Node 20. */
const place = { name: "NODE_SEA_BLOB", fuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2", segment: "NODE_SEA" };

const isMac = process.platform === "darwin";
const dist = join(root, "dist");
const out = join(root, "dist-binary");
const name = process.platform === "win32" ? "wxcards.exe" : "wxcards";

await import("./build.ts");
const stage = mkdtempSync(join(tmpdir(), "wxcards-binary-"));
try {
  const binary = join(stage, name);
  copyFileSync(process.execPath, binary);
  chmodSync(binary, 0o755);
  if (!readFileSync(binary).includes(place.fuse))
    throw new Error(`${process.execPath} cannot carry a program: take the Node of nodejs.org`);
  if (isMac) execFileSync("codesign", ["--remove-signature", binary]);
  await inject(binary, await blob());
  if (isMac) execFileSync("codesign", ["--sign", "-", binary]);
  await selfTest(binary, join(dist, "wxcards.cjs"), stage);
  mkdirSync(out, { recursive: true });
  // Beside the old one first: another file system cannot be renamed to.
  copyFileSync(binary, join(out, `${name}.new`));
  chmodSync(join(out, `${name}.new`), 0o755);
  renameSync(join(out, `${name}.new`), join(out, name));
  writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices());
  const megabytes = Math.round(statSync(join(out, name)).size / 1e6);
  console.log(`${relative(process.cwd(), join(out, name))}: ${megabytes} MB, Node ${process.version}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

/** What Node carries: the first script, and the files of `dist/` with their code caches. */
async function blob(): Promise<Buffer> {
  const [output, file] = [join(stage, "sea.blob"), join(stage, "sea.json")];
  const parts = await binaryParts(dist, stage);
  writeFileSync(file, JSON.stringify({ ...parts, output, useCodeCache: true, disableExperimentalSEAWarning: true }));
  quietly(["--no-warnings", "--experimental-sea-config", file], stage);
  return readFileSync(output);
}

/** Runs this Node without its settings, and shows only what goes wrong. */
function quietly(words: readonly string[], cwd: string): void {
  const env = { PATH: process.env["PATH"] };
  execFileSync(process.execPath, words, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
}

async function inject(binary: string, content: Buffer): Promise<void> {
  const { inject: postject } = await import("postject");
  const segment = isMac ? { machoSegmentName: place.segment } : {};
  await postject(binary, place.name, content, { sentinelFuse: place.fuse, ...segment });
}

/** Those of `dist/`, and that of Node, which carries those of everything in it. */
function notices(): string {
  const own = readFileSync(join(dist, "THIRD-PARTY-NOTICES.txt"), "utf8");
  const folder = dirname(process.execPath);
  const known = [join(folder, "../LICENSE"), join(folder, "LICENSE"), "/usr/share/doc/nodejs/LICENSE"].find(existsSync);
  const license =
    known === undefined
      ? `https://github.com/nodejs/node/blob/${process.version}/LICENSE\n`
      : readFileSync(known, "utf8");
  return `${own.trimEnd()}\n\n\nNode.js ${process.version}\n\n${license}`;
}
