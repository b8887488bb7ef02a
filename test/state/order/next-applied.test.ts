import { describe, expect, test } from "vitest";
import type { Applied, AppliedMemory } from "../../../src/model/applied.ts";
import type { Head, Questions } from "../../../src/model/commits.ts";
import type { Order } from "../../../src/state/order/judge.ts";
import { judge, judgeOrder } from "../../../src/state/order/judge.ts";
import { type AppliedRun, nextApplied } from "../../../src/state/order/next-applied.ts";

const at = "2026-11-29T10:00:00+08:00";
const applied: Applied = {
  commit: "A",
  parents: ["B"],
  date: 1,
  documents: "sha256:a",
  dirty: false,
  ref: "refs/heads/main",
  at: "2026-11-28T10:00:00+08:00",
  run: "https://host.example/runs/1",
};
const before: AppliedMemory = { applied, recent: ["B", "C"] };
const head: Head = { status: "commit", source: { commit: "H", parents: ["A"], date: 2, dirty: false } };
const sameHead: Head = { status: "commit", source: { commit: "A", parents: ["B"], date: 1, dirty: false } };
const after: Applied = { commit: "H", parents: ["A"], date: 2, documents: "sha256:h", dirty: false, at };

const run = (order: Order, more: Partial<AppliedRun> = {}): AppliedRun => ({
  ...{ head, documents: "sha256:h", order, isRollback: false, at },
  ...more,
});

const orders = {
  first: { verdict: "first", because: "no-memory" },
  same: { verdict: "same", because: "commit" },
  forward: { verdict: "forward", because: "child" },
  diverged: { verdict: "diverged", because: "branch" },
  stale: { verdict: "stale", because: "parent" },
  noGit: { verdict: "unknown", because: "no-git" },
  noAnswer: { verdict: "unknown", because: "no-answer" },
} as const satisfies Record<string, Order>;

describe("what was applied last", () => {
  test.each<[string, AppliedMemory, AppliedRun, AppliedMemory]>([
    ["is the first", { recent: [] }, run(orders.first), { applied: after, recent: [] }],
    ["moves forward", before, run(orders.forward), { applied: after, recent: ["A", "B", "C"] }],
    [
      "moves aside, to what was applied before too",
      { applied, recent: ["H", "C"] },
      run(orders.diverged, { run: "https://host.example/runs/2" }),
      { applied: { ...after, run: "https://host.example/runs/2" }, recent: ["A", "C"] },
    ],
    [
      "goes back with consent",
      before,
      run(orders.stale, { isRollback: true }),
      { applied: after, recent: ["A", "B", "C"] },
    ],
    [
      "goes where nobody knows with consent",
      before,
      run(orders.noAnswer, { isRollback: true }),
      { applied: after, recent: ["A", "B", "C"] },
    ],
    [
      "has other documents of the same commit",
      before,
      run(orders.same, { head: sameHead }),
      { applied: { ...after, commit: "A", parents: ["B"], date: 1 }, recent: ["B", "C"] },
    ],
    [
      "keeps its commit without git, with the documents there were",
      before,
      run(orders.noGit, { head: { status: "no-git" } }),
      { applied: { ...withoutRun(applied), documents: "sha256:h", dirty: true, at }, recent: ["B", "C"] },
    ],
    [
      "keeps its commit where nobody knows which is newer",
      before,
      run(orders.noAnswer),
      { applied: { ...withoutRun(applied), documents: "sha256:h", dirty: true, at }, recent: ["B", "C"] },
    ],
  ])("%s", (_case, memory, end, next) => {
    expect(nextApplied(memory, end)).toEqual(next);
  });

  test.each<[string, AppliedMemory, AppliedRun]>([
    ["by what is older", before, run(orders.stale)],
    ["by the same again", before, run(orders.same, { head: sameHead, documents: applied.documents })],
    [
      "without git, where it is the same",
      before,
      run(orders.noGit, { head: { status: "no-git" }, documents: applied.documents }),
    ],
    ["without git, where nothing was applied yet", { recent: [] }, run(orders.noGit, { head: { status: "no-git" } })],
  ])("is not moved %s, and nothing is to be written", (_case, memory, end) => {
    expect(nextApplied(memory, end)).toBe(memory);
  });

  test("eight commits are remembered before it", () => {
    let memory: AppliedMemory = { recent: [] };
    for (let index = 0; index < 12; index++) {
      const commit: Head = {
        status: "commit",
        source: { commit: `H${index}`, parents: [], date: index, dirty: false },
      };
      memory = nextApplied(memory, run(orders.forward, { head: commit }));
    }
    expect(memory.applied?.commit).toBe("H11");
    expect(memory.recent).toEqual(["H10", "H9", "H8", "H7", "H6", "H5", "H4", "H3"]);
  });
});

test("a job that was late is stale also where a newer commit brought the same documents again", async () => {
  // H1 ← late ← H2, and H2 says what H1 says.
  const commit = (name: string, ...parents: readonly string[]): Head => ({
    status: "commit",
    source: { commit: name, parents, date: 1, dirty: false },
  });
  const older: Questions = {
    near: async (name) => (name === "H1" ? "ancestor" : "descendant"),
    far: async () => "unknown",
    tip: async () => "unknown",
    operations: () => 0,
  };
  const first = nextApplied({ recent: [] }, run(orders.first, { head: commit("H1"), documents: "sha256:1" }));
  const again = { head: commit("H2", "late"), documents: "sha256:1", memory: first };
  expect(await judge(again, older)).toMatchObject({ verdict: "same" });
  const second = nextApplied(first, run(await judgeOrder(again, older), again));
  expect(second.applied?.commit).toBe("H2");
  const late = { head: commit("late", "H1"), documents: "sha256:2", memory: second };
  expect(await judge(late, older)).toMatchObject({ verdict: "stale", because: "parent" });
  // Without it, the late job would have been the child of what was applied.
  expect(await judge({ ...late, memory: first }, older)).toMatchObject({ verdict: "forward" });
});

function withoutRun({ run: _run, ...rest }: Applied): Applied {
  return rest;
}
