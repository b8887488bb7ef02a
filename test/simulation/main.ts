/**
 * The simulator as a program of its own: `node simulator.mjs ROOT sweep OPTIONS`, `seeds FROM TO`, `clones FROM TO`,
 * `seed NUMBER`, `clone NUMBER` or `replay SCHEDULE`, the last three with `trace` for everything that happens. Prints JSON.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Failure, type SweepOptions, sweep } from "./crash-points.ts";
import { Dead } from "./effects.ts";
import { play, type Result, type Schedule } from "./schedule.ts";
import { clonesOf, scheduleOf } from "./seeds.ts";
import { shrunk } from "./shrink.ts";
import type { Played } from "./simulator.ts";
import { added, type Tested } from "./tested.ts";

// What a killed process would still have done comes to nothing, wherever in it that is noticed.
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error: unknown) => {
    if (!(error instanceof Dead)) throw error;
  });

const [root = ".", command, ...rest] = process.argv.slice(2);
const folder = join(root, "cards");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const examples = files.sort().map((file) => readFileSync(join(folder, file), "utf8"));

if (command === "sweep") print(await sweep(examples, JSON.parse(rest[0] ?? "") as SweepOptions));
else if (command === "seeds") print(await playSeeds(Number(rest[0]), Number(rest[1]), scheduleOf));
else if (command === "clones") print(await playSeeds(Number(rest[0]), Number(rest[1]), clonesOf));
else if (command === "seed") print(await played(scheduleOf(Number(rest[0]))));
else if (command === "clone") print(await played(clonesOf(Number(rest[0]))));
else if (command === "replay") print(await played(JSON.parse(rest[0] ?? "") as Schedule));
else throw new Error(`no such command: ${command}`);

/** Plays one schedule, and shows all that happens in it when that is asked for. */
function played(schedule: Schedule): Promise<Result> {
  const onTrace = rest[1] === "trace" ? (line: string) => void process.stderr.write(`${line}\n`) : undefined;
  return play(schedule, examples, onTrace === undefined ? {} : { onTrace });
}

/** Plays the seeds from one to another, both included; failures come with the shortest schedule that shows them. */
async function playSeeds(from: number, to: number, scheduleOf: (seed: number) => Schedule): Promise<Played> {
  const failures: Failure[] = [];
  const begun = process.cpuUsage();
  let runs = 0;
  let tested: Tested = {};
  for (let seed = from; seed <= to; seed += 1) {
    const schedule = scheduleOf(seed);
    const played = await play(schedule, examples);
    runs += played.runs.length;
    tested = added(tested, played.tested);
    const [first] = played.violations;
    if (first !== undefined)
      failures.push({ schedule: await shrunk(schedule, first, examples), violations: played.violations });
  }
  // Of the processor: how busy the machine is with other things does not count.
  const { user, system } = process.cpuUsage(begun);
  return { cases: to - from + 1, runs, seconds: (user + system) / 1e6, tested, failures };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
