import { visible } from "../../escape.ts";
import { isPlainWord, type Markup } from "../layout/markup.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML, in elements and in attributes within quotes: it says what it says, and what nobody sees is visible. */
export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Data, in type of its own. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** How a page of HTML writes what stands on a line. Attributes come from us alone. */
export const htmlMarkup: Markup = {
  code,
  cell: code,
  said: code,
  word: (text) => (isPlainWord(text) ? text : code(text)),
  strong: (written) => `<strong>${written}</strong>`,
  section: (title) => [`<h3>${escaped(title)}</h3>`],
};

/** An element around lines that are written already; nothing without any. */
function element(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<${name}>`, ...lines, `</${name}>`];
}

/** A list; each item is written already, with what belongs to it on lines of its own. */
export function list(items: readonly (readonly string[])[]): string[] {
  return element(
    "ul",
    items.flatMap(([first = "", ...more]) =>
      more.length === 0 ? [`<li>${first}</li>`] : [`<li>${first}`, ...more, "</li>"],
    ),
  );
}

/** A table; its cells are written already. Without a head the first row is one of data. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const heads = head.length === 0 ? [] : element("thead", [row(head.map(escaped), "th")]);
  return element("table", [
    ...heads,
    ...element(
      "tbody",
      rows.map((cells) => row(cells, "td")),
    ),
  ]);
}
