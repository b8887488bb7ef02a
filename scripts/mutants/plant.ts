import { join } from "node:path";
import type { Plugin } from "vitest/config";

/** A text of one file, and what stands in its place. */
export interface Planting {
  /** Relative to the project. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** The variable that holds the bug of the moment: JSON of a `Planting`. It may change while a test runner lives. */
const variable = "WXCARDS_MUTANT";

/** Plants a bug, or takes the last one out again. */
export function plant(planting: Planting | undefined): void {
  process.env[variable] = planting === undefined ? "" : JSON.stringify(planting);
}

/** The code of a file with the bug of the moment in it; undefined where it is none of this file. */
export function planted(root: string, path: string, code: string): string | undefined {
  const value = process.env[variable];
  if (value === undefined || value === "") return undefined;
  const { file, start, end, replacement } = JSON.parse(value) as Planting;
  return path === join(root, file) ? code.slice(0, start) + replacement + code.slice(end) : undefined;
}

/** Puts the bug of the moment into a file while it is loaded; the file itself stays as it is. */
export function plantPlugin(root: string): Plugin[] {
  // Nobody who only runs the tests has a plugin in the way.
  if (process.env[variable] === undefined) return [];
  return [
    {
      name: "plant",
      enforce: "pre",
      transform: (code, id) => {
        const changed = planted(root, id.split("?")[0] ?? "", code);
        return changed === undefined ? undefined : { code: changed, map: null };
      },
    },
  ];
}
