import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { proofsBelow } from "../../scripts/deep/table.ts";
import { repository } from "./support.ts";

/*
 * docs/guarantees.md: every promise has its limit, its tests and a figure, or says that it is not kept.
 */
const textOf = (path: string) => readFileSync(join(repository, path), "utf8");

interface Row {
  readonly name: string;
  readonly promise: string;
  readonly paths: readonly string[];
  readonly measured: string;
}

/** The rows of the tables whose first cell is a number of a promise. */
function rowsOf(text: string): Row[] {
  const lines = text.split("\n").filter((line) => /^\| G\d+ \|/.test(line));
  return lines.map((line) => {
    const [, name = "", promise = "", , tests = "", measured = ""] = line.split("|").map((cell) => cell.trim());
    return { name, promise, measured, paths: [...tests.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "") };
  });
}

const proofs = proofsBelow(repository);

function proves(path: string, name: string): boolean {
  return proofs.get(path)?.includes(name) === true;
}

/** What is wrong with a row; nothing when it holds. */
function faults({ name, promise, paths, measured }: Row): string[] {
  const isKept = measured !== "not kept";
  return [
    ...(promise.length < 10 ? [`${name}: no promise`] : []),
    ...(isKept && paths.length === 0 ? [`${name}: no test`] : []),
    ...(isKept && !/\d/.test(measured) ? [`${name}: no figure`] : []),
    ...paths.filter((path) => !proves(path, name)).map((path) => `${name}: ${path} does not say that it proves it`),
  ];
}

describe("the guarantees", () => {
  const rows = rowsOf(textOf("docs/guarantees.md"));

  test("are numbered without a gap", () => {
    const numbers = rows.map(({ name }) => Number(name.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 31 }, (_, number) => number));
  });

  test("have tests that say so, all of them, and figures", () => {
    expect(rows.flatMap(faults)).toEqual([]);
    const named = rows.flatMap(({ name, paths }) => paths.map((path) => `${name} ${path}`));
    const said = [...proofs].flatMap(([path, names]) => [...new Set(names)].map((name) => `${name} ${path}`));
    expect(named.sort()).toEqual(said.sort());
  });

  test("would be found wanting", () => {
    const found = (cells: string) => rowsOf(`| ${cells} |\n`).flatMap(faults);
    expect(found("G1 | Something that is promised | | none yet | 3")).toEqual(["G1: no test"]);
    expect(found("G1 | Something that is promised | | none yet | not kept")).toEqual([]);
    expect(found("G1 | Something that is promised | | `test/no.test.ts` | 3")).toEqual([
      "G1: test/no.test.ts does not say that it proves it",
    ]);
    expect(found("G1 | Something that is promised | | `test/simulation/seeds.test.ts` | many")).toEqual([
      "G1: no figure",
    ]);
  });

  test("are found from the other pages", () => {
    for (const path of ["docs/README.md", "docs/testing.md"]) expect(textOf(path)).toContain("](guarantees.md)");
  });
});
