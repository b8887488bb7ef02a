import { PlainLines } from "./plain-lines.ts";
import { unusual } from "./plain-scalar.ts";

/** What a literal text ends with, by its head. */
const endings: ReadonlyMap<string, string> = new Map([
  ["|", "\n"],
  ["|-", ""],
]);

/** Reads literal texts, which go over several lines. */
export class PlainLiterals extends PlainLines {
  /** How many texts with a line break were read. */
  lines = 0;
  /** Where the last literal text ends. */
  protected literalEnd = 0;

  /** A literal text, whose head stands at `at`; ends on the line behind it. `parent` is how far its key is indented. */
  protected literal(at: number, parent: number): string {
    const ending = endings.get(this.text.slice(at, this.end));
    if (ending === undefined) throw unusual;
    const lines: string[] = [];
    let indent = -1;
    for (let end = this.nextEnd(); end !== -1; end = this.nextEnd()) {
      const start = this.end + 1;
      const first = this.blanksEnd(start, end);
      if (first === end) {
        if (end - start > Math.max(indent, 0)) throw unusual;
        lines.push("");
      } else {
        const kept = literalIndent(first - start, indent, parent);
        if (kept === undefined) break;
        indent = kept;
        lines.push(this.text.slice(start + indent, end));
        this.literalEnd = end + 1;
      }
      this.end = end;
      this.line += 1;
    }
    if (indent < 0 || this.isLastUnended()) throw unusual;
    while (lines.at(-1) === "") lines.pop();
    this.advance();
    const value = lines.join("\n") + ending;
    this.lines += Number(value.includes("\n"));
    return value;
  }
}

/**
 * How far a literal text is indented, which its first line with a text says; undefined at a line that is no part of it
 * any more. `own` is how far that line is indented.
 */
function literalIndent(own: number, known: number, parent: number): number | undefined {
  const indent = known < 0 ? own : known;
  if (indent <= parent) throw unusual;
  if (own >= indent) return indent;
  if (own > parent) throw unusual;
  return undefined;
}
