import { describe, expect, test } from "vitest";
import { lockStore, readLocks } from "../../src/config/lock-store.ts";
import type { FileTrouble } from "../../src/model/file-trouble.ts";
import type { Account, Project } from "../../src/model/project.ts";
import type { Desired } from "../../src/model/resource.ts";
import { emptyEntry, type StateEntry } from "../../src/model/state.ts";
import { memoryFiles, ROOT } from "../documents/support.ts";
import { fakeClock } from "../helpers/clock.ts";

const account = (name: string): Account => ({
  ...{ name, platform: "weixin", identity: `wx-${name}`, default: false, sandbox: false, settings: {} },
});
const project = { root: ROOT, accounts: [account("coffee"), account("bakery")] } as unknown as Project;
const memory = (name = "coffee") => `wxcards.lock/${name}.yaml`;
const journal = (name = "coffee") => `.wxcards/journal/${name}.jsonl`;
const settled = {};
const one = (name: string, of = "coffee") =>
  ({ account: of, address: `${of}/MemberCard/${name}`, memory: emptyEntry }) as Desired;

/** Two accounts whose files are in memory, and the store of a run that has just begun. */
async function opened(content: Readonly<Record<string, string>> = {}) {
  const files = memoryFiles(content);
  const begin = async () => {
    const { states, problems } = await readLocks(files, project, project.accounts);
    const clock = fakeClock();
    return {
      states,
      codes: problems.map(({ code }) => code),
      clock,
      store: lockStore({ files, project, states, clock }),
    };
  };
  const lines = () => (files.text(journal()) ?? "").split("\n").length - 1;
  return { files, begin, lines, ...(await begin()) };
}

/** A lock file that knows some cards. */
async function knowing(entries: Readonly<Record<string, StateEntry>>): Promise<string> {
  const { files, store } = await opened();
  for (const [name, entry] of Object.entries(entries)) store.note(one(name), entry);
  store.close();
  return files.text(memory()) ?? "";
}

describe("the memory of a run on disk", () => {
  test("opening it makes the journal, and writes no lock file", async () => {
    const { files, store, lines } = await opened();
    expect(store.open(["coffee"])).toBeUndefined();
    expect([lines(), files.text(memory()), files.text(journal("bakery"))]).toEqual([1, undefined, undefined]);
    store.open(["coffee"]);
    expect(lines()).toBe(1);
  });

  test("what must not be lost is in the journal at once, what needs no hurry with it or at the end", async () => {
    const { files, store, lines, begin } = await opened();
    store.open(["coffee"]);
    store.note(one("a"), { id: "1", settled });
    expect(lines()).toBe(1);
    store.writeNow(one("b"), { id: "2", settled });
    expect(lines()).toBe(2);
    const next = await begin();
    expect(Object.fromEntries(next.states.get("coffee")?.entries ?? [])).toEqual({
      "MemberCard/a": { id: "1", settled },
      "MemberCard/b": { id: "2", settled },
    });
    store.note(one("c"), { id: "3", settled });
    expect(store.close()).toBeUndefined();
    expect([files.text(journal()), files.text(memory())?.match(/^MemberCard/gm)?.length]).toEqual([undefined, 3]);
    expect(store.entryOf(one("c"))).toEqual({ id: "3", settled });
  });

  test("outcomes are in the journal once a second, reviews at once, and in the lock file after a hundred", async () => {
    const { files, store, clock, lines } = await opened();
    store.open(["coffee"]);
    const soon = (name: string, more: Partial<StateEntry> = {}) =>
      store.writeSoon(one(name), { id: name, settled, ...more });
    soon("first");
    expect(lines()).toBe(2);
    soon("second");
    clock.advance(0.999);
    soon("third");
    expect(lines()).toBe(2);
    clock.advance(0.001);
    soon("fourth");
    expect(lines()).toBe(3);
    soon("fifth", { review: { since: "2026-11-21T10:00:00+08:00", fields: {} } });
    expect(lines()).toBe(4);
    for (let count = 6; count < 100; count += 1) soon(`${count}`);
    expect(files.text(memory())).toBeUndefined();
    soon("100");
    expect([files.text(memory())?.match(/^MemberCard/gm)?.length, files.text(journal())]).toEqual([100, undefined]);
    soon("101");
    expect(files.text(memory())?.match(/^MemberCard/gm)?.length).toBe(100);
  });

  test("the lock file is left as it is where nothing has changed, also by a run that opened it", async () => {
    const text = await knowing({ a: { id: "1", settled } });
    const { files, store } = await opened({ [memory()]: `${text}# kept\n` });
    store.open(["coffee"]);
    store.note(one("a"), { id: "1", settled });
    expect(store.close()).toBeUndefined();
    expect([files.text(memory()), files.text(journal()), files.text(memory("bakery"))]).toEqual([
      `${text}# kept\n`,
      undefined,
      undefined,
    ]);
  });

  test("what a run that was killed left in the journal is brought into the lock file by the next one", async () => {
    const { files, store, begin } = await opened();
    store.writeNow(one("a"), { id: "1", settled });
    store.writeNow(one("b", "bakery"), { id: "2", settled });
    const next = await begin();
    expect(next.store.close()).toBeUndefined();
    expect([memory(), memory("bakery")].map((file) => files.text(file)?.match(/id: "?(.)/)?.[1])).toEqual(["1", "2"]);
    expect([journal(), journal("bakery")].map(files.text)).toEqual([undefined, undefined]);
  });

  test("an entry that another run has changed has moved; one that this run wrote, or that is as it was, has not", async () => {
    const { files, store, begin } = await opened({
      [memory()]: await knowing({ a: { id: "1", settled }, b: { id: "2", settled } }),
    });
    expect(store.moved(one("a"))).toBeUndefined();
    store.writeNow(one("a"), { id: "9", settled });
    expect(store.moved(one("a"))).toBeUndefined();
    files.put(memory(), await knowing({ a: { id: "1", settled }, b: { id: "3", settled } }));
    expect([store.moved(one("a"))?.code, store.moved(one("b"))?.code, store.moved(one("c"))]).toEqual([
      undefined,
      "lock-moved",
      undefined,
    ]);
    const again = await begin();
    files.put(memory(), await knowing({ z: { id: "8", settled } }));
    expect(again.store.moved(one("b"))?.code).toBe("lock-moved");
  });

  test("a memory that cannot be read any more stops every write, as a failure", async () => {
    const { files, store } = await opened({ [memory()]: await knowing({ a: { id: "1", settled } }) });
    files.put(memory(), "{");
    const found = [
      store.moved(one("a")),
      store.open(["coffee"]),
      store.writeNow(one("a"), { id: "2", settled }),
      store.close(),
    ];
    expect(found.map((problem) => problem?.class)).toEqual(["failure", "failure", "failure", "failure"]);
    expect([files.text(memory()), files.text(journal())]).toEqual(["{", undefined]);
  });

  describe("a disk that refuses", () => {
    const full: FileTrouble = { trouble: "failed", reason: "ENOSPC" };
    test.each([
      ["tryInside", ["lock-not-written", undefined, undefined]],
      ["appendInside", ["lock-not-written", "lock-not-written", undefined]],
      ["writeInside", [undefined, undefined, "lock-not-written"]],
      ["removeInside", [undefined, undefined, undefined]],
    ] as const)("%s", async (operation, codes) => {
      const { files, store, begin } = await opened();
      Object.assign(files, { [operation]: () => full });
      const found = [store.open(["coffee"]), store.writeNow(one("a"), { id: "1", settled }), store.close()];
      expect(found.map((problem) => problem?.code)).toEqual(codes);
      const known = (await begin()).states.get("coffee")?.entries.get("MemberCard/a");
      expect(known).toEqual({ id: "1", settled });
    });
  });

  test.each([
    ["a journal", journal(), "x\n", "journal-damaged"],
    ["a lock file", memory(), "{", undefined],
  ])("%s that is damaged is told, and nothing is read from it", async (_, path, text, code) => {
    const { codes, states } = await opened({ [path]: text });
    expect([codes.length, code === undefined || codes[0] === code, states.get("coffee")?.entries.size]).toEqual([
      1,
      true,
      0,
    ]);
  });

  test("a memory that is left under a former name is told", async () => {
    const { codes } = await opened({ "wxcards.lock/old.yaml": "format: wxcards.lock/1\nidentity: wx-coffee\n" });
    expect(codes).toEqual(["lock-of-former-name"]);
  });
});
