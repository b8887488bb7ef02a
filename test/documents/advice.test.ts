import { describe, expect, test } from "vitest";
import { memoryFiles, PROJECT, problemsOf, runIn } from "./support.ts";

const card = (spec: string) => `kind: MemberCard\nname: gold\nid: pGold\nspec: ${spec}\n`;
const rule = (spec: string) => `kind: PayGiftRule\nname: shops\nid: "9000001"\nspec: ${spec}\n`;

async function validate(document: string, project = PROJECT, argv: readonly string[] = []) {
  const files = memoryFiles({ "wxcards.yaml": project, "cards/a.yaml": document });
  return problemsOf(await runIn(files, ["validate", ...argv, "--format", "json"]));
}

describe("a hint that is followed helps", () => {
  const until = (day: string) =>
    card(`{ base_info: { date_info: { type: DATE_TYPE_FIX_TIME_RANGE, end_timestamp: ${day} } } }`);
  test.each([
    ["Asia/Shanghai", "2038-01-19", "2038-01-18"],
    ["America/New_York", "2038-01-18", "2038-01-17"],
    ["UTC", "2038-01-18", "2038-01-17"],
  ])("an end in %s on %s: the last day is %s", async (timezone, day, last) => {
    const project = `timezone: ${timezone}\n${PROJECT}`;
    const [problem, ...more] = await validate(until(day), project);
    expect([problem?.code, more]).toEqual(["instant-too-late", []]);
    expect(problem?.hint).toContain(`write ${last} or an earlier day`);
    expect(await validate(until(last), project)).toEqual([]);
  });

  test.each(["settings: { paycell: { is_open: true } }", "protect: true", "ignore: []"])(
    "%s among the fields: it stands beside them",
    async (line) => {
      const [problem, ...more] = await validate(card(`{ ${line}, wx_activate: true }`));
      expect([problem?.code, more]).toEqual(["unknown-key", []]);
      expect(problem?.hint).toBe("it stands beside `spec:`, not below it: take its indentation back");
      expect(await validate(`${card("{ wx_activate: true }")}${line}\n`)).toEqual([]);
    },
  );

  test("what only another kind has beside its fields is not sent there", async () => {
    const [problem] = await validate(rule("{ settings: { paycell: { is_open: true } } }"));
    expect(problem?.hint).not.toContain("beside");
  });

  test("an id of digits keeps its zero in quotes", async () => {
    const [problem] = await validate(card("{ base_info: { sub_merchant_info: { merchant_id: 0100 } } }"));
    expect([problem?.code, problem?.hint]).toEqual(["number-not-plain", expect.stringContaining('in quotes: "0100"')]);
  });

  test("a number that is no text is not to be put in quotes", async () => {
    const [problem] = await validate(card("{ base_info: { get_limit: 0100 } }"));
    expect(problem?.hint).toBe("write it in plain digits: 100");
  });

  test.each([
    [
      "an instant that is cleared",
      rule("{ base_info: { begin_time: ~ } }"),
      "null-not-possible",
      /whole number or text$/,
    ],
    ["an empty id of a card", rule("{ member_rule: { card_id: '' } }"), "text-empty", /must not be empty$/],
    [
      "a malformed id of a card",
      rule("{ member_rule: { card_id: a b } }"),
      "value-malformed",
      /MemberCard\/gold, or an id$/,
    ],
    ["a line break", card('{ base_info: { center_title: "a\\nb" } }'), "character-hidden", /holds a line break/],
    ["an unknown directive", "%FOO bar\n---\nkind: MemberCard\n", "yaml-syntax", /directive %FOO$/],
  ])("%s", async (_about, document, code, words) => {
    const problems = await validate(document);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(words);
    expect(problems[0]?.message).not.toContain("[A-Z");
  });
});

test("an exception that takes the file away is named, and no pattern to move it to", async () => {
  const project = `cards: [cards/*.yaml, "!cards/a.yaml"]\n${PROJECT}`;
  const files = memoryFiles({
    "wxcards.yaml": project,
    "cards/a.yaml": card("{}"),
    "cards/b.yaml": card("{}").replaceAll("old", "reen"),
  });
  const glob = files.glob;
  const withExceptions = {
    ...files,
    glob: async (root: string, patterns: readonly string[]) => {
      const taken = await glob(
        root,
        patterns.flatMap((pattern) => (pattern.startsWith("!") ? [pattern.slice(1)] : [])),
      );
      const found = await glob(root, patterns);
      if ("code" in taken || "code" in found) throw new Error("no walk ends early here");
      return found.filter((file) => !taken.includes(file));
    },
  };
  const ran = await runIn(withExceptions, ["validate", "cards/a.yaml", "--format", "json"]);
  const [problem] = problemsOf(ran).filter(({ code }) => code === "document-not-matched");
  expect(problem?.hint).toBe("!cards/a.yaml takes it away: correct that in `cards:`, or move the file");
});

test("a file outside of the project is told as that alone", async () => {
  const files = memoryFiles({ "wxcards.yaml": PROJECT, "../etc/passwd": "root" });
  const ran = await runIn(files, ["validate", "/etc/passwd", "--format", "json"]);
  expect(problemsOf(ran).map(({ code }) => code)).toEqual(["file-outside"]);
});
