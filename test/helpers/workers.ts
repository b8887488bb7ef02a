import { availableParallelism } from "node:os";

/** Does something with each of a list, in order: where a test tries its whole quantity by as many at once as there are cores. */
export async function byWorkers<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  const workers = process.env["WXCARDS_DEEP"] === "1" ? availableParallelism() : 1;
  await Promise.all(Array.from({ length: workers }, worker));
}
