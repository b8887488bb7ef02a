import { readFileSync, statfsSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { defineConfig } from "vitest/config";
import { plantPlugin } from "./scripts/mutants/plant.ts";

/** What takes many seconds by its nature: many cases, processes, packages. `npm run test:fast` leaves it out. */
const slow = [
  "test/properties/**/*.test.ts",
  "test/simulation/**/*.test.ts",
  "test/process/**/*.test.ts",
  "test/ci-play/**/*.test.ts",
  "test/release/**/*.test.ts",
  "test/documents/{bombs,fuzz,fuzzed-files,limits,ways-out}.test.ts",
  "test/cli/{completion,crash,errcodes,kill,kill-rules,output-lost,readme,redact,run-lock}.test.ts",
  "test/platform/wechatpay/verify.test.ts",
  "test/state/folder/{disk,interleaved}.test.ts",
  "test/report/{harmless,sizes}.test.ts",
  "test/state/branch/{contract,kills,races}.test.ts",
  "test/architecture/new-kind.test.ts",
  "test/editors/**/*.test.ts",
  "test/scenarios/{brand-card-accounts,brand-card-numbers,disk,ends-in-time,review,unread-account}/story.test.ts",
];

/** What replaces a module of `src/`, and so needs modules of its own. */
const fastMocking = ["test/documents/bad.test.ts"];
const slowMocking = ["test/properties/answers.test.ts"];

/** Against hanging for ever, and nothing else: a busy machine makes no test fail. */
const timeout = 600_000;

/** In memory where the machine has such a folder with room: every state is flushed to the disk. */
function temporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > 2 ** 28 ? "/dev/shm" : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** It imports JSON as only bundlers can, so that it goes through one. */
const workflowParser = /node_modules[\\/]@actions[\\/]workflow-parser[\\/].*\.js$/;

/** Its source maps lead to files that are not there, and each would be told. */
const withoutSourceMaps = {
  name: "without-source-maps",
  load: (id: string) => {
    if (!workflowParser.test(id)) return undefined;
    return { code: readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""), map: null };
  },
};

/**
 * The files of a project share the modules they load, which takes half of the time: no test leaves anything behind in a
 * module.
 */
function project(name: string, include: readonly string[], exclude: readonly string[] = []) {
  return { extends: true as const, test: { name, include: [...include], exclude: [...exclude], isolate: false } };
}

export default defineConfig({
  plugins: [...plantPlugin(import.meta.dirname), withoutSourceMaps],
  test: {
    // Processes and not threads, so that a test that counts time of the processor counts its own.
    pool: "forks",
    // One fewer than there are cores is what others need to stay usable, but one of two would be half of the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    server: { deps: { inline: [workflowParser] } },
    testTimeout: timeout,
    hookTimeout: timeout,
    // Other versions of Node were fetched into the folder that everybody else means by it.
    env: { TMPDIR: temporaryFolder(), WXCARDS_NODES: process.env["WXCARDS_NODES"] ?? tmpdir() },
    projects: [
      project("fast", ["test/**/*.test.ts"], [...slow, ...fastMocking]),
      project("fast-mocking", fastMocking),
      project("slow", slow, slowMocking),
      project("slow-mocking", slowMocking),
    ],
  },
});
