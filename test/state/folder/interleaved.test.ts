import { expect, test } from "vitest";
import { memoryFiles, ROOT, tries } from "../../documents/support.ts";
import { chance } from "../../simulation/chance.ts";
import { type Attempt, count, expectOneWinnerEach, mayDie } from "./counting.ts";
import { scheduler, turning } from "./processes.ts";

// Of the folder of state: any order of operations on the disk, and processes that die at any of them. Proves G13.

const free = async () => "go" as const;

/** What is left in the folders of accounts beside the two files. */
function leftovers(files: ReturnType<typeof memoryFiles>, accounts: readonly string[]): string[] {
  return accounts.flatMap((account) =>
    (files.namesInside(ROOT, `wxcards.state/${account}`) as readonly string[]).filter(
      (name) => !["state.yaml", "lease.yaml"].includes(name),
    ),
  );
}

interface Played {
  readonly files: ReturnType<typeof memoryFiles>;
  readonly attempts: readonly Attempt[];
}

/** Processes that count to the end of their rounds, in an order that a seed decides; some die. */
async function play(seed: number): Promise<Played> {
  const draw = chance(seed, "interleaving");
  const files = memoryFiles({});
  const attempts: Attempt[] = [];
  const processes = draw.pick([2, 2, 3, 4, 8]);
  const several = draw.percent(60);
  const deadly = draw.percent(50) ? 2 : 0;
  const { add, run } = scheduler();
  for (let id = 0; id < processes; id += 1)
    add(async (turn) => {
      const filesOf = turning(files, ROOT, turn);
      const rounds = 1 + draw.whole(3);
      const work = async (): Promise<void> => {
        for (let round = 0; round < rounds; round += 1) {
          const accounts = several
            ? draw.pick([["a"], ["b"], ["a", "b"], ["b", "c"], ["c", "a"], ["a", "b", "c"]])
            : ["a"];
          await count(filesOf, `p${id}r${round}`, accounts, attempts);
        }
      };
      await mayDie(work());
    });
  // Some stand still for long while others go on.
  let current = 0;
  await run((waiting) => {
    if (!waiting.includes(current) || draw.percent(40)) current = draw.pick(waiting);
    return { process: current, fate: draw.percent(deadly) ? draw.pick(["before", "after"]) : "go" };
  });
  return { files, attempts };
}

test("processes that swap in any order and die at any moment: one winner each, nothing torn, nothing half", async () => {
  const { numRuns, seed } = tries(400, 20_000);
  let unknown = 0;
  let moved = 0;
  for (let at = 0; at < numRuns; at += 1) {
    const { files, attempts } = await play(seed + at);
    const filesOf = turning(files, ROOT, free);
    await expectOneWinnerEach(filesOf, ["a", "b", "c"], attempts);
    unknown += attempts.filter(({ status }) => status === "unknown").length;
    moved += attempts.filter(({ status }) => status === "moved").length;
    const later: Attempt[] = [...attempts];
    // The next run brings to its end what the dead have begun, and takes away what they have left.
    const ends: string[] = [];
    for (let round = 0; round < 6 && ends.at(-1) !== "landed"; round += 1)
      ends.push(await count(filesOf, `x${round}`, ["a", "b", "c"], later));
    ends.push(await count(filesOf, "y", ["a", "b", "c"], later));
    expect([seed + at, ends.slice(-2)]).toEqual([seed + at, ["landed", "landed"]]);
    await expectOneWinnerEach(filesOf, ["a", "b", "c"], later);
    expect([seed + at, leftovers(files, ["a", "b", "c"])]).toEqual([seed + at, []]);
  }
  // There were races, and there were deaths in the middle of a swap.
  expect(moved).toBeGreaterThan(numRuns / 4);
  expect(unknown).toBeGreaterThan(numRuns / 10);
});

/**
 * Plays processes p, q and r: p stands still at an operation while q swaps from the beginning to the end (where there is
 * one) and r up to an operation of its own; then p goes on to its end, and then r.
 */
async function standingStill(
  [p, q, r]: readonly (readonly string[])[],
  stop: number,
  other: number,
): Promise<Played & { readonly done: readonly number[] }> {
  const files = memoryFiles({});
  const attempts: Attempt[] = [];
  await count(turning(files, ROOT, free), "begin", ["a", "b", "c"], attempts);
  const { add, run } = scheduler();
  for (const [name, accounts = []] of [["p", p] as const, ["q", q] as const, ["r", r] as const])
    add(async (turn) => {
      if (accounts.length > 0) await count(turning(files, ROOT, turn), name, accounts, attempts);
    });
  const phases = [
    { process: 0, until: stop },
    { process: 1, until: Number.POSITIVE_INFINITY },
    { process: 2, until: other },
    { process: 0, until: Number.POSITIVE_INFINITY },
  ];
  const done = [0, 0, 0];
  await run((waiting) => {
    while (
      phases[0] !== undefined &&
      (!waiting.includes(phases[0].process) || done[phases[0].process] === phases[0].until)
    )
      phases.shift();
    const process = phases[0]?.process ?? (waiting[0] as number);
    done[process] = (done[process] as number) + 1;
    return { process, fate: "go" };
  });
  return { files, attempts, done };
}

test.each([
  [["a"], [], ["a"]],
  [["a"], ["a"], ["a"]],
  [["a", "b"], [], ["b"]],
  [["a", "b"], [], ["a"]],
  [["a", "b"], ["b"], ["a", "b"]],
  [
    ["a", "b"],
    ["a", "c"],
    ["b", "c"],
  ],
])(
  "one process stands still at each of its operations while others swap, the last one up to each of its own: %j, %j, %j",
  async (...all) => {
    // In a sample the last one takes larger steps, from another one each time.
    const stride = process.env["WXCARDS_DEEP"] === "1" ? 1 : 7;
    let cases = 0;
    for (let stop = 1, isLast = false; !isLast; stop += 1)
      for (let other = 1 + (stop % stride); ; other += stride) {
        const { files, attempts, done } = await standingStill(all, stop, other);
        cases += 1;
        await expectOneWinnerEach(turning(files, ROOT, free), ["a", "b", "c"], attempts);
        expect(attempts.filter(({ status }) => status === "landed").length).toBeGreaterThan(1);
        isLast = (done[0] as number) < stop;
        if ((done[2] as number) < other) break;
      }
    expect(cases).toBeGreaterThan(50);
  },
);
