import { describe, expect, test } from "vitest";
import type { StateStore } from "../../../src/model/state-store.ts";
import { folderStore } from "../../../src/state/folder/folder-store.ts";
import { fakeClock, seededRandom } from "../../helpers/clock.ts";
import { chance } from "../../simulation/chance.ts";
import { type Disk, type DiskError, disk, filesOn, root } from "../../simulation/disk.ts";
import { Dead, life } from "../../simulation/effects.ts";
import { landed, readOf, swapOf } from "../store-contract.ts";

// Of the folder of state: a kill, a loss of power and trouble of the disk at each of its operations. Proves G9 and G12.

/** A store as a process opens it that dies at an operation of the disk, or finds trouble with it. */
function opened(
  on: Disk,
  { diesAt, trouble = () => undefined }: { diesAt?: number; trouble?: (count: number) => DiskError | undefined } = {},
): { store: StateStore; count: () => number } {
  opened.processes += 1;
  const own = life(diesAt, () => undefined);
  const files = filesOn({
    disk: on,
    life: own,
    process: 1,
    trouble: () => trouble(own.count),
    onWrite: () => undefined,
  });
  const store = folderStore({
    ...{ files, clock: fakeClock(), root, folder: "wxcards.state", journals: ".wxcards/journal" },
    random: seededRandom(opened.processes),
  });
  return { store, count: () => own.count };
}

/** So many processes were there: each draws numbers of its own. */
opened.processes = 0;

const before = { state: "serial: 1\n", lease: "free\n" };
const after = { state: "serial: 2\n", lease: "held\n" };

/** A disk with one version of two accounts, and the swap of both that is to be broken off. */
async function begun(): Promise<{ on: Disk; swap: (store: StateStore) => ReturnType<StateStore["swap"]> }> {
  const on = disk({ "wxcards.yaml": "" });
  const { store } = opened(on);
  const swapped = await store.swap([swapOf("coffee", undefined, before), swapOf("tea", undefined, before)]);
  const [coffee, tea] = [landed(swapped, "coffee"), landed(swapped, "tea")];
  return { on, swap: (other) => other.swap([swapOf("coffee", coffee, after), swapOf("tea", tea, after)]) };
}

const textsOf = async (store: StateStore, account: string) => {
  const { state, lease } = await readOf(store, account);
  return { state, lease };
};

/** How many operations the swap takes when nothing happens. */
async function operations(): Promise<number> {
  const { on, swap } = await begun();
  const { store, count } = opened(on);
  expect((await swap(store)).status).toBe("landed");
  return count();
}

/** What stands can be read, is of one swap in both accounts, and can be swapped again; nothing is left then. */
async function expectWhole(on: Disk, about: string): Promise<"before" | "after"> {
  const { store } = opened(on);
  const seen = await textsOf(store, "coffee");
  const which = seen.state === after.state ? "after" : "before";
  expect([about, seen]).toEqual([about, which === "after" ? after : before]);
  // Only a look at both that decides what is under way shows both at once: the next one that writes takes it.
  for (let turn = 0; turn < 3; turn += 1) {
    const [coffee, tea] = [await readOf(store, "coffee"), await readOf(store, "tea")];
    expect([about, coffee.state === tea.state && coffee.lease === tea.lease]).toEqual([about, true]);
    const next = { state: "serial: 3\n", lease: "free\n" };
    const swapped = await store.swap([swapOf("coffee", coffee.version, next), swapOf("tea", tea.version, next)]);
    if (swapped.status === "moved") continue;
    landed(swapped, "tea");
    const names = [...on.files.keys()].filter((path) => path.includes("/wxcards.state/")).sort();
    const wanted = ["coffee", "tea"].flatMap((account) =>
      ["lease.yaml", "state.yaml"].map((name) => `${root}/wxcards.state/${account}/${name}`),
    );
    expect([about, names]).toEqual([about, wanted]);
    return which;
  }
  throw new Error(`${about}: never swapped again`);
}

describe("a swap of two accounts that is broken off", () => {
  test("by a kill at each operation: before or after, whole, and the next one leaves nothing behind", async () => {
    const total = await operations();
    const fates = new Set<string>();
    for (let diesAt = 1; diesAt <= total; diesAt += 1) {
      const { on, swap } = await begun();
      await expect(swap(opened(on, { diesAt }).store)).rejects.toThrow(Dead);
      fates.add(await expectWhole(on, `killed at ${diesAt} of ${total}`));
    }
    expect(total).toBeGreaterThan(40);
    expect([...fates].sort()).toEqual(["after", "before"]);
  });

  test("by a loss of power at each operation, whatever the disk had not made sure of", async () => {
    const total = await operations();
    for (let diesAt = 1; diesAt <= total; diesAt += 1)
      for (let seed = 0; seed < 12; seed += 1) {
        const { on, swap } = await begun();
        await expect(swap(opened(on, { diesAt }).store)).rejects.toThrow(Dead);
        on.lose(chance(seed, diesAt));
        await expectWhole(on, `power lost at ${diesAt} of ${total}, ${seed}`);
      }
  });

  test("by a kill at each operation, and then one account goes on for long: the other one is not forgotten", async () => {
    const total = await operations();
    for (const first of ["tea", "coffee"])
      for (let diesAt = 1; diesAt <= total; diesAt += 1) {
        const { on, swap } = await begun();
        await expect(swap(opened(on, { diesAt }).store)).rejects.toThrow(Dead);
        const { store } = opened(on);
        let seen = "";
        for (let turn = 0; turn < 30; turn += 1) {
          const { version, state = "" } = await readOf(store, first);
          const swapped = await store.swap([swapOf(first, version, { state: `${turn}\n`, lease: "free\n" })]);
          if (seen === "" && swapped.status === "landed") seen = state;
        }
        const other = await readOf(store, first === "tea" ? "coffee" : "tea");
        expect([first, diesAt, other.state]).toEqual([first, diesAt, seen]);
      }
  });

  test("what was told to have landed outlives a loss of power", async () => {
    const { on, swap } = await begun();
    expect((await swap(opened(on).store)).status).toBe("landed");
    on.lose(chance(1));
    expect(await expectWhole(on, "landed")).toBe("after");
  });

  test.each(["ENOSPC", "EIO", "EROFS", "EACCES"] as const)(
    "by %s at each operation, once or from then on",
    async (error) => {
      const total = await operations();
      const told = new Set<string>();
      for (let at = 1; at <= total; at += 1)
        for (const stays of [false, true]) {
          const { on, swap } = await begun();
          const { store } = opened(on, {
            trouble: (count) => (count === at || (stays && count > at) ? error : undefined),
          });
          const swapped = await swap(store);
          const about = `${error} at ${at} of ${total}, ${stays ? "for good" : "once"}: ${swapped.status}`;
          told.add(swapped.status);
          expect(about).not.toContain("moved");
          if (swapped.status === "refused" || swapped.status === "unknown")
            expect(swapped.problem).toMatchObject({ args: { reason: error } });
          const which = await expectWhole(on, about);
          if (swapped.status === "refused") expect([about, which]).toEqual([about, "before"]);
          if (swapped.status === "landed") expect([about, which]).toEqual([about, "after"]);
        }
      expect([...told].sort()).toEqual(["landed", "refused", "unknown"]);
    },
  );
});

test("a folder that cannot be read is a problem and no empty memory", async () => {
  const { on } = await begun();
  const { store } = opened(on, { trouble: () => "EACCES" });
  const read = await store.read(["coffee", "milk"]);
  expect(read.get("coffee")).toMatchObject({ code: "file-unreadable", args: { reason: "EACCES" } });
});

test("bytes that are no text are a problem and no empty memory", async () => {
  const { memoryFiles, ROOT } = await import("../../documents/support.ts");
  const files = memoryFiles({ "wxcards.state/coffee/state.yaml": new Uint8Array([0x61, 0xff]) });
  const store = folderStore({
    ...{ files, clock: fakeClock(), random: seededRandom(1), root: ROOT },
    ...{ folder: "wxcards.state", journals: ".wxcards/journal" },
  });
  expect((await store.read(["coffee"])).get("coffee")).toMatchObject({ code: "file-not-utf8" });
});

test("files that a person wrote or edited are taken as they are, and swapped", async () => {
  const { on } = await begun();
  const path = `${root}/wxcards.state/coffee`;
  on.files.set(`${path}/state.yaml`, "serial: 9\n");
  const { store } = opened(on);
  const edited = await readOf(store, "coffee");
  expect(edited).toMatchObject({ state: "serial: 9\n", lease: "free\n" });
  on.files.set(`${path}/lease.yaml`, "by hand\n");
  expect(await store.swap([swapOf("coffee", edited.version, after)])).toMatchObject({ status: "moved" });
  const again = await readOf(store, "coffee");
  expect(again).toMatchObject({ state: "serial: 9\n", lease: "by hand\n" });
  landed(await store.swap([swapOf("coffee", again.version, after)]), "coffee");
  expect(await textsOf(store, "coffee")).toEqual(after);
});

test("a claim that is a half, where files are made piece by piece, is not guessed at", async () => {
  const { on } = await begun();
  const { store } = opened(on);
  const { version } = await readOf(store, "coffee");
  const head = on.files.get(`${root}/wxcards.state/coffee/lease.yaml`) ?? "";
  const { keyOf } = await import("../../../src/state/folder/lease-head.ts");
  on.files.set(`${root}/wxcards.state/coffee/swap-${keyOf(Buffer.from(head))}.1`, '{"swap":"1');
  expect((await store.read(["coffee"])).get("coffee")).toMatchObject({ code: "file-unreadable" });
  expect(await store.swap([swapOf("coffee", version, after)])).toMatchObject({ status: "refused" });
});

test.each([
  [".wxcards/sandbox/state", ".wxcards/sandbox/journal"],
  ["wxcards.state", ".wxcards/journal"],
])(
  "with state in %s, and journals in %s, the folder of what nobody commits is left out of commits",
  async (folder, journals) => {
    const on = disk({ "wxcards.yaml": "" });
    const files = filesOn({
      ...{ disk: on, life: life(undefined, () => undefined), process: 1, trouble: () => undefined },
      onWrite: () => undefined,
    });
    const store = folderStore({ files, clock: fakeClock(), random: seededRandom(1), root, folder, journals });
    landed(await store.swap([swapOf("sandbox", undefined, before)]), "sandbox");
    expect(on.files.get(`${root}/.wxcards/.gitignore`)).toBe("*\n");
    expect(on.files.get(`${root}/${folder}/sandbox/state.yaml`)).toBe(before.state);
  },
);
