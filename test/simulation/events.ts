/**
 * Virtual time: a queue of what happens when. It moves only when everybody waits, so that nothing in a simulation ever
 * depends on how fast the machine is.
 */
export interface Events {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something after so many milliseconds; gives what takes it back. */
  after(milliseconds: number, action: () => void): () => void;
  /** Lets time pass until the promise is settled. Throws when everybody waits and nothing is going to happen. */
  until<T>(promise: Promise<T>): Promise<T>;
  /** Lets so much time pass, with all that happens in it. */
  pass(milliseconds: number): Promise<void>;
}

interface Event {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Nobody waits for anything that is going to happen. */
export class Stalled extends Error {}

/** Virtual time from a moment on. */
export function events(start: number): Events {
  let now = start;
  let count = 0;
  const queue: Event[] = [];
  const precedes = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const add = (event: Event): void => {
    let at = queue.length;
    // The last is the next one; most of what is added comes soon.
    while (at > 0 && precedes(queue[at - 1] as Event, event)) at -= 1;
    queue.splice(at, 0, event);
  };
  const step = (): boolean => {
    const event = queue.pop();
    if (event === undefined) return false;
    now = Math.max(now, event.at);
    event.action();
    return true;
  };
  const after = (milliseconds: number, action: () => void): (() => void) => {
    count += 1;
    const event = { at: now + Math.max(0, milliseconds), order: count, action };
    add(event);
    return () => {
      const at = queue.indexOf(event);
      if (at !== -1) queue.splice(at, 1);
    };
  };
  const until = async <T>(promise: Promise<T>): Promise<T> => {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await quiet();
      if (isSettled) return promise;
      if (!step()) throw new Stalled("everybody waits, and nothing is going to happen");
    }
  };
  return {
    now: () => now,
    after,
    until,
    pass: (milliseconds) => until(new Promise<void>((resolve) => void after(milliseconds, resolve))),
  };
}

/** Over once every promise that can go on has gone on: nothing in a simulation waits for the machine. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
