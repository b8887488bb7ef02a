/**
 * `npm run test:mutants`: plants small bugs in what must not be wrong, one at a time, and runs the tests of that area:
 * each has to be found. `--count N` tries so many of each area (30 when absent), `--area NAME` one area, `--seed N`
 * others, `--named` only the named ones. The bugs of `mutants/named.ts` are tried each by the test that is to find it.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Area, areas } from "./mutants/areas.ts";
import type { Job } from "./mutants/host.ts";
import { named } from "./mutants/named.ts";
import type { Planting } from "./mutants/plant.ts";
import { runJobs } from "./mutants/run.ts";
import { lineOf, mutantsOf } from "./mutants/sites.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** A run of the tests of one area takes seconds; this is against loops without end. */
const limitMs = 600_000;

const { values } = parseArgs({
  options: {
    count: { type: "string" },
    area: { type: "string" },
    seed: { type: "string" },
    named: { type: "boolean" },
  },
});
const count = Number(values.count ?? 30);
const seed = Number(values.seed ?? 1);

interface Site extends Planting {
  readonly line: number;
  readonly what: string;
}

function sitesOf({ files }: Area): Site[] {
  return files.flatMap(filesBelow).flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return mutantsOf(file, source).map((mutant) => ({ ...mutant, file, line: lineOf(source, mutant) }));
  });
}

function filesBelow(path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  const names = readdirSync(join(root, path), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${path}/${name}`)
    .sort();
}

/** So many of a list, spread by chance over all of it; the same for the same seed. */
function sample<Item>(items: readonly Item[], size: number): Item[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const left = [...items];
  const taken: Item[] = [];
  while (taken.length < size && left.length > 0) taken.push(...left.splice(Math.floor(next() * left.length), 1));
  return taken;
}

/** Tries bugs of one area, and prints those that nothing found. */
async function tryArea(area: Area): Promise<{ readonly tried: number; readonly found: number }> {
  const { name, tests } = area;
  const all = sitesOf(area);
  const sites = sample(all, count);
  const whole: Job = { tests };
  const jobs = sites.map(({ line: _line, what: _what, ...planting }): Job => ({ tests, planting }));
  const verdicts = await runJobs([whole, ...jobs], limitMs);
  if (verdicts[0] !== "survived") throw new Error(`the tests of ${name} fail as it is`);
  const survivors = sites.filter((_, index) => verdicts[index + 1] === "survived");
  for (const { file, line, what } of survivors) console.log(`  survived: ${file}:${line} ${what}`);
  const found = sites.length - survivors.length;
  const late = verdicts.filter((verdict) => verdict === "late").length;
  const ended = late === 0 ? "" : `, ${late} of them by tests that did not end`;
  console.log(`${name}: ${found} of ${sites.length} found${ended} (${all.length} there are; seed ${seed})`);
  return { tried: sites.length, found };
}

/** Tries the named bugs, each by its own test; gives how many were missed. */
async function tryNamed(): Promise<number> {
  const jobs = named.map(({ name, file, from, to, test }): Job => {
    const source = readFileSync(join(root, file), "utf8");
    const start = source.indexOf(from);
    if (start < 0 || source.indexOf(from, start + 1) >= 0) throw new Error(`${name}: not once in ${file}: ${from}`);
    return { tests: [test], planting: { file, start, end: start + from.length, replacement: to } };
  });
  const whole: Job = { tests: [...new Set(named.map(({ test }) => test))] };
  const [asItIs, ...verdicts] = await runJobs([whole, ...jobs], limitMs);
  if (asItIs !== "survived") throw new Error("the tests of the named bugs fail as it is");
  for (const [index, { name, test }] of named.entries())
    console.log(`${verdicts[index] === "survived" ? "MISSED" : "found"}: ${name} (${test})`);
  return verdicts.filter((verdict) => verdict === "survived").length;
}

const chosen = areas.filter(({ name }) => values.named !== true && (values.area === undefined || name === values.area));
let tried = 0;
let found = 0;
for (const area of chosen) {
  const result = await tryArea(area);
  tried += result.tried;
  found += result.found;
}
const missed = values.area === undefined ? await tryNamed() : 0;
if (tried > 0) console.log(`${found} of ${tried} found: ${((found / tried) * 100).toFixed(1)} %`);
if (missed > 0 || found < tried * 0.9) process.exitCode = 1;
