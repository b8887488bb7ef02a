import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { collectAfter } from "../../src/cli/engine.ts";

/** Something that nobody holds, as a plan leaves it behind. */
function leftBehind(): WeakRef<object> {
  return new WeakRef({ text: "left behind" });
}

/** What a `WeakRef` was just made of is held to the end of the turn. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test("what is left behind is collected where there are many resources, and is left where there are few", async () => {
  const left = leftBehind();
  await nextTurn();
  collectAfter(100);
  expect(left.deref()).toBeDefined();
  await nextTurn();
  collectAfter(10_000);
  expect(left.deref()).toBeUndefined();
});

const engine = pathToFileURL(join(import.meta.dirname, "../../src/cli/engine.ts")).href;

/** Megabytes of the young generation at the end of a process that was told of files and kept a million objects. */
function youngAfter(files: number): number {
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { tuneReading } from "${engine}";
    const kept = [];
    for (let done = 0; done < ${files}; done += 1) {
      tuneReading(done, ${files});
      kept.push(Array.from({ length: ${Math.ceil(1_000_000 / files)} }, (_, at) => ({ at, half: at / 2 })));
    }
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    console.log(kept.length, young.space_size);
  `;
  const argv = ["--import", "tsx", "--input-type=module", "--eval", program];
  const cwd = join(import.meta.dirname, "../..");
  const { stdout, stderr } = spawnSync(process.execPath, argv, {
    ...{ cwd, encoding: "utf8" },
    env: { PATH: process.env["PATH"] },
  });
  const [kept, size] = stdout.split(" ").map(Number);
  if (kept !== files || size === undefined) throw new Error(stderr);
  return size / 1_048_576;
}

test.runIf(process.versions.node.startsWith("20."))("what is new gets no more room where there are many files", () => {
  const few = youngAfter(99);
  expect(few).toBeGreaterThan(16);
  expect(youngAfter(100)).toBeLessThan(few / 2);
});
