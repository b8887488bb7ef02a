/**
 * The simulator as a program of its own: `node simulator.mjs ROOT sweep OPTIONS`, or `seeds FROM TO`, or `replay
 * SCHEDULE`. Prints JSON.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SweepOptions, sweep } from "./crash-points.ts";
import { play, type Schedule } from "./schedule.ts";

const [root = ".", command, ...rest] = process.argv.slice(2);
const folder = join(root, "cards");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const examples = files.sort().map((file) => readFileSync(join(folder, file), "utf8"));

if (command === "sweep") print(await sweep(examples, JSON.parse(rest[0] ?? "") as SweepOptions));
else if (command === "replay") {
  const onTrace = rest[1] === "trace" ? (line: string) => void process.stderr.write(`${line}\n`) : undefined;
  print(await play(JSON.parse(rest[0] ?? "") as Schedule, examples, onTrace === undefined ? {} : { onTrace }));
} else throw new Error(`no such command: ${command}`);

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
