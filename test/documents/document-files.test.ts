import { describe, expect, test } from "vitest";
import { leadsOutside } from "../../src/config/document-files.ts";
import { card, goldId, liveSmall, project, silverId } from "../helpers/documents.ts";
import { coffee, newWorld, type Run, type World } from "../helpers/world.ts";

const gold = card("gold", goldId, "supply_bonus: true");
const silver = card("silver", silverId, "supply_bonus: true");
const wrong = "kind: MemberCard\nname: gold\nspec:\n  titel: x\n";

const problemsOf = (ran: Run) =>
  (JSON.parse(ran.stdout) as { problems: { code: string; file?: string; line?: number; hint?: string }[] }).problems;
const placesOf = (ran: Run) => problemsOf(ran).map(({ code, file, line }) => `${file}:${line} ${code}`);

/** The documents that each command sees, by the addresses in its words. */
async function seenBy(world: World): Promise<Record<string, string>> {
  const validated = await world.cli("validate");
  const folder = await world.cli("validate cards");
  const plan = await world.cli("plan --format json --sandbox");
  const named = (text: string) => [...new Set(text.match(/MemberCard\/\w+/g) ?? [])].sort().join();
  return {
    validate: validated.stdout,
    folder: folder.stdout,
    plan: named(plan.stdout),
    completion: named((await world.cli(["__complete", "--", "plan", "--target", "coffee/"])).stdout),
  };
}

describe("all commands agree on what a document is", () => {
  test("a file whose ending is in upper case is none, and validate says so", async () => {
    const files = {
      "wxcards.yaml": project(),
      "cards/gold.yaml": gold,
      "cards/SILVER.YAML": silver,
      "cards/.x.yaml": wrong,
    };
    const world = await newWorld({ files: { ...files, "cards/.drafts/x.yaml": wrong, "cards/notes.YML.bak": wrong } });
    const ran = await world.cli("validate --format json");
    expect([ran.code, placesOf(ran)]).toEqual([0, ["cards/SILVER.YAML:1 document-ending-unread"]]);
  });

  test("by default it is a file of either ending below cards, at any depth", async () => {
    const files = { "wxcards.yaml": project(), "cards/gold.yml": gold, "cards/shops/silver.yaml": silver };
    const world = await newWorld({ files: { ...files, "cards/notes.md": "x", "cards/gold.yaml.bak": wrong } });
    expect(await seenBy(world)).toEqual({
      validate: "2 documents are valid.\n",
      folder: "2 documents are valid.\n",
      plan: "MemberCard/gold,MemberCard/silver",
      completion: "MemberCard/gold,MemberCard/silver",
    });
  });

  test("with a pattern it is what the pattern matches, in a named folder too", async () => {
    const files = { "cards/gold.yaml": gold, "cards/silver.yml": silver, "cards/drafts/gold.yaml": wrong };
    const world = await newWorld({ files: { "wxcards.yaml": project("cards: cards/*.yaml\n"), ...files } });
    expect(await seenBy(world)).toEqual({
      validate: "1 document is valid.\n",
      folder: "1 document is valid.\n",
      plan: "MemberCard/gold",
      completion: "MemberCard/gold",
    });
    const named = await world.cli("validate cards/drafts/gold.yaml --format json");
    expect([named.code, placesOf(named)]).toEqual([
      65,
      [
        "cards/drafts/gold.yaml:1 document-not-matched",
        "cards/drafts/gold.yaml:2 duplicate-name",
        "cards/drafts/gold.yaml:4 unknown-key",
      ],
    ]);
  });

  test("the project file and the state are none, whatever a pattern matches", async () => {
    const world = await newWorld({
      files: { "wxcards.yaml": project('cards: "**/*.{yaml,yml}"\n'), "gold.yaml": gold },
    });
    world.write({ "wxcards.state/coffee/state.yaml": "format: wxcards.state/1\nidentity: wx0123456789abcdef\n" });
    expect((await world.cli("validate")).stdout).toBe("1 document is valid.\n");
    expect((await world.cli("validate . wxcards.yaml wxcards.state")).stdout).toBe("1 document is valid.\n");
    expect((await world.cli("plan")).code).not.toBe(65);
  });

  test("a document is looked at once, however often the paths name it, and beside those they do not name", async () => {
    const rule = `kind: PayGiftRule
name: spring
account: coffee
spec:
  member_rule: { card_id: MemberCard/gold, least_cost: 100, max_cost: 1000 }
  base_info: { mchid_list: ["1900000109"], begin_time: 2027-01-01, end_time: 2027-12-31 }
`;
    const world = await newWorld({
      files: { "wxcards.yaml": project(), "cards/gold.yaml": gold, "cards/rule.yaml": rule },
    });
    world.write({ "cards/broken.yaml": wrong });
    expect(placesOf(await world.cli("validate cards/rule.yaml --format json"))).toEqual([]);
    expect((await world.cli("validate cards/rule.yaml cards/rule.yaml ./cards/../cards/rule.yaml")).stdout).toBe(
      "1 document is valid.\n",
    );
    world.remove("cards/broken.yaml");
    expect((await world.cli("validate cards cards/gold.yaml .")).stdout).toBe("2 documents are valid.\n");
  });

  test("import puts no document beside one of the same name with the other ending", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project(), "cards/gold.yml": gold } });
    world.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
    const ran = await world.cli(`import MemberCard/Gold=${silverId}`);
    expect([ran.code, world.exists("cards/Gold-2.yaml")]).toEqual([0, true]);
  });

  test("import tells of a document that a later pattern takes away", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project('cards: ["cards/*.yaml", "!cards/s*"]\n') } });
    world.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
    const ran = await world.cli(`import MemberCard/silver=${silverId} --format json`);
    expect([ran.code, placesOf(ran)]).toEqual([0, ["cards/silver.yaml:1 document-not-matched"]]);
  });

  test("init puts its card where the project file says, and beside none of its name", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": "accounts: {}\ncards: shops/*.yml\n" } });
    expect((await world.cli("init")).stdout).toContain("wrote shops/first.yml\n");
    expect((await world.cli("validate")).stdout).toBe("1 document is valid.\n");
    const other = await newWorld({ files: { "cards/first.yml": gold, "wxcards.yaml": "accounts: {}\n" } });
    expect((await other.cli("init")).stderr).toContain("cards/first.yml is there already");
    expect(other.exists("cards/first.yaml")).toBe(false);
    const unclear = await newWorld({ files: { "wxcards.yaml": "accounts: {}\ncards: cards/one.yaml\n" } });
    expect((await unclear.cli("init")).stderr).toContain("no card is written");
  });
});

describe("a pattern of the project file that matches no file is an error", () => {
  test.each([
    ["cards", "cards/**/*.{yaml,yml}"],
    ["cards/", "cards/**/*.{yaml,yml}"],
    ["cards/*.yml", "cards/*.{yaml,yml}"],
    ["cards/*.YAML", "cards/*.{yaml,yml}"],
    ["'cards\\*.yaml'", "cards/*.yaml"],
    ["card/**/*.yaml", "cards/**/*.{yaml,yml}"],
    ["cards/**/*.{yml, yaml}", "cards/**/*.{yaml,yml}"],
    ["'!cards/drafts/**'", "cards/**/*.{yaml,yml}"],
  ])("cards: %s", async (pattern, nearest) => {
    const world = await newWorld({
      files: { "wxcards.yaml": project(`cards: ${pattern}\n`), "cards/gold.yaml": gold },
    });
    for (const command of ["validate", "validate cards/gold.yaml", "plan", "apply --yes", "status"]) {
      const ran = await world.cli(`${command} --format json`);
      expect([command, ran.code, placesOf(ran)]).toEqual([
        command,
        65,
        expect.arrayContaining(["wxcards.yaml:9 cards-pattern-unmatched"]),
      ]);
      expect(problemsOf(ran).find(({ code }) => code === "cards-pattern-unmatched")?.hint).toBe(
        `did you mean ${nearest}?`,
      );
    }
  });

  test("of several each is judged, and one that takes files away is none of them", async () => {
    const cards = 'cards:\n  - cards/*.yaml\n  - shops/*.yaml\n  - "!cards/drafts.yaml"\n  - bars/*.yaml\n';
    const world = await newWorld({ files: { "wxcards.yaml": project(cards), "cards/gold.yaml": gold } });
    const ran = await world.cli("validate --format json");
    expect([ran.code, placesOf(ran)]).toEqual([
      65,
      ["wxcards.yaml:11 cards-pattern-unmatched", "wxcards.yaml:13 cards-pattern-unmatched"],
    ]);
    // What one finds and another takes away is matched by one, and the list as a whole matches nothing.
    world.write({ "wxcards.yaml": project('cards: ["cards/*.yaml", "!cards/*.yaml"]\n') });
    const nothing = await world.cli("validate --format json");
    expect([nothing.code, placesOf(nothing)]).toEqual([65, ["wxcards.yaml:9 cards-pattern-unmatched"]]);
    expect((await world.cli("validate")).stdout).toContain("!cards/*.yaml takes away all that the other patterns find");
  });

  test.each([
    ["/**/*.yaml", "did you mean **/*.yaml?"],
    ["/cards/*.yaml", "did you mean cards/*.yaml?"],
    ["../*/cards/*.yaml", "did you mean cards/**/*.{yaml,yml}?"],
    ["cards/../../*.yaml", "did you mean cards/**/*.{yaml,yml}?"],
  ])("that leads outside, %s, is refused once, without a look at what is there", async (pattern, hint) => {
    const world = await newWorld({
      files: { "wxcards.yaml": project(`cards: "${pattern}"\n`), "cards/gold.yaml": gold },
    });
    const walked: string[] = [];
    const { glob } = world.files;
    world.files = {
      ...world.files,
      glob: (root, patterns) => {
        walked.push(...patterns);
        return glob(root, patterns);
      },
    };
    for (const command of ["validate", "plan", "import --all"]) {
      const ran = await world.cli(`${command} --format json`);
      expect([command, ran.code, placesOf(ran)]).toEqual([command, 65, ["wxcards.yaml:9 cards-pattern-outside"]]);
      expect(problemsOf(ran)[0]?.hint).toBe(hint);
    }
    expect(walked).not.toContain(pattern);
  });

  test("import tells of one that still matches nothing, and stops where the documents lie in the usual place", async () => {
    const cards = 'cards: ["cards/*.yaml", "zz/*.yaml"]\n';
    const world = await newWorld({ files: { "wxcards.yaml": project(cards), "cards/gold.yaml": gold } });
    world.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
    const ran = await world.cli("import --all --account coffee --format json");
    expect([ran.code, placesOf(ran), problemsOf(ran)[0]?.hint]).toEqual([
      0,
      ["wxcards.yaml:9 cards-pattern-unmatched"],
      "did you mean cards/**/*.{yaml,yml}?",
    ]);
    world.write({ "wxcards.yaml": project("cards: zz/*.yaml\n") });
    const typo = await world.cli("import --all --account coffee --format json");
    expect([typo.code, placesOf(typo), world.exists("zz")]).toEqual([
      65,
      ["wxcards.yaml:9 cards-pattern-unmatched"],
      false,
    ]);
    // Where there is nothing yet, it is where the first documents go.
    const fresh = await newWorld({ files: { "wxcards.yaml": project("cards: zz/*.yaml\n") } });
    fresh.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
    const first = await fresh.cli("import --all --account coffee --format json");
    expect([first.code, placesOf(first), fresh.exists("zz")]).toEqual([0, [], true]);
  });

  test("the default promises nothing: no document at all is a note", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project() } });
    const ran = await world.cli("validate");
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([
      0,
      "0 documents are valid.\n",
      "No document was found: `cards:` in the project file says where they live.\n",
    ]);
    expect((await world.cli("plan")).code).toBe(0);
  });
});

test.each([
  [
    true,
    ["../a", "a/../../b", "{a,..}/b", "{a,../b}/c", "/x", "..", "cards/{..,x}/../y", "C:/x", "cards/{a,{b,../..}}/x"],
  ],
  [false, ["cards/{.,..}/a.yaml", "cards/*.yaml", "cards/**/*.{yaml,yml}", "cards/../cards/x", "a..b/x", "{a,b}{c,d}"]],
])("a pattern leads outside of the project: %s", (outside, patterns) => {
  expect(patterns.filter((pattern) => leadsOutside(pattern) !== outside)).toEqual([]);
});
