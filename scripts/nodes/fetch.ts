import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The versions of Node that are supported besides the oldest. */
export const otherMajors = ["22", "24"] as const;

const system = process.platform === "win32" ? "win" : process.platform;
const name = `node-${system}-${process.arch}`;

/**
 * Where another version of Node is, or would be: in the temporary folder, since inside the project `npm run` would use
 * it in silence for everything. What was fetched once stays there for the next run.
 */
export function nodeBinary(major: string): string {
  const folder = process.env["WXCARDS_NODES"] ?? tmpdir();
  return join(folder, `wxcards-node-${major}`, "node_modules", name, "bin", system === "win" ? "node.exe" : "node");
}

/** Fetches another version of Node from npm where it is not there yet; gives its binary. */
export function fetchedNode(major: string): string {
  const binary = nodeBinary(major);
  const folder = join(binary, "../../../..");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const options = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${major}`];
    const installed = spawnSync("npm", options, { cwd: folder, stdio: "inherit", shell: system === "win" });
    if (installed.status !== 0) throw new Error(`${name}@${major} could not be fetched`);
  }
  return binary;
}
