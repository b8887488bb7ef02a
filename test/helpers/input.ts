import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Texts by path below the project. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** The project that a story starts from: the files of the folder `input/` beside the story's module. */
export function inputOf(moduleUrl: string): ProjectFiles {
  const folder = fileURLToPath(new URL("input", moduleUrl));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
