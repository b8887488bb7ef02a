import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import { clipAnswer } from "../../src/model/clip.ts";
import type { Problem } from "../../src/model/problem.ts";
import { codeFrame } from "../../src/report/code-frame.ts";
import { visible } from "../../src/report/escape.ts";
import { problemsJson } from "../../src/report/formats/json/problems.ts";
import { codeCell, codeSpan } from "../../src/report/formats/markdown/markup.ts";
import { problemsMarkdown } from "../../src/report/formats/markdown/problems.ts";
import { harmless, harmlessJson } from "../../src/report/harmless.ts";
import { text, value } from "../../src/report/messages/args.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { page } from "../../src/report/page.ts";
import { paint } from "../../src/report/paint.ts";
import { problemCount, problemsText } from "../../src/report/problem-text.ts";
import { width } from "../../src/report/width.ts";
import { wordsOf } from "../../src/report/words.ts";
import { costOf } from "../helpers/effort.ts";

describe("a finished line", () => {
  test.each([
    ["::stop-commands::x", ":\\u{3a}stop-commands::x"],
    ["::stop-commands a.yaml:3:1  x::y is no key", ":\\u{3a}stop-commands a.yaml:3:1  x::y is no key"],
    ["  \u3000::debug::a", "  \u3000:\\u{3a}debug::a"],
    ["::1 is an address", ":\\u{3a}1 is an address"],
    ["the platform saw ::ffff:203.0.113.7", "the platform saw ::ffff:203.0.113.7"],
    ["a ::group::b", "a :\\u{3a}group::b"],
    ["a ##[error]b", "a #\\u{23}[error]b"],
    ["###[x", "##\\u{23}[x"],
    ["a ##vso[task.complete result=Succeeded]", "a #\\u{23}vso[task.complete result=Succeeded]"],
    ["a ##teamcity[buildStatus text='b']", "a #\\u{23}teamcity[buildStatus text='b']"],
    ["## heading", "## heading"],
    ["section_start:1:a", "section_start\\u{3a}1:a"],
    ["x travis_fold:end:a", "x travis_fold\\u{3a}end:a"],
    ["--- a", "\\u{2d}-- a"],
    ["+++ a", "\\u{2b}++ a"],
    ["~~~ a", "\\u{7e}~~ a"],
    ["^^^ +++", "\\u{5e}^^ +++"],
    ["-/+ gold", "-/+ gold"],
    ["\u001b[31ma\u009b0m", "\\u{1b}[31ma\\u{9b}0m"],
    ["a\rb\tc", "a\\u{d}b\\u{9}c"],
    ["a\u202eb\ud800", "a\\u{202e}b\\u{d800}"],
    ["\ufdd2a\ufddf", "\\u{fdd2}a\\u{fddf}"],
  ])("%j", (line, expected) => {
    expect(harmless(line)).toBe(expected);
    expect(harmless(expected)).toBe(expected);
  });

  test("in JSON is escaped as JSON has it, and means the same", () => {
    const data = { "##[a": ["::x::y", "##vso[a]", "\u202e\u{e0041}\u2028", "section_start:1:a", "\\::a::"] };
    const json = harmlessJson(JSON.stringify(data, null, 2));
    expect(JSON.parse(json)).toEqual(data);
    expect(json).toContain('"#\\u0023[a"');
    expect(json).toContain('"#\\u0023vso[a]"');
    expect(json).toContain('":\\u003ax::y"');
    expect(json).toContain('"\\u202e\\udb40\\udc41\\u2028"');
    expect(harmless(json)).toBe(json);
  });

  test("is painted with codes of ours, whatever data brings", () => {
    const own = paint(true);
    expect(harmless(`${own.remove("\u001b[32ma")} b`, own)).toBe("\u001b[31m\\u{1b}[32ma\u001b[39m b");
    expect(harmless(`${own.strong("::a")}::b`, own)).toBe("\u001b[1m:\\u{3a}a\u001b[22m::b");
    expect(harmless(`${own.add(visible("a\ufddf\ufdd2b"))}\ufdd1`, own)).toBe(
      "\u001b[32ma\\u{fddf}\\u{fdd2}b\u001b[39m\\u{fdd1}",
    );
    expect(width(own.add("云杉"))).toBe(4);
    expect(paint(false).add("a")).toBe("a");
  });

  test("is one line, though a value in it has several", () => {
    expect(page(["a\n::b", "c"])).toBe("a\\u{a}::b\nc\n");
  });
});

describe("a Markdown code span", () => {
  test.each([
    ["a", "`a`"],
    ["a`b``c", "``` a`b``c ```"],
    ["", "`  `"],
    [" a ", "`  a  `"],
    ["`".repeat(9), `\`${"\\u{60}".repeat(9)}\``],
    ["a\nb", "`a\\u{a}b`"],
  ])("of %j", (data, expected) => {
    expect(codeSpan(data)).toBe(expected);
  });

  test("in a table has no bar", () => {
    expect(codeCell("a|b\\|c")).toBe("`a\\u{7c}b\\\\u{7c}c`");
  });
});

const speech = { kinds, language: english };

describe("what is quoted is clipped", () => {
  test("a text in a message to 200 characters", () => {
    const long = "云".repeat(5000);
    expect(text(long, "")).toBe(`${"云".repeat(199)}…`);
    expect(text(`a ${"\n".repeat(1000)} b`, "")).toBe("a ");
    expect(text("a \n b", "")).toBe("a b");
    expect([...value(long, "")].length).toBe(60);
    const { message } = wordsOf(
      { code: "kind-unknown", severity: "error", class: "document", args: { kind: long } },
      speech,
    );
    expect(message.length).toBeLessThan(300);
  });

  test("in the words of every code", () => {
    const names = [
      "field",
      "key",
      "value",
      "name",
      "file",
      "reason",
      "member",
      "found",
      "expected",
      "address",
      "other",
      "account",
    ];
    const args = Object.fromEntries(names.map((name) => [name, "云".repeat(20_000)]));
    for (const code of english.themes.flatMap(({ words }) => Object.keys(words))) {
      const problem = { code: code as Problem["code"], severity: "error", class: "document", args } as const;
      const { message, hint = "" } = wordsOf(problem, speech);
      expect(message.length + hint.length, code).toBeLessThan(4_000);
    }
  });

  test("what a platform says to 2 KB, with its code and the mark of its request", () => {
    const args = { call: "/card/get", errcode: 40001, errmsg: "云".repeat(9000), rid: "5f0a1b2c-1a2b3c4d-5e6f7a8b" };
    const { message } = wordsOf({ code: "weixin-40001", severity: "error", class: "failure", args }, speech);
    expect(Buffer.byteLength(message)).toBeLessThan(2048 + 300);
    expect(message).toContain(clipAnswer(args.errmsg));
    expect(message).toContain("errcode 40001");
    expect(message).toContain("5f0a1b2c-1a2b3c4d-5e6f7a8b");
    expect(Buffer.byteLength(clipAnswer(args.errmsg))).toBeLessThanOrEqual(2048);
    expect(clipAnswer("\u{1f600}".repeat(600))).toBe(`${"\u{1f600}".repeat(511)}…`);
  });

  test("at most 100 problems of a file, errors first, and the rest are counted", () => {
    const problem = (index: number, file: string): Problem => ({
      ...{
        code: "unknown-key",
        severity: index % 4 === 0 ? "warning" : "error",
        class: "document",
        args: { key: `k${index}` },
      },
      place: { file, line: index + 1, column: 1 },
    });
    const many = Array.from({ length: 400 }, (_, index) => problem(index, "cards/a.yaml"));
    const few = Array.from({ length: 3 }, (_, index) => problem(index, "cards/b.yaml"));
    const all = [...many, ...few];
    const lines = problemsText(all, speech, paint(false)).filter((line) => line.startsWith("cards/"));
    expect(lines.filter((line) => line.startsWith("cards/a.yaml")).length).toBe(101);
    expect(lines.filter((line) => line.startsWith("cards/b.yaml")).length).toBe(3);
    expect(lines[100]).toContain("… and 300 more problems in this file (200 errors, 100 warnings)");
    expect(lines.slice(0, 100).some((line) => line.includes("warning:"))).toBe(false);
    expect(problemCount(all, english)).toBe("302 errors, 101 warnings");
    const shown = problemsJson(all, kinds);
    expect(shown.length).toBe(104);
    expect(shown[100]).toMatchObject({ code: "more-problems", file: "cards/a.yaml", severity: "error" });
    // The same problem of both files is told once, with both places.
    const places = problemsMarkdown(all, speech).flatMap((line) => [...line.matchAll(/`cards\/[ab]\.yaml:\d+:\d+`/g)]);
    expect(places.length).toBe(104);
  });
});

/** Ten times what this takes; what takes time by the square takes minutes. */
const mostCpuMs = 10_000;

describe("a megabyte of anything takes time that grows with its length", () => {
  const megabyte = (unit: string) => unit.repeat(Math.ceil(1_000_000 / Buffer.byteLength(unit)));
  test.each([
    ["::a", "::a".repeat(200_000)],
    ["backticks", "`".repeat(300_000)],
    ["marks of direction", megabyte("\u202e")],
    ["a nest of braces", megabyte("{a")],
    ["joined emoji", megabyte("\u{1f469}\u200d")],
    ["blanks", megabyte(" ")],
    ["line breaks", megabyte("\n")],
    ["hashes", `${megabyte("#")}x`],
    ["marks of colours", megabyte("\ufdd0a")],
    ["halves of pairs", megabyte("\ud800")],
    ["variants", megabyte("云\u{e0100}")],
    ["bars and backslashes", megabyte("\\|")],
  ])("%s", (_about, hostile) => {
    const cost = costOf(() => {
      const own = paint(true);
      visible(hostile);
      harmless(hostile);
      harmless(own.add(hostile), own);
      harmlessJson(JSON.stringify(hostile));
      codeSpan(hostile);
      width(hostile);
      text(hostile, "");
      value(hostile, "");
      codeFrame({ file: "a.yaml", line: 1, column: 1, text: hostile });
    });
    expect(cost).toBeLessThan(mostCpuMs);
  });
});
