import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectOf, ruleProject } from "./fixture.ts";
import { compared, inTurns, median, node, type Program, type Taken, take } from "./measure.ts";
import { serve } from "./platform.ts";
import { entry, type Judged, line, nothing, type Promised } from "./report.ts";

const sizes = [1, 100, 1_000, 10_000] as const;
const connections = 20;

/** Rounds that fit into a few minutes. */
function roundsFor(cards: number, latencyMs: number): number {
  if (cards >= 10_000) return latencyMs === 0 ? 3 : 1;
  return cards >= 1_000 ? 7 : 15;
}

/** `validate` of many cards, beside `node -e 0`. */
export function validateAtSize(): Judged[] {
  return sizes.map((cards) => {
    const project = projectOf(cards);
    try {
      const [floor = [], own = []] = inTurns(
        [nothing, node([entry, "validate"], { cwd: project.folder })],
        roundsFor(cards, 0),
      );
      return line(`validate, ${cards} cards`, own, floor, validatePromises(cards, own, floor));
    } finally {
      project.remove();
    }
  });
}

function validatePromises(cards: number, own: readonly Taken[], floor: readonly Taken[]): Promised[] {
  if (cards === 1_000)
    return [{ what: "wall", measured: compared(own, floor, "wallMs").ratio, limit: 12, unit: "× node -e 0" }];
  return cards === 10_000 ? [mostMemory(own, 100)] : [];
}

function mostMemory(taken: readonly Taken[], limit: number): Promised {
  return { what: "memory", measured: Math.max(...taken.map((one) => one.residentMb)), limit, unit: "MB" };
}

/** `validate` of one card among ten thousand: the others are looked at, and not read. */
export function oneOfMany(): Judged[] {
  const cards = 10_000;
  const project = projectOf(cards);
  try {
    const one = node([entry, "validate", "cards/gold-00077.yaml"], { cwd: project.folder });
    const [floor = [], own = []] = inTurns([nothing, one], roundsFor(cards, 0));
    return [line(`validate of one among ${cards}`, own, floor)];
  } finally {
    project.remove();
  }
}

/** `plan` of many unchanged cards with their state, beside a bare loop of the same requests. */
export async function planAtSize(latencyMs: number): Promise<Judged[]> {
  const lines: Judged[] = [];
  for (const cards of sizes) {
    const project = projectOf(cards);
    const server = await serve(cards, latencyMs);
    try {
      const { env } = server;
      // As after the first apply: the state knows every field.
      take(node([entry, "apply", "--yes"], { cwd: project.folder, env }));
      const plan = node([entry, "plan"], { cwd: project.folder, env });
      const loop = node([join(import.meta.dirname, "floor/loop.cjs"), String(cards), String(connections)], { env });
      const [own = [], floor = []] = inTurns([plan, loop], roundsFor(cards, latencyMs));
      lines.push(line(`plan, ${cards} cards, ${latencyMs} ms`, own, floor, promises(cards, latencyMs, own, floor)));
    } finally {
      await server.close();
      project.remove();
    }
  }
  return lines;
}

/** `plan` of one document with a thousand merchant ids, unchanged, beside a bare loop of the same requests. */
export async function planOfRules(latencyMs: number): Promise<Judged[]> {
  const rules = 100;
  const project = ruleProject(rules);
  const server = await serve(1, latencyMs, rules);
  try {
    const { env } = server;
    take(node([entry, "apply", "--yes"], { cwd: project.folder, env }));
    const plan = node([entry, "plan"], { cwd: project.folder, env });
    const floorFile = join(import.meta.dirname, "floor/loop.cjs");
    const loop = node([floorFile, "1", String(connections), String(rules)], { env });
    const [own = [], floor = []] = inTurns([plan, loop], 15);
    const measured = compared(own, floor, "wallMs").ratio;
    const promised = [{ what: "wall", measured, limit: 1.5, unit: "× the loop" }];
    return [line(`plan, 1,000 merchant ids, ${latencyMs} ms`, own, floor, promised)];
  } finally {
    await server.close();
    project.remove();
  }
}

function promises(cards: number, latencyMs: number, own: readonly Taken[], floor: readonly Taken[]): Promised[] {
  if (cards === 1_000) {
    const measured = compared(own, floor, "wallMs").ratio;
    return [{ what: "wall", measured, limit: latencyMs === 0 ? 2.5 : 1.2, unit: "× the loop" }];
  }
  if (cards === 10_000 && latencyMs === 0) return [mostMemory(own, 160)];
  return [];
}

/** The same work by the scripts that teams have today, where what they need is installed. */
export async function besideScripts(latencyMs: number): Promise<string[]> {
  const cards = 100;
  const project = projectOf(cards);
  const server = await serve(cards, latencyMs);
  try {
    const { env } = server;
    const scripts: { name: string; needs: readonly string[]; program: Program }[] = [
      {
        name: "python requests, serial",
        needs: ["python3", "-c", "import requests"],
        program: script("python3", "plan.py"),
      },
      { name: "curl and jq", needs: ["bash", "-c", "command -v curl jq"], program: script("bash", "plan.sh") },
      { name: "ansible, uri", needs: ["ansible-playbook", "--version"], program: playbook() },
    ];
    const plan = node([entry, "plan"], { cwd: project.folder, env });
    return scripts.map(({ name, needs: [command = "", ...args], program }) => {
      const label = `${name}, ${cards} cards, ${latencyMs} ms`.padEnd(46);
      if (spawnSync(command, args, { stdio: "ignore" }).status !== 0) return `${label} not installed`;
      const [own = [], other = []] = inTurns([plan, program], command === "ansible-playbook" ? 3 : 5);
      const times = compared(other, own, "wallMs").ratio;
      const seconds = (all: readonly Taken[]) => `${(median(all.map((one) => one.wallMs)) / 1000).toFixed(2)} s`;
      return `${label} ${seconds(other)}, wxcards ${seconds(own)}: ${times.toFixed(1)} times as fast`;
    });

    function script(command: string, file: string): Program {
      return { command, args: [join(import.meta.dirname, "others", file), String(cards), project.folder], env };
    }

    function playbook(): Program {
      const variables = ["-e", `cards=${cards}`, "-e", `folder=${project.folder}`];
      const args = [join(import.meta.dirname, "others/plan.yml"), ...variables];
      return { command: "ansible-playbook", args, env: { ...env, ANSIBLE_LOCALHOST_WARNING: "false" } };
    }
  } finally {
    await server.close();
    project.remove();
  }
}
