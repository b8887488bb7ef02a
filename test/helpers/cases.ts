import { appendFileSync } from "node:fs";
import { relative } from "node:path";
import { expect } from "vitest";

/** What a test tells about how much it tried. */
export interface Counted {
  /** Of the test, below the repository. */
  readonly file: string;
  readonly cases: number;
  /** Of which guarantee; of all that the file proves when absent. */
  readonly guarantee?: string;
}

/**
 * Tells `npm run test:deep` how many cases the test that runs tries, for its table of guarantees; for each guarantee by
 * itself where they differ.
 */
export function countCases(cases: number | Readonly<Record<string, number>>): void {
  const path = process.env["WXCARDS_CASES"];
  const { testPath } = expect.getState();
  if (path === undefined || testPath === undefined) return;
  const file = relative(process.cwd(), testPath).replaceAll("\\", "/");
  const counted: Counted[] =
    typeof cases === "number"
      ? [{ file, cases }]
      : Object.entries(cases).map(([guarantee, count]) => ({ file, cases: count, guarantee }));
  appendFileSync(path, counted.map((one) => `${JSON.stringify(one)}\n`).join(""));
}
