/*
 * Runs commands with the files of a `dist/`, so that what they call is compiled, and has V8 write that down: a code cache
 * for each file that was loaded. `code-caches.ts` bundles this file and runs it in a process of its own, with the flags that
 * are set back here. Arguments: the folder of `dist/`, that for the caches, the round, and the tag of this V8
 * without flags.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as v8 from "node:v8";
import type { Script } from "node:vm";
import { engineFlags } from "../../src/cli/engine.ts";
import { type Code, cacheName, codeLoader, type Load, packedCache } from "../../src/cli/own-code.ts";
import { flagsSetBack, typicalRuns } from "./typical-runs.ts";

const [, , dist = "", caches = "", round = "", tag = ""] = process.argv;

const made = new Map<string, { readonly text: Buffer; readonly script: Script }>();
const code: Code = {
  text: (file) => readFileSync(join(dist, file)),
  cache: () => undefined,
  place: (file) => ({ folder: dist, path: join(dist, file) }),
  made: (file, text, script) => made.set(file, { text, script }),
};

/** No run sets flags: it would put later runs under other conditions than the first. */
const watched: NodeJS.Require = Object.assign(
  (name: string) => (name === "node:v8" ? { ...v8, setFlagsFromString: () => {} } : require(name)),
  require,
);

/** Whether a time runs out would depend on how busy the machine is, so none does. */
const { setTimeout: after } = globalThis;
const never = (task: (...values: unknown[]) => void, ms = 0, ...values: unknown[]): NodeJS.Timeout =>
  after(task, ms < 50 ? ms : 86_400_000, ...values);
globalThis.setTimeout = Object.assign(never, after);

// Each run listens to signals again.
process.setMaxListeners(0);
const load: Load = codeLoader(watched, code);
const { main } = load("./main.cjs") as { main(words: readonly string[]): Promise<number> };
const projects = process.cwd();
async function runAll(): Promise<void> {
  for (const { folder, words, exit } of typicalRuns[Number(round)] ?? []) {
    process.chdir(resolve(projects, folder));
    const ended = await main(words);
    if (ended !== exit) throw new Error(`${words.join(" ")} ended with ${ended}`);
  }
}

function writeAll(): void {
  // Whether something was left behind is not to depend on when it was collected.
  globalThis.gc?.();
  globalThis.gc?.();
  for (const flag of flagsSetBack) v8.setFlagsFromString(flag);
  if (String(v8.cachedDataVersionTag()) !== tag)
    throw new Error("flags of V8 are still set: it would refuse the caches");

  const plain = new Map([...made].map(([file, { script }]) => [file, script.createCachedData()]));
  for (const flag of engineFlags) v8.setFlagsFromString(flag);
  mkdirSync(caches, { recursive: true });
  for (const [file, { text, script }] of made) {
    const path = join(caches, cacheName(file));
    // Of the first round that loaded it.
    if (!existsSync(path)) writeFileSync(path, packedCache(text, plain.get(file)!, script.createCachedData()));
  }
}

runAll().then(() => {
  writeAll();
  // Whatever a run has left open.
  process.exit(0);
});
