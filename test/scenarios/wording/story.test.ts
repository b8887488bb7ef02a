import { describe, expect, test } from "vitest";
import { card, goldId, project } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const file = "cards/gold.yaml";

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A document of a card whose spec is given, and what `validate` says of it: the code, and the place. */
async function world(spec: string, { more = "", files = {} as Readonly<Record<string, string>> } = {}): Promise<World> {
  const text = card("gold", goldId, spec).replace("spec:", `${more}spec:`);
  return newWorld({ files: { "wxcards.yaml": project(), [file]: text, ...files } });
}

async function validated(made: World): Promise<readonly Told[]> {
  const run = await made.cli("validate --format json");
  const { problems } = JSON.parse(run.stdout) as { readonly problems: readonly Told[] };
  // Warnings never change the exit code.
  expect(run.code).toBe(problems.some(({ severity }) => severity === "error") ? 65 : 0);
  return problems;
}

const places = (problems: readonly Told[]) =>
  problems.map(({ code, line, column }) => `${code} ${line}:${column}`).sort();

/** Words that reviews refuse, or that members should not read: warnings at their very characters. */
describe("wording", () => {
  test.each<[string, string, readonly string[]]>([
    ["a plain text", "base_info:\n  title: 云杉最佳卡", ["wording-superlative 7:14"]],
    ["a quoted one", 'base_info:\n  title: "云杉最佳卡"', ["wording-superlative 7:15"]],
    ["one in escapes: the whole value", 'base_info:\n  title: "云杉\\u6700佳卡"', ["wording-superlative 7:12"]],
    [
      "lines",
      "base_info:\n  description: |-\n    第一行。\n    用最好的咖啡豆，TODO 补上。",
      ["wording-placeholder 9:15", "wording-superlative 9:8"],
    ],
    ["a later one of equal words", "prerogative: 最佳食用时间三天，最佳口味。", ["wording-superlative 6:25"]],
    ["an item", "advanced_info:\n  text_image_list:\n    - text: 此处填写", ["wording-placeholder 8:15"]],
    ["a date that is over", "prerogative: 活动截至2024年12月31日。", ["wording-date-over 6:20"]],
  ])("%s", async (_, spec, expected) => {
    const found = (await validated(await world(spec))).filter(({ code }) => code.startsWith("wording-"));
    expect(places(found)).toEqual(expected);
    expect(found.every(({ severity }) => severity === "warning")).toBe(true);
  });

  test("a plan says the same, but for dates, and goes on", async () => {
    const made = await world("base_info:\n  title: 云杉最佳卡\nprerogative: 活动截至2024年12月31日。");
    made.sandbox.addCard(coffee.appid, { base_info: { title: "旧卡" }, prerogative: "旧" }, { card_id: goldId });
    const run = await made.cli("plan --format json");
    expect(run.code).toBe(0);
    const codes = readPlan(run.stdout).problems.map(({ code }) => code);
    expect(codes).toEqual(["wording-superlative"]);
    expect((await made.cli("apply --yes")).code).toBe(0);
  });

  describe("consent in the document", () => {
    const allow = (until = "") => `allow: [{ what: wording, because: 注册商标${until} }]\n`;
    const spec = "base_info:\n  title: 云杉最佳卡";

    test.each<[string, string, string, readonly string[]]>([
      ["silences", allow(), spec, []],
      ["counts to its end", allow(", until: 2030-12-31"), spec, []],
      [
        "counts no more after it",
        allow(", until: 2020-12-31"),
        spec,
        ["consent-expired 5:9", "wording-superlative 8:14"],
      ],
      ["that nothing needs is told", allow(), "base_info:\n  title: 云杉金卡", ["consent-unused 5:9"]],
    ])("%s", async (_, more, text, expected) => {
      expect(places(await validated(await world(text, { more })))).toEqual(expected);
    });

    test("in one account only, where it stands there", async () => {
      const text = `kind: MemberCard
name: gold
accounts:
  coffee: { id: ${goldId}, allow: [{ what: wording, because: 注册商标 }] }
  bakery: { id: pBreadBreadBreadBreadBreadBr }
spec:
  base_info: { title: 云杉最佳卡 }
`;
      const made = await newWorld({ files: { "wxcards.yaml": project(), [file]: text } });
      expect(places(await validated(made))).toEqual(["wording-superlative 7:25"]);
    });

    test("on the command line there is none: it is no guard", async () => {
      expect((await (await world(spec)).cli("plan --allow wording")).code).toBe(64);
    });
  });

  describe("words of the house", () => {
    const named = { "wxcards.yaml": project("words: words.txt\n") };
    const spec = "base_info:\n  title: 至尊VIP卡";

    test("one a line, with the reason behind it, in any case", async () => {
      const words = "# 品牌部\n至尊  # 品牌部不用\n\nvip\r\na.*b\n";
      const found = await validated(await world(spec, { files: { ...named, "words.txt": words } }));
      expect(places(found)).toEqual(["wording-house 7:12", "wording-house 7:14"]);
      expect(found.map(({ message }) => message).join("\n")).toContain("至尊");
      expect(found.map(({ message }) => message).join("\n")).toContain("品牌部不用");
    });

    test("a file that is empty says nothing", async () => {
      expect(await validated(await world(spec, { files: { ...named, "words.txt": "# 无\n" } }))).toEqual([]);
    });

    test.each<[string, Readonly<Record<string, string>>, string]>([
      ["is not there", {}, "words-file-missing 9:8"],
      ["has a line too long", { "words.txt": `好\n${"长".repeat(65)}\n` }, "words-file-unusable 2:1"],
      [
        "has too many",
        { "words.txt": Array.from({ length: 1001 }, (_, at) => `词${at}`).join("\n") },
        "words-file-unusable 1:1",
      ],
    ])("a file that %s is an error", async (_, files, expected) => {
      expect(places(await validated(await world("prerogative: 好", { files: { ...named, ...files } })))).toEqual([
        expected,
      ]);
    });

    test("a path out of the project is refused", async () => {
      const files = { "wxcards.yaml": project("words: ../words.txt\n") };
      expect(places(await validated(await world(spec, { files })))).toEqual(["value-malformed 9:8"]);
    });
  });
});
