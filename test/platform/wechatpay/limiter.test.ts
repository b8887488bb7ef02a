import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Limiter, limiter } from "../../../src/platform/wechatpay/limiter.ts";
import { seededRandom, startMs } from "../../helpers/clock.ts";
import { unstopped } from "../../helpers/unstopped.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

// Proves G16.

/** The most events within any window of one second, its end not counted. */
function mostInASecond(events: readonly number[]): number {
  const sorted = [...events].sort((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [to, at] of sorted.entries()) {
    while (at - (sorted[from] as number) >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

interface Noted {
  readonly begun: number[];
  readonly order: number[];
}

/** A task that takes so long on the way there and back, and notes when it began. */
function noting(clock: VirtualClock, noted: Noted, takesMs = 0) {
  return (index: number) => async () => {
    noted.begun.push(clock.now());
    noted.order.push(index);
    if (takesMs > 0) await clock.sleep(takesMs);
    return index;
  };
}

describe("never more than five in any second", () => {
  test("1,000 calls from many takers, counted when they are sent and when they arrive", async () => {
    const clock = virtualClock();
    const random = seededRandom(1_000);
    const shared = limiter({ clock });
    const sent: number[] = [];
    const arrived: number[] = [];
    const order: number[] = [];
    let next = 0;
    const taker = async (): Promise<void> => {
      while (next < 1_000) {
        const index = next++;
        await shared.run(async () => {
          order.push(index);
          sent.push(clock.now());
          // Anywhere between at once and after a connection that takes long to be made.
          await clock.sleep(random.next() < 0.1 ? random.next() * 4_000 : random.next() * 60);
          arrived.push(clock.now());
          await clock.sleep(random.next() * 200);
        }, unstopped);
        if (random.next() < 0.2) await clock.sleep(random.next() * 3_000);
      }
    };
    await clock.play(Promise.all(Array.from({ length: 40 }, taker)));
    expect(order).toHaveLength(1_000);
    expect(mostInASecond(sent)).toBeLessThanOrEqual(5);
    expect(mostInASecond(arrived)).toBe(5);
  });

  test("1,000 calls that take no time: five at once, then the pace that is allowed", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    const noted: Noted = { begun: [], order: [] };
    const task = noting(clock, noted);
    await clock.play(Promise.all(Array.from({ length: 1_000 }, (_, index) => shared.run(task(index), unstopped))));
    expect(mostInASecond(noted.begun)).toBe(5);
    expect(noted.begun.slice(0, 5)).toEqual(Array(5).fill(startMs));
    expect(Math.max(...noted.begun) - startMs).toBe(199 * 1_010);
    expect(noted.order).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });

  test("requests that wait for a connection do not arrive together with those that follow them", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    const arrived: number[] = [];
    const task = (index: number) => async () => {
      // The first five wait for connections; then there are some.
      await clock.sleep(index < 5 ? 900 : 5);
      arrived.push(clock.now());
    };
    await clock.play(Promise.all(Array.from({ length: 20 }, (_, index) => shared.run(task(index), unstopped))));
    expect(mostInASecond(arrived)).toBe(5);
  });

  test("a task that fails gives its place back", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock, atOnce: 1 });
    await expect(
      clock.play(
        shared.run(async () => {
          throw new Error("broken");
        }, unstopped),
      ),
    ).rejects.toThrow("broken");
    expect(await clock.play(shared.run(async () => "next", unstopped))).toBe("next");
  });
});

describe("whoever shares it waits together", () => {
  test("slower is slower for everybody, and the longer pause counts", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    const noted: Noted = { begun: [], order: [] };
    shared.slowDown(4_000);
    shared.slowDown(2_000);
    const calls = Promise.all([1, 2, 3].map((index) => shared.run(noting(clock, noted)(index), unstopped)));
    await clock.play(calls);
    expect(noted.begun).toEqual([startMs + 4_000, startMs + 4_000, startMs + 4_000]);
  });

  test("also for those who were waiting already", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock, atOnce: 1 });
    const noted: Noted = { begun: [], order: [] };
    const first = shared.run(async () => {
      await clock.sleep(100);
      shared.slowDown(10_000);
    }, unstopped);
    const second = shared.run(noting(clock, noted)(2), unstopped);
    await clock.play(Promise.all([first, second]));
    expect(noted.begun).toEqual([startMs + 10_100]);
  });

  test("nobody sits through a pause of more than a minute: they are turned away, then it goes on", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    shared.slowDown(3_600_000);
    const turned = await clock.play(Promise.all([1, 2, 3].map((index) => shared.run(async () => index, unstopped))));
    expect(turned).toEqual([undefined, undefined, undefined]);
    expect(clock.now()).toBe(startMs);
    await clock.play(clock.sleep(3_590_000));
    expect(await clock.play(shared.run(async () => "again", unstopped))).toBe("again");
    expect(clock.now()).toBe(startMs + 3_600_000);
  });
});

describe("interruptions", () => {
  /** Five that hold every place, and the limiter they hold. */
  function full(clock: VirtualClock): { shared: Limiter; held: Promise<unknown> } {
    const shared = limiter({ clock });
    const held = Promise.all([1, 2, 3, 4, 5].map(() => shared.run(() => clock.sleep(500), unstopped)));
    return { shared, held };
  }

  test("whoever waits leaves at once; the order of the others stays", async () => {
    const clock = virtualClock();
    const { shared, held } = full(clock);
    const stop = new AbortController();
    const noted: Noted = { begun: [], order: [] };
    const task = noting(clock, noted);
    const calls = [
      shared.run(task(1), unstopped),
      shared.run(task(2), stop.signal),
      shared.run(task(3), unstopped),
      shared.run(task(4), stop.signal),
      shared.run(task(5), unstopped),
    ];
    stop.abort();
    expect(await calls[1]).toBeUndefined();
    expect(await calls[3]).toBeUndefined();
    expect(clock.now()).toBe(startMs);
    await clock.play(Promise.all([held, ...calls]));
    expect(noted.order).toEqual([1, 3, 5]);
  });

  test("when nobody waits any more, no timer is left", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    const stop = new AbortController();
    shared.slowDown(50_000);
    const calls = [1, 2, 3].map((index) => shared.run(async () => index, stop.signal));
    await setImmediate();
    expect(clock.sleepers()).toBe(1);
    stop.abort();
    expect(await Promise.all(calls)).toEqual([undefined, undefined, undefined]);
    await setImmediate();
    expect(clock.sleepers()).toBe(0);
    // And whoever comes then is served.
    expect(await clock.play(shared.run(async () => "later", unstopped))).toBe("later");
  });

  test("whoever comes later gets no turn: a last look has the other signal of the run", async () => {
    const { shared } = full(virtualClock());
    expect(await shared.run(async () => "looked", AbortSignal.abort())).toBeUndefined();
  });

  test("one listener a signal, however many wait", async () => {
    const clock = virtualClock();
    const shared = limiter({ clock });
    const stop = new AbortController();
    let listeners = 0;
    const add = stop.signal.addEventListener.bind(stop.signal);
    stop.signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    await clock.play(Promise.all(Array.from({ length: 50 }, (_, index) => shared.run(async () => index, stop.signal))));
    expect(listeners).toBe(1);
  });
});

test.each([
  ["back", -7_200_000],
  ["forward", 7_200_000],
])("a clock that is set %s changes nothing: no five more, and no shorter pause", async (_, by) => {
  const clock = virtualClock();
  const shared = limiter({ clock });
  const begun: number[] = [];
  const task = async () => void begun.push(clock.elapsed());
  await clock.play(Promise.all(Array.from({ length: 5 }, () => shared.run(task, unstopped))));
  clock.set(startMs + by);
  await clock.play(Promise.all(Array.from({ length: 5 }, () => shared.run(task, unstopped))));
  shared.slowDown(5_000);
  clock.set(startMs + 2 * by);
  await clock.play(shared.run(task, unstopped));
  expect(begun).toEqual([0, 0, 0, 0, 0, 1_010, 1_010, 1_010, 1_010, 1_010, 6_010]);
});
