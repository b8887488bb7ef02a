import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { monthAgo, planOfDemo } from "../../scripts/demo-edits.ts";
import { blocksOf, chineseLink, headingsOf, inEnglish, isEnglishOnly, linksOf } from "../../scripts/pages.ts";
import { realFiles } from "../../src/cli/files.ts";
import { newWorld } from "../helpers/world.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const textIfAny = (path: string) => (existsSync(join(root, path)) ? textOf(path) : undefined);
const readmes = ["README.md", "README.zh-CN.md"] as const;

const languages = { "README.md": "en", "README.zh-CN.md": "zh-CN" } as const;

/** The quotation of a README: the comment, as a pull request would show it. */
function quoteOf(text: string): string {
  const lines = text.split("\n").filter((line) => line.startsWith(">"));
  return `${lines.map((line) => line.replace(/^> ?/, "")).join("\n")}\n`;
}

test.each(readmes)("the comment in %s is what the demo prints", async (readme) => {
  const cards = await realFiles.glob(root, ["cards/**/*.{yaml,yml}"]);
  const paths = ["wxcards.yaml", ...("code" in cards ? [] : cards)];
  const made = await newWorld({ files: Object.fromEntries(paths.map((path) => [path, textOf(path)])) });
  made.env["LANG"] = languages[readme] === "en" ? "C" : "zh_CN.UTF-8";
  for (const [file, now, then] of monthAgo) made.edit(file, now, then);
  expect((await made.cli("sandbox --fill")).code).toBe(0);
  for (const [file, now, then] of monthAgo) made.edit(file, then, now);
  expect((await made.cli(planOfDemo.args)).code).toBe(2);
  expect(quoteOf(textOf(readme))).toBe(made.read(planOfDemo.comment));
});

describe("the READMEs", () => {
  test.each(readmes)("%s is short, and says the two commands", (readme) => {
    const text = textOf(readme);
    expect(text.split("\n").filter((line) => !line.startsWith(">")).length).toBeLessThanOrEqual(80);
    for (const command of ["npm ci && npm run demo", "npm ci && npm test"]) expect(text).toContain(command);
  });

  test("are equal in what they show and where they lead", () => {
    const [english = "", chinese = ""] = readmes.map(textOf).map((text) => text.slice(text.indexOf("\n## ")));
    const commandsOf = (text: string) =>
      blocksOf(text).map(({ body }) => body.replace(/ +# .*$/gm, "").replaceAll(" --lang zh-CN", ""));
    expect(commandsOf(chinese)).toEqual(commandsOf(english));
    const leads = { page: "README.md", textOf: textIfAny };
    expect(linksOf(chinese)).toEqual(linksOf(english).map((link) => chineseLink({ link, ...leads })));
    const unmarked = linksOf(english).filter((link) => isEnglishOnly({ link, ...leads }));
    expect(unmarked.filter((link) => !chinese.includes(`](${link})${inEnglish}`))).toEqual([]);
  });
});

describe("links", () => {
  const pages = [...readdirSync(root), ...inFolder("docs"), ...inFolder("bench")].filter((path) => /\.md$/.test(path));

  test.each(pages)("of %s lead somewhere", (page) => {
    const wrong = linksOf(textOf(page)).filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !headingsOf(textOf(target)).some((heading) => heading.anchor === anchor);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ["docs/README.md", (page: string) => !/zh-CN/.test(page)],
    ["docs/zh-CN/README.md", (page: string) => /zh-CN/.test(page)],
  ])("of the index %s lead to every page in its language", (index, isOwn) => {
    const linked = linksOf(textOf(index)).map((link) => join(dirname(index), link));
    const own = pages.filter((page) => page.startsWith("docs/") && !/^docs\/decisions\/\d|^docs\/.*README/.test(page));
    expect(own.filter(isOwn).filter((page) => !linked.includes(page))).toEqual([]);
  });
});

function inFolder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
}
