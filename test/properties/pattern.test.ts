import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isDocumentPath, isFound, pathMatcher } from "../../src/config/pattern.ts";
import { refusedBecause } from "../../src/config/pattern-rules.ts";
import { tries } from "../documents/support.ts";

type Picomatch = (pattern: string, options: object) => (path: string) => boolean;
const picomatch = createRequire(import.meta.url)("picomatch") as Picomatch;

const letters = fc.constantFrom("a", "b", "ab", "ba", "aab", "gold", "金", "-", "_1");
const name = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
const wild = fc.constantFrom("*", "?", "[ab]", "[!a]", "[a-z]", "[^x-z]", "{a,b}", "{a,b{a,}}", "{gold,a*}", "{a..c}");
const piece = fc.oneof({ weight: 3, arbitrary: letters }, { weight: 2, arbitrary: wild });
const part = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join("")) },
  { weight: 2, arbitrary: fc.constant("**") },
  { weight: 1, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: fc.constantFrom("{a,b/a}", "{gold/a,b/*}") },
);
const ending = fc.constantFrom(".yaml", ".yml", ".{yaml,yml}", ".y*ml", ".y?ml", ".y{a,}ml", "");
const pattern = fc
  .tuple(fc.array(part, { maxLength: 3 }), part, ending)
  .map(([folders, last, end]) => [...folders, `${last}${end}`].join("/"))
  // Two stars within a part mean to picomatch sometimes one and sometimes any folders; see below.
  .filter((text) => refusedBecause(text) === undefined && !/\*\*[^/]/.test(text));
const path = fc
  .tuple(fc.array(name, { maxLength: 3 }), name, fc.constantFrom(".yaml", ".yml", ".txt"))
  .map(([folders, last, end]) => [...folders, `${last}${end}`].join("/"));

/** Paths that fit a pattern more often than chance would have it: its wild parts replaced by something that they may stand for. */
const fitting = (text: string) =>
  fc
    .array(fc.constantFrom("a", "b", "ab", "gold", "a/b", ""), { minLength: 12, maxLength: 12 })
    .map((words) => {
      let next = 0;
      const word = () => words[next++ % words.length] ?? "";
      const filled = text
        .replace(/\{([^{},]*)[^{}]*\}/g, "$1")
        .replace(/\*\*\//g, () => `${word()}/`)
        .replace(/\*+/g, word)
        .replace(/\[[^\]]*\]|\?/g, "b");
      return filled.replace(/\/+/g, "/").replace(/^\//, "");
    })
    .filter((candidate) => candidate !== "");

test("the matcher agrees with picomatch on ordinary patterns", () => {
  let both = 0;
  const agree = (text: string, candidate: string) => {
    // To picomatch `gold/**` is the file gold as well, and `*/**` is not.
    if (text.endsWith("/**") && picomatch(text.replace(/(?:\/\*\*)+$/, ""), { posix: true })(candidate)) return;
    const ours = isFound(pathMatcher([text]), candidate);
    const theirs = isDocumentPath(candidate) && picomatch(text, { posix: true })(candidate);
    if (ours && theirs) both += 1;
    expect([text, candidate, ours]).toEqual([text, candidate, theirs]);
  };
  fc.assert(
    fc.property(
      pattern.chain((text) => fc.tuple(fc.constant(text), fc.oneof(path, fitting(text)))),
      ([text, candidate]) => agree(text, candidate),
    ),
    tries(3_000, 200_000),
  );
  expect(both).toBeGreaterThan(100);
});

test("an exception takes away what it matches, and all below a folder that it matches", () => {
  fc.assert(
    fc.property(pattern, pattern, path, (text, exception, candidate) => {
      const ignored = picomatch(exception, { posix: true });
      const parts = candidate.split("/");
      const isAway = parts.some((_part, index) => ignored(parts.slice(0, index + 1).join("/")));
      const isIn = isFound(pathMatcher([text]), candidate);
      expect(isFound(pathMatcher([text, `!${exception}`]), candidate)).toBe(isIn && !isAway);
    }),
    tries(1_000, 50_000),
  );
});

test.each([
  ["**.yaml", "a/b/c.yaml"],
  ["cards/**{.yaml,.yml}", "cards/a/b.yml"],
  ["cards/**.yaml", "cards/a.yaml"],
  ["./cards/*.yaml", "cards/a.yaml"],
  ["cards//gold/*.yaml", "cards/gold/a.yaml"],
  ["cards/{1..3}.yaml", "cards/2.yaml"],
  ["cards/[[]x].yaml", "cards/[x].yaml"],
  ["cards/{a.yaml", "cards/{a.yaml"],
  ["cards/(1).yaml", "cards/(1).yaml"],
  ["cards/😀?.yaml", "cards/😀😀.yaml"],
])("%s finds %s", (text, candidate) => {
  expect(isFound(pathMatcher([text]), candidate)).toBe(true);
});

test.each([
  ["cards/**.yaml", "cards/a/b.yaml"],
  ["cards\\*.yaml", "cards/a.yaml"],
  ["?git/*.yaml", ".git/a.yaml"],
  ["[.]git/*.yaml", ".git/a.yaml"],
  ["**", ".git/config.yaml"],
  ["**", "a/.b/c.yaml"],
  ["**/*", "a/.b.yaml"],
  ["**", "node_modules/x/a.yaml"],
  ["**", "a/Node_Modules/x/a.yaml"],
  ["**", "a/config"],
  ["**", "a/yaml"],
  ["*.{yaml,txt}", "a.txt"],
  ["cards/*.yaml", "Cards/a.yaml"],
  ["cards/*.yaml", "cards/A.YAML"],
])("%s does not find %s", (text, candidate) => {
  expect(isFound(pathMatcher([text]), candidate)).toBe(false);
});
