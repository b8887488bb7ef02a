import { afterAll, describe, expect, test } from "vitest";
import type { StateStore } from "../../../src/model/state-store.ts";
import { tries } from "../../documents/support.ts";
import { storedOf, storeOf, swapOf } from "./store-support.ts";
import { clear, clone, git, place } from "./support.ts";

// Of branches, with real git. Proves G13.

afterAll(clear);

/** All stores read, then all swap what they have read; gives who won, round by round. */
async function race(stores: readonly StateStore[], accounts: readonly string[], rounds: number): Promise<number[][]> {
  const won: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const read = await Promise.all(stores.map((store) => store.read(accounts)));
    const swapped = await Promise.all(
      stores.map((store, at) =>
        store.swap(
          accounts.map((account) =>
            // The same text from all: nobody may take another's commit for its own.
            swapOf(account, storedOf(read[at] ?? new Map(), account).version, `round ${round}`),
          ),
        ),
      ),
    );
    const statuses = swapped.map(({ status }) => status);
    expect(statuses.filter((status) => status !== "landed" && status !== "moved")).toEqual([]);
    won.push(statuses.flatMap((status, at) => (status === "landed" ? [at] : [])));
  }
  return won;
}

describe("of stores that swap from the same version exactly one wins", () => {
  test.each([
    ["in clones of their own", true],
    ["in one clone", false],
  ])("%s", async (_, isApart) => {
    const { numRuns: rounds } = tries(2, 50);
    const at = place();
    const folders = Array.from({ length: 8 }, (_, index) =>
      isApart ? clone(at, `clone${index}`, "--depth", "1") : at.work,
    );
    const stores = await Promise.all(folders.map((folder) => storeOf(folder)));
    const won = await race(stores, ["coffee"], rounds);
    expect(won.map((winners) => winners.length)).toEqual(won.map(() => 1));
    expect(git(at.bare, "rev-list", "--count", "wxcards-state/coffee")).toBe(String(rounds));
  });

  test("and of two accounts, both or none", async () => {
    const { numRuns: rounds } = tries(1, 20);
    const at = place();
    const folders = Array.from({ length: 4 }, (_, index) => clone(at, `clone${index}`));
    const stores = await Promise.all(folders.map((folder) => storeOf(folder)));
    const won = await race(stores, ["coffee", "tea"], rounds);
    expect(won.map((winners) => winners.length)).toEqual(won.map(() => 1));
    const commits = ["coffee", "tea"].map((account) => git(at.bare, "rev-list", "--count", `wxcards-state/${account}`));
    expect(commits).toEqual([String(rounds), String(rounds)]);
  });

  test("while two accounts side by side both land", async () => {
    const at = place();
    const stores = await Promise.all([storeOf(at.work), storeOf(clone(at, "other"))]);
    await Promise.all(stores.map((store) => store.read(["coffee", "tea"])));
    const [coffee, tea] = await Promise.all(
      stores.map((store, index) => store.swap([swapOf(index === 0 ? "coffee" : "tea", undefined, "one")])),
    );
    expect([coffee?.status, tea?.status]).toEqual(["landed", "landed"]);
  });
});
