import { describe, expect, test } from "vitest";
import type { Desired } from "../../src/model/resource.ts";
import type { AccountState, StateEntry } from "../../src/model/state.ts";
import { emptyEntry } from "../../src/model/state.ts";
import { runMemory } from "../../src/state/run-memory.ts";

const settled = {};
const pending = { operation: "create", body: "x", at: "2026-11-21T10:00:00+08:00" };

function memoryOf(entries: Readonly<Record<string, StateEntry>>) {
  const state: AccountState = { account: "coffee", identity: "wx", entries: new Map(Object.entries(entries)) };
  const memory = runMemory(new Map([["coffee", state]]));
  return {
    note: (name: string, entry: StateEntry, more: Partial<Desired> = {}) => memory.note(resource(name, more), entry),
    entryOf: (name: string) => memory.entryOf(resource(name, { memory: entries[`K/${name}`] ?? emptyEntry })),
    unsaved: () => Object.fromEntries(memory.unsaved.get("coffee") ?? []),
    isClean: () => memory.unsaved.size === 0,
    saved: () => memory.unsaved.delete("coffee"),
  };
}

function resource(name: string, more: Partial<Desired> = {}): Desired {
  return { account: "coffee", address: `coffee/K/${name}`, memory: emptyEntry, ...more } as Desired;
}

describe("what a run knows better than its memories", () => {
  test("what was noted last counts, and is to be saved", () => {
    const memory = memoryOf({ "K/a": { id: "1", settled } });
    expect([memory.entryOf("a"), memory.isClean()]).toEqual([{ id: "1", settled }, true]);
    memory.note("a", { id: "2", settled });
    memory.note("b", { id: "3", settled });
    expect([memory.entryOf("a"), memory.entryOf("b")]).toEqual([
      { id: "2", settled },
      { id: "3", settled },
    ]);
    expect(memory.unsaved()).toEqual({ "K/a": { id: "2", settled }, "K/b": { id: "3", settled } });
  });

  test("what is known already is not saved again", () => {
    const memory = memoryOf({ "K/a": { id: "1", settled } });
    memory.note("a", { settled, id: "1" });
    expect(memory.isClean()).toBe(true);
    memory.note("a", { id: "2", settled });
    memory.saved();
    memory.note("a", { id: "2", settled });
    expect(memory.isClean()).toBe(true);
    memory.note("a", { id: "1", settled });
    expect(memory.unsaved()).toEqual({ "K/a": { id: "1", settled } });
  });

  test("under a new name the former one goes, once, and what was replaced stays known", () => {
    const memory = memoryOf({ "K/old": { id: "1", settled, objects: { 1: ["x"] } } });
    memory.note("new", { id: "2", settled, objects: { 2: ["x"] } }, { movedFrom: "K/old" });
    const moved = { id: "2", settled, objects: { 2: ["x"] }, replaced: ["1"] };
    expect(memory.unsaved()).toEqual({ "K/old": undefined, "K/new": moved });
    expect(Object.keys(memory.unsaved())).toContain("K/old");
    memory.saved();
    memory.note("new", { id: "2", settled: { "/t": "y" }, objects: { 2: ["x"] } }, { movedFrom: "K/old" });
    expect(Object.keys(memory.unsaved())).toEqual(["K/new"]);
  });

  test("a former name that another document has by now keeps what is noted of that", () => {
    const memory = memoryOf({ "K/old": { id: "1", settled } });
    memory.note("old", { id: "5", settled });
    memory.note("new", { id: "1", settled }, { movedFrom: "K/old" });
    expect(memory.unsaved()).toEqual({ "K/old": { id: "5", settled }, "K/new": { id: "1", settled } });
  });

  test("a former name of which nothing is known leaves nothing to save", () => {
    const memory = memoryOf({});
    memory.note("new", { id: "1", settled }, { movedFrom: "K/old" });
    expect(Object.keys(memory.unsaved())).toEqual(["K/new"]);
  });

  test("the memory of a deletion stays with its name; what was begun under it moves", () => {
    const deletion = { id: "1", settled, deleted: true } as const;
    const memory = memoryOf({ "K/old": { ...deletion, pending }, "K/gone": deletion });
    memory.note("new", { id: "2", settled }, { movedFrom: "K/old" });
    memory.note("other", { id: "3", settled }, { movedFrom: "K/gone" });
    expect(memory.unsaved()).toEqual({
      "K/old": deletion,
      "K/new": { id: "2", settled },
      "K/other": { id: "3", settled },
    });
    expect(Object.keys(memory.unsaved())).not.toContain("K/gone");
  });

  test("what was noted of a deletion's name since is not taken back", () => {
    const deletion = { id: "1", settled, deleted: true } as const;
    const memory = memoryOf({ "K/old": { ...deletion, pending } });
    memory.note("old", { id: "9", settled });
    memory.note("new", { id: "2", settled }, { movedFrom: "K/old" });
    expect(memory.unsaved()).toEqual({ "K/old": { id: "9", settled }, "K/new": { id: "2", settled } });
  });

  describe("objects that another document has taken over", () => {
    const rest = { settled: { "/t": "y" } };
    const entries = { "K/old": { id: "1,2,3", objects: { 1: ["x"], 2: ["y"], 3: ["z"] }, ...rest } };
    const take = (memory: ReturnType<typeof memoryOf>, name: string, ...ids: string[]) =>
      memory.note(name, { id: ids.join(","), settled }, { objectsFrom: { "K/old": ids } });
    test("leave the others where they are", () => {
      const memory = memoryOf(entries);
      take(memory, "new", "1");
      expect(memory.unsaved()["K/old"]).toEqual({ id: "2,3", objects: { 2: ["y"], 3: ["z"] }, ...rest });
      take(memory, "newer", "2");
      expect(memory.unsaved()["K/old"]).toEqual({ id: "3", objects: { 3: ["z"] }, ...rest });
    });
    test("leave nothing where all are taken, for good", () => {
      const memory = memoryOf(entries);
      take(memory, "new", "1", "2", "3");
      expect(Object.entries(memory.unsaved())).toContainEqual(["K/old", undefined]);
      memory.saved();
      take(memory, "newer", "1");
      expect(Object.keys(memory.unsaved())).toEqual(["K/newer"]);
    });
    test("that it does not have change nothing there, nor do those of a name that nobody has", () => {
      const memory = memoryOf({ ...entries, "K/bare": { id: "7", settled } });
      take(memory, "new", "8");
      memory.note("more", { id: "7", settled }, { objectsFrom: { "K/bare": ["7"], "K/none": ["1"] } });
      expect(Object.keys(memory.unsaved())).toEqual(["K/new", "K/more"]);
    });
  });
});
