import { describe, expect, test } from "vitest";
import type { Account } from "../../src/model/project.ts";
import type { StateEntry } from "../../src/model/state.ts";
import { leaseText } from "../../src/state/format/lease-file.ts";
import { stateText } from "../../src/state/format/state-file.ts";
import { readMemories, renamedAccounts, type StateWorld } from "../../src/state/memories.ts";
import { memoryFiles } from "../documents/support.ts";
import { startMs } from "../helpers/clock.ts";
import { accountOf } from "../helpers/kept.ts";
import { type MemoryStore, memoryStore } from "../helpers/memory-store.ts";

const began = "2026-11-21T10:00:00+08:00";
const earlier = "2026-11-21T09:00:00+08:00";
const lease = { holder: "ada", nonce: "n1", since: began, until: "2026-11-21T10:15:00+08:00" };
const key = Buffer.from("key of an account");

/** Where memories are read, so many minutes after the tests begin; how often a credential was asked for. */
function worldOf(stores: Readonly<Record<string, MemoryStore>>, minutes = 0) {
  const asked: string[] = [];
  const now = () => startMs + minutes * 60_000;
  const at: StateWorld = {
    ...{ files: memoryFiles({}), clock: { now, elapsed: now, sleep: async () => {} }, timezone: "Asia/Shanghai" },
    storeOf: ({ name }) => stores[name] as MemoryStore,
    keys: {
      mac: async ({ name }) => {
        asked.push(name);
        return key;
      },
    },
  };
  return { at, asked };
}

/** Puts the memory of an account into a store, under a lease or not. */
async function put(store: MemoryStore, account: Account, entries: Record<string, StateEntry>, isHeld = false) {
  const { name, identity } = account;
  const memory = { account: name, identity, entries: new Map(Object.entries(entries)), serial: 1 };
  const state = [...stateText(memory, {})].join("");
  const text = leaseText({ ...memory, ...(isHeld ? { lease } : {}) }, { mac: key });
  await store.swap([
    { account: name, base: undefined, state, lease: text, words: { subject: "by hand", body: [], trailers: [] } },
  ]);
}

const coffee = accountOf("coffee");
const call = (at: string) => ({ operation: "create", body: "0123456789abcdef", at });

describe("what was announced under a lease", () => {
  const times = async (minutes: number, isHeld: boolean) => {
    const store = memoryStore();
    const entries = {
      "K/new": { settled: {}, pending: call(began) },
      "K/old": { settled: {}, pending: call(earlier) },
    };
    await put(store, coffee, entries, isHeld);
    const { memories } = await readMemories(worldOf({ coffee: store }, minutes).at, [coffee]);
    return [...(memories.get("coffee")?.entries.values() ?? [])].map(({ pending }) => pending?.at);
  };

  test.each<[string, number, boolean, string]>([
    ["may have been sent until now", 3, true, "2026-11-21T10:03:00+08:00"],
    ["may have been sent until a minute before the end of the lease", 60, true, "2026-11-21T10:14:00+08:00"],
    ["is as old as it says where there is no lease", 60, false, began],
  ])("%s", async (_about, minutes, isHeld, at) => {
    // What was begun before the lease has a time of its own.
    expect(await times(minutes, isHeld)).toEqual([at, earlier]);
  });
});

describe("reading memories", () => {
  test("one look a store, whatever number of accounts", async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    const accounts = ["coffee", "tea", "milk"].map(accountOf);
    await put(one, coffee, { "K/a": { id: "1", settled: {} } });
    const { at } = worldOf({ coffee: one, tea: one, milk: other });
    const { memories, problems } = await readMemories(at, accounts);
    expect([one.reads, other.reads, problems.size]).toEqual([1, 1, 0]);
    expect([...memories.values()].map(({ account, known }) => [account, known])).toEqual([
      ["coffee", true],
      ["tea", false],
      ["milk", false],
    ]);
  });

  test("nobody is asked where the cache is to serve, and what is out of reach says as of when", async () => {
    const store = memoryStore();
    store.outOfReach = startMs - 1;
    const { memories } = await readMemories(worldOf({ coffee: store }).at, [coffee], "cache");
    expect([store.reads, memories.get("coffee")?.asOf]).toEqual([0, startMs - 1]);
  });

  test("a memory that cannot be trusted is a problem of its account, and holds up no other", async () => {
    const store = memoryStore();
    await put(store, coffee, {});
    await put(store, { ...accountOf("tea"), identity: "wxother" }, {});
    const { memories, problems } = await readMemories(worldOf({ coffee: store, tea: store }).at, [
      coffee,
      accountOf("tea"),
    ]);
    expect([...memories.keys()]).toEqual(["coffee"]);
    expect(problems.get("tea")).toMatchObject([{ code: "state-of-another-account", account: "tea" }]);
  });

  test("a credential is looked for only where there is something to be known as ours", async () => {
    const store = memoryStore();
    await put(store, coffee, { "K/a": { settled: {}, pending: call(began) } });
    await put(store, accountOf("tea"), { "K/a": { settled: {}, former: { 1: { a: 1 } } } });
    const { at, asked } = worldOf({ coffee: store, tea: store });
    const { memories } = await readMemories(at, [coffee, accountOf("tea")]);
    expect(asked).toEqual(["tea"]);
    expect(memories.get("tea")?.entries.get("K/a")).toEqual({ settled: {}, former: { 1: { a: 1 } } });
  });
});

describe("an account that was renamed", () => {
  const renamed = async (store: MemoryStore, account: Account, all: readonly Account[]) => {
    const { at } = worldOf(Object.fromEntries(all.map(({ name }) => [name, store])));
    return renamedAccounts(at, [account], all, await readMemories(at, [account]));
  };
  const cafe: Account = { ...accountOf("cafe"), identity: coffee.identity };

  test("has no memory, and the store has one of its identity under a name that no account has", async () => {
    const store = memoryStore();
    await put(store, coffee, { "K/a": { id: "1", settled: {} } });
    await put(store, accountOf("tea"), {});
    expect(await renamed(store, cafe, [cafe, accountOf("tea")])).toMatchObject([
      {
        code: "state-of-former-name",
        account: "cafe",
        args: { found: "coffee", identity: coffee.identity, account: "cafe" },
      },
    ]);
  });

  test.each<[string, (store: MemoryStore) => Promise<void>, readonly Account[]]>([
    ["a memory of another identity", (store) => put(store, accountOf("milk"), {}), [cafe]],
    ["the memory of an account that is there", (store) => put(store, coffee, {}), [cafe, coffee]],
    ["nothing", async () => {}, [cafe]],
  ])("is none where the store has %s", async (_about, fill, all) => {
    const store = memoryStore();
    await fill(store);
    expect(await renamed(store, cafe, all)).toEqual([]);
  });

  test("is none where it has a memory of its own, and the sandbox is never one", async () => {
    const store = memoryStore();
    await put(store, coffee, {});
    expect(await renamed(store, { ...cafe, sandbox: true }, [cafe])).toEqual([]);
    await put(store, cafe, {});
    expect(await renamed(store, cafe, [cafe])).toEqual([]);
  });
});
