/** What is run to make the code caches, and under which flags of V8. */

/** One command line, where it is run, and what it ends with. */
export interface TypicalRun {
  readonly folder: "live" | "new" | "wrong";
  readonly words: readonly string[];
  readonly exit: number;
}

const run = (folder: TypicalRun["folder"], line: string, exit = 0): TypicalRun => ({
  ...{ folder, exit, words: line.split(" ") },
});

/**
 * Commands that are run often, in both languages: what they call is in the caches, and what is not there is compiled when it
 * is called. Each round is run by itself, and the first that loads a file makes its cache: V8 reads a cache as a whole, so
 * what starts most often, from editors and hooks, is not to wait for what others need.
 */
export const typicalRuns: readonly (readonly TypicalRun[])[] = [
  [run("live", "validate cards/gold.yaml")],
  [
    run("live", "explain MemberCard.base_info.title"),
    run("live", "explain --lang zh-CN MemberCard.base_info.title"),
    run("live", "plan --help"),
    run("wrong", "validate", 65),
    run("wrong", "validate --lang zh-CN", 65),
    run("wrong", "validate --format json", 65),
    run("new", "plan --sandbox"),
    run("new", "apply --sandbox --yes --allow irreversible"),
    run("new", "plan --sandbox --lang zh-CN"),
  ],
];

/**
 * The same caches whenever they are made: strings hash the same, chance is the same, and nothing is collected on the way,
 * be it a function that was not called for long. Only V8's own command line can set these.
 */
export const flagsOfWarmUp: readonly string[] = [
  ...["--hash-seed=1", "--random-seed=1", "--expose-gc", "--no-flush-bytecode"],
  ...["--min-semi-space-size=64", "--max-semi-space-size=64", "--initial-heap-size=512"],
];

/** What takes those back: V8 refuses a cache that was made under other flags than it has. Chance is not among them. */
export const flagsSetBack: readonly string[] = [
  ...["--hash-seed=0", "--no-expose-gc", "--flush-bytecode"],
  ...["--min-semi-space-size=0", "--max-semi-space-size=0", "--initial-heap-size=0"],
];
