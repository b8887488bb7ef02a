import { createHash } from "node:crypto";
import type { Language } from "../../messages/language.ts";
import { page } from "../../page.ts";
import { escaped } from "./markup.ts";
import { style } from "./style.ts";

/**
 * What a browser lets the page do, whatever it holds: apply this one style, and nothing else. No script, no picture, no
 * frame, no form, no request.
 */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style, "utf8").digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A whole page that stands by itself, of lines that are written already. */
export function htmlPage(title: string, lines: readonly string[], language: Pick<Language, "name">): string {
  return [
    page([
      "<!DOCTYPE html>",
      `<html lang="${language.name}">`,
      "<head>",
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="referrer" content="no-referrer">',
      '<meta name="robots" content="noindex">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      `<title>${escaped(title)}</title>`,
    ]),
    `<style>${style}</style>\n`,
    page(["</head>", "<body>", "<main>", `<h1>${escaped(title)}</h1>`, ...lines, "</main>", "</body>", "</html>"]),
  ].join("");
}
