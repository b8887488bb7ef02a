/**
 * `npm run bench [-- PART… --write]`: how long starts, `validate`, `plan` and `apply` take and how much memory, as ratios to a bare floor from one run.
 *
 * Programs take turns as whole processes, so that a machine that slows down slows all of them; each round gives one ratio, and the median of the rounds is
 * printed. The promises are the project's own; one that is not kept makes the run fail. `--write` puts the figures into bench/README.md.
 */

import { applyAtSize } from "./apply.ts";
import { type FigureRow, machine, writeFigures } from "./figures.ts";
import { instructions } from "./instructions.ts";
import { memoryAtSize } from "./memory.ts";
import { quick } from "./quick.ts";
import { rememberAtSize } from "./remember.ts";
import type { Judged } from "./report.ts";
import { besideScripts, oneOfMany, planAtSize, planOfRules, validateAtSize } from "./sizes.ts";
import { starts } from "./starts.ts";
import { stateAtSize } from "./state.ts";

const parts: Readonly<Record<string, () => Promise<readonly (Judged | string)[]> | readonly (Judged | string)[]>> = {
  starts,
  validate: () => [...validateAtSize(), ...oneOfMany()],
  "plan-0": () => planAtSize(0),
  "plan-50": () => planAtSize(50),
  apply: applyAtSize,
  remember: rememberAtSize,
  state: stateAtSize,
  rules: async () => [...(await planOfRules(0)), ...(await planOfRules(50))],
  memory: memoryAtSize,
  instructions,
  quick,
  scripts: async () => [...(await besideScripts(0)), ...(await besideScripts(50))],
};

/** What runs only when it is asked for by its name. */
const onlyAsked: readonly string[] = ["quick"];

async function main(): Promise<number> {
  const isWritten = process.argv.includes("--write");
  const asked = process.argv.slice(2).filter((word) => word !== "--write");
  const unknown = asked.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) {
    console.error(`${unknown} is no part of the benchmark: ${Object.keys(parts).join(", ")}`);
    return 64;
  }
  console.log(
    `${machine()}; medians; ratios to node -e 0 for starts and validate, to a bare loop of the same requests for plan and apply`,
  );
  console.log(`${" ".repeat(34)} ${"wall".padStart(17)}   ${"CPU".padStart(17)}   ${"resident".padStart(17)}`);
  let holds = true;
  const rows: FigureRow[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 ? !asked.includes(name) : onlyAsked.includes(name)) continue;
    for (const one of await part()) {
      console.log(typeof one === "string" ? one : one.text);
      if (typeof one === "string") continue;
      holds &&= one.holds;
      rows.push(one.row);
    }
  }
  if (isWritten) writeFigures(rows, new Date().toISOString().slice(0, 10));
  if (!holds) console.error("What is promised does not hold.");
  return holds ? 0 : 1;
}

process.exitCode = await main();
