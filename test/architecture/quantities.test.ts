import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * docs/testing.md: how many cases every property tries, in the sample and in the whole, is what the tests say.
 */
const root = join(import.meta.dirname, "../..");

interface Quantities {
  readonly sample: readonly string[];
  readonly whole: readonly string[];
}

const plain = (numbers: readonly string[]) => [...new Set(numbers.map((number) => number.replaceAll("_", ",")))];

/**
 * The quantities that a test file asks for, each once and in the order of the file; `all` where they are counted while
 * it runs.
 */
function askedIn(text: string): Quantities {
  const calls = [...text.matchAll(/\btries\((\d[\d_]*)(?:, (\d[\d_]*|\w+\.length))?\)/g)];
  const whole = calls.map(([, sample = "", whole = sample]) => (whole.endsWith("length") ? "all" : whole));
  return { sample: plain(calls.map(([, sample = ""]) => sample)), whole: plain(whole) };
}

/** The rows of the page, by test file. */
function documented(): Record<string, Quantities> {
  const page = readFileSync(join(root, "docs/testing.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([^`]+\.test\.ts)` \|[^|]*\| ([^|]+) \| ([^|]+) \|$/gm)];
  return Object.fromEntries(
    rows.map(([, file = "", sample = "", whole = ""]) => [
      file,
      { sample: sample.split(" · "), whole: whole.split(" · ") },
    ]),
  );
}

test("the table of quantities holds what the tests ask for", () => {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((path) => join("test", path))
    .filter((path) => path.endsWith(".test.ts") && !path.includes("quantities"));
  const asked = files
    .map((path) => [path, askedIn(readFileSync(join(root, path), "utf8"))] as const)
    .filter(([, { sample }]) => sample.length > 0);
  expect(documented()).toEqual(Object.fromEntries(asked));
});
