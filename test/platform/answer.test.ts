import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject } from "../../src/model/json.ts";
import { answerFault, answerObject, refusalObject } from "../../src/platform/answer.ts";
import { tries } from "../documents/support.ts";
import { costOf } from "../helpers/effort.ts";

const read = (text: string) => answerObject(new TextEncoder().encode(text));

describe("a whole number", () => {
  test.each<readonly [string, unknown]>([
    ["0", 0],
    ["12332123", 12332123],
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740992", { $number: "9007199254740992" }],
    ["9007199254740993", { $number: "9007199254740993" }],
    ["-9007199254740992", { $number: "-9007199254740992" }],
    ["-9007199254740993", { $number: "-9007199254740993" }],
    ["9223372036854775807", { $number: "9223372036854775807" }],
    ["18446744073709551615", { $number: "18446744073709551615" }],
    ["1".repeat(400), { $number: "1".repeat(400) }],
  ])("%s", (literal, value) => {
    expect(read(`{"id":${literal}}`)).toEqual({ id: value });
  });

  test("is kept wherever it stands", () => {
    const id = "9007199254740993";
    const exact = { $number: id };
    expect(read(`{"a":[${id},1,${id}],"b":{"c":[[ ${id}]]},\n"d":\t${id}\r\n,"e":true,"f":-${id}}`)).toEqual({
      a: [exact, 1, exact],
      b: { c: [[exact]] },
      d: exact,
      e: true,
      f: { $number: `-${id}` },
    });
  });
});

test.each([
  "12345678901234567.5",
  "1234567890.12345678",
  "0.1234567890123456789",
  "-12345678901234567.0",
  "1e400",
  "9e-400",
])("the number %s keeps what JavaScript would lose of it", (literal) => {
  expect(read(`{"id":${literal}}`)).toEqual({ id: { $number: literal } });
});

test.each([
  ["1.0", 1],
  ["1e2", 100],
  ["1e20", 1e20],
  ["1.7671968e+09", 1767196800],
  ["0.10", 0.1],
  ["-0.0", 0],
  ["12300000000000000000000e-4", 1230000000000000000],
])("the number %s is one that JavaScript has", (literal, value) => {
  expect(read(`{"id":${literal}}`)?.["id"] === value).toBe(true);
});

describe("digits within a text stay as they are", () => {
  const id = "9007199254740993";
  test.each([
    id,
    `:${id}`,
    `[ ${id}, ${id}]`,
    `"id":${id}`,
    `\\"id\\":${id},\\\\`,
    `{"id":${id}}`,
    `ends in a backslash ${id}\\`,
    `\\`,
    `卡号 ${id}\n`,
    `😀\u2028 ${id}`,
  ])("%j", (text) => {
    const body = { [text]: text, list: [text, { [text]: 1 }], last: text };
    expect(read(JSON.stringify(body))).toEqual(body);
    expect(read(`{"first":${id},${JSON.stringify(body).slice(1)}`)).toEqual({ first: { $number: id }, ...body });
  });

  test("also where they are written with other escapes", () => {
    expect(read(`{"a":"\\u005c\\u0022: ${id}","b\\/":"\\"\\\\\\"[${id}","c":${id}}`)).toEqual({
      a: `\\": ${id}`,
      "b/": `"\\"[${id}`,
      c: { $number: id },
    });
  });
});

describe("raw control characters", () => {
  test("are kept, as some answers have them within texts", () => {
    expect(read('{"errmsg":"a\u0000b\tc\\"\u001f"}')).toEqual({ errmsg: 'a\u0000b\tc"\u001f' });
  });

  test("and large numbers go together", () => {
    expect(read('{"errmsg":"a\n: 9007199254740993","rule_id":9007199254740993,\n"x":"\\\\"}')).toEqual({
      errmsg: "a\n: 9007199254740993",
      rule_id: { $number: "9007199254740993" },
      x: "\\",
    });
  });
});

describe("what is no JSON object is none", () => {
  test.each([
    "",
    "null",
    "[]",
    '"text"',
    "9007199254740993",
    "[9007199254740993]",
    "<html>9007199254740993</html>",
    '{"a":',
    // Nothing becomes JSON by the quotes that are put round numbers.
    "{9007199254740993:1}",
    '{"a":09007199254740993}',
    '{"a":+9007199254740993}',
    '{"a":--9007199254740993}',
    '{"a":9007199254740993 9007199254740993}',
    '{"a":9007199254740993"b"}',
    '{"a":9007199254740993.}',
    '{"a":x9007199254740993}',
    '{"a":"\n",9007199254740993:1}',
  ])("%j", (text) => {
    expect(read(text)).toBeUndefined();
  });
});

test("a key named __proto__ is a key like others", () => {
  const value = read('{"__proto__":9007199254740993}');
  expect(Object.entries(value ?? {})).toEqual([["__proto__", { $number: "9007199254740993" }]]);
});

test("equal keys: the last one counts", () => {
  expect(read('{"a":1,"a":9007199254740993}')).toEqual({ a: { $number: "9007199254740993" } });
});

/** JSON as it may come: its text, and what it is to be read as. */
interface Sample {
  readonly text: string;
  readonly value: unknown;
}

const marks = [
  "0",
  "9",
  "9007199254740993",
  '"',
  "\\",
  "/",
  ":",
  ",",
  "[",
  "]",
  "{",
  "}",
  " ",
  "-",
  ".",
  "e",
  "卡",
  "😀",
];
const words = fc.string({ unit: fc.constantFrom(...marks, "\n", "\u0001"), maxLength: 12 });
const large = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }))
  .map(([below, value]) => String(below ? -value : value));

/** A text as JSON, its slashes escaped or not. */
function textSample(value: string, slashes: boolean): string {
  const json = JSON.stringify(value);
  return slashes ? json.replaceAll("/", "\\/") : json;
}

const { sample } = fc.letrec<{ sample: Sample; list: Sample; object: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    large.map((digits): Sample => ({ text: digits, value: { $number: digits } })),
    fc.maxSafeInteger().map((value): Sample => ({ text: String(value), value })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((value) => !Number.isInteger(value) || Math.abs(value) >= 1e21)
      .map((value): Sample => ({ text: String(value), value })),
    fc.tuple(words, fc.boolean()).map(([value, slashes]): Sample => ({ text: textSample(value, slashes), value })),
    fc.constantFrom<Sample>(
      { text: "true", value: true },
      { text: "false", value: false },
      { text: "null", value: null },
    ),
    tie("list"),
    tie("object"),
  ),
  list: fc.tuple(fc.array(tie("sample"), { maxLength: 4 }), fc.constantFrom("", " ", "\n\t")).map(([items, gap]) => ({
    text: `[${items.map((item) => `${gap}${item.text}${gap}`).join(",")}]`,
    value: items.map((item) => item.value),
  })),
  object: members(tie("sample")),
}));

function members(item: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(fc.uniqueArray(fc.tuple(words, item), { selector: ([key]) => key, maxLength: 4 }), fc.constantFrom("", " "))
    .map(([list, gap]) => ({
      text: `{${list.map(([key, one]) => `${gap}${JSON.stringify(key)}${gap}:${gap}${one.text}${gap}`).join(",")}}`,
      value: Object.fromEntries(list.map(([key, one]) => [key, one.value])),
    }));
}

test("any JSON comes back, its large whole numbers as they were written", () => {
  let withLarge = 0;
  fc.assert(
    fc.property(members(sample), ({ text, value }) => {
      if (/[:,[ ]-?\d{17}/.test(text)) withLarge++;
      expect(read(text)).toEqual(value);
    }),
    tries(3_000),
  );
  expect(withLarge).toBeGreaterThan(500);
});

test("an answer with raw control characters in its texts is read like one that escapes them", () => {
  fc.assert(
    fc.property(members(sample), ({ text, value }) => {
      const raw = text.replaceAll("\\u0001", "\u0001");
      // Within `\\u0001` the backslash is escaped itself: such a text would be another one.
      fc.pre(!text.includes("\\\\u0001"));
      expect(read(raw)).toEqual(value);
    }),
    tries(1_000),
  );
});

test("a text with one character too many or too few is no JSON by accident", () => {
  let valid = 0;
  fc.assert(
    fc.property(members(sample), fc.nat(), fc.constantFrom("", ...marks), ({ text }, pick, put) => {
      const characters = [...text];
      const at = pick % characters.length;
      const broken = characters.with(at, put === "" ? "" : put + characters[at]).join("");
      fc.pre(!/[\n\t]/.test(broken));
      const plain = parsed(broken);
      if (isObject(plain)) valid++;
      expect(read(broken) === undefined).toBe(!isObject(plain));
      if (!/[\d.]{16}|\d[eE]/.test(broken)) expect(read(broken)).toEqual(isObject(plain) ? plain : undefined);
    }),
    tries(3_000),
  );
  expect(valid).toBeGreaterThan(300);
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test("a hostile answer takes linear time", () => {
  const size = 400_000;
  const cost = costOf(() => {
    read(`{"a":" ${"9".repeat(16)}${'\\"'.repeat(size)}","b":${"9".repeat(size)}}`);
    read(`{"a":" ${"9".repeat(16)}${"\\\\".repeat(size)}"}`);
    read(`{"a":[${"9".repeat(17)}${`,${"9".repeat(17)}`.repeat(size / 10)}]}`);
    read(`{"a":"${` ${"9".repeat(15)}`.repeat(size / 10)}"}`);
    read(`{"a":${"-".repeat(size)}`);
  });
  expect(cost).toBeLessThan(5_000);
});

describe("an answer that is made to cost much", () => {
  const megabytes = 5 * 1024 * 1024;
  test.each([
    ["nested deeper than any answer", `{"a":${"[".repeat(101)}${"]".repeat(101)}}`],
    ["nested deeper than the stack", `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
    ["open brackets", "[".repeat(megabytes)],
    ["control characters", "\u0001".repeat(megabytes)],
    ["quotes and control characters", '"\u0001'.repeat(megabytes / 2)],
  ])("%s is no JSON object, and nothing throws", (_, text) => {
    expect(answerObject(Buffer.from(text))).toBeUndefined();
  });

  test("as deep as an answer may be is read", () => {
    const text = `{"a":${"[".repeat(98)}${"]".repeat(98)}}`;
    expect(answerObject(Buffer.from(text))).toEqual(JSON.parse(text));
  });
});

describe("bytes that are no answer, and why", () => {
  const bytes = (...parts: readonly (string | readonly number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
  test.each([
    ["HTML", bytes("<html>"), "not-json"],
    ["nothing", bytes(""), "not-json"],
    ["a cut one", bytes('{"card":{'), "not-json"],
    ["a list", bytes("[{}]"), "no-object"],
    ["null", bytes("null"), "no-object"],
    ["100,000 brackets", bytes("[".repeat(100_000)), "not-json"],
    ["100,000 lists", bytes("[".repeat(100_000), "]".repeat(100_000)), "no-object"],
    ["50,000 objects", bytes('{"a":'.repeat(50_000), "1", "}".repeat(50_000)), "too-deep"],
    ["a byte of no encoding", bytes('{"title":"', [0xff], '"}'), "not-utf8"],
    ["GBK", bytes('{"title":"', [0xd4, 0xc6, 0xc9, 0xbc], '"}'), "not-utf8"],
    ["half of a character", bytes('{"title":"', [0xe4, 0xba], '"}'), "not-utf8"],
    ["an overlong character", bytes('{"title":"', [0xc0, 0xaf], '"}'), "not-utf8"],
    ["UTF-16", Buffer.from('{"a":1}', "utf16le"), "not-json"],
  ])("%s", (_, body, fault) => {
    expect([answerObject(body), answerFault(body)]).toEqual([undefined, fault]);
  });

  test("a byte order mark is none of it", () => {
    expect(answerObject(bytes([0xef, 0xbb, 0xbf], '{"a":1}'))).toEqual({ a: 1 });
  });

  test("a refusal whose words were cut within a character is one all the same", () => {
    expect(refusalObject(bytes('{"errcode":40013,"errmsg":"', [0xe4, 0xba], '"}'))).toMatchObject({ errcode: 40013 });
  });
});
