import type { Plugin } from "vitest/config";

/** The variable by which a run of the tests gets a bug: JSON of a `Planting`. */
export const plantVariable = "WXCARDS_MUTANT";

/** A text of one file, and what stands in its place. */
export interface Planting {
  /** Relative to the project. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Puts a bug into a file while it is loaded; the file itself stays as it is. */
export function plantPlugin(value: string | undefined): Plugin[] {
  if (value === undefined) return [];
  const { file, start, end, replacement } = JSON.parse(value) as Planting;
  return [
    {
      name: "plant",
      enforce: "pre",
      transform: (code, id) =>
        id.endsWith(`/${file}`) ? { code: code.slice(0, start) + replacement + code.slice(end), map: null } : undefined,
    },
  ];
}
