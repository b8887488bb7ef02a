import { diffArrays, diffLines } from "diff";

/** One line of what stands in a long text or list: it has come, has gone, or stands beside one that has. */
export interface Line {
  readonly sign: "come" | "gone" | "same";
  readonly text: string;
}

/** What differs in more places has nothing in common that is worth the time: it grows with the square of this. */
const mostEdits = 1000;

/** What the lines of a text are changed to; none where only its line breaks differ. */
export function linesBetween(before: string, after: string): Line[] {
  const [was, is] = [before, after].map((text) => text.replace(/\r\n?/g, "\n")) as [string, string];
  const parts = diffLines(was, is, { maxEditLength: mostEdits }) ?? [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ];
  return parts.flatMap(({ value, added, removed }) =>
    linesOf(value.replace(/\n$/, "").split("\n"), { added, removed }),
  );
}

/** The same for the items of a list whose order means something. */
export function itemsBetween(before: readonly string[], after: readonly string[]): Line[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: mostEdits }) ?? [
    { value: [...before], added: false, removed: true },
    { value: [...after], added: true, removed: false },
  ];
  return parts.flatMap(({ value, added, removed }) => linesOf(value, { added, removed }));
}

/** Of what stays, only what stands beside a change. */
function linesOf(own: readonly string[], { added, removed }: { added: boolean; removed: boolean }): Line[] {
  const sign = added ? "come" : removed ? "gone" : "same";
  const shown = sign === "same" && own.length > 2 ? [own[0] ?? "", "…", own.at(-1) ?? ""] : own;
  return shown.map((text) => ({ sign, text }));
}
