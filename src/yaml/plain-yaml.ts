import { isAllVisible } from "../model/hidden-characters.ts";
import type { Traits } from "../model/traits.ts";
import type { PlainDocument, PlainReading } from "./plain-document.ts";
import { PlainReader, tooMany } from "./plain-reader.ts";
import { unusual } from "./plain-scalar.ts";

/** What plain YAML says, or the line, from 1, where something is not plain or there are too many values. */
export type PlainRead =
  | { readonly documents: PlainDocument[]; readonly traits: Traits }
  | { readonly stopped: "unusual" | "too-many"; readonly line: number };

/** Tabs, carriage returns, controls, marks of byte order, line separators and halves of characters. */
const odd = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** The same and every character of two units: for units alone a look takes a quarter of the time, and most texts have neither. */
const oddUnit = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/**
 * Reads the plain YAML that most files are made of, some fourteen times faster than `yaml` does: block maps and lists,
 * one-line values, texts in quotes without escapes, literal texts (`|`, `|-`), one-line `[…]` and `{…}`, comments,
 * several documents.
 *
 * Undefined for everything else, mistakes included: then `yaml` reads, and it alone says what is wrong. What is read
 * here is what `yaml` reads; a property test holds the two side by side.
 */
export function readPlainYaml(text: string, reading: PlainReading = {}): PlainDocument[] | undefined {
  const read = readPlain(text, reading);
  return "documents" in read ? read.documents : undefined;
}

/** The same, with the line where it stopped. Line ends of Windows are no difference. */
export function readPlain(text: string, reading: PlainReading = {}): PlainRead {
  const unix = unixLines(text);
  // Nearly every file: what everybody sees is never odd.
  const isVisible = isAllVisible(unix);
  const found = !isVisible && oddUnit.test(unix) ? odd.exec(unix) : null;
  if (found !== null) return { stopped: "unusual", line: lineOf(unix, found.index) };
  const reader = new PlainReader(unix, reading);
  try {
    const documents = reader.documents();
    // An escape may stand for any character.
    const traits = { isAllVisible: isVisible && !unix.includes("\\"), hasNull: reader.hasNull, lines: reader.lines };
    return { documents, traits };
  } catch (reason) {
    if (reason !== unusual && reason !== tooMany) throw reason;
    return { stopped: reason === unusual ? "unusual" : "too-many", line: reader.line };
  }
}

/** A text with line feeds alone for the line ends of Windows; the offsets of places in it count them so. */
export function unixLines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
