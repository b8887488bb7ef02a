import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/*
 * Documentation that names files names files that are there: whoever renames a file mends the pages that lead to it.
 */
const repository = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(repository, path), "utf8");
const below = (folder: string) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map(
    (file) => `${folder}/${file.replaceAll("\\", "/")}`,
  );
const files = [...readdirSync(repository), ...["src", "test", "scripts", "bench"].flatMap(below)];
const pages = [...below("docs").filter((file) => file.endsWith(".md")), "CONTRIBUTING.md"];

/** The names of TypeScript files in a text, whole or from any folder on; `<kind>` and `*` stand for a part of a name. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/[\w./<>*-]+\.ts\b/g)].map(([name]) => name);
}

/** True for the name of a file that is there, from the root of the repository or from one of its folders on. */
function isThere(name: string): boolean {
  const pattern = name.replace(/[.+]/g, "\\$&").replace(/<[^>]*>|\*/g, "[^/]+");
  const whole = new RegExp(`(^|/)${pattern}$`);
  return files.some((file) => whole.test(file));
}

describe("files that documentation names", () => {
  test.each(pages)("%s", (page) => {
    expect(namesIn(textOf(page)).filter((name) => !isThere(name))).toEqual([]);
  });

  test("would be missed", () => {
    const text = "`src/pipeline.ts`, `pipeline/run.ts`, `src/kinds/<kind>/index.ts`, `diff/spread.ts` and run.tsx";
    expect(namesIn(text).filter((name) => !isThere(name))).toEqual(["diff/spread.ts"]);
  });
});

describe("the glossary", () => {
  const entries = textOf("docs/glossary.md")
    .split("\n\n")
    .filter((paragraph) => paragraph.startsWith("**"));
  const terms = entries.map((entry) => /^\*\*(.+?)\*\*: /.exec(entry)?.[1] ?? entry);

  test("has each term once, in alphabetical order", () => {
    const sorted = [...new Set(terms)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    expect(terms.length).toBeGreaterThan(60);
    expect(terms).toEqual(sorted);
  });

  test("says of each where it lives", () => {
    expect(entries.filter((entry) => namesIn(entry).length === 0)).toEqual([]);
  });
});
