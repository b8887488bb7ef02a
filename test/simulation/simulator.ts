import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { planted } from "../../scripts/mutants/plant.ts";
import type { Failure } from "./crash-points.ts";
import type { Tested } from "./tested.ts";

/** What playing some seeds gave. */
export interface Played {
  readonly cases: number;
  /** Commands. */
  readonly runs: number;
  /** Of the processor. */
  readonly seconds: number;
  readonly tested: Tested;
  readonly failures: readonly Failure[];
}

/**
 * What apply ends in where only a person can say which live resource a document means: one with its brand and title
 * that is not equal, or a rule with its merchant ids and other terms. What is live stays as it is then, and the message
 * says what to do.
 */
const asked = /adopt-unequal|apply weixin-72004$/;

/** True where a memory was lost or is older than what is live, the document says something else, and a person is asked. */
function isAsked({ schedule, violations }: Failure): boolean {
  const { happenings } = schedule;
  const hasMoved = happenings.some((one) => "clone" in one) && happenings.some((one) => "edit" in one);
  return hasMoved && violations.every(({ what }) => asked.test(what));
}

/** Failures in words, each with the schedule that plays it again. */
export function shownFailures(failures: readonly Failure[]): readonly string[] {
  return failures
    .filter((failure) => !isAsked(failure))
    .map(({ schedule, violations }) => `${JSON.stringify(violations)}\nplayed by ${JSON.stringify(schedule)}`);
}

/** Where the repository is. */
const repository = join(import.meta.dirname, "../..");

/**
 * Bundles the simulator with the whole tool into one file, and gives its path. No module is left to be loaded while a
 * simulation runs: what waits for the machine has no place in virtual time.
 */
export async function bundleSimulator(folder: string): Promise<string> {
  const outfile = join(folder, "simulator.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    external: ["undici", "@clack/prompts"],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    sourcemap: "inline",
    define: { simulatedKeys: JSON.stringify([newKey(), newKey()]) },
    plugins: [planting, quickSigning],
    logLevel: "silent",
  });
  return outfile;
}

/** No byte of a trace hangs on which key it is. */
function newKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Half of a simulation would be RSA, of which nothing is to be found out here. */
const quickSigning: Plugin = {
  name: "quick-signing",
  setup: (context) => {
    const path = join(import.meta.dirname, "signing.ts");
    context.onResolve({ filter: /^node:crypto$/ }, ({ importer }) => (importer === path ? undefined : { path }));
  },
};

/** Puts the bug into the bundle that the tests are to find, where there is one. */
const planting: Plugin = {
  name: "plant",
  setup: (context) => {
    context.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const contents = planted(repository, path, readFileSync(path, "utf8"));
      return contents === undefined ? undefined : { contents, loader: "ts" };
    });
  },
};

/** Runs the simulator in a process of its own, by this version of Node or another, and gives what it prints. */
export function simulate<Result>(bundle: string, words: readonly string[], node = process.execPath): Promise<Result> {
  // Nearly all that a simulation makes is soon forgotten.
  const flags = ["--enable-source-maps", "--max-semi-space-size=64"];
  const child = spawn(node, [...flags, bundle, repository, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const text = Buffer.concat(out).toString("utf8");
      if (code === 0) resolve(JSON.parse(text) as Result);
      else reject(new Error(`the simulator ended with ${code}:\n${Buffer.concat(errors).toString("utf8")}`));
    });
  });
}
