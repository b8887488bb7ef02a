import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { childPointer, type Pointer, valueAt, withValue } from "../../src/model/pointer.ts";

/** Whole numbers that JavaScript would round, of up to 19 digits. */
export const largest: fc.Arbitrary<Json> = fc
  .bigInt({ min: 2n ** 52n, max: 2n ** 62n - 1n })
  .map((half) => ({ $number: String(2n * half + 1n) }));

/** The same, and below zero. */
const large: fc.Arbitrary<Json> = fc
  .tuple(largest, fc.constantFrom("", "-"))
  .map(([value, sign]) => ({ $number: sign + (value as { $number: string }).$number }));

const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-z_]{0,11}$/).map((text) => `x_${text}`),
  fc.constantFrom("x_我的", "x_$number", "x_a/b", "x_~", "__proto__", "constructor"),
);

/** Any value that an answer may hold where nobody expects it. */
const anyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    large,
    fc.integer(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
      .map((number) => Math.round(number * 100) / 100),
    fc.boolean(),
    fc.string({ unit: fc.constantFrom(..."ab 卡\"\\/'{}:,\n$".split("")), maxLength: 8 }),
    fc.constantFrom<Json>("", 0, false, [], {}),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** Members that nobody knows, by the key they have in an object. */
export const strangers: fc.Arbitrary<JsonObject> = fc.dictionary(key, anyValue, { minKeys: 1, maxKeys: 3 });

/** An object with more members at a pointer; the same where no object stands there. */
export function withMembers(root: JsonObject, at: Pointer, more: JsonObject): JsonObject {
  const there = at === "" ? root : valueAt(root, at);
  if (!isObject(there)) return root;
  let result = root;
  for (const [name, value] of Object.entries(more)) result = withValue(result, childPointer(at, name), value);
  return result;
}

/** The pointers of all values that are no objects, and of empty objects. */
export function leavesOf(value: Json, at: Pointer = ""): [Pointer, Json][] {
  if (!isObject(value) || Object.keys(value).length === 0 || "$number" in value) return [[at, value]];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, childPointer(at, name)));
}
