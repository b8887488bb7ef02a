import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn, tries } from "./support.ts";

/*
 * `validate FILE` reads of the other documents only those that may be about the same, and says of the file what
 * `validate` says of it.
 */
const rule = (name: string, card: string, merchants: string) =>
  `kind: PayGiftRule\nname: ${name}\nspec:\n  base_info: { mchid_list: ["${merchants}"], begin_time: 2026-12-01, end_time: 2027-12-01 }\n  member_rule: { card_id: ${card}, least_cost: 100, max_cost: 200 }\n`;
const card = (name: string, more = "", title = "金卡") =>
  `kind: MemberCard\nname: ${name}\n${more}spec: { base_info: { brand_name: 云杉咖啡, title: ${title} } }\n`;

const others: Readonly<Record<string, string>> = {
  "the same name": card("gold", "id: pOther\n", "银卡"),
  "the same name, in escapes": card('"go\\u006cd"', "id: pOther\n", "银卡"),
  "the same id": card("silver", "id: pGold\n", "银卡"),
  "the same id, in escapes": card("silver", 'id: "p\\x47old"\n', "银卡"),
  "the same looks, folded": `kind: MemberCard\nname: bronze\nspec:\n  base_info:\n    brand_name: 云杉咖啡\n    title: 金卡\n      VIP\n`,
  "the same merchant": rule("winter", "pGold", "1900100001"),
  "the card that is named": card("club", "id: pClub\n", "会员卡"),
  "the card that is named, on its way out": "kind: MemberCard\nname: club\nid: pClub\nstate: absent\nreason: 停用\n",
  "a card with a name like it": card("clubs", "id: pClubs\n", "会员卡"),
  "nothing of it": card("tea", "id: pTea\n", "茶卡"),
  "no document": "- a list\n",
  "no YAML": "kind: [\n",
};

const asked: Readonly<Record<string, string>> = {
  "a card with an id": card("gold", "id: pGold\n"),
  "a new card": card("gold"),
  "a new card, its title of two words": card("gold", "", "金卡 VIP"),
  "a rule": rule("spring", "MemberCard/club", "1900100001"),
};

const sameName = ["the same name: duplicate-name", "the same name, in escapes: duplicate-name"];

/** What is said of each beside which file. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "a card with an id": [...sameName, "the same id: duplicate-id", "the same id, in escapes: duplicate-id"],
  "a new card": sameName,
  "a new card, its title of two words": [...sameName, "the same looks, folded: new-lookalike"],
  "a rule": Object.keys(others).flatMap((other) => {
    if (other === "the card that is named") return [];
    if (other === "the card that is named, on its way out") return [`${other}: reference-to-absent`];
    const twice = other === "the same merchant" ? [`${other}: item-declared-twice`] : [];
    return [...twice, `${other}: reference-unknown`];
  }),
};

/** What is said of the file, by a run over all files and by one over it alone. */
async function said(mine: string, beside: readonly string[]) {
  const files = {
    "wxcards.yaml": PROJECT,
    "cards/z-mine.yaml": asked[mine] ?? "",
    ...Object.fromEntries(beside.map((other, at) => [`cards/other-${at}.yaml`, others[other] ?? ""])),
  };
  const run = async (argv: readonly string[]) =>
    problemsOf(await runIn(memoryFiles(files), [...argv, "--format=json"]));
  const whole = (await run(["validate"])).filter(({ file }) => file === "cards/z-mine.yaml");
  return { whole, one: await run(["validate", "cards/z-mine.yaml"]) };
}

test.each(Object.keys(asked))("%s, beside each other file", async (mine) => {
  const told: string[] = [];
  for (const other of Object.keys(others)) {
    const { whole, one } = await said(mine, [other]);
    expect([other, one]).toEqual([other, whole]);
    told.push(...one.map(({ code }) => `${other}: ${code}`));
  }
  expect(told).toEqual(expected[mine]);
});

test("what is said of a file is the same beside several others", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(asked)),
      fc.uniqueArray(fc.constantFrom(...Object.keys(others)), { minLength: 2, maxLength: 4 }),
      async (mine, beside) => {
        const { whole, one } = await said(mine, beside);
        expect([mine, beside, one]).toEqual([mine, beside, whole]);
      },
    ),
    tries(20, 1_000),
  );
});

test("what is no text is no merchant of anybody", async () => {
  const odd = (name: string, merchants: string) => rule(name, "pGold", "1900100001").replace('"1900100001"', merchants);
  const files = {
    "wxcards.yaml": PROJECT,
    "cards/a.yaml": odd("spring", "{ a: 1 }, ~, 1900100001, 0x71400D31"),
    "cards/b.yaml": odd("winter", "{ a: 1 }, null, 1900100001, 1900023089"),
  };
  const run = async (argv: readonly string[]) =>
    problemsOf(await runIn(memoryFiles(files), [...argv, "--format=json"])).filter(
      ({ file }) => file === "cards/b.yaml",
    );
  const whole = await run(["validate"]);
  expect(whole.map(({ code }) => code).sort()).toEqual([
    "null-not-possible",
    "number-not-text",
    "number-not-text",
    "wrong-type",
  ]);
  expect(await run(["validate", "cards/b.yaml"])).toEqual(whole);
});
