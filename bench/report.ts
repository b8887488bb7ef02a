import { dirname, join } from "node:path";
import type { Figure, FigureRow } from "./figures.ts";
import { compared, node, spread, type Taken } from "./measure.ts";

export const root = join(import.meta.dirname, "..");
export const entry = join(root, "dist/wxcards.cjs");

/** The floor of every start. */
export const nothing = node(["-e", "0"], { cwd: dirname(entry) });

/** One figure that is promised. */
export interface Promised {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
}

/** One line of the result, and whether what is promised holds. */
export interface Judged {
  readonly text: string;
  readonly holds: boolean;
  readonly row: FigureRow;
}

/** Wall, CPU and memory of a program, each with its ratio to the floor of the same rounds. */
export function line(
  name: string,
  own: readonly Taken[],
  floor: readonly Taken[],
  promised: readonly Promised[] = [],
): Judged {
  const cell = (what: keyof Taken, unit: string) => {
    const { own: value, ratio } = compared(own, floor, what);
    return `${value.toFixed(0).padStart(6)} ${unit} ${ratio.toFixed(2).padStart(5)} ×`;
  };
  const cells = [cell("wallMs", "ms"), cell("cpuMs", "ms"), cell("residentMb", "MB")];
  const figure = (what: keyof Taken, unit: "ms" | "MB"): Figure => ({ ...spread(own, floor, what), unit });
  const words = promised.map(({ what, measured, limit, unit }) => {
    const kept = measured <= limit ? "" : "  NOT KEPT";
    return `  ${what} ${measured.toFixed(2)} ${unit}, at most ${limit}${kept}`;
  });
  return {
    text: `${name.padEnd(34)} ${cells.join("   ")}${words.join("")}`,
    holds: promised.every(({ measured, limit }) => measured <= limit),
    row: {
      name,
      rounds: own.length,
      figures: [figure("wallMs", "ms"), figure("cpuMs", "ms"), figure("residentMb", "MB")],
    },
  };
}
