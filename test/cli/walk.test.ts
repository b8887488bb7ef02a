import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realDisk } from "../../src/cli/disk.ts";
import { walk, walkLimits } from "../../src/cli/walk.ts";
import { isFound, pathMatcher } from "../../src/config/pattern.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { card, goldId, liveSmall, project, silverId } from "../helpers/documents.ts";
import { costOf, withCost } from "../helpers/effort.ts";
import { coffee, newWorld, type Run } from "../helpers/world.ts";

// Proves G22.

const gold = card("gold", goldId, "supply_bonus: true");
const problemsOf = (ran: Run) =>
  (
    JSON.parse(ran.stdout) as {
      problems: { code: string; message?: string; file?: string; line?: number; hint?: string }[];
    }
  ).problems;
const placesOf = (ran: Run) => problemsOf(ran).map(({ code, file, line }) => `${file}:${line} ${code}`);
const canary = "canary-9f2c";

describe("the walk over folders", () => {
  test("enters no link, no folder with a dot, and no folder of packages", async () => {
    const files = ["cards/a.yaml", "cards/.b/c.yaml", "cards/node_modules/d.yaml", "cards/e/f.yml", ".g.yaml", "h.txt"];
    const world = await newWorld({ isNew: true, files: Object.fromEntries(files.map((file) => [file, gold])) });
    symlinkSync(world.root, join(world.root, "cards/loop"));
    symlinkSync("a.yaml", join(world.root, "cards/link.yaml"));
    expect(walk(realDisk, world.root, ["**"])).toEqual(
      ["cards/a.yaml", "cards/e/f.yml", "cards/link.yaml", "wxcards.yaml"].filter((file) => world.exists(file)),
    );
    expect(walk(realDisk, world.root, ["cards/loop/cards/*.yaml", "./cards/loop/**", "cards/{loop,e}/*"])).toEqual([
      "cards/e/f.yml",
    ]);
  });

  test("enters only folders that a pattern can still match", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": gold } });
    const deep = join(world.root, "other", ...Array.from({ length: walkLimits.depth + 2 }, () => "d"));
    mkdirSync(deep, { recursive: true });
    expect(walk(realDisk, world.root, ["cards/**", "*/*.yaml"])).toEqual(["cards/a.yaml"]);
    expect(walk(realDisk, world.root, ["**/*.yaml"])).toMatchObject({ code: "too-many-files" });
    expect(walk(realDisk, world.root, ["**/*.yaml", "!other"])).toContain("cards/a.yaml");
  });

  test("ends with a problem instead of a list that was cut", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project("cards: '**/*.yaml'\n"), "cards/a.yaml": gold } });
    for (let at = 0; at <= 100; at += 1) {
      const folder = join(world.root, `many/${at}`);
      mkdirSync(folder, { recursive: true });
      for (let file = 0; file < 10; file += 1) writeFileSync(join(folder, `${file}.txt`), "");
    }
    const limited = { ...walkLimits, entries: 1_000 };
    expect(walk(realDisk, world.root, ["**"], limited)).toMatchObject({
      code: "too-many-files",
      args: { entries: 1_000 },
    });
    expect(walk(realDisk, world.root, ["cards/**"], limited)).toEqual(["cards/a.yaml"]);
    world.files = { ...world.files, glob: async (root, patterns) => walk(realDisk, root, patterns, limited) };
    for (const command of ["validate", "plan"]) {
      const ran = await world.cli(`${command} --format json`);
      expect([ran.code, problemsOf(ran).map(({ code }) => code)]).toEqual([65, ["too-many-files"]]);
    }
  });
});

describe("patterns that are refused", () => {
  test.each([
    ["dot", ".git/config"],
    ["dot", "{cards,.github}/*.yaml"],
    ["dot", "cards/{a,.b/c}/*.yaml"],
    ["dot", ".npmrc"],
    ["parent", "cards/../cards/*.yaml"],
    ["parent", "cards/{.,..}/a.yaml"],
    ["parent", "!cards/../cards/*.yaml"],
    ["extglob", "cards/@(a|b).yaml"],
    ["extglob", "!(a|b)/*.yaml"],
    ["extglob", "cards/+(a).yaml"],
    ["extglob", "cards/(a|b).yaml"],
    ["extglob", "!cards/*(a).yaml"],
    ["stars", "cards/*a*a*a*a*.yaml"],
    ["stars", "cards/*{*a*,b}*a*.yaml"],
    ["alternatives", "cards/{a,b,c,d,e,f,g,h,i,j,k}.yaml"],
    ["combinations", `cards/${"{a,b}".repeat(7)}.yaml`],
    ["combinations", "{a,b}".repeat(50)],
    ["combinations", `${"{a,b".repeat(40)}${"}".repeat(40)}${"{a,b}{c,d}".repeat(2)}`],
    ["characters", `cards/${"a".repeat(250)}.yaml`],
    ["backslash", "!cards\\drafts\\*"],
    ["outside", "!/etc/*.yaml"],
  ])("%s: %s", async (rule, pattern) => {
    const cards = `cards:\n  - cards/*.yaml\n  - ${JSON.stringify(pattern)}\n`;
    const world = await newWorld({ files: { "wxcards.yaml": project(cards), "cards/gold.yaml": gold } });
    world.write({ ".git/config": `[x]\n${canary}\n`, ".npmrc": canary, "cards/aaaa.yaml": `${canary}: 1\n` });
    const code = rule === "outside" ? "cards-pattern-outside" : "cards-pattern-refused";
    for (const command of ["validate", "plan", "import --all"]) {
      const ran = await world.cli(`${command} --format json`);
      expect([command, ran.code, placesOf(ran).filter((place) => place.startsWith("wxcards"))]).toEqual([
        command,
        65,
        [`wxcards.yaml:11 ${code}`],
      ]);
      expect(problemsOf(ran)[0]?.hint).toEqual(expect.any(String));
    }
  });

  test("a list of more patterns than are read, at the first that is too many", async () => {
    const patterns = Array.from({ length: 30 }, (_, at) => `  - cards/${at}*.yaml\n`).join("");
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [
        `cards/${at}x.yaml`,
        card(`n${at}`, `${goldId}${at}`, "supply_bonus: true"),
      ]),
    );
    const world = await newWorld({ files: { "wxcards.yaml": project(`cards:\n${patterns}`), ...files } });
    const ran = await world.cli("validate --format json");
    expect([ran.code, placesOf(ran)]).toEqual([65, ["wxcards.yaml:30 cards-pattern-refused"]]);
  });

  test("patterns whose braces stand for too many together, at the first that is too much", async () => {
    const patterns = Array.from({ length: 4 }, (_, at) => `cards/${at}{${"a,b,c,d,e,f,g,h,i,j"}}{a,b,c,d,e,f}*.yaml`);
    const world = await newWorld({
      files: {
        "wxcards.yaml": project(`cards: ${JSON.stringify(["cards/*.yaml", ...patterns])}\n`),
        "cards/gold.yaml": gold,
      },
    });
    const ran = await world.cli("validate --format json");
    expect(problemsOf(ran).map(({ code }) => code)).toEqual([
      ...Array(3).fill("cards-pattern-unmatched"),
      "cards-pattern-refused",
    ]);
    expect(problemsOf(ran).at(-1)).toMatchObject({ message: expect.stringContaining("more than 200") });
  });

  test("what is allowed at most is allowed", async () => {
    const patterns = [
      "cards/*g*o*l*.yaml",
      "cards/{a,b,c,d,e,f,g,h,i,gold}.yaml",
      `cards/{gold,${"x".repeat(233)}}.yaml`,
    ];
    const world = await newWorld({
      files: { "wxcards.yaml": project(`cards: ${JSON.stringify(patterns)}\n`), "cards/gold.yaml": gold },
    });
    expect((await world.cli("validate")).all).toBe("1 document is valid.\n");
  });
});

test("a pattern that others take exponential time for costs milliseconds", () => {
  const names = ["a".repeat(250), `${"a".repeat(249)}b`, "ab".repeat(125)].map((name) => `${name}.yaml`);
  const patterns = [
    "*a*a*a*b.yaml",
    "*?a*?a*[ab]*b.yaml",
    `${"**/".repeat(60)}*a*b.yaml`,
    `*${"a".repeat(200)}*${"?".repeat(20)}*b.yaml`,
  ];
  const path = (name: string) => `${"a/".repeat(60)}${name}`;
  let found: readonly boolean[] = [];
  const cost = costOf(() => {
    found = patterns.flatMap((pattern) =>
      names.map((name) => isFound(pathMatcher([pattern]), pattern.includes("/") ? path(name) : name)),
    );
  });
  expect(found).toContain(true);
  expect(cost).toBeLessThan(500);
});

test.each([
  ["texts with one character open", `cards/*${"a".repeat(95)}?{b,c,d,e,f,g,h,i,j,k}*.yaml`],
  ["sets", `cards/*${"[ab]".repeat(50)}{b,c,d,e,f,g,h,i,j,k}*.yaml`],
  ["folders", `${"**/".repeat(70)}{b,c,d,e,f,g,h,i,j,k}*.yaml`],
])("patterns that take long, and a project of long names: a problem within 2 s, with %s", async (_name, pattern) => {
  const patterns = Array.from({ length: 20 }, (_, at) => pattern.replace("*.yaml", `${at}*.yaml`));
  const names = Array.from({ length: 500 }, (_, at) => `cards/${"a".repeat(230)}${1_000 + at}.yaml`);
  const world = await newWorld({
    files: {
      "wxcards.yaml": project(`cards: ${JSON.stringify(patterns)}\n`),
      ...Object.fromEntries(names.map((name) => [name, ""])),
    },
  });
  const { value: ran, costMs } = await withCost(() => world.cli("validate --format json"));
  expect(costMs).toBeLessThan(2_000);
  const [{ code, message } = {}] = problemsOf(ran);
  expect([ran.code, code, message]).toEqual([65, "too-many-files", expect.stringContaining("takes too long to match")]);
});

describe("a path on the command line that can be no document", () => {
  test.each([
    ".git/config",
    ".git",
    ".npmrc",
    "x.txt",
    "cards/.drafts/a.yaml",
    "cards/.b.yaml",
    "node_modules/x/a.yaml",
    "cards/r/etc/passwd",
    "cards/gold.yaml.bak",
  ])("%s is refused, and nothing of it is read", async (path) => {
    const world = await newWorld({ files: { "wxcards.yaml": project(), "cards/gold.yaml": gold } });
    for (const file of [
      ".git/config",
      ".npmrc",
      "x.txt",
      "cards/.drafts/a.yaml",
      "cards/.b.yaml",
      "node_modules/x/a.yaml",
      "cards/gold.yaml.bak",
    ])
      world.write({ [file]: `${canary}: ${canary}\n` });
    symlinkSync("/", join(world.root, "cards/r"));
    const read: string[] = [];
    const { files } = world;
    world.files = {
      ...files,
      readInside: (root, name, limit) => {
        read.push(name);
        return files.readInside(root, name, limit);
      },
    };
    for (const format of formats) {
      const ran = await world.cli(["validate", path, "--format", format]);
      expect(ran.code).toBe(64);
      expect(ran.all).not.toContain(canary);
      if (format === "json") expect(problemsOf(ran).map(({ code }) => code)).toEqual(["file-not-document"]);
    }
    expect(read.filter((name) => name === path)).toEqual([]);
  });

  test("a folder without documents, and one that a link leads to", async () => {
    const world = await newWorld({ files: { "wxcards.yaml": project(), "cards/gold.yaml": gold, "docs/a.txt": "x" } });
    symlinkSync("/", join(world.root, "cards/r"));
    expect((await world.cli("validate docs")).stdout).toBe("0 documents are valid.\n");
    expect((await world.cli("validate cards/r --format json")).code).toBe(64);
  });
});

describe("own files in any letter case", () => {
  test("are no documents", async () => {
    const files = {
      "WXCARDS.STATE/coffee/state.yaml": `${canary}: 1\n`,
      "Wxcards.YAML": `${canary}: 1\n`,
      "Wxcards.yaml": `${canary}: 1\n`,
    };
    const world = await newWorld({
      files: { "wxcards.yaml": project("cards: '**/*.{yaml,yml,YAML}'\n"), "cards/gold.yaml": gold, ...files },
    });
    expect((await world.cli("validate")).all).toBe("1 document is valid.\n");
    expect((await world.cli(["validate", ...Object.keys(files), "cards"])).all).toBe("1 document is valid.\n");
  });

  test.each(["wxcards.state/coffee/*.yaml", "WXCARDS.State/**/*.yaml", "node_modules/*.yaml", "cards/*.txt"])(
    "and %s is no place for an import",
    async (pattern) => {
      const world = await newWorld({ files: { "wxcards.yaml": project(`cards: ["${pattern}"]\n`) } });
      world.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
      const ran = await world.cli(`import MemberCard/silver=${silverId} --format json`);
      expect([ran.code, problemsOf(ran).map(({ code }) => code)]).toEqual([64, ["cards-pattern-unclear"]]);
    },
  );

  test.each([
    ["cards/*", "cards/silver.yaml"],
    ["cards/**", "cards/silver.yaml"],
    ["cards/*.{json,yml}", "cards/silver.yml"],
    ["cards/card-*", "cards/card-silver.yaml"],
  ])("a pattern that leaves the ending open gives a document one: %s", async (pattern, file) => {
    const world = await newWorld({ files: { "wxcards.yaml": project(`cards: "${pattern}"\n`) } });
    world.sandbox.addCard(coffee.appid, liveSmall("银卡"), { card_id: silverId });
    const ran = await world.cli(`import MemberCard/silver=${silverId} --format json`);
    expect([ran.code, world.exists(file)]).toEqual([0, true]);
  });
});
