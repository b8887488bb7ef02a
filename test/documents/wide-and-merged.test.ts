import { describe, expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

const good = "kind: MemberCard\nname: gold\nspec:\n  base_info:\n    title: 金卡\n    notice: 请出示\n";
const wide = (text: string) => text.replaceAll(": ", "：").replaceAll(":\n", "：\n");

/** Codes with their lines, of one document or project file. */
async function found(files: Readonly<Record<string, string>>, argv = ["validate"]): Promise<string[]> {
  const ran = await runIn(memoryFiles({ "wxcards.yaml": PROJECT, ...files }), [...argv, "--format", "json"]);
  return problemsOf(ran).map(({ file, line, code }) => `${file}:${line} ${code}`);
}

describe("full-width punctuation where YAML has its own", () => {
  test("a document whose every colon is full-width", async () => {
    expect(await found({ "cards/a.yaml": wide(good) })).toEqual(["cards/a.yaml:1 yaml-fullwidth"]);
    expect(await found({ "cards/a.yaml": `# 注释：说明\n\n${wide(good)}` })).toEqual(["cards/a.yaml:3 yaml-fullwidth"]);
  });

  test("one of several documents in a file", async () => {
    expect(await found({ "cards/a.yaml": `${good}---\n${wide(good)}` })).toEqual(["cards/a.yaml:8 yaml-fullwidth"]);
  });

  test("a project file whose every colon is full-width", async () => {
    expect(await found({ "wxcards.yaml": wide(PROJECT) })).toEqual(["wxcards.yaml:1 yaml-fullwidth"]);
  });

  test.each<[string, string, string, number]>([
    ["the colon of the kind", "kind: MemberCard", "kind：MemberCard", 1],
    ["the colon of the name", "name: gold", "name：gold", 2],
    ["the colon of spec", "spec:\n", "spec：\n", 3],
    ["the colon of an object", "base_info:\n", "base_info：\n", 4],
    ["the colon of a field", "title: 金卡", "title：金卡", 5],
    ["the colon of a field, with a blank", "title: 金卡", "title： 金卡", 5],
    ["the colon of the last field", "notice: 请出示", "notice：请出示", 6],
    ["quotes around a key", "title: 金卡", "“title”: 金卡", 5],
    ["quotes around a key at the top", "name: gold", "‘name’: gold", 2],
    ["quotes that should end a text", "title: 金卡", "title: “金卡: 会员”", 5],
    ["brackets of a list", "notice: 请出示", "location_id_list: 【101，102】", 6],
    ["wide brackets of a list", "notice: 请出示", "location_id_list: ［101, 102］", 6],
    ["the commas of a list", "notice: 请出示", "location_id_list: [101，102]", 6],
    ["the commas of a list, with blanks", "notice: 请出示", "location_id_list: [101， 102]", 6],
    ["braces of an object", "notice: 请出示", "date_info: ｛type: DATE_TYPE_PERMANENT｝", 6],
    ["the colon in an object on one line", "notice: 请出示", "date_info: { type：DATE_TYPE_PERMANENT }", 6],
    ["a comma in an object on one line", "notice: 请出示", "sku: { total_quantity: 1，quantity: 2 }", 6],
    ["dashes of a list", "notice: 请出示", "location_id_list:\n    － 101", 7],
    ["blanks before a key", "    notice: 请出示", "　　notice: 请出示", 6],
  ])("%s", async (_what, from, to, line) => {
    expect(good).toContain(from);
    const problems = await found({ "cards/a.yaml": good.replace(from, to) });
    expect(problems).toEqual([`cards/a.yaml:${line} yaml-fullwidth`]);
  });

  test.each<[string, string]>([
    ["notice: “请出示”会员码", "notice: 请出示"],
    ["notice: 请出示：会员码，谢谢【本店】", "notice: 请出示"],
    ["notice: |-\n      title：金卡\n      【说明】，“引号”", "notice: 请出示"],
    ["notice: '“全部”'", "notice: 请出示"],
    ["notice: 请出示 # 注释：title：金卡", "notice: 请出示"],
  ])("a text may hold all of it: %s", async (to, from) => {
    expect(await found({ "cards/a.yaml": good.replace(from, to) })).toEqual([]);
  });

  test("a mistake of syntax beside such texts is still called what it is", async () => {
    expect(await found({ "cards/a.yaml": good.replace("notice: 请出示", "notice: 九折，注意: 请出示") })).toEqual([
      "cards/a.yaml:6 yaml-syntax",
    ]);
    expect(await found({ "cards/a.yaml": good.replace("notice: 请出示", 'notice: "请出示，会员') })).toEqual([
      expect.stringMatching(/^cards\/a\.yaml:\d yaml-syntax$/),
    ]);
  });
});

describe("marks of an unfinished merge", () => {
  const merged = (ours: string, theirs: string, base = "") =>
    `<<<<<<< HEAD\n${ours}${base === "" ? "" : `||||||| 1a2b3c4\n${base}`}=======\n${theirs}>>>>>>> branch\n`;
  const conflict = good.replace("    title: 金卡\n", merged("    title: 金卡\n", "    title: 黑金卡\n"));

  test.each([
    ["in a field", conflict, 5],
    [
      "with the base between",
      good.replace("    title: 金卡\n", merged("    title: 甲\n", "    title: 乙\n", "    title: 丙\n")),
      5,
    ],
    ["around all of it", merged(good, good), 1],
    ["with line ends of Windows", conflict.replaceAll("\n", "\r\n"), 5],
    ["half taken out: the end alone", `${good}>>>>>>> branch\n`, 7],
    ["half taken out: the middle alone", `${good}=======\n`, 7],
    ["that makes valid YAML otherwise", `${good}---\n<<<<<<< HEAD\n`, 8],
  ])("in a document, %s: one error that says merge", async (_what, text, line) => {
    expect(await found({ "cards/a.yaml": text })).toEqual([`cards/a.yaml:${line} merge-conflict`]);
  });

  test("in the project file: one error, and nothing else is looked at", async () => {
    const project = PROJECT.replace("    default: true\n", merged("    default: true\n", ""));
    expect(await found({ "wxcards.yaml": project, "cards/a.yaml": wide(good) })).toEqual([
      "wxcards.yaml:5 merge-conflict",
    ]);
  });

  test("in a state, which somebody moved by hand: one error that says merge", async () => {
    const lease = "format: wxcards.lease/1\nidentity: wx0123456789abcdef\n";
    const both = merged("MemberCard/a: {id: pA}\n", "MemberCard/b: {id: pB}\n");
    const state = `format: wxcards.state/1\nidentity: wx0123456789abcdef\n${both}`;
    const files = {
      "cards/a.yaml": good,
      "wxcards.state/coffee/state.yaml": state,
      "wxcards.state/coffee/lease.yaml": lease,
    };
    expect(await found(files, ["plan"])).toEqual(["coffee/state.yaml:3 state-damaged"]);
    const ran = await runIn(memoryFiles({ "wxcards.yaml": PROJECT, ...files }), ["plan"]);
    expect([ran.code, ran.stdout.match(/the marks of a merge/g)]).toEqual([65, ["the marks of a merge"]]);
    // What is remembered is no matter of validate: it does not travel with the documents.
    expect(await found(files)).toEqual([]);
  });

  test("a text may show such lines, which stand deeper", async () => {
    const text = good.replace("notice: 请出示", "notice: |-\n      <<<<<<< HEAD\n      =======");
    expect(await found({ "cards/a.yaml": text })).toEqual([]);
  });
});

test("a project that is not there: the way to begin one", async () => {
  const ran = await runIn(memoryFiles({}), ["validate"]);
  expect(ran.code).toBe(64);
  expect(ran.stdout).toContain("wxcards init");
});
