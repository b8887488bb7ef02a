import { describe, expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { readPlainYaml } from "../../src/yaml/plain-yaml.ts";
import { readYaml } from "../../src/yaml/yaml.ts";

// Proves G21.

/** The value of `a` in a file, or of several documents; a code where the file is refused. */
type Row = readonly [about: string, text: string, result: { readonly is: Json } | { readonly refused: string }];

const is = (value: Json) => ({ is: value });
const refused = (code: string) => ({ refused: code });

/** Rows of one scalar: what stands behind `a: `. */
const scalars: readonly Row[] = [
  // Words that YAML 1.1 takes for booleans.
  ["no is a text, as is Norway", "no", is("no")],
  ["NO is a text", "NO", is("NO")],
  ["yes is a text", "yes", is("yes")],
  ["on is a text", "on", is("on")],
  ["off is a text", "off", is("off")],
  ["y is a text", "y", is("y")],
  ["true is true", "true", is(true)],
  ["True is true", "True", is(true)],
  ["FALSE is false", "FALSE", is(false)],
  ["tRUE is a text", "tRUE", is("tRUE")],
  // Nothing.
  ["null is nothing", "null", is(null)],
  ["~ is nothing", "~", is(null)],
  ["Null is nothing", "Null", is(null)],
  ["no value is nothing", "", is(null)],
  ["nil is a text", "nil", is("nil")],
  ["None is a text", "None", is("None")],
  // Numbers.
  ["007 is seven", "007", is(7)],
  ["010 is ten, not eight", "010", is(10)],
  ["0o17 is fifteen", "0o17", is(15)],
  ["0x1F is thirty-one", "0x1F", is(31)],
  ["0b11 is a text", "0b11", is("0b11")],
  ["1e3 is a thousand", "1e3", is(1000)],
  ["1_000 is a text", "1_000", is("1_000")],
  ["1,000 is a text", "1,000", is("1,000")],
  ["+1 is one", "+1", is(1)],
  ["-0 is zero", "-0", is(0)],
  [".5 is a half", ".5", is(0.5)],
  ["1. is one", "1.", is(1)],
  ["a sexagesimal is a text", "12:30:45", is("12:30:45")],
  ["190:20:30 is a text", "190:20:30", is("190:20:30")],
  ["a version is a text", "1.2.3", is("1.2.3")],
  [".inf is refused", ".inf", refused("number-not-finite")],
  ["-.Inf is refused", "-.Inf", refused("number-not-finite")],
  [".NaN is refused", ".NaN", refused("number-not-finite")],
  ["1e400 is refused", "1e400", refused("number-not-finite")],
  ["inf is a text", "inf", is("inf")],
  // Ids.
  ["an id of 15 digits is exact", "123456789012345", is(123456789012345)],
  ["the largest exact number is taken", "9007199254740991", is(9007199254740991)],
  ["an id of 16 digits that would round is refused", "9007199254740993", refused("integer-too-large")],
  ["an id of 17 digits is refused", "12345678901234567", refused("integer-too-large")],
  ["an id of 18 digits is refused", "123456789012345678", refused("integer-too-large")],
  ["an id of 19 digits is refused", "1234567890123456789", refused("integer-too-large")],
  ["an id of 20 digits is refused", "12345678901234567890", refused("integer-too-large")],
  ["a long negative number is refused", "-9007199254740993", refused("integer-too-large")],
  ["a long hexadecimal number is refused", "0x20000000000001", refused("integer-too-large")],
  ["an id with a point that would round is refused", "9007199254740993.0", refused("integer-too-large")],
  ["an id with an exponent that would round is refused", "9007199254740993e0", refused("integer-too-large")],
  ["a quoted id of 20 digits stays whole", '"12345678901234567890"', is("12345678901234567890")],
  ["a quoted 007 stays whole", "'007'", is("007")],
  // Dates.
  ["a date is a text", "2026-12-31", is("2026-12-31")],
  ["a time with an offset is a text", "2026-12-31T23:59:59+08:00", is("2026-12-31T23:59:59+08:00")],
  ["a time with a space is a text", "2026-12-31 23:59:59", is("2026-12-31 23:59:59")],
  // Comments.
  ["an unquoted colour is a comment", "#FFFF00", is(null)],
  ["a quoted colour is a text", '"#FFFF00"', is("#FFFF00")],
  ["a # within a word stays", "b#c", is("b#c")],
  ["a # after a space begins a comment", "b #c", is("b")],
  ["a # after a tab begins a comment", "b\t#c", is("b")],
  // Signs that mean something at the beginning.
  ["@ is refused", "@home", refused("yaml-syntax")],
  ["a backtick is refused", "`x`", refused("yaml-syntax")],
  ["% is refused", "%x", refused("yaml-syntax")],
  ["a colon within is refused", "提示: 出示", refused("yaml-syntax")],
  ["a full-width colon is a text", "提示：出示", is("提示：出示")],
  ["a colon without a space is a text", "http://x:80/a", is("http://x:80/a")],
  ["a lone dash is refused", "-", refused("yaml-syntax")],
  ["a dash before a word is a text", "-x", is("-x")],
  ["a lone * is refused", "*", refused("yaml-syntax")],
  ["= is a text", "=", is("=")],
  ["text behind a quote is refused", '"b" c', refused("yaml-syntax")],
  ["an open quote is refused", '"b', refused("yaml-syntax")],
  ["an open list is refused", "[b", refused("yaml-syntax")],
  // Escapes.
  ["a backslash in single quotes is itself", "'\\n'", is("\\n")],
  ["a backslash without quotes is itself", "\\n", is("\\n")],
  ["an escape in double quotes is understood", '"\\n"', is("\n")],
  ["an unknown escape is refused", '"\\q"', refused("yaml-syntax")],
  ["two halves of a character make one", '"\\uD83D\\uDE00"', is("😀")],
  ["half of a character is refused", '"\\uD83D"', refused("text-broken")],
  ["two single quotes are one", "'it''s'", is("it's")],
  // Hidden characters stay: the way out makes them visible.
  ["bidi characters stay", "\u202egold\u2066", is("\u202egold\u2066")],
  ["zero-width characters stay", "go\u200bld", is("go\u200bld")],
  ["U+2028 breaks no line", "x\u2028y", is("x\u2028y")],
  ["U+0085 breaks no line", "x\u0085y", is("x\u0085y")],
  ["a combining accent is not composed", "cafe\u0301", is("cafe\u0301")],
  // Tags.
  ["!!str makes a text", "!!str 5", is("5")],
  ["!!int of a text in quotes is a number", '!!int "5"', is(5)],
  ["!!int of a word is a text, for the schema to refuse", '!!int "five"', is("five")],
  ["!!binary is refused", "!!binary aGk=", refused("yaml-tag")],
  ["!!float is refused", "!!float 5", refused("yaml-tag")],
  ["!!set is refused", "!!set {b}", refused("yaml-tag")],
  ["!!timestamp is refused", "!!timestamp 2026-12-31", refused("yaml-tag")],
  ["a tag of one's own is refused", "!env SECRET", refused("yaml-tag")],
  ["a whole tag is refused", "!<tag:example.com,2026:x> 5", refused("yaml-tag")],
  // Lists and mappings on one line.
  ["a comma without a space parts a list", "[1,000]", is([1, 0])],
  ["a comma at the end is nothing", "[1, ]", is([1])],
  ["two commas are refused", "[1,,2]", refused("yaml-syntax")],
  ["a lone comma is refused", "[,]", refused("yaml-syntax")],
  ["a colon without a space makes a key without a value", "{b:1}", is({ "b:1": null })],
  ["a quoted key needs no space", '{"b":1}', is({ b: 1 })],
  ["a key alone has no value", "{b}", is({ b: null })],
];

/** Rows of a whole file. */
const files: readonly Row[] = [
  ["plain lines are folded", "a: b\n  c\n", is("b c")],
  ["| keeps line breaks and the last one", "a: |\n  b\n  c\n", is("b\nc\n")],
  ["|- drops the last line break", "a: |-\n  b\n  c\n", is("b\nc")],
  ["|+ keeps every last line break", "a: |+\n  b\n\n", is("b\n\n")],
  ["> folds", "a: >-\n  b\n  c\n\n  d\n", is("b c\nd")],
  ["|2 keeps the blanks before", "a: |2-\n    b\n", is("  b")],
  ["a # in a block is text", "a: |-\n  b # c\n", is("b # c")],
  ["--- in a block that is indented is text", "a: |-\n  ---\n", is("---")],
  ["a byte order mark is no part of the first key", "\ufeffa: 1\n", is(1)],
  ["CRLF ends lines", "a: 1\r\n", is(1)],
  ["CRLF in a block is one line break", "a: |-\r\n  b\r\n  c\r\n", is("b\nc")],
  ["a lone CR ends no line", "a: b\rc\n", is("b\rc")],
  ["a tab parts key and value", "a:\tb\n", is("b")],
  ["a tab before a key is refused", "\ta: b\n", refused("yaml-syntax")],
  ["a tab below a key is refused", "a:\n\tb: c\n", refused("yaml-syntax")],
  ["a tab within a text stays", "a: b\tc\n", is("b\tc")],
  ["a key twice is refused", "a: 1\na: 1\n", refused("duplicate-key")],
  ["a key twice in two spellings is refused", 'a: 1\n"a": 1\n', refused("duplicate-key")],
  ["a key twice on one line is refused", "a: { b: 1, b: 2 }\n", refused("duplicate-key")],
  ["keys that differ in case are two", "a: { b: 1, B: 2 }\n", is({ b: 1, B: 2 })],
  ["a key of digits is refused", "a: { 1: b }\n", refused("key-not-text")],
  ["a key true is refused", "a: { true: b }\n", refused("key-not-text")],
  ["a key null is refused", "a: { ~: b }\n", refused("key-not-text")],
  ["a key without a name is refused", "a: { : b }\n", refused("key-not-text")],
  ["a list as a key is refused", "a:\n  ? [b]\n  : c\n", refused("key-not-text")],
  ["an alias as a key is refused", "a: &x b\n*x : c\n", refused("key-not-text")],
  ["a key on is a text", "a: { on: 1 }\n", is({ on: 1 })],
  ["a key with ? is a key", "? a\n: b\n", is("b")],
  ["__proto__ is refused", "a: { __proto__: 1 }\n", refused("key-forbidden")],
  ["__proto__ by an escape is refused", 'a: { "__\\x70roto__": 1 }\n', refused("key-forbidden")],
  ["constructor is refused", "a: { constructor: 1 }\n", refused("key-forbidden")],
  ["toString is a key as any other", "a: { toString: 1 }\n", is({ toString: 1 })],
  ["an alias is its value", "b: &x [1, 2]\na: *x\n", is([1, 2])],
  ["an alias is the nearest anchor before it", "b: &x 1\nc: &x 2\na: *x\nd: &x 3\n", is(2)],
  ["an alias to nothing is refused", "a: *x\n", refused("yaml-syntax")],
  ["an alias to an anchor that comes later is refused", "a: *x\nb: &x 1\n", refused("yaml-syntax")],
  ["an alias to another document is refused", "b: &x 1\n---\na: *x\n", refused("yaml-syntax")],
  ["an alias to what it is in is refused", "a: &x [*x]\n", refused("yaml-too-deep")],
  ["an anchor without a value is nothing", "a: &x\n", is(null)],
  ["<< merges nothing: it is a key as any other", "b: &x { c: 1 }\na: { <<: *x }\n", is({ "<<": { c: 1 } })],
  ["%YAML 1.1 is refused", "%YAML 1.1\n---\na: no\n", refused("yaml-version")],
  ["%YAML 1.1 in a later document is refused", "a: 1\n...\n%YAML 1.1\n---\na: no\n", refused("yaml-version")],
  ["%YAML 1.3 is refused", "%YAML 1.3\n---\na: no\n", refused("yaml-version")],
  ["%YAML 2.0 in a later document is refused", "a: 1\n...\n%YAML 2.0\n---\na: no\n", refused("yaml-version")],
  ["%YAML without a number is refused", "%YAML\n---\na: no\n", refused("yaml-version")],
  ["%YAML 1.2 behind 1.1 is refused", "%YAML 1.1\n%YAML 1.2\n---\na: no\n", refused("yaml-version")],
  ["%YAML 1.1 of a document that is empty is refused", "%YAML 1.1\n---\n", refused("yaml-version")],
  ["% in a block is text", "a: |-\n  %YAML 1.1\n", is("%YAML 1.1")],
  ["a directive that nobody knows is refused", "%yaml 1.1\n---\na: no\n", refused("yaml-syntax")],
  ["%YAML 1.2 is taken", "%YAML 1.2\n---\na: no\n", is("no")],
  ["a text instead of a mapping is a value", "key:value\n", is("key:value")],
];

/** What a file says of `a`, or the codes it is refused with, once each. */
function outcome(text: string): Json {
  const { values, problems } = readYaml("cards/trap.yaml", text);
  if (problems.length > 0) return { refused: [...new Set(problems.map((one) => one.code))] };
  const last = values.at(-1)?.value ?? null;
  return {
    is: typeof last === "object" && last !== null && !Array.isArray(last) ? ((last as { a?: Json }).a ?? null) : last,
  };
}

const wanted = (result: Row[2]): Json => ("is" in result ? { is: result.is } : { refused: [result.refused] });

/** Whole numbers by their spelling: what stands in their place, or nothing where they are plain or no number. */
const spellings: readonly (readonly [written: string, plain?: string])[] = [
  ...["0", "7", "100", "-5", "9007199254740991"].map((written) => [written] as const),
  ["0100", "100"],
  ["00", "0"],
  ["-007", "-7"],
  ["-0", "0"],
  ["+5", "5"],
  ["+0100", "100"],
  ["0x64", "100"],
  ["0X64"],
  ["0o17", "15"],
  ["0b11"],
  ["1e2", "100"],
  ["1E+2", "100"],
  ["100e-2", "1"],
  ["1.0", "1"],
  ["5.", "5"],
  ["100.00", "100"],
  [".5"],
  ["1.5"],
  ["1_000"],
  ["1,000"],
  ["12:30"],
  ["１００"],
  ['"0100"'],
  ["'1e2'"],
  ["!!str 0100"],
  ["!!int 0100", "100"],
  ["2026-01-01"],
];

test.each(spellings)("a whole number in the spelling %s is told from its plain form", (written, plain) => {
  const told = readYaml("cards/trap.yaml", `a: ${written}\n`).values[0]?.numbers?.map((one) => one.plain);
  expect(told).toEqual(plain === undefined ? undefined : [plain]);
  // What the fast reader reads is plain.
  if (plain !== undefined) expect(readPlainYaml(`a: ${written}\n`)).toBeUndefined();
});

describe("each trap of YAML has one defined result", () => {
  test.each(scalars)("%s", (_about, text, result) => {
    expect(outcome(`a: ${text}\n`)).toEqual(wanted(result));
  });

  test.each(files)("%s", (_about, text, result) => {
    expect(outcome(text)).toEqual(wanted(result));
  });

  test("a scalar means the same in a list", () => {
    const alone = scalars.filter(([, text]) => !["", "-"].includes(text) && !/[,:*[]/.test(text));
    expect(alone.length).toBeGreaterThan(60);
    for (const [about, text] of alone) {
      const direct = outcome(`a: ${text}\n`) as { is?: Json; refused?: Json };
      const listed = "is" in direct ? { is: [direct.is] } : direct;
      expect([about, outcome(`a:\n  - ${text}\n`)]).toEqual([about, listed]);
    }
  });
});

test("an empty file, comments alone and empty documents hold nothing", () => {
  for (const text of ["", "\n", "# nothing\n", "---\n", "---\n---\n", "---\n...\n", "~\n", "\ufeff"]) {
    expect([text, readYaml("cards/trap.yaml", text)]).toMatchObject([text, { values: [], problems: [] }]);
  }
});

test("each document of a file is a value of its own, with the line it begins on", () => {
  const { values, problems } = readYaml("cards/trap.yaml", "# one\na: 1\n---\n\n# two\na: 2\n---\n---\na: 3\n");
  expect(problems).toEqual([]);
  expect(values.map(({ value, line, source }) => [value, line, source.index])).toEqual([
    [{ a: 1 }, 2, 0],
    [{ a: 2 }, 6, 1],
    [{ a: 3 }, 9, 3],
  ]);
});

test("nothing of a document with __proto__ reaches an object", () => {
  const { values } = readYaml("cards/trap.yaml", "a: { toString: 1, hasOwnProperty: 2, valueOf: 3 }\n");
  const read = values.map(({ value }) => (value as { readonly a: object }).a);
  expect(read.map((value) => [Object.getPrototypeOf(value) === Object.prototype, Object.keys(value)])).toEqual([
    [true, ["toString", "hasOwnProperty", "valueOf"]],
  ]);
});

describe("a megabyte that is made to take long is read in a moment", () => {
  const many = 500_000;
  test.each([
    ["a text that is nearly a hex digest", `title: 1${"a".repeat(many)}g\n`],
    ["a text that is nearly a number", `title: ${"1".repeat(many)}g\n`],
    ["a key that never ends", `${"a".repeat(many)}\n`],
    ["a quote that never ends", `title: "${"a ".repeat(many / 2)}\n`],
    ["lines of quotes that never end", 'a: "\n'.repeat(many / 5)],
    ["blanks", `title: a${" ".repeat(many)}#\n`],
    ["brackets", `title: ${"[".repeat(many)}\n`],
    ["a literal of blank lines", `title: |\n  a\n${"\n".repeat(many)}`],
    ["comments", `${"# \n".repeat(many / 3)}title: a\n`],
  ])("%s", (_about, text) => {
    // Quadratic work on any of these takes minutes: the limit of a test ends it.
    readPlainYaml(text);
    expect(text.length).toBeGreaterThanOrEqual(many);
  });
});
