import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.ts";

/** All that a build reads, beside node_modules. */
const sources = [
  "src",
  "cards",
  "schemas",
  "scripts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.types.json",
];

/** What tells a place of building from another, besides its path and the times of its files. */
export interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Copies the sources into a folder of its own and builds there. */
export async function buildIn({ folder, environment }: Place): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const path of sources) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const options = { cwd: folder, env: { ...process.env, ...environment }, stdio: "inherit" } as const;
  const building = spawn(process.execPath, ["--import", "tsx", "scripts/build.ts"], options);
  const status = await new Promise((resolve, reject) => building.once("error", reject).once("exit", resolve));
  if (status !== 0) throw new Error(`the build in ${folder} failed`);
}

/** Paths, relative to both folders, of files that are not in both with the same bytes and the same right to be run. */
export function differences(left: string, right: string): string[] {
  const [lefts, rights] = [filesBelow(left), filesBelow(right)];
  return [...new Set([...lefts, ...rights])].sort().filter((path) => {
    if (!lefts.includes(path) || !rights.includes(path)) return true;
    const [first, second] = [join(left, path), join(right, path)];
    return (
      (statSync(first).mode & 0o111) !== (statSync(second).mode & 0o111) ||
      !readFileSync(first).equals(readFileSync(second))
    );
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}
