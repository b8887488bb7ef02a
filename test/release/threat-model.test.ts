import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "./support.ts";

/*
 * docs/threat-model.md: each promise has a test, and each test that is named is there and is run.
 */
const textOf = (path: string) => readFileSync(join(repository, path), "utf8");
const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Readonly<Record<string, string>> };

interface Row {
  readonly promise: string;
  readonly paths: readonly string[];
}

/** The rows of all tables with the heads `promise` and `test`. */
function rowsOf(text: string): Row[] {
  const tables = text.split(/\n\n+/).filter((block) => block.startsWith("| promise | test |\n|---|---|\n"));
  return tables.flatMap((table) => {
    const lines = table.trim().split("\n").slice(2);
    return lines.map((line) => {
      const [, promise = "", tests = ""] = line.split("|").map((cell) => cell.trim());
      return { promise, paths: [...tests.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "") };
    });
  });
}

const rows = rowsOf(textOf("docs/threat-model.md"));

/** What is wrong with a row; nothing when it holds. */
function faults({ promise, paths }: Row): string[] {
  const unseen = paths.filter((path) => !existsSync(join(repository, path)));
  const isRun = (path: string) => path.endsWith(".test.ts") || scripts["check"]?.includes(path);
  return [
    ...(promise.length < 10 ? ["a row without a promise"] : []),
    ...(paths.length === 0 ? [`no test for: ${promise}`] : []),
    ...unseen.map((path) => `${path} is not there`),
    ...paths.filter((path) => !isRun(path)).map((path) => `${path} is run by nothing`),
  ];
}

describe("the table of promises", () => {
  test("has rows, each promise once", () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(new Set(rows.map(({ promise }) => promise)).size).toBe(rows.length);
  });

  test("names a test for each promise, and each is there and run", () => {
    expect(rows.flatMap(faults)).toEqual([]);
  });

  test("would be found wanting", () => {
    const table = (cells: string) => rowsOf(`| promise | test |\n|---|---|\n| ${cells} |\n`).flatMap(faults);
    expect(table("Something that is promised | none yet")).toEqual(["no test for: Something that is promised"]);
    expect(table("Something that is promised | `test/none.test.ts`")).toEqual(["test/none.test.ts is not there"]);
    expect(table("Something that is promised | `test/release/support.ts`")).toEqual([
      "test/release/support.ts is run by nothing",
    ]);
    expect(table(" | `test/release/package.test.ts`")).toEqual(["a row without a promise"]);
  });
});

test("it is linked from where people look: the README in each of its languages", () => {
  for (const readme of ["README.md", "README.zh-CN.md"].map(textOf))
    for (const path of ["SECURITY.md", "docs/threat-model.md"]) expect(readme).toContain(`](${path})`);
  expect(textOf("SECURITY.md")).toContain("](docs/threat-model.md)");
  expect(textOf("docs/threat-model.md")).toContain("](../SECURITY.md)");
});
