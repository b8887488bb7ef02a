import { describe, expect, test } from "vitest";
import type { Client } from "../../../src/model/client.ts";
import { idempotencyKeyOf } from "../../../src/model/idempotency-key.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Kind, KindEntry, Operation } from "../../../src/model/kind.ts";
import { ownershipOf } from "../../../src/model/ownership.ts";
import type { Problem } from "../../../src/model/problem.ts";
import type { Desired, LiveResource } from "../../../src/model/resource.ts";
import { checkReferences } from "../../../src/pipeline/planning/check-references.ts";
import { compare } from "../../../src/pipeline/planning/compare.ts";
import type { DesiredState } from "../../../src/pipeline/planning/desired-state.ts";
import { matchWithoutId } from "../../../src/pipeline/planning/match-without-id.ts";
import type { Run } from "../../../src/pipeline/run.ts";
import { trouble } from "../../helpers/planned.ts";
import { digests, type ToyResource, toy, toyContext, toyKind, toyLocate } from "../../helpers/toys.ts";

const call = (path: string): Operation => ({
  ...{ method: "POST", path, root: "", repeatable: true },
  body: ({ values, idempotencyKey = "" }) => ({ ...values, key: idempotencyKey }),
});
const found = (id: string, spec: JsonObject, more: Partial<LiveResource> = {}): LiveResource => ({
  ...{ status: "found", id, spec, review: "passed", state: "OK", ...more },
});
const readable: Partial<Kind> = {
  missingCodes: ["gone"],
  reading: (id, { spec, state }) =>
    state === "deleted" ? { status: "missing", why: "deleted" } : found(id, spec as JsonObject),
  operations: { create: call("/create") },
  order: [],
};
const resembles = (spec: JsonObject, live: JsonObject) => spec["title"] === live["title"];
const takes = () => true;
const toys = toyKind(
  { "/title": {}, "/note": { readback: "none" }, "/card": { ref: "Card" } },
  {
    ...readable,
    name: "Toy",
    creation: { operation: "create", idAt: "/id", takes, resembles, owner: () => "o" } as never,
  },
);
const cards = toyKind(
  { "/title": {}, "/size": {}, "/note": { readback: "none" } },
  { ...readable, name: "Card", creation: { operation: "create", idAt: "/id", takes, resembles } as never },
);
const rules = toyKind(
  {
    "/items": { types: ["array"], list: "set", itemsPerObject: 3 },
    "/card": { ref: "Card" },
    "/end": { types: ["integer"] },
  },
  { ...readable, name: "Rule", multiObject: { end: "/end", expiredCodes: [] } as never },
);
const kinds = new Map<string, KindEntry>([
  ["Toy", toys],
  ["Card", cards],
  ["Rule", rules],
]);

interface Place {
  /** What reads answer, by id. */
  readonly live?: Readonly<Record<string, JsonObject>>;
  /** Ids whose reads fail. */
  readonly failing?: readonly string[];
  /** What listings show, by kind. */
  readonly listed?: Readonly<Record<string, readonly LiveResource[] | Problem>>;
  readonly documents?: readonly Desired[];
  readonly drift?: "keep" | "overwrite" | "refuse";
  readonly now?: number;
}

function runOf({ live = {}, failing = [], listed = {}, documents = [], drift = "keep", now = 1_000_000 }: Place) {
  const reads: string[] = [];
  const client: Client = {
    call: ({ path }) => {
      const id = path.split("/")[2] ?? "";
      reads.push(id);
      const spec = live[id];
      const fault = trouble("no-answer", { class: "failure", severity: "error" });
      if (failing.includes(id)) return Promise.resolve({ status: "unknown", problem: fault });
      if (spec !== undefined) return Promise.resolve({ status: "ok", body: { spec } });
      return Promise.resolve({ status: "refused", code: "gone", problem: fault, stops: false });
    },
  };
  const all = documents.map(({ document }) => document);
  const states = new Map();
  const run = {
    ...{ states, context: toyContext, locate: toyLocate, now, ownership: ownershipOf(all, states) },
    ...{ accounts: [], clients: new Map([["coffee", client]]), selection: { concurrency: 2 }, checked: { all } },
    world: { kinds, signal: new AbortController().signal },
    project: { accounts: [], timezone: "Asia/Shanghai", guards: { drift, maxChanges: 10 } },
    listed: (_account: string, kind: string) => {
      const objects = listed[kind] ?? [];
      if ("code" in objects) return Promise.resolve({ problem: objects });
      return Promise.resolve({ ids: objects.map(({ id }) => id), objects, gone: [] });
    },
  } as unknown as Run;
  return { run, reads };
}

function make({ kind, id = "", ...more }: Omit<ToyResource, "entry">): Desired {
  return toy({ entry: kinds.get(kind ?? "Toy") ?? toys, kind: kind ?? "Toy", id, ...more });
}

/** A resource that its document names. */
function named(one: Omit<ToyResource, "entry">): Desired {
  const made = make({ id: "1", ...one });
  return { ...made, document: { ...made.document, id: made.id } };
}

describe("documents that know no id", () => {
  const match = async (place: Place, reachable: readonly Desired[], more: Partial<DesiredState> = {}) => {
    const { run, reads } = runOf({ documents: reachable, ...place });
    const ids = new Map<string, string>();
    const state: DesiredState = {
      desired: [],
      reachable,
      all: [],
      waiting: [],
      tombstones: [],
      problems: [],
      ids,
      ...more,
    };
    return { ...(await matchWithoutId(run, state)), ids, reads };
  };
  const told = async (place: Place, ...reachable: readonly Desired[]) => {
    const { known, adopted, created, waiting, problems, ids } = await match(place, reachable);
    const lists = Object.entries({ known, adopted, created, waiting }).map(
      ([name, all]) => `${name} ${all.map((one) => `${one.document.name}:${one.id}`).join()}`,
    );
    return [
      ...lists.filter((line) => !line.endsWith(" ")),
      ...problems.map(({ code }) => code),
      ...[...ids].map(([, id]) => id),
    ];
  };
  const bear = make({ kind: "Card", spec: { title: "a", size: "s" } });

  test("are to be made where nothing is like them", async () => {
    expect(await told({}, bear)).toEqual(["created bear:"]);
    expect(await told({ live: { 7: { title: "b" } }, listed: { Card: [found("7", {})] } }, bear)).toEqual([
      "created bear:",
    ]);
  });

  test("are found where one is equal, each its own", async () => {
    const listed = { Card: [found("7", {}), found("8", {})] };
    const live = { 7: { title: "a", size: "s" }, 8: { title: "b", size: "s" } };
    const duck = make({ kind: "Card", name: "duck", spec: { title: "b", size: "s" } });
    expect(await told({ live, listed }, bear, duck)).toEqual([
      "known bear:7,duck:8",
      "adopted bear:7,duck:8",
      "7",
      "8",
    ]);
    const twin = make({ kind: "Card", name: "twin", spec: { title: "a", size: "s" } });
    expect(await told({ live, listed }, bear, twin)).toEqual(["known bear:7", "adopted bear:7", "created twin:", "7"]);
  });

  test("are never what a document names already", async () => {
    const other = named({ kind: "Card", name: "other", id: "7", spec: {} });
    const place = { live: { 7: { title: "a", size: "s" } }, listed: { Card: [found("7", {})] } };
    expect(await told(place, other, bear)).toEqual(["known other:7", "created bear:"]);
  });

  test("stop where one resembles them, or where nobody can say", async () => {
    const listed = { Card: [found("7", {})] };
    expect(await told({ live: { 7: { title: "a", size: "x" } }, listed }, bear)).toEqual(["adopt-unequal"]);
    expect(await told({ failing: ["7"], listed }, bear)).toEqual(["no-answer"]);
    expect(await told({ listed: { Card: trouble("listing-failed") } }, bear)).toEqual(["listing-failed"]);
    // What is gone by now is nothing.
    expect(await told({ listed }, bear)).toEqual(["created bear:"]);
  });

  test("count as sent in what no read shows, unless they were edited since", async () => {
    const listed = { Card: [found("7", {})] };
    const live = { 7: { title: "a" } };
    const note = (body?: string) => {
      const pending =
        body === undefined ? {} : { pending: { operation: "create", body, at: "2026-11-01T00:00:00+08:00" } };
      return make({ kind: "Card", spec: { title: "a", note: "n" }, memory: pending });
    };
    const { adopted } = await match({ live, listed }, [note()]);
    expect(adopted[0]?.memory).toEqual({ settled: digests({ "/note": "n" }) });
    expect((await match({ live, listed }, [note("other")])).adopted[0]?.memory).toEqual({ settled: {} });
  });

  test("are told by the keys of creates, and send another one after what was taken down", async () => {
    const own = make({ spec: { title: "a" } });
    const key = idempotencyKeyOf(toys.kind, own, { title: "z" });
    const live = { 7: { title: "a" } };
    const of = (idempotencyKey: string | undefined) => ({
      ...{ listed: { Toy: [found("7", {}, idempotencyKey === undefined ? {} : { idempotencyKey })] }, live },
    });
    expect(await told(of(undefined), own)).toEqual(["known bear:7", "adopted bear:7", "7"]);
    const duck = make({ name: "duck", spec: { title: "q" } });
    const others = idempotencyKeyOf(toys.kind, duck, { title: "z" });
    // A listed key counts only where the reading shows it.
    expect(key).not.toBe(others);
    const lockedOut = await match({}, [make({ spec: { title: "a" } })]);
    expect(lockedOut.created[0]?.attempt).toBeUndefined();
  });

  test("of kinds that name others come after those, in their groups", async () => {
    const { created } = await match({}, [
      make({ name: "t", spec: { title: "t" } }),
      make({ kind: "Card", name: "c", spec: { title: "c" } }),
    ]);
    expect(created.map(({ document }) => document.name)).toEqual(["c", "t"]);
  });

  test("are found by their items, where they are made of several objects", async () => {
    const spring = make({ kind: "Rule", name: "spring", spec: { items: ["a", "b"], card: "c1" } });
    const object = (id: string, items: readonly string[], card = "c1") => found(id, { items, card });
    const of = (...objects: readonly LiveResource[]) => told({ listed: { Rule: objects } }, spring);
    expect(await of()).toEqual(["created spring:"]);
    expect(await of(object("1", ["a"]), object("2", ["b"]))).toEqual(["known spring:1,2", "adopted spring:1,2", "1,2"]);
    expect(await of(object("1", ["z"]))).toEqual(["created spring:"]);
    expect(await of(object("1", ["a"], "c2"))).toHaveLength(1);
    expect(await told({ listed: { Rule: trouble("listing-failed") } }, spring)).toEqual(["listing-failed"]);
    const { adopted } = await match({ listed: { Rule: [object("1", ["a"])] } }, [spring]);
    expect(adopted[0]?.memory.objects).toEqual({ 1: ["a"] });
    const autumn = make({ kind: "Rule", name: "autumn", spec: { items: ["a"], card: "c1" } });
    expect(await told({ listed: { Rule: [object("1", ["a"])] } }, spring, autumn)).toEqual([
      ...["known spring:1", "adopted spring:1", "created autumn:", "1"],
    ]);
  });

  test("are not told to be gone where something of theirs was found", async () => {
    const tombstone = (name: string) => ({
      document: make({ name, spec: {} }).document,
      problem: trouble(`gone ${name}`),
    });
    const key = idempotencyKeyOf(toys.kind, make({ spec: {} }), {});
    const listed = { Toy: [found("7", {}, { idempotencyKey: key ?? "" })] };
    const { problems } = await match({ listed }, [], { tombstones: [tombstone("bear"), tombstone("duck")] as never });
    expect(problems.map(({ code }) => code)).toEqual(["gone duck", "adopt-edited"]);
  });
});

describe("comparing what is known", () => {
  const of = async (place: Place, ...known: readonly Desired[]) => {
    const { run, reads } = runOf({ documents: known, ...place });
    return { ...(await compare(run, { known } as never)), reads };
  };
  const absent = (one: Omit<ToyResource, "entry">): Desired => {
    const made = named(one);
    return { ...made, document: { ...made.document, absent: true } };
  };
  const codes = ({ problems }: { readonly problems: readonly Problem[] }) => problems.map(({ code }) => code);

  test("what is as declared is counted, and its document stands for it", async () => {
    const one = await of({ live: { 1: { title: "a", more: 1 } } }, named({ spec: { title: "a" } }));
    expect([one.unchanged, one.diffs, one.problems]).toEqual([1, [], []]);
    expect([...one.live.values()]).toMatchObject([{ status: "found", spec: { title: "a" } }]);
    expect(Object.keys(([...one.live.values()][0] as LiveResource).spec)).toEqual(["title"]);
  });

  test("what differs", async () => {
    const one = await of({ live: { 1: { title: "b" } } }, named({ spec: { title: "a" } }));
    expect([one.unchanged, one.diffs.length, one.problems]).toEqual([0, 1, []]);
    expect(one.live.get("coffee/Toy/bear")).toMatchObject({ spec: { title: "b" } });
  });

  test("what is missing or could not be read is a problem at its id", async () => {
    const one = await of({ failing: ["2"] }, named({ spec: {} }), named({ name: "duck", id: "2", spec: {} }));
    expect(one.problems.map(({ code, place }) => [code, place?.line])).toEqual([
      ["resource-missing", 3],
      ["no-answer", 3],
    ]);
    expect([one.unchanged, one.diffs, one.removals]).toEqual([0, [], []]);
  });

  test("what is to be gone is taken down, with consent", async () => {
    const one = await of({ live: { 1: { title: "b" } } }, absent({ spec: {} }));
    expect(one.removals.map(({ desired, consents }) => [desired.id, consents])).toEqual([
      ["1", [{ what: "delete", address: "coffee/Toy/bear", given: false }]],
    ]);
    expect([one.unchanged, one.diffs, one.problems]).toEqual([0, [], []]);
  });

  test("what is to be gone and was there once is as it should be", async () => {
    expect(codes(await of({}, absent({ spec: {}, memory: { id: "1", settled: { "/title": "x" } } })))).toEqual([]);
    expect(codes(await of({}, absent({ spec: {} })))).toEqual(["resource-missing"]);
    expect(codes(await of({ failing: ["1"] }, absent({ spec: {}, memory: { id: "1" } })))).toEqual(["no-answer"]);
  });

  test("a resource of which every object is gone was lost", async () => {
    const spec = { items: ["a"] };
    const lost = named({ kind: "Rule", spec, memory: { objects: { 1: ["a"] } } });
    expect((await of({}, lost)).diffs.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ["object-lost"],
    ]);
    const never = named({ kind: "Rule", spec });
    expect((await of({}, never)).diffs).toEqual([]);
    const ended = named({ kind: "Rule", spec: { ...spec, end: 1 }, memory: { objects: { 1: ["a"] } } });
    expect(await of({}, ended)).toMatchObject({ diffs: [], unchanged: 1, problems: [] });
  });

  test("of objects, what comes to nothing is no difference", async () => {
    const memory = { objects: { 1: ["a"] }, pending: { operation: "add", body: "", at: "" } };
    const known = named({ kind: "Rule", spec: { items: ["a"] }, memory });
    expect(await of({ live: { 1: { items: ["a"] } } }, known)).toMatchObject({ diffs: [], unchanged: 1 });
    const more = named({ kind: "Rule", spec: { items: ["a", "b"] }, memory });
    expect((await of({ live: { 1: { items: ["a"] } } }, more)).diffs).toHaveLength(1);
  });

  test("an answer that no write may rest on is none", async () => {
    const known = named({ kind: "Rule", spec: { items: ["a"] }, memory: { objects: { 1: ["a", "b"] } } });
    const one = await of({ live: { 1: { items: ["a", "b"], end: [{}] } } }, known);
    expect([codes(one), one.diffs]).toEqual([["answer-unusable"], []]);
  });

  test("consent that nothing needs is told", async () => {
    const made = named({ spec: { title: "a" }, memory: { settled: digests({ "/title": "a" }) } });
    const allow = [{ what: "drift" as const, because: "x" }];
    const known = { ...made, document: { ...made.document, allow } };
    expect(codes(await of({ live: { 1: { title: "a" } } }, known))).toEqual(["consent-unused"]);
    const used = await of({ live: { 1: { title: "b" } } }, known);
    expect([codes(used), used.diffs[0]?.consents]).toEqual([
      [],
      [{ what: "drift", given: true, address: "coffee/Toy/bear" }],
    ]);
    const gone = {
      ...known,
      document: { ...known.document, absent: true, allow: [{ what: "delete" as const, because: "x" }] },
    };
    expect(codes(await of({ live: { 1: { title: "b" } } }, gone))).toEqual([]);
  });
});

describe("what documents name by id", () => {
  const check = async (place: Place, known: readonly Desired[], created: readonly Desired[] = []) => {
    const { run, reads } = runOf({ documents: [...known, ...created], ...place });
    const compared = await compare(run, { known } as never);
    reads.length = 0;
    const { problems, read } = await checkReferences(run, { known, created } as never, compared);
    return { told: problems.map(({ code, severity }) => `${code} ${severity}`), problems, read, reads };
  };
  const bear = (card: string, memory = {}) => named({ spec: { card }, memory });
  const live = (card: string): Place => ({ live: { 1: { card }, 9: { title: "c" } } });

  test("is read once, and is nothing where it is there", async () => {
    const { told, reads, read } = await check(live("9"), [
      bear("9"),
      named({ name: "duck", id: "2", spec: { card: "9" } }),
    ]);
    expect([told, reads]).toEqual([[], ["9"]]);
    expect(read).toMatchObject([{ account: "coffee", live: { status: "found" } }]);
  });

  test("is not read where the plan has read it, or makes it", async () => {
    const { reads } = await check(live("9"), [bear("9"), named({ kind: "Card", name: "c", id: "9", spec: {} })]);
    expect(reads).toEqual([]);
    expect((await check({}, [], [make({ spec: { card: "Card/new" } })])).reads).toEqual([]);
    expect((await check({}, [], [make({ spec: { card: null } })])).reads).toEqual([]);
    expect((await check({}, [], [make({ spec: { title: "9" } })])).reads).toEqual([]);
  });

  test("is wrong where it is not there and the plan would send it", async () => {
    const { problems } = await check(live("9"), [bear("8")]);
    expect(problems).toMatchObject([
      {
        ...{ code: "reference-not-there", severity: "error", address: "coffee/Toy/bear", path: "/card" },
        args: { id: "8", kind: "Card", account: "coffee", reason: "resource-missing" },
        place: { line: "/spec/card".length, column: 2 },
      },
    ]);
    expect(problems[0]?.args).not.toHaveProperty("isLive");
    expect((await check(live("9"), [], [make({ spec: { card: "8" } })])).told).toEqual(["reference-not-there error"]);
  });

  test("is a warning where it is live already", async () => {
    const { told, problems } = await check(live("8"), [bear("8")]);
    expect([told, problems[0]?.args["isLive"]]).toEqual([["reference-not-there warning"], true]);
    const other = named({ spec: { card: "8", title: "x" } });
    expect((await check(live("8"), [other])).told).toEqual(["reference-not-there warning"]);
    // The resource itself is not there.
    expect((await check({}, [bear("8")])).told).toEqual(["reference-not-there error"]);
  });

  test("cannot be said where it could not be read", async () => {
    const { problems } = await check({ ...live("9"), failing: ["8"] }, [bear("8")]);
    expect(problems).toMatchObject([{ code: "no-answer", path: "/card", address: "coffee/Toy/bear" }]);
  });

  test("is sent with every object that is added", async () => {
    const rule = (items: readonly string[], spec: JsonObject = {}) =>
      named({ kind: "Rule", spec: { items, card: "8", ...spec }, memory: { objects: { 1: ["a", "b"] } } });
    const place = { live: { 1: { items: ["a", "b"], card: "8" } } };
    expect((await check(place, [rule(["a", "b"])])).told).toEqual(["reference-not-there warning"]);
    expect((await check(place, [rule(["a", "b", "c"])])).told).toEqual(["reference-not-there error"]);
    expect((await check(place, [rule(["a"])])).told).toEqual(["reference-not-there error"]);
    expect((await check(place, [rule(["a", "c"])])).told).toEqual(["reference-not-there error"]);
    expect((await check(place, [rule(["a", "b"], { end: 5_000 })])).told).toEqual(["reference-not-there error"]);
    // What has ended or is to be gone names nothing any more.
    expect((await check(place, [rule(["a", "b"], { end: 5 })])).told).toEqual([]);
    const made = rule(["a", "b"]);
    expect((await check(place, [{ ...made, document: { ...made.document, absent: true } }])).told).toEqual([]);
  });
});
