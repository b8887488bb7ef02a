import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

/** A median, and its ratio to the floor: the median of the rounds, the smallest and the largest. */
export interface Figure {
  readonly own: number;
  readonly unit: "ms" | "MB";
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
}

/** What was measured of one case. */
export interface FigureRow {
  readonly name: string;
  readonly rounds: number;
  /** Wall, CPU and memory. */
  readonly figures: readonly Figure[];
}

const page = join(import.meta.dirname, "README.md");
const [begin, end] = ["<!-- figures -->\n", "<!-- /figures -->\n"];

/**
 * Puts rows into the table of `bench/README.md`, in the place of what stood there under the same names; other rows stay,
 * each with the day it was measured.
 */
export function writeFigures(rows: readonly FigureRow[], day: string): void {
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  const head = text.slice(from, to).split("\n").slice(0, 2);
  const before = text.slice(from, to).split("\n").slice(2, -1);
  const made = new Map(rows.map((row) => [row.name, tableRow(row, day)]));
  const kept = before.map((line) => {
    const name = line.split("|")[1]?.trim() ?? "";
    const now = made.get(name);
    made.delete(name);
    return now ?? line;
  });
  const table = [...head, ...kept, ...made.values()].map((line) => `${line}\n`).join("");
  writeFileSync(page, text.slice(0, from) + table + text.slice(to));
}

function tableRow({ name, rounds, figures }: FigureRow, day: string): string {
  const cells = figures.flatMap((figure) => [amount(figure), ratioOf(figure)]);
  return `| ${[name, ...cells, rounds, day].join(" | ")} |`;
}

function amount({ own, unit }: Figure): string {
  return unit === "ms" && own >= 10_000 ? `${(own / 1000).toFixed(1)} s` : `${own.toFixed(0)} ${unit}`;
}

function ratioOf({ ratio, least, most }: Figure): string {
  return `${ratio.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** The machine, as the first line of a measurement says it. */
export function machine(): string {
  return `node ${process.version}, ${cpus().length} cores`;
}
