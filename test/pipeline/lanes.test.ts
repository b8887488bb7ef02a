import { describe, expect, test } from "vitest";
import { runLanes } from "../../src/pipeline/writing/lanes.ts";
import { seededRandom } from "../helpers/clock.ts";

/** One item: its place in the whole, and the places of what it needs. */
interface Item {
  readonly place: number;
  readonly needs: readonly number[];
}

/** Items in lanes by chance, each needing some of those before it in the whole. */
function lanesBy(seed: number): Item[][] {
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random.next() * most);
  const lanes: Item[][] = Array.from({ length: 1 + below(8) }, () => []);
  for (let place = 0; place < 40; place += 1) {
    const needs = place === 0 ? [] : Array.from({ length: below(3) }, () => below(place));
    lanes[below(lanes.length)]?.push({ place, needs });
  }
  return lanes;
}

/** Runs lanes whose items take so many turns by chance, and tells in which order they began and ended. */
async function ran(lanes: Item[][], atOnce: number, seed: number) {
  const random = seededRandom(seed);
  const ended = new Set<number>();
  const log: { readonly what: "begin" | "end"; readonly place: number; readonly open: number }[] = [];
  let open = 0;
  await runLanes({
    lanes,
    atOnce,
    isReady: ({ needs }) => needs.every((need) => ended.has(need)),
    run: async ({ place, needs }) => {
      expect(needs.filter((need) => !ended.has(need))).toEqual([]);
      open += 1;
      log.push({ what: "begin", place, open });
      for (let turns = Math.floor(random.next() * 5); turns >= 0; turns -= 1) await Promise.resolve();
      open -= 1;
      ended.add(place);
      log.push({ what: "end", place, open });
    },
  });
  return log;
}

describe("lanes", () => {
  test("500 sets by chance: everything once, in the order of its lane, after what it needs, never more at once", async () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const lanes = lanesBy(seed);
      const atOnce = 1 + (seed % 5);
      const log = await ran(lanes, atOnce, seed);
      const begun = log.filter(({ what }) => what === "begin");
      expect(begun.map(({ place }) => place).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at));
      expect(Math.max(...begun.map(({ open }) => open))).toBeLessThanOrEqual(atOnce);
      for (const lane of lanes) {
        const own = log.filter(({ place }) => lane.some((item) => item.place === place));
        expect(own.map(({ what, place }) => `${what} ${place}`)).toEqual(
          lane.flatMap(({ place }) => [`begin ${place}`, `end ${place}`]),
        );
      }
    }
  });

  test("the same lanes and the same turns run in the same order", async () => {
    for (let seed = 1; seed <= 20; seed += 1)
      expect(await ran(lanesBy(seed), 4, seed)).toEqual(await ran(lanesBy(seed), 4, seed));
  });

  test("as many at once as may be: lanes that wait for nobody fill every place", async () => {
    const lanes = Array.from({ length: 20 }, (_, place) => [{ place, needs: [] }]);
    const log = await ran(lanes, 8, 1);
    expect(Math.max(...log.map(({ open }) => open))).toBe(8);
  });

  test("a lane keeps its place: at one at a time, nothing comes between its items", async () => {
    const lanes = [
      [
        { place: 0, needs: [] },
        { place: 2, needs: [] },
      ],
      [{ place: 1, needs: [] }],
    ];
    const log = await ran(lanes, 1, 1);
    expect(log.filter(({ what }) => what === "begin").map(({ place }) => place)).toEqual([0, 2, 1]);
  });

  test("a lane that waits for another gives up its place, and comes before later ones when it may go on", async () => {
    const lanes = [
      [
        { place: 0, needs: [] },
        { place: 3, needs: [1] },
      ],
      [{ place: 1, needs: [0] }],
      [{ place: 2, needs: [1] }],
    ];
    const log = await ran(lanes, 1, 1);
    expect(log.filter(({ what }) => what === "begin").map(({ place }) => place)).toEqual([0, 1, 3, 2]);
  });

  test("items that wait for each other are run all the same, so that each has its say", async () => {
    const begun: string[] = [];
    const ended = new Set<string>();
    await runLanes({
      lanes: [["a"], ["b"]],
      atOnce: 2,
      isReady: (item) => ended.has(item === "a" ? "b" : "a"),
      run: async (item) => {
        begun.push(item);
        await Promise.resolve();
        ended.add(item);
      },
    });
    expect(begun).toEqual(["a", "b"]);
  });

  test("what throws is thrown when all that was under way has ended, and nothing new is begun", async () => {
    const ended: number[] = [];
    const running = runLanes({
      lanes: [[0, 4], [1, 5], [2], [3]],
      atOnce: 2,
      isReady: () => true,
      run: async (item) => {
        if (item === 0) throw new Error("a bug");
        for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
        ended.push(item);
      },
    });
    await expect(running).rejects.toThrow("a bug");
    expect(ended).toEqual([1]);
  });

  test("no lanes, and lanes without items, are over at once", async () => {
    expect(await ran([], 3, 1)).toEqual([]);
    expect(await ran([[], []], 3, 1)).toEqual([]);
  });
});
