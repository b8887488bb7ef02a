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

/** The elements of a rendered text in their order, with what they say outside of code: what data must not change. */
export function outsideOfCode(html: string): string {
  return html.replace(/<code>[^<]*<\/code>/g, "<code></code>");
}

/** Elements that no output of ours has. */
export function foreignElements(html: string): string[] {
  return [...html.matchAll(/<(?:a|img|script|iframe|input|del|sup|pre|blockquote)\b[^>]*>/gi)].map(([tag]) => tag);
}
