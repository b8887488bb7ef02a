import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { holdsHiddenInLines } from "../../src/model/hidden-characters.ts";
import type { Json } from "../../src/model/json.ts";
import { childPointer, valueAt } from "../../src/model/pointer.ts";
import { shrinking } from "../../src/model/shrink.ts";
import type { Traits } from "../../src/model/traits.ts";
import { anyFile, locator } from "../../src/yaml/locate.ts";
import type { PlainReading } from "../../src/yaml/plain-document.ts";
import { type PlainRead, readPlain, readPlainYaml } from "../../src/yaml/plain-yaml.ts";
import { readAnyYaml } from "../../src/yaml/yaml.ts";
import { tries } from "../documents/support.ts";

/*
 * The fast reader may refuse anything; what it does read, `yaml` reads the same and without a complaint.
 */
const root = join(import.meta.dirname, "../..");
/** Of each of the three sorts of texts. */
const quantity = tries(1_500, 50_000);
const runs = quantity.numRuns;

function yamlFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => readFileSync(join(root, folder, file), "utf8"));
}

const cards = yamlFiles("cards");
const corpus = [...cards, ...yamlFiles("test/fixtures").filter((text) => text.length < 5_000)];

/** Where everything in a text stands, as problems and plans say it, and how it is written there. */
function placesIn(
  text: string,
  documents: readonly { readonly value: Json; readonly index: number }[],
  { locate, written }: ReturnType<typeof locator>,
) {
  const again = () => text;
  return documents.flatMap(({ value, index }) => {
    const source = { file: "x.yaml", text: again, index };
    return pointersIn(value, "").map((pointer) => ({
      pointer,
      key: locate(source, pointer, "key"),
      value: locate(source, pointer, "value"),
      ...(typeof valueAt(value, pointer) === "object" ? {} : { written: written(source, pointer) }),
    }));
  });
}

function pointersIn(value: Json, pointer: string): string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, child]) => pointersIn(child, childPointer(pointer, key)))];
}

/** One for all texts, as for all files of a run: what it remembers of one must not show in another. */
const shrink = shrinking();

/** What is known of all values is true of each. */
function traitsHold(text: string, reading: PlainReading): void {
  const read = readPlain(text, reading);
  const { traits, documents } = read as Extract<PlainRead, { traits: Traits }>;
  const scalars = documents.flatMap(({ value }) => scalarsIn(value));
  const texts = scalars.filter((scalar) => typeof scalar === "string");
  expect([text, traits.hasNull]).toEqual([text, scalars.includes(null)]);
  if (!traits.isAllVisible) return;
  expect([text, texts.filter((one) => holdsHiddenInLines(one) || /[\ud800-\udfff\r\t]/.test(one))]).toEqual([text, []]);
  expect([text, texts.filter((one) => one.includes("\n")).length]).toEqual([text, traits.lines]);
}

function scalarsIn(value: Json): Json[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap((child) => scalarsIn(child as Json));
}

/** Undefined when the fast reader refuses; throws when the two differ. */
function agreed(text: string): boolean | undefined {
  const plain = readPlainYaml(text);
  // Twice, since the second time it knows the maps of this text.
  for (const small of [readPlainYaml(text, { shrink }), readPlainYaml(text, { shrink })])
    expect([text, JSON.stringify(small)]).toEqual([text, JSON.stringify(plain)]);
  if (plain === undefined) return undefined;
  for (const reading of [{}, { shrink }]) traitsHold(text, reading);
  const { values, problems } = readAnyYaml("x.yaml", text);
  // Numbers that do not look like what they are it leaves alone.
  expect([text, values.filter(({ numbers }) => numbers !== undefined)]).toEqual([text, []]);
  const any = values.map(({ value, source, line }) => ({ value, index: source.index, line }));
  const same = plain.map(({ value, index, line }) => ({ value, index, line }));
  // As texts too: the order of keys and the sign of a zero count.
  expect([text, problems, same]).toEqual([text, [], any]);
  expect([text, JSON.stringify(same)]).toEqual([text, JSON.stringify(any)]);
  const [plainPlaces, anyPlaces] = [locator(), locator(anyFile)].map((places) => placesIn(text, same, places));
  // Compared as texts first, since there are thousands of places.
  if (JSON.stringify(plainPlaces) !== JSON.stringify(anyPlaces)) expect([text, plainPlaces]).toEqual([text, anyPlaces]);
  return true;
}

test("every card of the examples is read by the fast reader", () => {
  expect(cards.length).toBeGreaterThan(5);
  expect(cards.map(agreed)).toEqual(cards.map(() => true));
});

test("all files of the tests", () => {
  expect(corpus.length).toBeGreaterThan(60);
  for (const text of corpus) agreed(text);
});

const scraps = [
  ..."\n :-#|>[]{},'\"\\&*!%@`~?+.=0189aextf\t\r_\u00a0\u3000金:—😀\u2028\u0085\ufeff",
  "\n  ",
  "\n    ",
  "\n- ",
  "\n---\n",
  "\n...\n",
  ": ",
  " #",
  "- ",
  ": |\n",
  "|-\n",
  "|+\n",
  ">-\n",
  "null",
  "true",
  "~",
  "0x1f",
  "0o7",
  "+5",
  "1.0",
  "0100",
  "1e3",
  "-0",
  ".5",
  "1.5",
  "12:30:45",
  "2026-01-01",
  "<<: ",
  "__proto__: ",
  "constructor: 1\n",
  "a: 1\n",
  "true: 1\n",
  "null: 1\n",
  "[1, a b]",
  "{ a: 1 }",
  "''",
  '""',
  "%YAML 1.1\n",
];
const values = [
  "x y",
  "金卡 a",
  "12",
  "-3",
  "007",
  "1_0",
  "12 分",
  "10:30",
  "a:b",
  "a#b",
  "a #b",
  "# c",
  "'q'",
  "'it''s'",
  '"q" # c',
  '"q"#c',
  '"a: b"',
  "[1, -2, a b]",
  "[a, [b], {c: d}]",
  "{ a: 1, b: [x] } # c",
  "{ a: 1, a: 2 }",
  "[ ]",
  "|",
  "|-",
  "| # c",
  "|2",
];
/** What a person does to a line: take it out, repeat it, move it, write behind it, give it another value. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  make: fc.oneof(
    fc.constantFrom<(line: string) => string[]>(
      () => [],
      (line) => [line, line],
      (line) => [line, ""],
      (line) => ["# c", line],
      (line) => [`  ${line}`],
      (line) => [line.slice(2)],
      (line) => [` ${line}`],
      (line) => [line, `${" ".repeat(line.search(/\S|$/))}- i`],
      (line) => [line, "---"],
      (line) => [`${line}  `],
    ),
    fc.constantFrom(...scraps, ...values).map((scrap) => (line: string) => [`${line}${scrap}`]),
    fc.constantFrom(...scraps, ...values).map((scrap) => (line: string) => [line.replace(/: .*/, `: ${scrap}`)]),
  ),
});

describe("texts that are nearly YAML", () => {
  test("edited files", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.array(edit, { minLength: 1, maxLength: 3 }), (base, edits) => {
        const lines = base.split("\n");
        for (const { at, make } of edits) {
          const index = Math.floor(at * lines.length);
          lines.splice(index, 1, ...make(lines[index] ?? ""));
        }
        if (agreed(lines.join("\n"))) read += 1;
      }),
      quantity,
    );
    expect(read).toBeGreaterThan(runs / 5);
  });

  test("scraps put together", () => {
    let read = 0;
    const piece = fc.constantFrom("a: ", "b: ", "  c: ", "  ", "- ", "\n", "\n", "\n", ...scraps, "x", "1", "- d: 2\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        if (agreed(pieces.join(""))) read += 1;
      }),
      quantity,
    );
    expect(read).toBeGreaterThan(runs / 100);
  });
});

test("values that `yaml` writes, in all its styles", () => {
  const key = fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.stringMatching(/^[\w金卡 :#\n,'"[\]{}-]{0,16}$/),
    fc.constantFrom(...scraps),
  );
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.double());
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
    ),
  }));
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    lineWidth: fc.constantFrom(0, 80),
  });
  let read = 0;
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5 }), style, (value, options) => {
      if (agreed(stringify(value, options))) read += 1;
    }),
    quantity,
  );
  expect(read).toBeGreaterThan(runs / 50);
});
