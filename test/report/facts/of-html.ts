import { factsOfMarkdown } from "./of-markdown.ts";

/** What the page of a plan tells: its elements are written as the Markdown that says the same, and that is read. */
export function factsOfHtml(html: string, account: string | undefined): string[] {
  const body = /<main>\n(.*)<\/main>/s.exec(html)?.[1] ?? "";
  return factsOfMarkdown(asMarkdown(body), account);
}

const headings: Readonly<Record<string, string>> = { h1: "## ", h2: "### ", h3: "#### " };

/** Elements in their order as lines of Markdown. Knows the elements that pages have, and throws at any other. */
function asMarkdown(body: string): string {
  let out = "";
  let depth = 0;
  let cells: string[] = [];
  let isBlock = false;
  for (const [, tag, text] of body.matchAll(/<([^>]*)>|([^<]+)/g)) {
    const name = tag?.split(" ")[0] ?? "";
    if (text !== undefined) out += isBlock ? decoded(text) : decoded(text).replace(/\n/g, "");
    else if (name === "pre") {
      isBlock = true;
      out += "\n`````diff\n";
    } else if (name === "/pre") {
      isBlock = false;
      out += "\n`````\n";
    } else if (isBlock) continue;
    else if (name in headings) out += `\n${headings[name]}`;
    else if (name === "ul") depth += 1;
    else if (name === "/ul") depth -= 1;
    else if (name === "li") out += `\n${"  ".repeat(depth - 1)}- `;
    else if (name === "code") out += "`` ";
    else if (name === "/code") out += " ``";
    else if (name === "tr") cells = [];
    else if (name === "td" || name === "th") out += "\n\u0000";
    else if (name === "/td" || name === "/th") {
      const at = out.lastIndexOf("\n\u0000");
      cells.push(out.slice(at + 2));
      out = out.slice(0, at);
    } else if (name === "/tr") out += `\n| ${cells.join(" | ")} |`;
    else if (!known.has(name)) throw new Error(`<${tag}>`);
    else if (name === "p" || name === "summary") out += "\n";
  }
  return out;
}

const known = new Set(
  [
    "h1",
    "h2",
    "h3",
    "p",
    "strong",
    "section",
    "article",
    "table",
    "thead",
    "tbody",
    "li",
    "details",
    "summary",
  ].flatMap((name) => [name, `/${name}`]),
);

function decoded(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_entity, name: string) => characters[name] ?? "");
}
