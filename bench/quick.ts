import { join } from "node:path";
import { projectOf } from "./fixture.ts";
import { compared, inTurns, node, type Program, type Taken, take } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry, type Judged, line, nothing } from "./report.ts";

/**
 * What continuous integration holds: CPU as a ratio to the floor of the same rounds, which another program on the machine
 * moves less than it moves the wall. A run that takes more than this much over its promise is a change for the worse.
 */
const over = 1.15;

const many = 1_000;

/** CPU that each case takes, as measured on an idle machine; see bench/README.md. */
const promised = { version: 1.1, one: 2.2, many: 15, plan: 1.9 } as const;

/** Certificates that a machine adds are read by every Node, and hide what a start takes. */
const bare = { NODE_EXTRA_CA_CERTS: "" };

/** A few rounds of what matters most, in less than a minute. */
export async function quick(): Promise<Judged[]> {
  return [...quickStarts(), ...(await quickPlan())];
}

function quickStarts(): Judged[] {
  const [one, thousand] = [projectOf(1), projectOf(many)];
  try {
    const validate = (cwd: string, ...files: readonly string[]) =>
      node([entry, "validate", ...files], { cwd, env: bare });
    const floor = { ...nothing, env: bare };
    const start = validate(one.folder, "cards/gold-00000.yaml");
    const [ofFloor = [], version = [], ofOne = []] = inTurns(
      [floor, node([entry, "--version"], { env: bare }), start],
      11,
    );
    const [ofFloorToo = [], ofMany = []] = inTurns([floor, validate(thousand.folder)], 5);
    return [
      held("quick: --version", version, ofFloor, promised.version),
      held("quick: validate, 1 card", ofOne, ofFloor, promised.one),
      held(`quick: validate, ${many} cards`, ofMany, ofFloorToo, promised.many),
    ];
  } finally {
    one.remove();
    thousand.remove();
  }
}

async function quickPlan(): Promise<Judged[]> {
  const project = projectOf(many);
  const server = await serve(many, 0);
  try {
    const env = { ...server.env, ...bare };
    take(node([entry, "apply", "--yes"], { cwd: project.folder, env }));
    const plan: Program = node([entry, "plan"], { cwd: project.folder, env });
    const loop = node([join(import.meta.dirname, "floor/loop.cjs"), String(many), "20"], { env });
    const [own = [], floor = []] = inTurns([plan, loop], 5);
    return [held(`quick: plan, ${many} cards, 0 ms`, own, floor, promised.plan)];
  } finally {
    await server.close();
    project.remove();
  }
}

/** The smallest of the rounds, on both sides: whatever else the machine does only adds. */
function held(name: string, own: readonly Taken[], floor: readonly Taken[], promise: number): Judged {
  const least = (all: readonly Taken[]) => Math.min(...all.map(({ cpuMs }) => cpuMs));
  const measured = Math.min(least(own) / least(floor), compared(own, floor, "cpuMs").ratio);
  return line(name, own, floor, [{ what: "CPU", measured, limit: Number((promise * over).toFixed(2)), unit: "×" }]);
}
