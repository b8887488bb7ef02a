import { inspect } from "node:util";
import { stringify } from "yaml";

/** A text as JSON writes it inside its quotes. */
function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Everything that is no letter or digit as `%41`. */
function percent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function html(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (mark) => names[mark] ?? mark);
}

/** The spellings in which a text travels, by name; each can be undone. */
export function spellingsOf(text: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(text, "utf8");
  const base64 = bytes.toString("base64");
  const codes = (write: (code: number) => string) =>
    Array.from({ length: text.length }, (_, index) => write(text.charCodeAt(index))).join("");
  const hex4 = (code: number) => code.toString(16).padStart(4, "0");
  return {
    raw: text,
    json: json(text),
    "json with slashes": json(text).replaceAll("/", "\\/"),
    "json twice": json(json(text)),
    "json three times": json(json(json(text))),
    "json in escapes": codes((code) => `\\u${hex4(code)}`),
    "json in capital escapes": codes((code) => `\\u${hex4(code).toUpperCase()}`),
    percent: percent(text),
    "percent in lower case": percent(text).replace(/%../g, (mark) => mark.toLowerCase()),
    "percent twice": encodeURIComponent(percent(text)),
    "percent, all of it": [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    form: new URLSearchParams([["", text]]).toString().slice(1),
    "percent of json": encodeURIComponent(json(text)),
    "json of percent": json(percent(text)),
    base64,
    "base64 without padding": base64.replace(/=+$/, ""),
    base64url: bytes.toString("base64url"),
    "base64 in lines": base64.replace(/(.{76})/g, "$1\r\n"),
    "base64 in an address": encodeURIComponent(base64),
    "base64 behind a user": Buffer.from(`wxcards:${text}`).toString("base64"),
    "base64 behind a longer user": Buffer.from(`coffee-1:${text}@x`).toString("base64"),
    "base64 behind another user": Buffer.from(`coffee-12:${text}, it is`).toString("base64"),
    "base64 of json": Buffer.from(JSON.stringify({ secret: text })).toString("base64"),
    "base64 twice": Buffer.from(base64).toString("base64"),
    hex: bytes.toString("hex"),
    "hex in capitals": bytes.toString("hex").toUpperCase(),
    "hex in pairs": bytes.toString("hex").replace(/(..)/g, "$1 "),
    bytes: JSON.stringify([...bytes]),
    html: html(text),
    "html twice": html(html(text)),
    "html in numbers": Array.from(text, (character) => `&#${character.codePointAt(0)};`).join(""),
    "html in hex": Array.from(text, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`).join(""),
    "html in numbers, escaped again": Array.from(text, (character) => `&#38;#${character.codePointAt(0)};`).join(""),
    "html in numbers within json": Array.from(text, (character) => `\\u0026#${character.codePointAt(0)};`).join(""),
    "yaml in quotes": stringify(text, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 }),
    "yaml block": stringify({ value: { text } }, { blockQuote: "literal", lineWidth: 0 }),
    "yaml folded": stringify({ value: { text } }, { lineWidth: 60 }),
    inspected: inspect({ value: { text } }, { breakLength: 60 }),
    "line by line": text.split("\n").join("\n      "),
    "windows lines": text.replaceAll("\n", "\r\n"),
    "without line ends": text.replaceAll("\n", ""),
    "in capital visible escapes": codes((code) => `\\u{${code.toString(16)}}`),
  };
}

/**
 * What of a secret a text shows, in any spelling that can be undone: the whole, or a piece of twelve characters. Written without the net, so that the two can be
 * held against each other: here the text is undone step by step, and each outcome searched.
 */
export function leaksOf(secret: string, text: string): string | undefined {
  // Armour says nothing.
  if (/-----[A-Z ]+-----\n/.test(secret)) return leaksOf(secret.replace(/-----[A-Z ]+-----\n?/g, "").slice(70), text);
  const bare = (value: string) => value.replace(/[\s\\"'`+]/g, "");
  const pieces = piecesOf(bare(secret));
  const base64Pieces = new Set(
    [secret, json(secret)].flatMap((source) => [0, 1, 2].flatMap((before) => packed(source, before))),
  );
  const hexPieces = new Set(piecesOf(Buffer.from(secret).toString("hex"), 24));
  const outcomes = undone(text);
  for (const outcome of outcomes) {
    const shown = bare(outcome);
    const piece = hit(shown, pieces);
    if (piece !== undefined) return `as it is: ${piece}`;
    const letters = outcome.replace(/[^A-Za-z0-9]/g, "");
    const encoded = hit(letters, base64Pieces) ?? hit(letters.toLowerCase(), hexPieces);
    if (encoded !== undefined) return `encoded: ${encoded}`;
  }
  return undefined;
}

function undone(text: string): readonly string[] {
  const steps = [
    (value: string) =>
      value.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    (value: string) =>
      value.replace(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, code: string) =>
        String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
      ),
    (value: string) => value.replace(/\\+[nrt]/g, "\n"),
    (value: string) =>
      value.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8")),
    (value: string) =>
      value
        .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(0x10ffff, Number(code))))
        .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) =>
          String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
        )
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&amp;", "&"),
  ];
  const outcomes = new Set([text]);
  for (let round = 0; round < 3; round += 1)
    for (const outcome of [...outcomes]) for (const step of steps) outcomes.add(step(outcome));
  return [...outcomes];
}

function piecesOf(text: string, length = 12): Set<string> {
  const pieces = new Set<string>();
  if (text.length < length) return pieces.add(text);
  for (let at = 0; at + length <= text.length; at += 1) pieces.add(text.slice(at, at + length));
  return pieces;
}

function packed(text: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  const whole = bytes.toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  return [...piecesOf(whole.replace(/[^A-Za-z0-9]/g, ""), 16)];
}

function hit(text: string, pieces: ReadonlySet<string>): string | undefined {
  const [first] = pieces;
  const length = first?.length ?? 0;
  if (length < 8) return undefined;
  for (let at = 0; at + length <= text.length; at += 1) {
    const piece = text.slice(at, at + length);
    if (pieces.has(piece)) return piece;
  }
  return undefined;
}
