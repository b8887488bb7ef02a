import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import { type Problem, problem } from "../../src/model/problem.ts";
import { importJson } from "../../src/report/formats/json/import.ts";
import { problemJson, problemsJson } from "../../src/report/formats/json/problems.ts";
import { problemWords as wordsOf } from "../../src/report/problem-words.ts";

const address = "coffee/MemberCard/gold";
const place = { file: "cards/gold.yaml", line: 7, column: 3, length: 4, text: "  title: x" };

describe("a problem in JSON", () => {
  test("has what it is about and the arguments of its words, in this order", () => {
    const found = problem("text-too-long", { bytes: 30, limit: 27 }, { address, path: "/base_info/title", place });
    expect(Object.entries(problemJson(found, kinds))).toEqual([
      ["code", "text-too-long"],
      ["severity", "error"],
      ["account", "coffee"],
      ["address", address],
      ["path", "/base_info/title"],
      ["args", { bytes: 30, limit: 27 }],
      ["message", "base_info.title is too long: 30 bytes of UTF-8, at most 27 (9 Chinese characters)"],
      ["hint", "shorten it by 3 bytes"],
      ["file", "cards/gold.yaml"],
      ["line", 7],
      ["column", 3],
    ]);
  });

  test("names the account where no resource is meant", () => {
    const about = { account: "tea" };
    expect(problemJson(problem("listing-long", { account: "tea", total: 900 }, about), kinds)).toMatchObject(about);
  });

  test("makes the same words from its arguments as it came with", () => {
    const found = problem("list-length", { count: 0, limit: 1, keyword: "minItems" }, { path: "/mchid_list" });
    const { code, severity, path, args, message, hint } = problemJson(found, kinds) as unknown as Problem & {
      readonly message: string;
      readonly hint: string;
    };
    expect(wordsOf({ code, severity, class: "document", path: path ?? "", args }, kinds)).toEqual({ message, hint });
  });

  test.each([
    ["stands on a hidden line", problem("unknown-key", { key: "x" }, { address, place: { ...place, hidden: true } })],
    [
      "quotes a credential",
      problem("unknown-key", { key: "password: hunter2hunter2" }, { address, path: "/x", place }),
    ],
  ])("says nothing of the file where it %s", (_why, found) => {
    expect(problemJson(found, kinds)).toMatchObject({ args: {} });
    for (const member of ["account", "address", "path"]) expect(problemJson(found, kinds)).not.toHaveProperty(member);
  });

  test("shows no address in whose place a credential stands", () => {
    const found = problem("id-needed", { address: "x" }, { address: "coffee/MemberCard/password: hunter2hunter2" });
    expect(JSON.stringify(problemJson(found, kinds))).not.toContain("hunter2");
  });

  test("is as long as its words are at most, whatever its arguments hold", () => {
    const long = "字".repeat(100_000);
    const value = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key${index}`, long.slice(0, 10)]));
    const found = [
      problem("unknown-value", { value: long, allowed: [] }, { path: "/a" }),
      problem("unknown-value", { value, allowed: [] }, { path: "/b" }),
    ];
    expect(JSON.stringify(problemsJson(found, kinds)).length).toBeLessThan(10_000);
  });

  test("of a value that was left out of an imported document has arguments as well", () => {
    const leftOut = [
      { code: "member-unknown", severity: "warning", path: "/extra", args: { field: "extra" } },
    ] as const;
    const imported = [{ address, id: "pA", file: "cards/gold.yaml", leftOut }];
    const skipped = { managed: 0, deleted: 0, otherTypes: 0 };
    const report = { imported, skipped, problems: [], interrupted: false };
    const json = JSON.parse(importJson({ report, kinds })) as unknown;
    expect(JSON.stringify(json)).toContain('"code":"member-unknown","args":{"field":"extra"}');
  });
});

test("arguments have the names of JSON, and mean the same under them", () => {
  const args = { codePoint: "U+200B", position: 3 };
  const found = problem("character-hidden", args, { path: "/title" });
  const json = problemJson(found, kinds) as unknown as Problem & { readonly message: string };
  expect(json.args).toEqual({ code_point: "U+200B", position: 3 });
  expect(wordsOf({ ...found, args: json.args }, kinds).message).toBe(json.message);
});

describe("arguments of another program", () => {
  test.each([
    ["none", {}],
    ["others", { size: 3 }],
    ["of other types", { bytes: ["x"], limit: { a: 1 } }],
    ["null", { bytes: null, limit: null }],
  ])("make no sentence fail: %s", (_which, args) => {
    const { message } = wordsOf({ code: "text-too-long", severity: "error", class: "document", args }, kinds);
    expect(message).not.toBe("");
  });
});
