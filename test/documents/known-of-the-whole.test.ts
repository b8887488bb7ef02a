import { expect, test } from "vitest";
import { readPlainYaml } from "../../src/yaml/plain-yaml.ts";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

/*
 * Of files of plain YAML it is known as a whole what their values cannot hold. The same document, written so that nobody
 * knows it, has the same problems.
 */
const card = (fields: string, more = "") => `kind: MemberCard\nname: gold\n${more}spec:\n  base_info:\n${fields}`;

const cases: Readonly<Record<string, readonly [fields: string, more?: string]>> = {
  "nothing of it": ["    title: 金卡\n"],
  "lines in a text of one line": ["    title: |-\n      金\n      卡\n"],
  "a line break at the end of a text of one line": ["    title: |\n      金卡\n"],
  "lines where they may be": ["    title: 金卡\n    description: |\n      一\n      二\n"],
  "lines where they may be, and where not": ["    title: |\n      金卡\n    description: |\n      一\n      二\n"],
  "lines in a reason": ["    title: 金卡\n", "state: absent\nreason: |\n  一\n  二\n"],
  "lines in an overlay": [
    "    title: 金卡\n    description: |\n      一\n      二\n",
    "accounts:\n  coffee: {}\n  bakery:\n    spec:\n      base_info:\n        title: |\n          面包\n",
  ],
  "a character of no width": ["    title: 金\u200b卡\n"],
  "a character of no width in an escape": ['    title: "金\\u200b卡"\n'],
  "a line break in an escape": ['    title: "金\\n卡"\n'],
  "a tab in an escape": ['    description: "金\\t卡"\n'],
  "a picture of two units": ["    title: 金卡\n    description: 😀\n"],
  "half of it in an escape": ['    description: "\\ud83d\\ude00"\n'],
  "a blank that does not break": ["    title: 金\u00a0卡\n"],
  "a soft hyphen": ["    title: gold\u00adcard\n"],
  "null in a field that can be cleared": ["    title: 金卡\n    promotion_url: null\n"],
  "nothing behind a key": ["    title: 金卡\n    promotion_url:\n"],
  "a colour that is a comment": ["    title: 金卡\n    promotion_url: #63b359\n"],
  "a tilde in an overlay": [
    "    title: 金卡\n",
    "accounts:\n  coffee: {}\n  bakery:\n    spec:\n      base_info:\n        promotion_url: ~\n",
  ],
  "null in brackets": ["    title: 金卡\n  custom_cell1: { name: 点餐, url: null }\n"],
};

/** Codes and arguments, with lines. */
async function told(text: string) {
  const ran = await runIn(memoryFiles({ "wxcards.yaml": PROJECT, "cards/a.yaml": text }), [
    "validate",
    "--format",
    "json",
  ]);
  return problemsOf(ran);
}

test.each(Object.entries(cases))("%s", async (_name, [fields, more]) => {
  const text = card(fields, more);
  const quoted = text.replace("name: gold", "'name': gold");
  expect(readPlainYaml(text)).toBeDefined();
  expect(readPlainYaml(quoted)).toBeUndefined();
  expect(await told(text)).toEqual(await told(quoted));
});

test("what is known of a file is known of no other document in it", async () => {
  const [sound, wrong] = [
    card("    title: 金卡\n"),
    card("    title: |-\n      金\n      卡\n").replace("gold", "silver"),
  ];
  const lined = card("    title: 银卡\n    description: |\n      一\n      二\n").replace("gold", "bronze");
  for (const parts of [
    [sound, wrong, lined],
    [lined, sound, wrong],
    [wrong, lined],
  ]) {
    const codes = (await told(parts.join("---\n"))).map(({ code }) => code);
    expect(codes.filter((code) => code === "character-hidden")).toEqual(["character-hidden"]);
  }
});
