import type { Json, JsonObject } from "../../src/model/json.ts";
import type { HttpAnswer } from "../../src/model/ports.ts";

/** What a mutation may draw from. */
export interface MutantInput {
  /** A number from 0 up to, but not including, the given one. */
  readonly pick: (below: number) => number;
  /** Ids that other resources have, and that none has. */
  readonly ids: readonly string[];
  /** Ids by which the run knows its own resources. */
  readonly own: readonly string[];
  /** True bodies of answers to other requests. */
  readonly others: readonly Uint8Array[];
}

/** One way of altering an answer; undefined where it has nothing to alter. */
export type Mutation = (answer: HttpAnswer, input: MutantInput) => HttpAnswer | undefined;

const text = (body: Uint8Array) => Buffer.from(body).toString("utf8");
const withText = (answer: HttpAnswer, body: string | Uint8Array): HttpAnswer => ({
  ...answer,
  body: Buffer.from(body),
});

/** Ids as nobody gives them. */
const strange: readonly Json[] = [
  ...["", "..", "../..", "a/../b", "x?y=1", "x#y", "__proto__", "constructor", "\u202e\u0000\r\n::error::x", "id,id"],
  ...["p".repeat(5_000), "ｐGold", "<b>x</b>", "'; drop table cards; --", "%2e%2e", "0", "-1", "1e9", " "],
  ...[null, true, false, 0, 1, -1, 9_007_199_254_740_992, 1e300, [], {}, [""], { id: "x" }, { $number: "1" }],
];

/** Values that stand where others belong. */
const odd: readonly Json[] = [
  ...[null, true, false, 0, -1, 1e300, 2 ** 60, "", "x", "<html>", "0", "\ud800", [], {}, [[]], [null]],
  ...[{ toString: 1, valueOf: 1, toJSON: 1 }, { length: 1e9 }, { $number: "1" }, { "": null }, "y".repeat(100_000)],
];

/** The pointers of all members of a value whose names are given, or of all members. */
function places(value: unknown, wanted: (key: string) => boolean, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(wanted(key) ? [[...path, key]] : []),
    ...places(member, wanted, [...path, key]),
  ]);
}

/** The JSON of an answer with one member changed; `undefined` takes it out. */
function changed(answer: HttpAnswer, path: readonly string[], value: Json | undefined): HttpAnswer {
  const root = JSON.parse(text(answer.body)) as Record<string, unknown>;
  let holder = root;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return withText(answer, JSON.stringify(root));
}

function parsed({ body }: HttpAnswer): JsonObject | undefined {
  try {
    return JSON.parse(text(body)) as JsonObject;
  } catch {
    return undefined;
  }
}

const isId = (key: string) =>
  ["id", "card_id", "rule_id", "brand_id", "occupy_rule_id", "occupy_appid", "out_request_no", "access_token"].includes(
    key,
  );

function atId(answer: HttpAnswer, { pick }: MutantInput, value: Json | undefined): HttpAnswer | undefined {
  const all = places(parsed(answer), isId);
  const path = all[pick(all.length || 1)];
  return path && changed(answer, path, value);
}

function anywhere(answer: HttpAnswer, { pick }: MutantInput, value: Json | undefined): HttpAnswer | undefined {
  const all = places(parsed(answer), () => true);
  const path = all[pick(all.length || 1)];
  return path && changed(answer, path, value);
}

/** Text put behind the first brace. */
function inside(answer: HttpAnswer, member: string): HttpAnswer | undefined {
  const json = text(answer.body);
  return json.startsWith("{") && json.length > 2 ? withText(answer, `{${member},${json.slice(1)}`) : undefined;
}

const html = "<!DOCTYPE html><html><head><title>502</title></head><body>bad gateway</body></html>";

/** Mutations of what an answer is about, and of what it is at all: whatever they touch, nothing may rest on it. */
export const structural: Readonly<Record<string, Mutation>> = {
  "another id": (answer, input) => atId(answer, input, input.ids[input.pick(input.ids.length)] ?? ""),
  "a strange id": (answer, input) => atId(answer, input, strange[input.pick(strange.length)] ?? null),
  "no id": (answer, input) => atId(answer, input, undefined),
  "ids swapped everywhere": (answer, { own, ids, pick }) => {
    const other = ids[pick(ids.length)] ?? "";
    const before = text(answer.body);
    const after = own.reduce((all, id) => all.replaceAll(`"${id}"`, `"${other}"`), before);
    return after === before ? undefined : withText(answer, after);
  },
  "the answer to another request": (answer, { others, pick }) => {
    const other = others[pick(others.length || 1)];
    return other === undefined || text(other) === text(answer.body) ? undefined : withText(answer, other);
  },
  html: (answer) => ({ ...withText(answer, html), headers: { ...answer.headers, "content-type": "text/html" } }),
  "html with an error status": (answer, { pick }) => ({
    ...withText(answer, html),
    status: [301, 302, 307, 400, 403, 404, 405, 413, 429, 500, 502, 503, 504][pick(13)] ?? 500,
    headers: { ...answer.headers, location: "https://evil.example/", "content-type": "text/html" },
  }),
  cut: (answer, { pick }) => {
    const json = text(answer.body);
    return json.length < 2 ? undefined : withText(answer, json.slice(0, 1 + pick(json.length - 1)));
  },
  empty: (answer) => withText(answer, ""),
  "no object": (answer, { pick }) =>
    withText(answer, ["null", "true", "0", '"ok"', "[]", `[${text(answer.body)}]`, "[[[]]]", " "][pick(8)] ?? ""),
  "an empty object": (answer) => withText(answer, "{}"),
  "errcode and nothing else": (answer) => withText(answer, '{"errcode":0,"errmsg":"ok"}'),
  "nested without end": (answer, { pick }) =>
    withText(
      answer,
      ["[".repeat(100_000), `{"card":${"[".repeat(100_000)}`, `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`][
        pick(3)
      ] ?? "",
    ),
  "nested deep inside": (answer) => inside(answer, `"deep":${"[".repeat(200)}${"]".repeat(200)}`),
  "no UTF-8": (answer, { pick }) => {
    const bytes = Buffer.from(answer.body);
    const at = bytes.indexOf('":"') + 3;
    if (at < 3) return undefined;
    const more = [
      Buffer.from([0xff]),
      Buffer.from([0xd4, 0xc6]),
      Buffer.from([0xc0, 0xaf]),
      Buffer.from([0xed, 0xa0, 0x80]),
    ];
    return {
      ...answer,
      body: Buffer.concat([bytes.subarray(0, at), more[pick(4)] ?? Buffer.of(), bytes.subarray(at)]),
    };
  },
  "UTF-16": (answer) => ({ ...answer, body: Buffer.from(text(answer.body), "utf16le") }),
  "an error without its code": (answer) => withText(answer, '{"errmsg":"invalid credential, access_token is invalid"}'),
  "an error with code 0": (answer) => {
    const json = parsed(answer);
    return json?.["errcode"] === undefined ? undefined : withText(answer, '{"errcode":0,"errmsg":"system error"}');
  },
  "a code as text": (answer, { pick }) =>
    withText(
      answer,
      JSON.stringify({ errcode: ["40013", "-1", "45009", "ok", "0x0", "1e3", " 0"][pick(7)] ?? "", errmsg: "x" }),
    ),
  "a code that is none": (answer, { pick }) =>
    withText(
      answer,
      `{"errcode":${["1e400", "99999999999999999999", "1.5", "null", "[]", "{}", "true"][pick(7)]},"errmsg":{}}`,
    ),
};

/** Mutations that leave most of an answer as it is: a look at live state once more tells what came of them, or they mean nothing. */
export const partial: Readonly<Record<string, Mutation>> = {
  "a member of another type": (answer, input) => anywhere(answer, input, odd[input.pick(odd.length)] ?? null),
  "a member less": (answer, input) => anywhere(answer, input, undefined),
  "a member twice": (answer, { pick }) => {
    const json = text(answer.body);
    const at = [...json.matchAll(/"(\w+)":("[^"]*"|\d+)/g)];
    const found = at[pick(at.length || 1)];
    if (found === undefined) return undefined;
    const [pair, key] = found;
    const first = pick(2) === 0 ? `"${key}":"other",${pair}` : `${pair},"${key}":"other"`;
    return withText(answer, json.slice(0, found.index) + first + json.slice(found.index + pair.length));
  },
  "a number out of bounds": (answer, { pick }) => {
    const json = text(answer.body);
    const at = [...json.matchAll(/(?<=[:[,])\d+(?=[,\]}])/g)];
    const found = at[pick(at.length || 1)];
    if (found === undefined) return undefined;
    const value = ["1e999", "123456789012345678901234567890", "-1", "0.5", "9007199254740993"][pick(5)] ?? "";
    return withText(answer, json.slice(0, found.index) + value + json.slice(found.index + found[0].length));
  },
};

/** Mutations that change nothing of what an answer means. */
export const harmless: Readonly<Record<string, Mutation>> = {
  __proto__: (answer, { pick }) =>
    inside(
      answer,
      [
        '"__proto__":{"card":{},"errcode":40013,"status":"refused"}',
        '"__proto__":null',
        '"constructor":{"prototype":{"x":1}}',
        '"toString":1,"hasOwnProperty":1',
      ][pick(4)] ?? "",
    ),
  "__proto__ inside": (answer) => {
    const json = text(answer.body);
    const after = json.replace('"base_info":{', '"__proto__":{"x":1},"base_info":{"__proto__":{"id":"x"},');
    return after === json ? undefined : withText(answer, after);
  },
  "a byte order mark": (answer) => ({ ...answer, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), answer.body]) }),
  "another content type": (answer, { pick }) => ({
    ...answer,
    headers: {
      ...answer.headers,
      "content-type": ["text/html", "image/png", "", "text/plain; charset=gbk"][pick(4)] ?? "",
    },
  }),
  "blanks around": (answer) => withText(answer, `\r\n\t ${text(answer.body)} \n`),
  "members that nobody knows": (answer) => inside(answer, `"unknown":{"list":[1,2,{"a":"${"z".repeat(1000)}"}]}`),
  "a large answer": (answer) => inside(answer, `"padding":"${"x".repeat(1024 * 1024)}"`),
};
