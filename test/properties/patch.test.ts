import fc from "fast-check";
import { expect, test } from "vitest";
import { equalJson, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { childPointer, type Pointer } from "../../src/model/pointer.ts";
import { anyFile } from "../../src/yaml/locate.ts";
import { patchedDocument } from "../../src/yaml/patch/patch.ts";
import { readYaml } from "../../src/yaml/yaml.ts";
import { tries } from "../documents/support.ts";
import { linesLost, linesOf } from "../helpers/kept-lines.ts";
import { chanceOf, written } from "../helpers/yaml-styles.ts";

/*
 * Any document in any style, changed anywhere: it says what it is to say, and every line that stays says so byte for byte.
 */
const text = fc
  .array(
    fc.constantFrom(
      ..."abc 019-_.,:;#&*!?|>'\"\\/%@`{}[]~金卡会员。！（）",
      "🎉",
      "\n",
      "是",
      "null",
      "true",
      "2026-12-31",
    ),
    {
      minLength: 0,
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(""));
const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: text },
  fc.integer({ min: -5, max: 1_000_000 }),
  fc.boolean(),
  fc.constant(null),
  fc.double({ min: 0.001, max: 100, noNaN: true }),
);
const key = fc.constantFrom("a", "b", "c", "title", "base_info", "list", "x_1");
const { map } = fc.letrec<{ node: Json; list: Json; map: JsonObject }>((tie) => ({
  node: fc.oneof({ depthSize: "small", maxDepth: 4 }, { weight: 4, arbitrary: scalar }, tie("list"), tie("map")),
  list: fc
    .array(tie("node"), { maxLength: 5 })
    .map((items) => items.filter((item) => !Array.isArray(item)) as readonly Json[] as Json),
  map: fc.dictionary(key, tie("node"), { maxKeys: 5, noNullPrototype: true }),
}));

/** Another value in some places of a value. */
function changed(value: Json, chance: (below: number) => number, pool: readonly Json[]): Json {
  const other = () => pool[chance(pool.length)] ?? null;
  if (chance(8) === 0) return other();
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).flatMap((item) =>
      chance(6) === 0 ? [] : chance(6) === 0 ? [item, other()] : [changed(item, chance, pool)],
    );
    return items.filter((item) => !Array.isArray(item));
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]) =>
    chance(10) === 0 ? [] : [[name, changed(member, chance, pool)] as const],
  );
  return Object.fromEntries([...members, ...(chance(6) === 0 ? [["added", other()] as const] : [])]);
}

/** Pointers of values that differ, as deep as maps are maps on both sides; a list is one value. */
function differing(before: Json, after: Json, at: Pointer = ""): Pointer[] {
  if (equalJson(before, after)) return [];
  if (!isObject(before) || !isObject(after)) return [at];
  const kept = Object.keys(before).filter((name) => Object.hasOwn(after, name));
  if (kept.length === 0) return [at];
  const below = Object.keys(before).flatMap((name) => {
    const pointer = childPointer(at, name);
    return Object.hasOwn(after, name) ? differing(before[name] as Json, after[name] as Json, pointer) : [pointer];
  });
  // What comes in stands on lines of its own, but for what stands in brackets.
  const isMore = Object.keys(after).some((name) => !Object.hasOwn(before, name));
  return [...below, ...(isMore ? [`${at}/`] : [])];
}

/** The lines of a text on which something may change. */
function touchedBy(source: string, pointers: readonly Pointer[]): ReadonlySet<number> {
  const places = anyFile(() => source);
  const touched = pointers.flatMap((pointer): number[] => {
    const own = pointer.replace(/\/$/, "");
    const { key, value } = places.find(0, own);
    const [start, end] = [key?.[0] ?? value?.[0] ?? 0, Math.max(key?.[1] ?? 0, value?.[1] ?? 0)];
    // In brackets a comma and a neighbour on the same line change with it.
    const holder = pointer.endsWith("/") ? value : places.find(0, own.slice(0, own.lastIndexOf("/"))).value;
    const isInBrackets = holder !== undefined && source[holder[0]] === "{";
    return [
      ...(pointer.endsWith("/") ? [] : linesOf(source, [start, end])),
      ...(isInBrackets ? linesOf(source, holder) : []),
    ];
  });
  return new Set(touched);
}

test("a document says what it is to say, and its other lines stay", () => {
  let unsaid = 0;
  let all = 0;
  let remarkLines = 0;
  let keptLines = 0;
  fc.assert(
    fc.property(
      fc
        .dictionary(key, map, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
        .filter((value) => Object.keys(value).length > 0),
      fc.array(fc.oneof(scalar, map), { minLength: 3, maxLength: 6 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.record({ crlf: fc.boolean(), isEnded: fc.boolean(), remarks: fc.boolean(), aliases: fc.boolean() }),
      (before, pool, seed, { crlf, isEnded, remarks, aliases }) => {
        const chance = chanceOf(seed);
        const plain = written(before, { chance, remarks, aliases });
        const whole = isEnded ? plain : plain.replace(/\n+$/, "");
        const source = crlf ? whole.replaceAll("\n", "\r\n") : whole;
        const first = readYaml("x.yaml", source).values[0]?.value;
        fc.pre(first !== undefined && equalJson(first, before));
        const after = Object.fromEntries(
          Object.entries(before).map(([name, value]) => [name, changed(value, chance, pool)]),
        );
        all += 1;
        const result = patchedDocument(source, before, after);
        if (result === undefined) {
          unsaid += 1;
          return;
        }
        const read = readYaml("x.yaml", result);
        if (!aliases)
          expect({ problems: read.problems, value: read.values[0]?.value }).toEqual({ problems: [], value: after });
        if (crlf && source.includes("\n")) expect(result.replaceAll("\r\n", "")).not.toContain("\n");
        if (equalJson(before, after)) expect(result).toBe(source);
        if (!aliases) expect(linesLost(source, result, touchedBy(source, differing(before, after)))).toEqual([]);
        // What stands among lines that go as a whole may go with them.
        const lines = new Set(result.split("\n"));
        const remarked = source.split("\n").filter((line) => /^ *# remark/.test(line));
        const kept = remarked.filter((line) => lines.has(line));
        if (Object.keys(before).length === 1) return;
        remarkLines += remarked.length;
        keptLines += kept.length;
      },
    ),
    tries(300, 5_000),
  );
  // Next to nothing cannot be said; and a remark goes only with an object that goes as a whole.
  expect(unsaid / all).toBeLessThan(0.01);
  expect(keptLines / remarkLines).toBeGreaterThan(0.8);
});
