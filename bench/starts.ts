import { compared, inTurns, node, type Taken } from "./measure.ts";
import { entry, type Judged, line, nothing, root } from "./report.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 31);

const cases = [
  { name: "wxcards --version", args: ["--version"], limit: 1.2 },
  { name: "wxcards validate cards/gold.yaml", args: ["validate", "cards/gold.yaml"], limit: 1.6 },
] as const;

/** How long a start takes. */
export function starts(): Judged[] {
  const programs = cases.map(({ args }) => node([entry, ...args], { cwd: root }));
  const [floor = [], ...own] = inTurns([nothing, ...programs], rounds);
  return cases.map(({ name, limit }, index) => {
    const wall = compared(own[index] as Taken[], floor, "wallMs");
    return line(name, own[index] as Taken[], floor, [
      { what: "wall", measured: wall.ratio, limit, unit: "× node -e 0" },
    ]);
  });
}
