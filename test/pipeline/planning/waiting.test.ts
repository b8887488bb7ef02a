import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/model/document.ts";
import type { KindEntry } from "../../../src/model/kind.ts";
import type { Desired } from "../../../src/model/resource.ts";
import type { Intent, StateEntry } from "../../../src/model/state.ts";
import { emptyEntry } from "../../../src/model/state.ts";
import {
  waitingIn,
  waitingProblems,
  withoutDependents,
  withoutWaiting,
} from "../../../src/pipeline/planning/waiting.ts";
import type { Run } from "../../../src/pipeline/run.ts";
import type { Work } from "../../../src/plan/planned.ts";
import { toy, toyKind } from "../../helpers/toys.ts";

const rules = toyKind(
  {
    "/items": { types: ["array"], list: "set", itemsPerObject: 3 },
    "/end": { types: ["integer"] },
    "/card": { ref: "Card" },
  },
  { multiObject: { end: "/end", add: "add", remove: "remove" } as never },
);
const cards = toyKind({ "/title": {}, "/card": { ref: "Card" } });
const others = toyKind({ "/title": {} });
const kinds = new Map<string, KindEntry>([
  ["Rule", rules],
  ["Card", cards],
  ["Other", others],
]);
const at = "2026-11-01T00:00:00+08:00";
const pending = (more: Partial<Intent> = {}): Intent => ({ operation: "add", body: "", at, ...more });

interface Case {
  /** What is remembered, by account and local address: `coffee/Rule/spring`. */
  readonly entries: Readonly<Record<string, Partial<StateEntry>>>;
  readonly documents?: readonly Document[];
  readonly handedOver?: readonly string[];
}

function waitingOf({ entries, documents = [], handedOver = [] }: Case) {
  const accounts = ["coffee", "bakery"].map((account) => {
    const own = Object.entries(entries).filter(([address]) => address.startsWith(`${account}/`));
    const all = own.map(([address, one]) => [address.slice(account.length + 1), { ...emptyEntry, ...one }] as const);
    return [account, { account, identity: "", entries: new Map(all) }] as const;
  });
  const run = {
    ...{ world: { kinds }, states: new Map(accounts), project: { timezone: "Asia/Shanghai" } },
    ...{ now: Date.parse(at) + 1, checked: { all: documents } },
  } as unknown as Run;
  return { run, waiting: waitingIn(run, { handedOver: new Set(handedOver), told: new Set() } as never) };
}

function desired(kind: string, name: string, spec: Desired["document"]["spec"] = {}, account = "coffee"): Desired {
  return toy({ entry: kinds.get(kind) ?? others, kind, name, spec, account, id: "" });
}

describe("what waits", () => {
  const spring = "coffee/Rule/spring";

  test("is what an earlier run left open, unless recovery hands it over or a key tells it", () => {
    const entries = {
      [spring]: { pending: pending() },
      "coffee/Rule/autumn": { pending: pending({ idempotencyKey: "key" }) },
      "coffee/Rule/winter": { pending: pending() },
      "coffee/Rule/summer": {},
    };
    const { waiting } = waitingOf({ entries, handedOver: ["coffee/Rule/winter"] });
    expect(waiting.work.map(({ address }) => address)).toEqual(["coffee/Rule/autumn", spring, "coffee/Rule/winter"]);
    expect([...waiting.entries.keys()]).toEqual([spring]);
  });

  test("has orphans: creates of which no document is left", () => {
    const entries = {
      "coffee/Card/a": { pending: pending() },
      "coffee/Card/b": { pending: pending() },
      "coffee/Card/c": { id: "7", pending: pending() },
    };
    const { waiting } = waitingOf({ entries, documents: [desired("Card", "a").document] });
    expect(waiting.orphans.map(({ local }) => local)).toEqual(["Card/b"]);
  });

  test("is left out of what is wanted, also under another name", () => {
    const { waiting } = waitingOf({ entries: { [spring]: { pending: pending() } } });
    const own = desired("Rule", "spring");
    const renamed: Desired = { ...desired("Rule", "new"), movedFrom: "Rule/spring" };
    const otherAccount: Desired = { ...desired("Rule", "new", {}, "bakery"), movedFrom: "Rule/spring" };
    const other: Desired = { ...desired("Rule", "x"), movedFrom: "Rule/y" };
    const free = desired("Rule", "free");
    const desiredAll = [own, renamed, otherAccount, other, free];
    const tombstones = [{ document: own.document }, { document: free.document }] as never;
    const state = { desired: desiredAll, reachable: desiredAll.slice(1), all: [], waiting: [], tombstones } as never;
    const left = withoutWaiting(state, waiting);
    expect(left.reachable).toEqual([otherAccount, other, free]);
    expect(left.waiting).toEqual([own, renamed]);
    expect(left.tombstones).toEqual([{ document: free.document }]);
  });

  test("is told once, of each resource of this run", () => {
    const entries = {
      [spring]: { pending: pending({ operation: "remove" }) },
      "coffee/Rule/autumn": { pending: pending() },
    };
    const { waiting } = waitingOf({ entries });
    const own = desired("Rule", "spring");
    const renamed: Desired = { ...desired("Rule", "new"), movedFrom: "Rule/autumn" };
    const told = waitingProblems({ ...waiting, told: new Set(["coffee/Rule/autumn"]) }, [
      own,
      renamed,
      desired("Rule", "x"),
    ]);
    expect(told.map(({ code, address, args }) => [code, address, args])).toEqual([
      [
        "recovery-waits",
        spring,
        { address: spring, operation: "remove", since: at, notBefore: "2026-11-01T00:10:00+08:00", will: "wait" },
      ],
    ]);
    expect(waitingProblems(waiting, [renamed]).map(({ address }) => address)).toEqual(["coffee/Rule/new"]);
  });
});

describe("what rests on something that waits", () => {
  const create = (one: Desired): Work => ({ action: "create", desired: one });
  const update = (one: Desired): Work => ({ action: "update", desired: one, diff: {} as never });
  const remove = (one: Desired): Work => ({ action: "delete", desired: one, removal: {} as never });
  const told = (one: Case, works: readonly Work[]) => {
    const { run, waiting } = waitingOf(one);
    const { works: left, problems } = withoutDependents(run, waiting, works);
    const gone = problems.map(({ code, address, args }) => `${code} ${address} ${String(args["other"])}`);
    return [left.map(({ desired: resource }) => resource.address).join(), ...gone];
  };
  const open = (address: string, more: Partial<StateEntry> = {}): Case => ({
    entries: { [address]: { pending: pending(), ...more } },
  });
  const name = (address: string) => ({ card: address });

  test("nothing, where nothing is open", () => {
    const works = [create(desired("Card", "a"))];
    const { run, waiting } = waitingOf({ entries: {} });
    expect(withoutDependents(run, waiting, works)).toEqual({ works, problems: [] });
  });

  test("what names it, and what names that", () => {
    const works = [
      update(desired("Rule", "a", name("Card/b"))),
      update(desired("Card", "b", name("Card/open"))),
      update(desired("Card", "c", name("Card/free"))),
      update(desired("Card", "d", name("c123"))),
    ];
    const documents = [desired("Card", "open").document];
    expect(told({ ...open("coffee/Card/open"), documents }, works)).toEqual([
      "coffee/Card/c,coffee/Card/d",
      "rests-on-recovery coffee/Card/b coffee/Card/open",
      "rests-on-recovery coffee/Rule/a coffee/Card/b",
    ]);
  });

  test.each<[string, Case, Work, string | undefined]>([
    [
      "a create beside one of which no document is left",
      open("coffee/Card/open"),
      create(desired("Card", "a")),
      "coffee/Card/open",
    ],
    ["a change beside one", open("coffee/Card/open"), update(desired("Card", "a")), undefined],
    ["a create of another kind", open("coffee/Card/open"), create(desired("Other", "a")), undefined],
    ["a create of another account", open("coffee/Card/open"), create(desired("Card", "a", {}, "bakery")), undefined],
    [
      "a create beside one that has a document",
      { ...open("coffee/Card/open"), documents: [desired("Card", "open").document] },
      create(desired("Card", "a")),
      undefined,
    ],
    [
      "a create of several objects beside one",
      open("coffee/Rule/open"),
      create(desired("Rule", "a", { items: ["x"] })),
      undefined,
    ],

    [
      "a removal of what an open one may name",
      open("coffee/Rule/open", { id: "1" }),
      remove(desired("Card", "a")),
      "coffee/Rule/open",
    ],
    [
      "a removal of what no open one names",
      open("coffee/Rule/open", { id: "1" }),
      remove(desired("Other", "a")),
      undefined,
    ],
    [
      "a removal beside one that names nothing",
      open("coffee/Other/open", { id: "1" }),
      remove(desired("Card", "a")),
      undefined,
    ],
    [
      "a removal of another account",
      open("coffee/Rule/open", { id: "1" }),
      remove(desired("Card", "a", {}, "bakery")),
      undefined,
    ],

    [
      "an item in an object of an open one",
      open("coffee/Rule/open", { objects: { 1: ["y"], 2: ["x", "z"] } }),
      update(desired("Rule", "a", { items: ["w", "x"] })),
      "coffee/Rule/open",
    ],
    [
      "an item that an open one was to get",
      open("coffee/Rule/open", { pending: pending({ items: ["x"] }) }),
      update(desired("Rule", "a", { items: ["x"] })),
      "coffee/Rule/open",
    ],
    [
      "an item of what was taken down",
      open("coffee/Rule/open", { former: { 1: { items: ["x"] } } }),
      create(desired("Rule", "a", { items: ["x"] })),
      "coffee/Rule/open",
    ],
    [
      "only an item of what was taken down",
      { entries: { "coffee/Rule/open": { former: { 1: { items: ["x"] } } } } },
      create(desired("Rule", "a", { items: ["x"] })),
      "coffee/Rule/open",
    ],
    [
      "other items",
      open("coffee/Rule/open", { objects: { 1: ["y"] }, former: { 2: { items: ["z"] } } }),
      update(desired("Rule", "a", { items: ["x"] })),
      undefined,
    ],
    [
      "items of another account",
      open("coffee/Rule/open", { objects: { 1: ["x"] } }),
      update(desired("Rule", "a", { items: ["x"] }, "bakery")),
      undefined,
    ],
    [
      "a resource of another kind",
      open("coffee/Rule/open", { id: "1", objects: { 1: ["x"] } }),
      update(desired("Card", "a")),
      undefined,
    ],
    ["a kind of single objects", open("coffee/Card/open", { id: "1" }), update(desired("Card", "a")), undefined],
  ])("%s", (_, one, work, other) => {
    const { address } = work.desired;
    expect(told(one, [work])).toEqual(other === undefined ? [address] : ["", `rests-on-recovery ${address} ${other}`]);
  });
});
