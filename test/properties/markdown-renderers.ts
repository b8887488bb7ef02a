import { HtmlRenderer, Parser } from "commonmark";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const markdownIt = new MarkdownIt({ html: true, linkify: true });

/** Four renderers, each set up to make as much as it can of a text: HTML, tables, links from bare addresses. */
export const renderers: Readonly<Record<string, (markdown: string) => string>> = {
  marked: (markdown) => marked.parse(markdown, { async: false, gfm: true }),
  "markdown-it": (markdown) => markdownIt.render(markdown),
  commonmark: (markdown) => new HtmlRenderer().render(new Parser().parse(markdown)),
  micromark: (markdown) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }),
};

/**
 * The elements of a rendered text in their order, with what they say outside of code: what data must not change. How many
 * lines of advice stand below a problem is our own.
 */
export function outsideOfCode(html: string): string {
  const empty = html.replace(/<code(?: class="language-diff")?>[^<]*<\/code>/g, "<code></code>");
  return empty.replace(/\s*<ul>\s*(?:<li>(?:<p>)?<code><\/code>(?:<\/p>)?<\/li>\s*)+<\/ul>\s*/g, "");
}

/**
 * Everything that a rendered text says outside of code, piece by piece and each once, with every number as 0: where it
 * depends on data which pieces there are, none of them may come from data.
 */
export function piecesOutside(html: string): ReadonlySet<string> {
  const pieces = outsideOfCode(html)
    .split(/<[^>]*>/)
    .map((piece) => piece.replace(/[\d,]*\d/g, "0").trim());
  return new Set(pieces);
}

/** Elements that no output of ours has. */
export function foreignElements(html: string): string[] {
  // Lines that have come and gone are the only block of code that we print, and lists are folded away by name alone.
  const own = html.replace(/<pre><code class="language-diff">/g, "").replace(/<(details|summary)>/g, "");
  const foreign = /<(?:a|img|script|iframe|input|del|sup|pre|blockquote|details|summary)\b[^>]*>/gi;
  return [...own.matchAll(foreign)].map(([tag]) => tag);
}
