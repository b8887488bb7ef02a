import { createRequire } from "node:module";
import type { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { type Code, codeLoader, packedCache } from "../../src/cli/own-code.ts";

/*
 * Loading files of ours, of texts that stand here. What becomes of caches in dist/ is tried in test/release/code-caches.test.ts.
 */
const require = createRequire(import.meta.url);

function codeOf(texts: Readonly<Record<string, string>>, more: Partial<Code> = {}): Code {
  return {
    text: (file) => (texts[file] === undefined ? undefined : Buffer.from(texts[file])),
    cache: () => undefined,
    place: (file) => ({ folder: "/dist", path: `/dist/${file}` }),
    ...more,
  };
}

describe("files are loaded as by require", () => {
  test("once, with their exports, whichever way they are set", () => {
    const load = codeLoader(
      require,
      codeOf({
        "a.cjs": 'exports.b = require("./b.cjs"); exports.same = require("./b.cjs") === exports.b;',
        "b.cjs": "module.exports = { place: [__dirname, __filename], self: this === exports };",
      }),
    );
    expect(load("./a.cjs")).toEqual({ b: { place: ["/dist", "/dist/b.cjs"], self: true }, same: true });
    expect(load("./a.cjs")).toBe(load("./a.cjs"));
  });

  test("in a circle, with what has been exported so far", () => {
    const load = codeLoader(
      require,
      codeOf({
        "a.cjs": 'exports.one = 1; exports.b = require("./b.cjs");',
        "b.cjs": 'exports.seen = { ...require("./a.cjs") };',
      }),
    );
    expect(load("./a.cjs")).toMatchObject({ one: 1, b: { seen: { one: 1 } } });
  });

  test("modules of Node by the real one", () => {
    const load = codeLoader(require, codeOf({ "a.cjs": 'module.exports = require("node:path");' }));
    expect(load("./a.cjs")).toBe(require("node:path"));
  });

  test("one that throws throws each time, and one that is missing is named", () => {
    const load = codeLoader(require, codeOf({ "a.cjs": 'exports.half = 1;\nthrow new Error("on the way");' }));
    expect(() => load("./a.cjs")).toThrow("on the way");
    expect(() => load("./a.cjs")).toThrow("on the way");
    expect(() => load("./none.cjs")).toThrow("Cannot find module './none.cjs'");
  });

  test("with the lines and columns of their files in stacks, under a name that tells no folder", () => {
    const load = codeLoader(require, codeOf({ "a.cjs": 'throw new Error("here");' }));
    const thrown = (): unknown => {
      try {
        return load("./a.cjs");
      } catch (error) {
        return error;
      }
    };
    expect((thrown() as Error).stack).toContain("(wxcards/dist/a.cjs:1:7)");
  });
});

describe("a code cache", () => {
  const cacheOfLength = (letter: string, rest: string) => Buffer.from(letter.repeat(64) + rest);
  const text = Buffer.from("module.exports = 1;");

  test("stands beside its text, with the head that it has once flags are set", () => {
    const packed = packedCache(text, cacheOfLength("a", "rest"), cacheOfLength("b", "rest"));
    expect(packed.toString()).toBe(`${"b".repeat(64)}${"a".repeat(64)}rest${text}`);
  });

  test("has no other head where more differs", () => {
    const packed = packedCache(text, cacheOfLength("a", "rest"), cacheOfLength("b", "other"));
    expect(packed.toString()).toBe(`${"a".repeat(64)}${"a".repeat(64)}rest${text}`);
  });

  test.each([
    ["of this text", text, true],
    ["of another one as long", Buffer.from("module.exports = 2;"), undefined],
  ])("%s is given to V8, or not", (_name, cached, isRefused) => {
    const packed = packedCache(cached, cacheOfLength("a", "rest"), cacheOfLength("b", "rest"));
    const seen: Script[] = [];
    const made = (_file: string, _text: Buffer, script: Script) => void seen.push(script);
    const load = codeLoader(require, codeOf({ "a.cjs": text.toString() }, { cache: () => packed, made }));
    expect(load("./a.cjs")).toBe(1);
    expect(seen.map((script) => script.cachedDataRejected)).toEqual([isRefused]);
  });
});
