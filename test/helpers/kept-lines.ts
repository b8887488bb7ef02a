/**
 * The lines of a text, those that may go left out, that another text does not have in their order: what a change of the
 * others has taken along. A last line has no break: it gets one where others come behind it,
 * and another one loses its own where it has become the last.
 */
export function linesLost(before: string, after: string, mayGo: ReadonlySet<number>): string[] {
  const [own, lines] = [before.split("\n"), after.split("\n")];
  let from = 0;
  const lost: string[] = [];
  for (const [index, line] of own.entries()) {
    if (mayGo.has(index)) continue;
    const isLast = (at: number) => index === own.length - 1 || at === lines.length - 1;
    const bare = line.replace(/\r$/, "");
    const found = lines.findIndex(
      (other, at) => at >= from && (other === line || (isLast(at) && other.replace(/\r$/, "") === bare)),
    );
    if (found === -1) lost.push(line);
    else from = found + 1;
  }
  return lost;
}

/** The numbers of the lines that a part of a text stands on, from 0. */
export function linesOf(text: string, [start, end]: readonly [start: number, end: number]): number[] {
  const first = text.slice(0, start).split("\n").length - 1;
  const last = text.slice(0, Math.max(start, end - 1)).split("\n").length - 1;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
