import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, Parser } from "commonmark";
import { describe, expect, test } from "vitest";
import { blocksOf, chineseLink, chinesePageOf, inEnglish, isEnglishOnly, linksOf } from "../../scripts/pages.ts";

/*
 * A page in Chinese says what the page in English says: it is laid out alike, block by block, shows the same commands
 * and documents, names the same things and leads to the same places. Whoever changes one of them changes the other.
 */
const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined);
const read = (path: string) => textOf(path) ?? "";

const pairs = readdirSync(join(root, "docs/zh-CN"))
  .map((name) => ({ english: `docs/${name}`, chinese: `docs/zh-CN/${name}` }))
  // The terms in Chinese: a page of its own.
  .filter(({ chinese }) => chinese !== "docs/zh-CN/glossary.md");

/** What stands on the top of a page, in order: headings by their depth, lists by their items, tables by rows and columns. */
function layoutOf(text: string): string[] {
  const shapes: string[] = [];
  for (let node = new Parser().parse(text).firstChild; node !== null; node = node.next)
    shapes.push(shapeOf(node, text));
  return shapes;
}

function shapeOf(node: Node, text: string): string {
  if (node.type === "heading") return `heading ${node.level}`;
  if (node.type === "list") return `list of ${childrenOf(node).length}`;
  const [[first = 1] = [], [last = 1] = []] = node.sourcepos ?? [];
  const lines = text.split("\n").slice(first - 1, last);
  if (node.type !== "paragraph" || !lines.every((line) => line.startsWith("|"))) return node.type;
  return `table of ${lines.length} rows, ${lines[0]?.replaceAll("\\|", "").split("|").length} columns`;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.next) children.push(child);
  return children;
}

/** Blocks of code that are the same in every language, less their comments. */
function sharedBlocks(text: string): string[] {
  const shared = blocksOf(text).filter(({ word }) => !["text", "console"].includes(word));
  return shared.map(({ word, body }) => `${word}\n${body.replace(/ *# .*$/gm, "")}`);
}

/** What is typed, sent or reported by a fixed name, as it stands between backticks. */
function namesOf(text: string): string[] {
  const spans = [...text.replace(/^ *```[\s\S]*?^ *```$/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
  const fixed = spans.filter((span) => /^[\x21-\x7e…]+$/.test(span) || /^(wxcards|--|POST|PATCH|GET) ?/.test(span));
  return [...new Set(fixed)].sort();
}

/** Names that are words of the output in English. */
const spoken = new Set(["live", "file", "drift", "review", "money", "settled", "missing", "unreadable"]);

/** The text of a page as it is read: where marks of Markdown are left in it, they were not understood. */
function readText(text: string): string {
  const walker = new Parser().parse(text).walker();
  let whole = "";
  for (let step = walker.next(); step !== null; step = walker.next())
    if (step.entering && step.node.type === "text") whole += step.node.literal ?? "";
  return whole;
}

test("there are pages in Chinese", () => expect(pairs.length).toBeGreaterThanOrEqual(10));

describe.each(pairs)("$chinese", ({ english, chinese }) => {
  const [there, here] = [english, chinese].map(read) as [string, string];

  test("is laid out like the page in English", () => {
    expect(layoutOf(here)).toEqual(layoutOf(there));
  });

  test("shows the same commands and documents", () => {
    expect(blocksOf(here).map(({ word }) => word)).toEqual(blocksOf(there).map(({ word }) => word));
    expect(sharedBlocks(here)).toEqual(sharedBlocks(there));
  });

  test("names the same things", () => {
    const named = namesOf(here);
    expect(named.filter((name) => !there.includes(name))).toEqual([]);
    expect(namesOf(there).filter((name) => !here.includes(name) && !spoken.has(name))).toEqual([]);
  });

  test("leads where the page in English leads, in Chinese where that exists, and says where not", () => {
    const links = linksOf(there).filter((link) => !/zh-CN/.test(link));
    expect(
      linksOf(here)
        .filter((link) => !/glossary\.md$/.test(link))
        .sort(),
    ).toEqual(
      links
        .map((link) => chineseLink({ link, page: english, textOf }))
        .filter((link) => !/glossary\.md$/.test(link))
        .sort(),
    );
    const marked = links
      .filter((link) => isEnglishOnly({ link, page: english, textOf }))
      .map((link) => chineseLink({ link, page: english, textOf }));
    expect(marked.filter((link) => !here.includes(`](${link})${inEnglish}`))).toEqual([]);
    expect(here.split(inEnglish).length - 1).toBeGreaterThanOrEqual(marked.length);
  });

  test("is Markdown throughout", () => {
    expect(readText(here)).not.toMatch(/\*\*|\]\(/);
  });
});

test("pages of which there is none in Chinese are known as such", () => {
  expect(chinesePageOf("docs/state.md", textOf)).toBeUndefined();
  expect(isEnglishOnly({ link: "state.md#leases", page: "docs/drift.md", textOf })).toBe(true);
  expect(isEnglishOnly({ link: "https://example.com/a.md", page: "docs/drift.md", textOf })).toBe(false);
});
