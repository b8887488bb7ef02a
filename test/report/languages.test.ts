import { describe, expect, test } from "vitest";
import { documentationIn } from "../../src/cli/field-words.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { wechatpayCodes } from "../../src/platform/wechatpay/codes.ts";
import { weixinCodes } from "../../src/platform/weixin/codes.ts";
import { type Format, formats, rendererOf, reportFormats } from "../../src/report/formats/registry.ts";
import { commandLineOf } from "../../src/report/messages/command-line.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { languageOf } from "../../src/report/messages/languages.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import { paint } from "../../src/report/paint.ts";
import { explanation } from "../../src/schema/explain.ts";
import { englishLeft } from "../helpers/english-left.ts";
import { outputsOf } from "../properties/hostile-models.ts";

/** Data of one word, so that a run of words is one of ours. */
const data = "資料";

/** One of every theme, so that the list of problems has every shape. */
const picked = ["unknown-key", "text-too-long", "weixin-40001", "wechatpay-sign-error", "replace-protected"];

function isSaidIn(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Every text below a value, with what functions without arguments would say left out. */
function textsIn(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => textsIn(member, `${path}/${key}`));
}

describe("English left in Chinese is found", () => {
  test.each([
    ["该字段 is too long 了", ["is too long"]],
    ["please run it again", ["please run it again"]],
  ])("%s", (text, found) => expect(englishLeft(text)).toEqual(found));

  test.each([
    "运行 wxcards apply plan.json --allow replace=MemberCard/gold",
    "`write this line below` 写在文件里",
    "errcode 40001：“invalid credential or expired”",
    "微信支付（WeChat Pay）的 API v3",
  ])("and none in: %s", (text) => expect(englishLeft(text)).toEqual([]));
});

describe("the languages", () => {
  test("are called what they are loaded by", async () => {
    expect([(await languageOf("en")).name, (await languageOf("zh-CN")).name]).toEqual(["en", "zh-CN"]);
  });

  test("have the same members everywhere, and texts that say something", () => {
    const [own, other] = [textsIn(english), textsIn(chinese)];
    expect(other.map(([path]) => path).sort()).toEqual(own.map(([path]) => path).sort());
    expect(other.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("have themes of the same codes in the same order", () => {
    const codes = ({ themes }: typeof english) => themes.map(({ words }) => Object.keys(words).sort());
    expect(codes(chinese)).toEqual(codes(english));
  });
});

describe("the Chinese catalogue has no English sentence", () => {
  test("in any text without arguments", () => {
    const left = textsIn(chinese).flatMap(([path, text]) => englishLeft(text).map((run) => `${path}: ${run}`));
    expect(left).toEqual([]);
  });

  test.each([...weixinCodes.keys()])("of weixin-%s", (code) => {
    const all = [chinese.codes.weixin(code, "/card/update"), chinese.codes.weixinOfRules(code)];
    for (const words of all.filter((one) => one !== undefined))
      expect([words.meaning, words.todo].flatMap((text) => (isSaidIn(text) ? englishLeft(text) : [text]))).toEqual([]);
  });

  test.each([...wechatpayCodes.keys()])("of WeChat Pay %s", (code) => {
    const { meaning, todo } = chinese.codes.wechatpay(code);
    expect([meaning, todo].flatMap((text) => (isSaidIn(text) ? englishLeft(text) : [text]))).toEqual([]);
  });

  test("on the command line", async () => {
    const { commands, program, sharedFlags, reportOfApply, wrongValue, usage } = await commandLineOf("zh-CN");
    const words = { commands, program, flags: sharedFlags(formats, reportFormats), reportOfApply, wrongValue, usage };
    const said = textsIn(words);
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter(([, text]) => !isSaidIn(text))).toEqual([]);
    expect(said.flatMap(([path, text]) => englishLeft(text).map((run) => `${path}: ${run}`))).toEqual([]);
  });
});

/** A text without what is no words: the style and the elements of a page. */
function saidIn(text: string): string {
  return text.startsWith("<!DOCTYPE html>") ? text.replace(/<style>[^<]*<\/style>/, "").replace(/<[^>]*>/g, " ") : text;
}

describe("every result in Chinese", async () => {
  const { formats: outputs } = outputsOf(() => data, picked, paint(false), chinese);
  const ofPeople = (Object.keys(outputs) as Format[]).filter((format) => format !== "json");

  test.each(ofPeople.flatMap((format) => Object.entries(outputs[format]).map(([what, text]) => [format, what, text])))(
    "%s of %s has no English sentence",
    (_format, _what, text) => expect(englishLeft(saidIn(text))).toEqual([]),
  );

  test("and in JSON in English, by the same bytes", () => {
    const { formats: own } = outputsOf(() => data, picked, paint(false), english);
    expect(outputs.json).toEqual(own.json);
    expect(outputs.text).not.toEqual(own.text);
  });

  test.each([undefined, ...kinds.keys()].flatMap((asked) => [[asked, "text"] as const, [asked, "markdown"] as const]))(
    "an explanation of %s in %s",
    async (asked, format) => {
      const found = explanation(kinds, await documentationIn("zh-CN"), asked);
      if ("code" in found) throw new Error(found.code);
      const renderer = await rendererOf(format, chinese);
      expect(englishLeft(renderer.explain(found, paint(false)))).toEqual([]);
    },
  );

  test("an explanation of a field, beside where its facts are from", async () => {
    const found = explanation(kinds, await documentationIn("zh-CN"), "MemberCard.base_info.title");
    if ("code" in found || found.about !== "field") throw new Error("no such field");
    const field = { ...found.field, words: { ...found.field.words, source: "" } };
    const renderer = await rendererOf("text", chinese);
    expect(englishLeft(renderer.explain({ ...found, field }, paint(false)))).toEqual([]);
  });
});
