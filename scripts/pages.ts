import { posix } from "node:path";

/*
 * What the tests of documentation and the generated pages ask of Markdown: its blocks, headings and links, and which page
 * in Chinese stands for one in English.
 */

/** The blocks of code of a page, with the word behind their fence. */
export function blocksOf(text: string): { readonly word: string; readonly body: string }[] {
  return [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, word = "", body = ""]) => ({ word, body }));
}

/** A page less its blocks of code. */
export function withoutBlocks(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, "");
}

/** Where the links of a page lead, in their order. */
export function linksOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** The headings of a page: how deep each is, and the anchor that GitHub gives it. */
export function headingsOf(text: string): { readonly level: number; readonly anchor: string }[] {
  return [...withoutBlocks(text).matchAll(/^(#{1,6}) (.*)$/gm)].map(([, signs = "", heading = ""]) => ({
    level: signs.length,
    anchor: heading
      .replace(/\]\([^)]*\)/g, "]")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  }));
}

/** The text of a file, by its path from the root of the repository; undefined where there is none. */
export type TextOf = (path: string) => string | undefined;

/** The page in Chinese for a page in English, both from the root of the repository; undefined where there is none. */
export function chinesePageOf(page: string, textOf: TextOf): string | undefined {
  if (/(^|\/)zh-CN\/|\.zh-CN\.md$/.test(page)) return page;
  const candidates = [
    page.replace(/^docs\/reference\//, "docs/reference/zh-CN/"),
    page.replace(/^docs\/(?=[^/]+$)/, "docs/zh-CN/"),
    page.replace(/^README\.md$/, "README.zh-CN.md"),
  ];
  return candidates.find((path) => path !== page && textOf(path) !== undefined);
}

/** A link, as it stands in a page in English. */
interface Link {
  readonly link: string;
  readonly page: string;
  readonly textOf: TextOf;
}

/** What stands behind a link to a page that is in English only. */
export const inEnglish = "（英文）";

/**
 * Where a link of a page in English leads in the page in Chinese that stands for it: to the page in Chinese where there
 * is one, at the heading of the same number; else to the same page.
 */
export function chineseLink({ link, page, textOf }: Link): string {
  if (/^\w+:/.test(link)) return link;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : posix.join(posix.dirname(page), path);
  const chinese = chinesePageOf(target, textOf);
  const end =
    anchor === undefined ? "" : `#${chinese === undefined ? anchor : anchorIn(chinese, target, anchor, textOf)}`;
  if (path === "") return end;
  const from = posix.dirname(chinesePageOf(page, textOf) ?? page);
  return `${posix.relative(from, chinese ?? target)}${end}`;
}

function anchorIn(chinese: string, english: string, anchor: string, textOf: TextOf): string {
  const [there, here] = [english, chinese].map((path) => headingsOf(textOf(path) ?? ""));
  const number = there?.findIndex((heading) => heading.anchor === anchor) ?? -1;
  const same = here?.[number];
  if (same === undefined) throw new Error(`${english} has no heading #${anchor}, or ${chinese} none for it`);
  return same.anchor;
}

/** True for a link of a page in English that leads to a page of which there is none in Chinese. */
export function isEnglishOnly({ link, page, textOf }: Link): boolean {
  const [path = ""] = link.split("#");
  const isPage = !/^\w+:/.test(link) && path.endsWith(".md");
  return isPage && chinesePageOf(posix.join(posix.dirname(page), path), textOf) === undefined;
}

/** A text with the links of a page in English, made to lead on from the page in Chinese. */
export function withChineseLinks(text: string, page: string, textOf: TextOf): string {
  return text.replace(/\]\(([^)\s]+)\)/g, (_whole, link: string) => {
    const mark = isEnglishOnly({ link, page, textOf }) ? inEnglish : "";
    return `](${chineseLink({ link, page, textOf })})${mark}`;
  });
}
