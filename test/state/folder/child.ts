import { realFiles } from "../../../src/cli/files.ts";
import type { Stored, Swap } from "../../../src/model/state-store.ts";
import { folderStore } from "../../../src/state/folder/folder-store.ts";

/*
 * A process that counts in the state of two accounts until a number is reached: now in one of them, now in both. Prints
 * what it was told of each swap, a line each.
 */
const [root = "", name = "", last = "0"] = process.argv.slice(2);

const clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};
const store = folderStore({
  ...{ files: realFiles, clock, random: { next: Math.random }, root },
  ...{ folder: "wxcards.state", journals: ".wxcards/journal" },
});

for (let round = 0; ; round += 1) {
  const accounts = [["coffee"], ["tea"], ["coffee", "tea"]][round % 3] as string[];
  const read = await store.read(accounts);
  const swaps = accounts.map((account): Swap => {
    const found = read.get(account) as Stored;
    if ("code" in found || found.state !== found.lease) throw new Error(`torn: ${JSON.stringify(found)}`);
    const text = `${Number(found.state?.split(" ")[0] ?? 0) + 1} ${name}-${round}\n`;
    return { account, base: found.version, state: text, lease: text, words: { subject: "", body: [], trailers: [] } };
  });
  if (swaps.length === 2 && swaps.every(({ state }) => Number(String(state).split(" ")[0]) > Number(last))) break;
  const swapped = await store.swap(swaps);
  for (const { account, state } of swaps) process.stdout.write(`${swapped.status} ${account} ${String(state)}`);
}
