import { describe, expect, test } from "vitest";
import { emptyEntry, type Intent, type StateEntry } from "../../src/model/state.ts";
import type { Acquired } from "../../src/state/acquire.ts";
import type { EntriesByAccount } from "../../src/state/keeping.ts";
import { leaseMs } from "../../src/state/lease.ts";
import { accountOf, cardOf, type KeptRun, type Machine, machine, wordsOf } from "../helpers/kept.ts";
import { memoryStore } from "../helpers/memory-store.ts";

const began = "2026-11-21T10:00:00+08:00";
const journal = ".wxcards/journal/coffee.jsonl";
const words = wordsOf;
const call = (more: Partial<Intent> = {}): Intent => ({
  ...{ operation: "create", body: "0123456789abcdef", at: began },
  ...more,
});
const settled: StateEntry = { id: "p1", settled: { "/base_info/title": "0123456789abcdef" } };
/** What a plan announces: calls without a time, by account and local address. */
const announcing = (...names: readonly string[]) =>
  new Map([
    ["coffee", new Map(names.map((name) => [`MemberCard/${name}`, { settled: {}, pending: call({ at: "" }) }]))],
  ]);

async function acquired(
  run: KeptRun,
  accounts = ["coffee"],
  announced: EntriesByAccount = announcing(),
): Promise<Acquired> {
  return run.keeper.acquire(accounts, announced, words);
}

/** A run that holds the lease of the coffee account. */
async function holding(at: Machine, id = 1, announced: EntriesByAccount = announcing()): Promise<KeptRun> {
  const run = await at.run(id);
  expect(await acquired(run, ["coffee"], announced)).toEqual({ status: "held" });
  return run;
}

const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

describe("asking for a lease", () => {
  test("one swap says who holds it, until when, and what is about to be sent; the state stays as it is", async () => {
    const at = machine();
    const first = await holding(at);
    await first.keeper.release({ words });
    const run = await at.run(2);
    expect(await acquired(run, ["coffee"], announcing("gold"))).toEqual({ status: "held" });
    expect(at.store.swaps).toHaveLength(3);
    const [swap] = at.store.swaps[2] ?? [];
    expect(swap).toMatchObject({ account: "coffee", words: words("coffee") });
    expect(swap).not.toHaveProperty("state");
    const { lease, entries } = await at.memory();
    expect(lease).toMatchObject({ holder: "run 2 on here", since: began, until: "2026-11-21T10:15:00+08:00" });
    // The journal of this machine says that nothing of it has begun.
    expect(Object.fromEntries(entries)).toEqual({});
    expect(at.store.content.get("coffee")?.lease).toContain("MemberCard/gold:\n    operation: create\n");
  });

  test("where there is no journal, what was announced may have been sent until the holder stopped", async () => {
    const at = machine();
    await holding(at, 1, announcing("gold"));
    const elsewhere = machine(at.store, { space: "elsewhere" });
    elsewhere.pass(3);
    const seen = async () => (await elsewhere.memory()).entries.get("MemberCard/gold")?.pending?.at;
    expect(await seen()).toBe("2026-11-21T10:03:00+08:00");
    elsewhere.pass(57);
    expect(await seen()).toBe("2026-11-21T10:14:00+08:00");
  });

  test("what was agreed to for it is announced as of the lease, and an older agreement stays as old as it is", async () => {
    const at = machine();
    const agreed = (since: string) => ({ what: ["replace"], spec: "0123456789abcdef", at: since });
    const entry = (since: string) => ({
      ...{ settled: {}, pending: call({ at: "" }), agreed: agreed(since) },
      former: { 1: { a: 1 } },
    });
    const old = "2026-11-20T10:00:00+08:00";
    const announced = new Map([
      [
        "coffee",
        new Map([
          ["K/new", entry("")],
          ["K/old", entry(old)],
        ]),
      ],
    ]);
    await holding(at, 1, announced);
    const { entries } = await machine(at.store, { space: "elsewhere" }).memory();
    expect([...entries.values()].map((one) => one.agreed?.at)).toEqual([began, old]);
  });

  test("no body is announced", async () => {
    const at = machine();
    const sent = { base_info: { title: "Gold" } };
    const announced = new Map([
      ["coffee", new Map([["MemberCard/gold", { settled: {}, pending: call({ at: "", sent }) }]])],
    ]);
    await holding(at, 1, announced);
    expect(at.store.content.get("coffee")?.lease).not.toContain("Gold");
  });

  test("another run that holds it is named, and nothing is asked of the store", async () => {
    const at = machine();
    await holding(at);
    const run = await at.run(2);
    expect(await acquired(run)).toMatchObject({
      status: "refused",
      problem: { code: "lease-held", args: { account: "coffee", holder: "run 1 on here", since: began } },
    });
    expect(at.store.swaps).toHaveLength(1);
  });

  test.each<[string, (at: Machine) => void]>([
    ["when its process is dead", (at) => void at.alive.delete(1)],
    ["two minutes after its end", (at) => at.pass(17)],
  ])("another run gets it %s", async (_about, meanwhile) => {
    const at = machine();
    await holding(at);
    meanwhile(at);
    const run = await at.run(2);
    expect(await acquired(run)).toEqual({ status: "held" });
    expect((await at.memory()).lease?.holder).toBe("run 2 on here");
  });

  test("that its holder on another machine is dead, nobody knows", async () => {
    const at = machine();
    await holding(at);
    at.alive.delete(1);
    const run = await machine(at.store, { space: "elsewhere" }).run(2);
    expect(await acquired(run)).toMatchObject({ status: "refused", problem: { code: "lease-held" } });
  });

  test("of several accounts all are had, in one swap, or none", async () => {
    const at = machine();
    const run = await at.run(1, ["coffee", "tea"]);
    expect(await acquired(run, ["coffee", "tea"])).toEqual({ status: "held" });
    expect(at.store.swaps.map((swaps) => swaps.length)).toEqual([2]);
    expect([run.keeper.lapsed("coffee"), run.keeper.lapsed("tea")]).toEqual([undefined, undefined]);
    await run.keeper.release({ words });

    const other = await at.run(2, ["coffee", "tea"]);
    at.store.fault = () => ({ before: { account: "tea", lease: "by hand" } });
    await acquired(other, ["coffee", "tea"]);
    expect(at.store.content.get("coffee")?.lease).not.toContain("lease:");
    expect(other.keeper.lapsed("coffee")?.code).toBe("lease-lost");
  });

  test("somebody was quicker and holds it: lease-held; somebody has written and holds nothing: all is planned anew", async () => {
    const at = machine();
    const quicker = await at.run(1);
    const slower = await at.run(2);
    await acquired(quicker);
    expect(await acquired(slower)).toMatchObject({ status: "refused", problem: { code: "lease-held" } });
    const third = await at.run(3);
    await quicker.keeper.release({ words });
    expect(await acquired(third)).toEqual({
      status: "refused",
      problem: expect.objectContaining({ code: "lease-held" }),
    });
    const fourth = await at.run(4);
    const fifth = await at.run(5);
    await acquired(fourth);
    await fourth.keeper.release({ words });
    expect(await acquired(fifth)).toEqual({ status: "moved" });
  });

  test.each(["refused", "lost-request", "lost-answer"] as const)("%s: nothing may be sent", async (fault) => {
    const at = machine();
    const run = await at.run(1);
    at.store.fault = () => fault;
    expect(await acquired(run)).toMatchObject({ status: "refused", problem: { code: "state-not-written" } });
    expect(run.keeper.lapsed("coffee")?.code).toBe("lease-lost");
    at.store.fault = () => undefined;
    // Whatever became of it: when this process has ended, the next run need not wait.
    at.alive.delete(1);
    const next = await at.run(2);
    expect(await acquired(next)).toEqual({ status: "held" });
  });

  test("a journal that cannot be written: nothing may be sent, and the lease is given back", async () => {
    const at = machine();
    const run = await at.run(1);
    const { appendInside } = at.files;
    at.files.appendInside = () => ({ trouble: "failed", reason: "ENOSPC" });
    expect(await acquired(run)).toMatchObject({ status: "refused", problem: { code: "journal-not-written" } });
    at.files.appendInside = appendInside;
    expect(await run.keeper.release({ words })).toEqual([]);
    expect((await at.memory()).lease).toBeUndefined();
  });
});

describe("while a lease is held", () => {
  test("it lapses a minute before its end, by either clock", async () => {
    for (const clock of ["wall", "steady"] as const) {
      const at = machine();
      const run = await holding(at);
      at.clocks[clock] += leaseMs - 60_001;
      expect([clock, run.keeper.lapsed("coffee")]).toEqual([clock, undefined]);
      at.clocks[clock] += 1;
      expect(run.keeper.lapsed("coffee")).toMatchObject({
        code: "lease-lost",
        args: { account: "coffee", until: "2026-11-21T10:15:00+08:00" },
      });
    }
  });

  test("an account without a lease may not be written to", async () => {
    const at = machine();
    const run = await at.run(1);
    expect(run.keeper.lapsed("coffee")).toMatchObject({ code: "lease-lost", args: { account: "coffee" } });
  });

  test("more time is asked for when half of it has passed, and not before", async () => {
    const at = machine();
    const run = await holding(at);
    at.pass(7);
    await run.keeper.renew(words);
    expect(at.store.swaps).toHaveLength(1);
    at.pass(1);
    run.keeper.note(cardOf("gold"), settled);
    await run.keeper.renew(words);
    expect(at.store.swaps).toHaveLength(2);
    const { lease, entries } = await machine(at.store).memory();
    expect(lease).toMatchObject({ since: began, until: "2026-11-21T10:23:00+08:00" });
    expect(entries.get("MemberCard/gold")).toEqual(settled);
    at.pass(13);
    expect(run.keeper.lapsed("coffee")).toBeUndefined();
  });

  test("what has not begun stays announced when it is renewed, and what has begun is what it is", async () => {
    const at = machine();
    const run = await holding(at, 1, announcing("gold", "silver"));
    at.pass(8);
    const pending = call({ at: "2026-11-21T10:08:00+08:00", sent: { a: 1 } });
    expect(run.keeper.writeNow(cardOf("gold"), { settled: {}, pending })).toBeUndefined();
    await run.keeper.renew(words);
    // A machine that has no journal of it.
    const elsewhere = machine(at.store, { space: "elsewhere" });
    elsewhere.pass(9);
    const { entries } = await elsewhere.memory();
    const { sent: _body, ...begun } = pending;
    expect(Object.fromEntries(entries)).toEqual({
      "MemberCard/gold": { settled: {}, pending: begun },
      "MemberCard/silver": { settled: {}, pending: call({ at: "2026-11-21T10:09:00+08:00" }) },
    });
    // And the one that has it knows that nothing of silver has begun.
    expect(Object.fromEntries((await at.memory()).entries)).toEqual({ "MemberCard/gold": { settled: {}, pending } });
  });

  test("an answer after a renewal is known to the next run of this machine", async () => {
    const at = machine();
    const run = await holding(at, 1, announcing("gold"));
    run.keeper.writeNow(cardOf("gold"), {
      settled: {},
      pending: call({ at: "2026-11-21T10:01:00+08:00", sent: { a: 1 } }),
    });
    at.pass(8);
    await run.keeper.renew(words);
    run.keeper.writeNow(cardOf("gold"), settled);
    expect((await at.memory()).entries.get("MemberCard/gold")).toEqual(settled);
  });

  test.each(["refused", "lost-request"] as const)(
    "a renewal that does not land, %s, is asked for again",
    async (fault) => {
      const at = machine();
      const run = await holding(at);
      at.pass(8);
      at.store.fault = () => fault;
      await run.keeper.renew(words);
      at.store.fault = () => undefined;
      at.pass(1);
      await run.keeper.renew(words);
      at.pass(10);
      expect(run.keeper.lapsed("coffee")).toBeUndefined();
      expect(await run.keeper.release({ words })).toEqual([]);
    },
  );

  test("a run that is killed has its journal recognised, also where what it announced counts less as settled", async () => {
    const at = machine();
    const rule: StateEntry = { ...settled, objects: { 7: ["a"], 8: ["b"] }, id: "7,8" };
    const first = await holding(at);
    first.keeper.writeNow(cardOf("gold"), rule);
    expect(await first.keeper.release({ words })).toEqual([]);
    const announced: StateEntry = { ...rule, settled: {}, pending: call({ at: "", removes: "7,8" }) };
    const killed = await holding(at, 2, new Map([["coffee", new Map([["MemberCard/gold", announced]])]]));
    const left: StateEntry = { settled: {}, id: "8", objects: { 8: ["b"] }, pending: call({ items: ["a"] }) };
    killed.keeper.writeNow(cardOf("gold"), left);
    at.alive.delete(2);
    expect((await at.memory()).entries.get("MemberCard/gold")).toMatchObject(left);
    // The next one dies as well, once it has asked for a lease.
    await holding(at, 3);
    at.alive.delete(3);
    expect((await at.memory()).entries.get("MemberCard/gold")).toMatchObject(left);
    // And so does one that has settled it, and whose lease another machine knows.
    const last = await holding(at, 4);
    last.keeper.writeNow(cardOf("gold"), { settled: {}, id: "8,9", objects: { 8: ["b"], 9: ["a"] } });
    at.alive.delete(4);
    expect((await at.memory()).entries.get("MemberCard/gold")?.objects).toEqual({ 8: ["b"], 9: ["a"] });
    const elsewhere = await machine(at.store, { space: "elsewhere" }).memory();
    expect(elsewhere.entries.get("MemberCard/gold")).toMatchObject({ id: "8", pending: { items: ["a"] } });
  });

  test("a renewal whose answer was lost is found, and the next one lands", async () => {
    const at = machine();
    const run = await holding(at);
    at.pass(8);
    at.store.fault = (count) => (count === 2 ? "lost-answer" : undefined);
    for (let step = 0; step < 3; step += 1) await run.keeper.renew(words);
    at.pass(10);
    expect(run.keeper.lapsed("coffee")).toBeUndefined();
    expect(await run.keeper.release({ words })).toEqual([]);
  });

  test("what was only noted is in the journal when a renewal did not land", async () => {
    const at = machine();
    const run = await holding(at);
    run.keeper.note(cardOf("gold"), settled);
    at.pass(8);
    at.store.fault = () => "refused";
    await run.keeper.renew(words);
    expect((await at.memory()).entries.get("MemberCard/gold")).toEqual(settled);
  });

  test("a journal of one account that cannot be written holds up no other", async () => {
    const at = machine();
    const run = await at.run(1, ["coffee", "tea"]);
    await acquired(run, ["coffee", "tea"]);
    const { appendInside } = at.files;
    at.files.appendInside = (root, path, ...more) =>
      path === journal ? { trouble: "failed", reason: "ENOSPC" } : appendInside(root, path, ...more);
    run.keeper.note(cardOf("gold"), settled);
    expect(run.keeper.writeNow(cardOf("gold", "tea"), settled)?.code).toBe("journal-not-written");
    expect((await at.memory("tea")).entries.get("MemberCard/gold")).toEqual(settled);
    expect((await at.memory("coffee")).entries.size).toBe(0);
  });
});

describe("giving a lease back", () => {
  test("one swap brings all that is known, without lease and intents, and one higher; the journal goes", async () => {
    const at = machine();
    const run = await holding(at, 1, announcing("gold", "silver"));
    run.keeper.writeNow(cardOf("gold"), { settled: {}, pending: call() });
    run.keeper.note(cardOf("gold"), settled);
    expect(at.files.text(journal)).toBeDefined();
    const before = (await at.memory()).serial;
    expect(await run.keeper.release({ words })).toEqual([]);
    expect(at.store.swaps).toHaveLength(2);
    const memory = await machine(at.store).memory();
    expect(memory).toMatchObject({ serial: before + 1, known: true });
    expect(memory).not.toHaveProperty("lease");
    expect(Object.fromEntries(memory.entries)).toEqual({ "MemberCard/gold": settled });
    expect([...at.files.content.keys()]).toEqual([]);
  });

  test("what the state says of the commit comes from whoever releases", async () => {
    const at = machine();
    const run = await holding(at);
    const commit = "3f2c9e1d5b7a90c4e6f8123456789abcdef01234";
    const applied = { commit, parents: [], date: 1, documents: "d1", dirty: false, at: began };
    await run.keeper.release({ words, applied: () => ({ applied, recent: [commit] }) });
    expect(await at.memory()).toMatchObject({ applied, recent: [commit] });
  });

  test("a run that has learnt nothing and holds nothing asks nothing of the store", async () => {
    const at = machine();
    const run = await at.run(1);
    expect(await run.keeper.release({ words })).toEqual([]);
    expect(at.store.swaps).toEqual([]);
  });

  test("what was learnt without a lease is written, unless another run holds the account", async () => {
    const at = machine();
    const free = await at.run(1);
    free.keeper.note(cardOf("gold"), settled);
    expect(await free.keeper.release({ words })).toEqual([]);
    expect((await at.memory()).entries.get("MemberCard/gold")).toEqual(settled);

    const holder = await holding(at, 2);
    const watcher = await at.run(3);
    watcher.keeper.note(cardOf("silver"), settled);
    expect(await watcher.keeper.release({ words, applied: () => ({ recent: ["c1"] }) })).toEqual([]);
    expect((await at.memory()).lease?.holder).toBe("run 2 on here");
    expect(await holder.keeper.release({ words })).toEqual([]);
  });

  test("what was learnt without a lease gives way to what somebody has written since", async () => {
    const at = machine();
    const slow = await at.run(1);
    slow.keeper.note(cardOf("gold"), settled);
    const quick = await holding(at, 2);
    quick.keeper.writeNow(cardOf("gold"), { ...settled, id: "p2" });
    await quick.keeper.release({ words });
    expect(await slow.keeper.release({ words })).toEqual([]);
    expect((await at.memory()).entries.get("MemberCard/gold")?.id).toBe("p2");
  });

  test.each(["refused", "lost-request"] as const)(
    "where it does not land, %s, everything known is in the journal, and the next run lays it over",
    async (fault) => {
      const at = machine();
      await (await holding(at)).keeper.release({ words });
      const run = await at.run(1);
      // Noted before there was a lease: known all the same.
      run.keeper.note(cardOf("silver"), settled);
      await acquired(run, ["coffee"], announcing("gold"));
      run.keeper.writeNow(cardOf("gold"), { settled: {}, pending: call({ sent: { a: 1 } }) });
      run.keeper.note(cardOf("gold"), { ...settled, id: "p2" });
      at.store.fault = () => fault;
      const problems = await run.keeper.release({ words });
      expect(codes(problems)).toEqual(["state-not-released", "state-not-written"]);
      at.store.fault = () => undefined;
      at.alive.delete(1);
      const expected = { "MemberCard/gold": { ...settled, id: "p2" }, "MemberCard/silver": settled };
      expect(Object.fromEntries((await at.memory()).entries)).toEqual(expected);
      // Elsewhere there is only what was announced.
      const elsewhere = await machine(at.store, { space: "elsewhere" }).memory();
      expect(elsewhere.entries.get("MemberCard/gold")?.pending).toBeDefined();
      const next = await holding(at, 2);
      expect(await next.keeper.release({ words })).toEqual([]);
      expect(Object.fromEntries((await machine(at.store).memory()).entries)).toEqual(expected);
      expect(at.files.text(journal)).toBeUndefined();
    },
  );

  test("a nonce that is not ours any more: nothing is written, and all is in the journal", async () => {
    const at = machine();
    const run = await holding(at);
    run.keeper.writeNow(cardOf("gold"), settled);
    const other = machine(at.store, { space: "elsewhere" });
    other.pass(17);
    const taken = await other.run(2);
    await acquired(taken);
    const before = at.store.content.get("coffee");
    expect(await run.keeper.release({ words })).toMatchObject([
      { code: "lease-lost", args: { account: "coffee", isOver: true } },
    ]);
    expect(at.store.content.get("coffee")).toEqual(before);
    expect((await at.memory()).entries.get("MemberCard/gold")).toEqual(settled);
  });

  test("files that somebody wrote under our own lease do not keep it from landing", async () => {
    const at = machine();
    const run = await holding(at);
    run.keeper.writeNow(cardOf("gold"), settled);
    const { lease, state } = at.store.content.get("coffee") ?? {};
    at.store.fault = (count) =>
      count === 2 && lease !== undefined && state !== undefined
        ? { before: { account: "coffee", lease, state } }
        : undefined;
    expect(await run.keeper.release({ words })).toEqual([]);
    const memory = await at.memory();
    expect(memory.entries.get("MemberCard/gold")).toEqual(settled);
    expect(memory).not.toHaveProperty("lease");
  });

  test("of several accounts one that cannot be given back keeps none of the others from it", async () => {
    const at = machine();
    const run = await at.run(1, ["coffee", "tea", "milk"]);
    await acquired(run, ["coffee", "tea", "milk"]);
    for (const name of ["coffee", "tea", "milk"]) run.keeper.writeNow(cardOf("gold", name), settled);
    at.store.fault = (_count, swaps) => (swaps.some(({ account }) => account === "tea") ? "refused" : undefined);
    const problems = await run.keeper.release({ words });
    expect(problems.map(({ code, account }) => [code, account])).toEqual([
      ["state-not-released", "tea"],
      ["state-not-written", undefined],
    ]);
    for (const [name, isFree] of [
      ["coffee", true],
      ["tea", false],
      ["milk", true],
    ] as const) {
      const stored = await machine(at.store).memory(name);
      expect([name, stored.lease === undefined, stored.entries.has("MemberCard/gold")]).toEqual([name, isFree, isFree]);
      expect((await at.memory(name)).entries.get("MemberCard/gold")).toEqual(settled);
    }
  });

  test("a release of several that landed, and whose answer was lost, is known for what it is", async () => {
    const at = machine();
    const run = await at.run(1, ["coffee", "tea"]);
    await acquired(run, ["coffee", "tea"]);
    for (const name of ["coffee", "tea"]) run.keeper.writeNow(cardOf("gold", name), settled);
    at.store.fault = (count) => (count === 2 ? "lost-answer" : undefined);
    expect(await run.keeper.release({ words })).toEqual([]);
    expect([...at.files.content.keys()]).toEqual([]);
    expect((await at.memory("tea")).entries.get("MemberCard/gold")).toEqual(settled);
  });

  test("accounts of two stores: the lease that was had is given back where the other was not", async () => {
    const other = memoryStore();
    const at = machine(memoryStore(), { others: { tea: other } });
    const run = await at.run(1, ["coffee", "tea"]);
    other.fault = () => "refused";
    expect(await acquired(run, ["coffee", "tea"])).toMatchObject({ status: "refused" });
    expect(await run.keeper.release({ words })).toEqual([]);
    expect((await at.memory("coffee")).lease).toBeUndefined();
    expect(other.content.size).toBe(0);
  });
});

describe("what a run keeps", () => {
  test("what needs no hurry is on disk within a second, and what cannot be found out again at once", async () => {
    const at = machine();
    const run = await holding(at);
    const known = async (name: string) => (await at.memory()).entries.has(`MemberCard/${name}`);
    run.keeper.writeSoon(cardOf("first"), settled);
    run.keeper.writeSoon(cardOf("a"), settled);
    run.keeper.writeSoon(cardOf("b"), settled);
    expect([await known("first"), await known("a"), await known("b")]).toEqual([true, false, false]);
    at.clocks.wall += 1_000;
    run.keeper.writeSoon(cardOf("c"), settled);
    expect([await known("a"), await known("b"), await known("c")]).toEqual([true, true, true]);
    run.keeper.writeSoon(cardOf("d"), { ...settled, review: { since: began, fields: {} } });
    expect(await known("d")).toBe(true);
    run.keeper.note(cardOf("e"), settled);
    expect([await known("e"), run.keeper.entryOf(cardOf("e"))]).toEqual([false, settled]);
    expect(run.keeper.memories().get("coffee")?.entries.get("MemberCard/e")).toEqual(settled);
  });

  test("an account whose memory was not read has nothing kept", async () => {
    const at = machine();
    const run = await at.run(1);
    expect(await run.keeper.acquire(["tea"], new Map(), words)).toEqual({ status: "held" });
    expect([run.keeper.lapsed("tea")?.code, at.store.swaps]).toEqual(["lease-lost", []]);
    expect(run.keeper.entryOf(cardOf("gold", accountOf("tea").name))).toEqual(emptyEntry);
  });
});
