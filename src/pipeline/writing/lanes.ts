/** What is carried out side by side: lanes of items, each lane in its order. */
export interface LanesInput<Item> {
  readonly lanes: readonly (readonly Item[])[];
  /** Lanes under way at once. */
  readonly atOnce: number;
  /** False while something that an item waits for has not ended. Asked again whenever an item has. */
  readonly isReady: (item: Item) => boolean;
  readonly run: (item: Item) => Promise<void>;
}

/** A lane with its place in the list and what is left of it. */
interface Lane<Item> {
  readonly place: number;
  readonly items: readonly Item[];
  next: number;
}

/**
 * Carries out lanes side by side, at most so many at once, and the items of each one after the other.
 *
 * A lane keeps its place from one item to the next, so that nothing of another comes between; only a lane that has to
 * wait for others gives it up. Among those that are ready the first of the list comes first, so that one at a time is
 * the order of the list. What throws is a bug: nothing further is begun then, and it is thrown when all that is under
 * way has ended.
 */
export async function runLanes<Item>({ lanes, atOnce, isReady, run }: LanesInput<Item>): Promise<void> {
  const waiting: Lane<Item>[] = lanes.flatMap((items, place) =>
    items.length === 0 ? [] : [{ place, items, next: 0 }],
  );
  const running = new Set<Promise<void>>();
  const thrown: unknown[] = [];
  const canGoOn = ({ items, next }: Lane<Item>) => next < items.length && isReady(items[next] as Item);

  const drive = async (lane: Lane<Item>): Promise<void> => {
    do {
      await run(lane.items[lane.next] as Item);
      lane.next += 1;
      // What has just ended may be what others wait for.
      begin();
    } while (thrown.length === 0 && canGoOn(lane));
    if (lane.next === lane.items.length) return;
    const after = waiting.findIndex(({ place }) => place > lane.place);
    waiting.splice(after === -1 ? waiting.length : after, 0, lane);
  };
  const start = (lane: Lane<Item>): void => {
    const driven = drive(lane)
      .catch((error: unknown) => void thrown.push(error))
      .then(() => void running.delete(driven));
    running.add(driven);
  };
  const begin = (): void => {
    while (thrown.length === 0 && running.size < atOnce) {
      const ready = waiting.findIndex(canGoOn);
      // Items that wait for each other would wait for ever: the first is begun, and finds what it needs missing.
      const next = ready === -1 && running.size === 0 ? 0 : ready;
      const [lane] = next === -1 ? [] : waiting.splice(next, 1);
      if (lane === undefined) return;
      start(lane);
    }
  };
  for (begin(); running.size > 0; begin()) await Promise.race(running);
  if (thrown.length > 0) throw thrown[0];
}
