import { expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

// Proves G21.

const big = "9007199254740993";
const card = (list: string, more = "") =>
  `kind: MemberCard\nname: gold\n${more}spec:\n  base_info:\n    title: 金卡\n${list}`;

async function problems(document: string) {
  return problemsOf(
    await runIn(memoryFiles({ "wxcards.yaml": PROJECT, "cards/a.yaml": document }), ["validate", "--format", "json"]),
  );
}

test("a store id above 2^53: the advice is not to put it in quotes, which would be refused, and works", async () => {
  const [problem] = await problems(card(`    location_id_list: [101, ${big}]\n`));
  expect(problem).toMatchObject({ code: "integer-too-large", line: 6 });
  expect(problem?.hint).toMatch(/^base_info\.location_id_list takes whole numbers up to 9,007,199,254,740,991/);
  expect(problem?.hint).toContain("take base_info.location_id_list out");
  expect(problem?.hint).not.toContain("quotes");
  expect(await problems(card(""))).toEqual([]);
});

test("an id above 2^53 where a text belongs: the advice is quotes, and works", async () => {
  const [problem] = await problems(card("", `id: ${big}\n`));
  expect(problem?.hint).toContain(`put it in quotes if it is an id: "${big}"`);
  expect(await problems(card("", `id: "${big}"\n`))).toEqual([]);
});

test("both on one line and in one document: each has its own advice", async () => {
  const two = await problems(
    `{ kind: MemberCard, name: gold, id: ${big}, spec: { base_info: { title: 金卡, location_id_list: [${big}, 5] } } }\n`,
  );
  expect(two.map(({ code }) => code)).toEqual(["integer-too-large", "integer-too-large"]);
  expect(two[0]?.hint).toContain("quotes");
  expect(two[1]?.hint).not.toContain("quotes");
});

test.each(["2", "true"])("%s where one of a few words belongs: the words, and nothing of quotes", async (written) => {
  const found = await problems(card(`    code_type: ${written}\n`));
  expect(found).toMatchObject([{ code: "unknown-value" }]);
  expect(found[0]?.hint).toContain("CODE_TYPE_QRCODE");
});
