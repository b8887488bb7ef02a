import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { monthAgo, planOfDemo } from "../../scripts/demo-edits.ts";
import { realFiles } from "../../src/cli/files.ts";
import { newWorld } from "../helpers/world.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
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
    const commandsOf = (text: string) => blocksOf(text).map((block) => block.replace(/ +# .*$/gm, ""));
    expect(commandsOf(chinese)).toEqual(commandsOf(english));
    expect(linksOf(chinese)).toEqual(linksOf(english));
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
      return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor);
    });
    expect(wrong).toEqual([]);
  });

  test("of the index lead to every page of docs/", () => {
    const linked = linksOf(textOf("docs/README.md")).map((link) => join("docs", link));
    const own = pages.filter((page) => page.startsWith("docs/") && !/^docs\/decisions\/\d|^docs\/README/.test(page));
    expect(own.filter((page) => !linked.includes(page))).toEqual([]);
  });
});

function inFolder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
}

function withoutBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}

function blocksOf(text: string): string[] {
  return [...text.matchAll(/^```[\s\S]*?^```$/gm)].map(([block]) => block);
}

function linksOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** The anchors GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .replace(/\]\([^)]*\)/g, "]")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
