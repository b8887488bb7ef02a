import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/model/problem.ts";
import type { StateStore, Stored, Swap, Swapped } from "../../src/model/state-store.ts";

/** A place where a store keeps its files, as each process opens it anew. */
export interface StoreWorld {
  /** The store as another process, or this one, opens it. */
  open(): StateStore;
  close?(): Promise<void>;
}

/** What a swap is to put there; words that only a store with a history has a use for. */
export function swapOf(account: string, base: string | undefined, files: { state?: string; lease?: string }): Swap {
  return { account, base, ...files, words: { subject: `apply ${account}`, body: [], trailers: [["Actor", "ada"]] } };
}

/** What a store has of one account; a problem fails the test. */
export async function readOf(store: StateStore, account: string): Promise<Stored> {
  return whole((await store.read([account])).get(account));
}

function whole(found: Stored | Problem | undefined): Stored {
  if (found === undefined || "code" in found) throw new Error(`not read: ${found?.code ?? "nothing"}`);
  return found;
}

/** The version of an account by which a swap landed; any other end fails the test. */
export function landed(swapped: Swapped, account: string): string {
  expect(swapped).toMatchObject({ status: "landed" });
  if (swapped.status !== "landed") throw new Error(swapped.status);
  return swapped.versions.get(account) as string;
}

const state = "format: wxcards.state/1\nidentity: wx0123456789abcdef\nserial: 1\n";
const free = "format: wxcards.lease/1\nidentity: wx0123456789abcdef\n";
const held = `${free}lease: { holder: ada, nonce: n1 }\n`;

/** What every store of state does, whatever it keeps its files in. */
export function storeContract(name: string, begin: () => Promise<StoreWorld>): void {
  const withWorld = (work: (world: StoreWorld) => Promise<void>) => async () => {
    const world = await begin();
    try {
      await work(world);
    } finally {
      await world.close?.();
    }
  };

  describe(`a store of state: ${name}`, () => {
    test(
      "has nothing of an account at first, which has no version",
      withWorld(async ({ open }) => {
        expect(await readOf(open(), "coffee")).toEqual({});
        expect(await open().accounts()).toEqual([]);
      }),
    );

    test(
      "reads what was put there, to the byte, also in another process",
      withWorld(async ({ open }) => {
        const store = open();
        const text = `${state}"MemberCard/金卡": { id: "p\\u2028" } # 😀\n`;
        const version = landed(await store.swap([swapOf("coffee", undefined, { state: text, lease: held })]), "coffee");
        for (const reader of [store, open()])
          expect(await readOf(reader, "coffee")).toEqual({ version, state: text, lease: held });
        expect(await open().accounts()).toEqual(["coffee"]);
      }),
    );

    test(
      "takes a text in parts, and leaves a file alone of which nothing is said",
      withWorld(async ({ open }) => {
        const store = open();
        const swap = { ...swapOf("coffee", undefined, { lease: held }), state: [state, "a: 1\n"] };
        const first = landed(await store.swap([swap]), "coffee");
        const second = landed(await store.swap([swapOf("coffee", first, { lease: free })]), "coffee");
        const both = { state: `${state}a: 1\n`, lease: free };
        expect(await readOf(open(), "coffee")).toEqual({ version: second, ...both });
        const third = landed(await store.swap([swapOf("coffee", second, { state })]), "coffee");
        expect(await readOf(open(), "coffee")).toEqual({ version: third, state, lease: free });
        expect(new Set([first, second, third]).size).toBe(3);
      }),
    );

    test(
      "tells whoever comes second what is there, and changes nothing",
      withWorld(async ({ open }) => {
        const [ada, bob] = [open(), open()];
        const version = landed(await ada.swap([swapOf("coffee", undefined, { state, lease: free })]), "coffee");
        for (const base of [undefined, "0".repeat(40)]) {
          const swapped = await bob.swap([swapOf("coffee", base, { state: "b: 1\n", lease: held })]);
          expect(swapped).toEqual({
            status: "moved",
            stored: new Map([["coffee", { version, state, lease: free }]]),
          });
        }
        expect(await readOf(open(), "coffee")).toEqual({ version, state, lease: free });
      }),
    );

    test(
      "of many that swap the same version, one lands",
      withWorld(async ({ open }) => {
        const base = landed(await open().swap([swapOf("coffee", undefined, { state, lease: free })]), "coffee");
        const stores = Array.from({ length: 5 }, open);
        const swapped = await Promise.all(
          stores.map((store, at) => store.swap([swapOf("coffee", base, { lease: `${free}# ${at}\n` })])),
        );
        const winners = swapped.flatMap(({ status }, at) => (status === "landed" ? [at] : []));
        expect(winners).toHaveLength(1);
        expect(swapped.filter(({ status }) => status === "moved")).toHaveLength(4);
        expect((await readOf(open(), "coffee")).lease).toBe(`${free}# ${winners[0]}\n`);
      }),
    );

    test(
      "replaces the files of several accounts, or of none",
      withWorld(async ({ open }) => {
        const store = open();
        const both = await store.swap([
          swapOf("tea", undefined, { state, lease: held }),
          swapOf("coffee", undefined, { lease: held }),
        ]);
        const [tea, coffee] = [landed(both, "tea"), landed(both, "coffee")];
        expect(await store.accounts()).toEqual(["coffee", "tea"]);
        const later = landed(await open().swap([swapOf("tea", tea, { lease: free })]), "tea");
        const half = await store.swap([swapOf("coffee", coffee, { lease: free }), swapOf("tea", tea, { lease: free })]);
        expect(half).toMatchObject({ status: "moved" });
        expect(half).toHaveProperty(
          "stored",
          new Map([
            ["coffee", { version: coffee, lease: held }],
            ["tea", { version: later, state, lease: free }],
          ]),
        );
        expect(await readOf(open(), "coffee")).toEqual({ version: coffee, lease: held });
      }),
    );

    test(
      "lets two accounts side by side",
      withWorld(async ({ open }) => {
        const swapped = await Promise.all(
          ["coffee", "tea"].map((account) => open().swap([swapOf(account, undefined, { state, lease: free })])),
        );
        expect(swapped.map(({ status }) => status)).toEqual(["landed", "landed"]);
        const read = await open().read(["coffee", "tea", "milk"]);
        expect([...read.values()].map((found) => ("code" in found ? found.code : found.state))).toEqual([
          state,
          state,
          undefined,
        ]);
      }),
    );

    test(
      "never gives a version twice, also where the files say the same again",
      withWorld(async ({ open }) => {
        const store = open();
        const versions: (string | undefined)[] = [undefined];
        for (const lease of [free, held, free, held, free])
          versions.push(landed(await store.swap([swapOf("coffee", versions.at(-1), { lease })]), "coffee"));
        expect(new Set(versions).size).toBe(6);
        expect(await store.swap([swapOf("coffee", versions[1], { lease: held })])).toMatchObject({ status: "moved" });
      }),
    );
  });
}
