import type { Processes } from "../../src/model/ports.ts";
import type { Account } from "../../src/model/project.ts";
import type { Desired } from "../../src/model/resource.ts";
import { emptyEntry, type Memory, type StateEntry } from "../../src/model/state.ts";
import type { StateStore, Swap } from "../../src/model/state-store.ts";
import { type Keeper, openKeeper } from "../../src/state/keeper.ts";
import { readMemories, type StateWorld } from "../../src/state/memories.ts";
import { type MemoryFiles, memoryFiles } from "../documents/support.ts";
import { seededRandom, startMs } from "./clock.ts";
import { type MemoryStore, memoryStore } from "./memory-store.ts";

/** Clocks of one machine: that of the wall, which others see, and one that nobody can set. */
export interface TwoClocks {
  wall: number;
  steady: number;
}

/** A machine on which runs keep memories: its files, its clocks and its processes. The store may be of others as well. */
export interface Machine {
  readonly files: MemoryFiles;
  readonly clocks: TwoClocks;
  /** The processes that are there. */
  readonly alive: Set<number>;
  readonly store: MemoryStore;
  /** Opens a run, in a process of its own: reads the memories and begins to keep them. */
  run(id: number, names?: readonly string[]): Promise<KeptRun>;
  /** What a run of this machine reads of an account. */
  memory(name?: string): Promise<Memory>;
  /** Lets time pass, by both clocks. */
  pass(minutes: number): void;
}

/** A run that keeps memories. */
export interface KeptRun {
  readonly keeper: Keeper;
  readonly memories: ReadonlyMap<string, Memory>;
}

/** An account of these tests. */
export function accountOf(name: string): Account {
  return { name, platform: "weixin", identity: `wx${name}`, default: false, sandbox: false, settings: {} };
}

/** A card of an account, as a run desires it. */
export function cardOf(name: string, account = "coffee", memory: StateEntry = emptyEntry): Desired {
  return { account, address: `${account}/MemberCard/${name}`, memory } as Desired;
}

/** What a store with a history would say of a swap. */
export function wordsOf(account: string): Swap["words"] {
  return { subject: `apply ${account}`, body: [], trailers: [] };
}

/** A machine; several of them may share a store. Accounts of `others` stand in a store of their own. */
export function machine(
  store: MemoryStore = memoryStore(),
  { others = {}, space = "here" }: { others?: Readonly<Record<string, StateStore>>; space?: string } = {},
): Machine {
  const files = memoryFiles({});
  const clocks: TwoClocks = { wall: startMs, steady: 0 };
  const alive = new Set<number>();
  const random = seededRandom(space.length);
  const clock = { now: () => clocks.wall, elapsed: () => clocks.steady, sleep: async () => {} };
  const processes = (id: number): Processes => ({
    ...{ id, space, host: space },
    started: (of) => `started-${of}`,
    isAlive: (of) => alive.has(of),
  });
  const at = (id: number): StateWorld => ({
    ...{ files, clock, timezone: "Asia/Shanghai", processes: processes(id) },
    storeOf: ({ name }) => others[name] ?? store,
    keys: { mac: async () => Buffer.from("key of an account") },
  });
  return {
    ...{ files, clocks, alive, store },
    run: async (id, names = ["coffee"]) => {
      alive.add(id);
      const accounts = names.map(accountOf);
      const { memories } = await readMemories(at(id), accounts);
      const keeper = openKeeper({ at: at(id), random, holder: `run ${id} on ${space}`, accounts, memories });
      return { keeper, memories };
    },
    memory: async (name = "coffee") => {
      const { memories, problems } = await readMemories(at(0), [accountOf(name)]);
      const found = memories.get(name);
      if (found === undefined) throw new Error(JSON.stringify([...problems]));
      return found;
    },
    pass: (minutes) => {
      clocks.wall += minutes * 60_000;
      clocks.steady += minutes * 60_000;
    },
  };
}
