import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { answerObject } from "../../src/platform/answer.ts";
import { wireJson } from "../../src/platform/wire-json.ts";
import { tries } from "../documents/support.ts";

describe("a marked number goes out bare", () => {
  test.each<readonly [JsonObject, string]>([
    [{ rule_id: { $number: "9007199254740993" } }, '{"rule_id":9007199254740993}'],
    [{ rule_id: { $number: "0" } }, '{"rule_id":0}'],
    [{ a: { $number: "-9223372036854775808" } }, '{"a":-9223372036854775808}'],
    [{ a: { $number: "123456789012345678901" } }, '{"a":123456789012345678901}'],
    [{ a: { $number: "0.12345678901234567890" } }, '{"a":0.12345678901234567890}'],
    [{ a: { $number: "1e400" } }, '{"a":1e400}'],
    [{ rule_id: { $number: "18446744073709551615" } }, '{"rule_id":18446744073709551615}'],
    [{ a: [{ $number: "1" }, { $number: "2" }], b: { c: { $number: "3" } } }, '{"a":[1,2],"b":{"c":3}}'],
    [{ $number: { $number: "4" } }, '{"$number":4}'],
  ])("%j", (body, sent) => {
    expect(wireJson(body)).toBe(sent);
  });
});

describe("what only looks like a mark stays", () => {
  test.each<JsonObject>([
    { a: { $number: "" } },
    { a: { $number: "007" } },
    { a: { $number: "1." } },
    { a: { $number: "--1" } },
    { a: { $number: "1 " } },
    { a: { $number: "１" } },
    { a: { $number: 1 } },
    { a: { $number: null } },
    { a: { $number: ["1"] } },
    { a: { $number: "1", b: 2 } },
    { a: { b: 2, $number: "1" } },
    { a: { $Number: "1" } },
    { a: { x$number: "1" } },
    { a: "$number" },
    { a: '{"$number":"1"}' },
    { a: '\\{"$number":"1"}' },
    { '{"$number":"1"}': "{" },
    { "{": '$number":"1"}' },
    { a: "{", $number: "1" },
    { a: ["{", "$number", ":", "1", "}"] },
  ])("%j", (body) => {
    expect(wireJson(body)).toBe(JSON.stringify(body));
  });
});

const tricky = fc.string({
  unit: fc.constantFrom("{", "}", '"', "\\", "$number", ":", ",", "1", '{"$number":"1"}', "卡", "\n"),
  maxLength: 8,
});
const digits = fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map(String);
const { value } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    tricky,
    fc.integer(),
    fc.constantFrom(true, null),
    digits.map((text): Json => ({ $number: text })),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("object"),
  ),
  object: fc.dictionary(fc.oneof(tricky, fc.constant("$number")), tie("value"), { maxKeys: 4 }),
}));
const bodies: fc.Arbitrary<JsonObject> = fc.dictionary(tricky, value, { maxKeys: 4 });

/** A value with its marks as the numbers they are for, by walking it. */
function meant(one: Json): unknown {
  if (Array.isArray(one)) return (one as readonly Json[]).map(meant);
  if (typeof one !== "object" || one === null) return one;
  const entries = Object.entries(one);
  const only = entries.length === 1 && entries[0]?.[0] === "$number" ? entries[0][1] : undefined;
  if (typeof only === "string" && /^-?(0|[1-9]\d*)$/.test(only)) return asRead(only);
  // Read back, a key that only looks like the mark's is told apart from it.
  const told = (key: string) => (key === "$number" ? "$$number" : key);
  return Object.fromEntries(entries.map(([key, member]) => [told(key), meant(member as Json)]));
}

/** A whole number as an answer that holds it is read: as its mark when it is large. */
function asRead(literal: string): Json {
  return Number.isSafeInteger(Number(literal)) ? Number(literal) : { $number: literal };
}

test("any body goes out as JSON that is read as what it means", () => {
  let marked = 0;
  fc.assert(
    fc.property(bodies, (body) => {
      const sent = wireJson(body);
      if (sent !== JSON.stringify(body)) marked++;
      const wrapped = answerObject(new TextEncoder().encode(`{"body":${sent}}`));
      expect(wrapped).toEqual({ body: meant(body) });
    }),
    tries(3_000),
  );
  expect(marked).toBeGreaterThan(200);
});

test("a body without marks goes out as JSON.stringify has it, to the byte", () => {
  fc.assert(
    fc.property(fc.dictionary(tricky, fc.jsonValue(), { maxKeys: 4 }), (body) => {
      expect(wireJson(body as JsonObject)).toBe(JSON.stringify(body));
    }),
  );
});

test("a key of an answer that looks like the mark's goes out as it came, however deep and however escaped", () => {
  for (const text of [
    '{"a":{"$number":"5"}}',
    '{"a":{"$$number":"5"},"b":"$number"}',
    '{"$number":{"$number":9007199254740993}}',
    '{"a":[{"$number":"9007199254740993"},{"$number":[1.0e400]}]}',
  ]) {
    const value = answerObject(new TextEncoder().encode(text)) as JsonObject;
    expect(wireJson(value)).toBe(text);
    const escaped = text.replaceAll("$", "\\u0024").replaceAll("m", "\\u006d");
    expect(answerObject(new TextEncoder().encode(escaped))).toEqual(value);
  }
});
