import { describe, expect, test } from "vitest";
import { diffResource } from "../../src/diff/diff.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Kinds, Operation } from "../../src/model/kind.ts";
import type { Plan } from "../../src/model/plan.ts";
import { finding } from "../../src/model/problem.ts";
import type { Desired, LiveResource } from "../../src/model/resource.ts";
import { resultOf } from "../../src/model/result.ts";
import { makePlan, type PlanInput } from "../../src/plan/plan.ts";
import type { Work } from "../../src/plan/planned.ts";
import { bear, trouble } from "../helpers/planned.ts";
import { digests, type ToyResource, toy, toyContext, toyKind, toyLocate } from "../helpers/toys.ts";

const call = (path: string, more: Partial<Operation> = {}): Operation => ({
  ...{ method: "POST", path, root: "", repeatable: true, ...more },
  body: ({ id, values }) => ({ ...(id === "" ? {} : { id }), ...values }),
});
const operations = {
  ...{ create: call("/create"), update: call("/update"), stock: call("/stock"), remove: call("/remove") },
  apart: call("/apart", { after: [] }),
};
const creation = { operation: "create", idAt: "/toy_id", takes: (via: string) => via === "update" } as never;
const seen: string[] = [];
const toys = toyKind(
  {
    "/title": { review: true },
    "/price": { types: ["integer"] },
    "/count": { types: ["integer"], via: "stock" },
    "/place": { via: "apart" },
    "/word": { via: "stock", joins: "/title" },
    "/fixed": { change: "create" },
    "/secret": { change: "create", readback: "none" },
    "/name": { required: "create" },
    "/colour": { same: "paint" },
    "/list": { types: ["array"], list: "ordered", members: ["key"] },
    "/box": { types: ["object"], atomic: true },
    "/box/type": { atom: "/box" },
    "/box/size": { atom: "/box", appliesWhen: { type: ["A"] } },
    "/box/lid": { atom: "/box" },
    "/card": { ref: "Card" },
  },
  {
    ...{ operations, creation, order: ["stock", "update", "apart"], removal: () => "remove" },
    checkPlan: ({ merged, live, declared, sent, state }) => {
      seen.push(JSON.stringify({ merged, live, declared, sent, state }));
      return merged["title"] === "bad"
        ? [finding("field-cannot-change", {} as never, { path: "/title", severity: "error" })]
        : [];
    },
  },
  { paint: { key: (value) => value, wire: () => ({ unsendable: "colour-without-name", choices: ["red"] }) } },
);
const cards = toyKind({ "/title": {} }, { operations, creation, order: ["update"], removal: () => "remove" });
const kinds: Kinds = new Map([
  ["Toy", toys],
  ["Card", cards],
]);

function desiredOf({ kind = "Toy", ...more }: Omit<ToyResource, "entry">): Desired {
  return toy({ entry: kind === "Toy" ? toys : cards, kind, ...more });
}

function liveOf(spec: JsonObject): LiveResource {
  return { status: "found", id: "t1", spec, review: "passed", state: "STATE" };
}

function update(spec: JsonObject, live: JsonObject, more: Omit<ToyResource, "entry" | "spec"> = {}): Work {
  const desired = desiredOf({ spec, ...more });
  const entry = kinds.get(desired.kind) ?? toys;
  const input = { desired, live: liveOf(live), entry, context: toyContext, drift: "keep" as const, now: 0 };
  const diff = diffResource({ ...input, granted: new Set(), locate: toyLocate });
  return { action: "update", desired, diff };
}

function create(spec: JsonObject, more: Omit<ToyResource, "entry" | "spec"> = {}): Work {
  return { action: "create", desired: desiredOf({ spec, id: "", ...more }) };
}

function remove(more: Omit<ToyResource, "entry" | "spec"> = {}, given = false, live: JsonObject = {}): Work {
  const desired = desiredOf({ spec: {}, ...more });
  const consents = [{ what: "delete" as const, address: desired.address, given }];
  return { action: "delete", desired, removal: { desired, live: liveOf(live), consents } };
}

function planOf(works: readonly Work[], more: Partial<PlanInput> = {}): Plan {
  return makePlan({
    ...{ tool: "wxcards", accounts: [], kinds, works, adoptions: [], unchanged: 0, problems: [], involved: [] },
    about: ({ kind }) => ({
      ...{ entry: kinds.get(kind) ?? toys, context: toyContext, locate: toyLocate, drift: "keep", granted: new Set() },
      ...{ excepted: new Set<string>(), expired: false },
    }),
    ...{
      unmanaged: [],
      recovery: [],
      most: new Map<string, number>(),
      allowed: [],
      documents: () => "digest",
      ...more,
    },
  });
}

/** Each step as one line. */
function steps(plan: Plan): string[] {
  return plan.steps.map(({ id, path, body, needs, because }) =>
    [id, path, JSON.stringify(body), because.join(), needs.join()].join(" "),
  );
}

describe("the requests of an update", () => {
  test("one for each call, in the order of the kind, each after the one before unless it is independent", () => {
    const spec = { title: "a", price: 1, count: 2, place: "p" };
    expect(steps(planOf([update(spec, {})]))).toEqual([
      '1 /stock {"id":"t1","count":2} /count ',
      '2 /update {"id":"t1","title":"a","price":1} /title,/price 1',
      '3 /apart {"id":"t1","place":"p"} /place ',
    ]);
    expect(steps(planOf([update({ title: "a", price: 1 }, { price: 1 })]))).toEqual([
      '1 /update {"id":"t1","title":"a"} /title ',
    ]);
  });

  test("a field that joins another one goes with it where that is sent", () => {
    expect(steps(planOf([update({ title: "a", word: "w" }, {})]))).toEqual([
      '1 /update {"id":"t1","title":"a","word":"w"} /title,/word ',
    ]);
    expect(steps(planOf([update({ title: "a", word: "w" }, { title: "a" })]))).toEqual([
      '1 /stock {"id":"t1","word":"w"} /word ',
    ]);
  });

  test("what is not to be sent is in none", () => {
    const plan = planOf([update({ title: "a", fixed: "f" }, { fixed: "g" })]);
    expect(steps(plan)).toEqual(['1 /update {"id":"t1","title":"a"} /title ']);
    const kept = planOf([update({ title: "a" }, { title: "b" }, { memory: { settled: digests({ "/title": "a" }) } })]);
    expect([kept.changes[0]?.action, kept.steps, kept.summary.drift]).toEqual(["none", [], 1]);
  });

  test("an object goes whole, once, with what is live of it", () => {
    const live = { box: { type: "A", lid: "l", odd: 1 } };
    const plan = planOf([update({ box: { size: "s", type: "B" } }, { box: { ...live.box, type: "C" } })]);
    expect(steps(plan)[0]).toContain('"box":{"lid":"l","odd":1,"type":"B"');
    const both = planOf([update({ box: { size: "s", lid: "m" } }, live)]);
    expect(steps(both)).toEqual([
      '1 /update {"id":"t1","box":{"type":"A","odd":1,"size":"s","lid":"m"}} /box/size,/box/lid ',
    ]);
    expect(both.steps[0]).toMatchObject({ carried: ["/box/odd"], droppable: ["/box/type", "/box/odd"] });
    expect(both.changes[0]).toMatchObject({ action: "update", carried: ["/box/odd"] });
  });

  test("a list goes whole, with what nobody knows of its items", () => {
    const live = { list: [{ key: "a", odd: 1 }] };
    const plan = planOf([update({ title: "a", list: [{ key: "a" }, { key: "b" }] }, live)]);
    expect(plan.steps[0]?.body).toEqual({ id: "t1", title: "a", list: [{ key: "a", odd: 1 }, { key: "b" }] });
    expect(plan.steps[0]).toMatchObject({ carried: ["/list/odd"], droppable: ["/list/odd"] });
    expect(planOf([update({ title: "a" }, {})]).steps[0]).not.toHaveProperty("droppable");
  });
});

describe("rules that need the outcome", () => {
  test("see what is live with all that is sent laid over it", () => {
    seen.length = 0;
    const live = { title: "b", price: 1, box: { lid: "l", type: "A" } };
    const plan = planOf([update({ title: "bad", box: { size: "s" } }, live)]);
    const merged = { title: "bad", price: 1, box: { lid: "l", type: "A", size: "s" } };
    const declared = { title: "bad", box: { size: "s" } };
    expect(seen.map((text) => JSON.parse(text))).toEqual([
      { merged, live, declared, sent: ["/title", "/box/size"], state: "STATE" },
    ]);
    expect(plan.problems).toMatchObject([
      {
        code: "field-cannot-change",
        severity: "error",
        class: "refused",
        address: bear,
        path: "/title",
        place: { line: 11 },
      },
    ]);
    expect(plan.applicable).toBe(false);
  });

  test("are not asked where nothing is sent", () => {
    seen.length = 0;
    planOf([update({ fixed: "a" }, { fixed: "b", title: "bad" })]);
    expect(seen).toEqual([]);
  });

  test("a member that means nothing beside the others is not sent for nothing", () => {
    const codes = (live: JsonObject) =>
      planOf([update({ box: { size: "s" } }, live)]).problems.map(({ code, args }) => [code, args]);
    expect(codes({ box: { type: "B" } })).toEqual([
      ["member-does-not-apply", { field: "box.size", beside: ["type: B"] }],
    ]);
    expect(codes({ box: { type: "A" } })).toEqual([]);
    expect(codes({})).toEqual([]);
  });
});

describe("the requests of a creation", () => {
  test("one with all that creating takes, and one for each other call, with the id of the first", () => {
    const plan = planOf([create({ name: "n", title: "t", price: 1, count: 2, place: "p", fixed: null })]);
    const id = JSON.stringify(resultOf("1", "/toy_id"));
    expect(steps(plan)).toEqual([
      '1 /create {"title":"t","price":1,"name":"n"} /title,/price,/name ',
      `2 /stock {"id":${id},"count":2} /count 1`,
      `3 /apart {"id":${id},"place":"p"} /place 1`,
    ]);
    expect(
      plan.changes[0]?.fields.map(({ path, before, after, badges }) => [path, before, after, badges.join()]),
    ).toEqual([
      ["/title", null, "t", "review"],
      ["/price", null, 1, ""],
      ["/count", null, 2, ""],
      ["/place", null, "p", ""],
      ["/name", null, "n", ""],
    ]);
    expect([plan.problems, plan.applicable]).toEqual([[], true]);
  });

  test("what is missing, and what cannot be sent", () => {
    const plan = planOf([create({ title: "t", colour: "pink" })]);
    expect(plan.problems.map(({ code, path, args }) => [code, path, args])).toEqual([
      ["create-needs-field", "/name", { field: "name" }],
      ["colour-without-name", "/colour", { field: "colour", value: "pink", declared: "pink", choices: ["red"] }],
    ]);
    expect(steps(plan)).toEqual(['1 /create {"title":"t"} /title ']);
  });
});

describe("a removal", () => {
  test("is one request, and says why", () => {
    const work = remove({}, true);
    if (work.action !== "delete") throw new Error("no removal");
    const document = { ...work.desired.document, reason: "sold" };
    const desired = { ...work.desired, document };
    const plan = planOf([{ action: "delete", desired, removal: { ...work.removal, desired } }]);
    expect(steps(plan)).toEqual(['1 /remove {"id":"t1"}  ']);
    expect(plan.changes).toMatchObject([{ action: "delete", reason: "sold", badges: ["irreversible"] }]);
    const changed = update({ title: "a" }, {});
    if (changed.action !== "update") throw new Error("no update");
    const said = { ...changed.desired, document };
    const other = planOf([{ ...changed, desired: said, diff: { ...changed.diff, desired: said } }]).changes[0];
    expect([other?.reason, other?.badges]).toEqual([undefined, undefined]);
    expect(plan.applicable).toBe(true);
    expect(planOf([remove()]).applicable).toBe(false);
  });

  test("is none of a kind that cannot be deleted or made", () => {
    const plain = toyKind({});
    const about = () => ({
      entry: plain,
      context: toyContext,
      locate: toyLocate,
      drift: "keep" as const,
      granted: new Set<never>(),
      excepted: new Set<string>(),
      expired: false,
    });
    expect(() => planOf([remove()], { about })).toThrow("Toy cannot be deleted");
    expect(() => planOf([create({})], { about })).toThrow("Toy cannot be created");
    expect(() =>
      planOf([update({ title: "a" }, {})], {
        about: () => ({ ...about(), entry: { ...toys, kind: { ...toys.kind, operations: {} } } }),
      }),
    ).toThrow("Toy has no operation update");
  });
});

describe("the order of resources", () => {
  const card = (name: string, account = "coffee") => ({ kind: "Card", name, account, id: `c-${name}` });

  test("what is changed or made before what names it, what is to be gone after what names it", () => {
    const works = [
      remove(card("d")),
      remove({ name: "d" }),
      create({ name: "n" }, { name: "c" }),
      update({ title: "a" }, {}, { name: "u" }),
      create({ title: "a" }, card("c")),
      update({ title: "a" }, {}, card("u")),
      update({ title: "a" }, {}, card("b", "bakery")),
      update({ title: "a" }, {}, card("b", "coffee-pay")),
    ];
    expect(planOf(works).changes.map(({ address, action }) => `${address} ${action}`)).toEqual([
      "bakery/Card/b update",
      "coffee/Card/u update",
      "coffee-pay/Card/b update",
      "coffee/Card/c create",
      "coffee/Toy/u update",
      "coffee/Toy/c create",
      "coffee/Toy/d delete",
      "coffee/Card/d delete",
    ]);
  });

  test("what names something waits for the step that makes it", () => {
    const works = [update({ card: "Card/new" }, {}), create({ title: "a" }, { ...card("new"), id: "" })];
    expect(steps(planOf(works))).toEqual([
      '1 /create {"title":"a"} /title ',
      `2 /update {"id":"t1","card":${JSON.stringify(resultOf("1", "/toy_id"))}} /card 1`,
    ]);
    const [, ...none] = works;
    expect(planOf(works.slice(0, 1)).problems).toMatchObject([{ code: "reference-not-planned" }]);
    expect(planOf(none).problems).toEqual([]);
    // What is only changed has an id already.
    expect(planOf([works[0] as Work, update({ title: "b" }, {}, card("new"))]).problems).toHaveLength(1);
  });

  test("what is taken down waits for what names it", () => {
    const works = [remove(card("old"), true), update({ card: "c-new" }, { card: "c-old" })];
    expect(steps(planOf(works)).map((step) => step.split(" ").at(-1))).toEqual(["", "1"]);
  });
});

describe("what else a plan says", () => {
  test("adoptions, unless something else is done to the resource", () => {
    const adopted = toy({ entry: toys, spec: {}, name: "z", memory: { objects: { 7: ["a"] } } });
    const plain = toy({ entry: toys, spec: {}, name: "a" });
    const works = [update({ title: "a" }, {}, { name: "m" })];
    const plan = planOf(works, { adoptions: [adopted, plain, toy({ entry: toys, spec: {}, name: "m" })] });
    expect(plan.changes.map(({ address, action, objects }) => [address, action, objects])).toEqual([
      ["coffee/Toy/m", "update", undefined],
      ["coffee/Toy/a", "adopt", undefined],
      ["coffee/Toy/z", "adopt", [{ id: "7", items: ["a"], action: "keep" }]],
    ]);
  });

  test("nothing of a difference that comes to nothing", () => {
    const nothing = update({ title: "a" }, { title: "a" });
    expect(planOf([nothing], { unchanged: 3 })).toMatchObject({ changes: [], summary: { unchanged: 4 } });
    expect(planOf([create({ name: "n" })]).changes).toHaveLength(1);
    expect(planOf([remove()]).changes).toHaveLength(1);
    if (nothing.action !== "update") throw new Error("no update");
    const troubled = {
      ...nothing,
      diff: { ...nothing.diff, problems: [trouble("object-lost", { severity: "error" })] },
    };
    expect(planOf([troubled])).toMatchObject({ changes: [{ action: "none" }], summary: { unchanged: 0 } });
    const warned = {
      ...nothing,
      diff: { ...nothing.diff, problems: [trouble("object-lost", { severity: "warning" })] },
    };
    expect(planOf([warned]).summary.unchanged).toBe(1);
    const other = { ...nothing, diff: { ...nothing.diff, problems: [trouble("other", { severity: "error" })] } };
    expect(planOf([other]).summary.unchanged).toBe(1);
  });

  test("how many are as declared: not what is sent, blocked or kept, made or taken down", () => {
    const settled = { memory: { settled: digests({ "/title": "a" }) } };
    const since = "2026-11-01T00:00:00+08:00";
    const review = { memory: { review: { since, fields: digests({ "/title": "a" }), unseen: "passed" as const } } };
    const count = (work: Work) => planOf([work]).summary.unchanged;
    expect(count(update({ title: "a" }, {}))).toBe(0);
    expect(count(update({ title: "a" }, { title: "b" }, settled))).toBe(0);
    expect(count(update({ fixed: "a" }, { fixed: "b" }))).toBe(0);
    expect(count(update({ title: "a" }, { title: "b" }, review))).toBe(1);
    expect(count(update({ secret: "a" }, {}))).toBe(1);
    expect(count(create({ name: "n" }))).toBe(0);
    expect(count(remove())).toBe(0);
  });

  test("documents with a problem and without a change", () => {
    const { document } = desiredOf({ spec: {} });
    const other = desiredOf({ spec: {}, name: "duck", id: "d1" }).document;
    const problems = [trouble("x", { address: bear, severity: "warning" })];
    const involved = [document, { ...other, id: "d1" }];
    expect(planOf([], { problems, involved }).changes).toMatchObject([
      { address: bear, id: "", action: "none", file: "toys/bear.yaml" },
    ]);
    expect(planOf([update({ title: "a" }, {})], { problems, involved }).changes).toMatchObject([{ action: "update" }]);
    expect(planOf([], { involved }).changes).toEqual([]);
  });

  test("whether it is complete and may be applied", () => {
    const state = (about: Parameters<typeof trouble>[1]) => {
      const { complete, applicable } = planOf([], {
        problems: [trouble("x", { severity: "warning", class: "refused", ...about })],
      });
      return `${complete} ${applicable}`;
    };
    expect(state({})).toBe("true true");
    expect(state({ severity: "error" })).toBe("true false");
    for (const what of ["failure", "not-allowed", "usage"] as const) expect(state({ class: what })).toBe("false true");
    expect(planOf([])).toMatchObject({ applicable: true, complete: true });
    const both = [trouble("x", { class: "refused" }), trouble("y", { class: "failure", severity: "warning" })];
    expect(planOf([], { problems: both })).toMatchObject({ applicable: false, complete: false });
  });

  test("accounts in order, and whether all of them are embedded", () => {
    const account = (name: string, sandbox: boolean) => ({
      ...{ name, platform: "weixin" as const, identity: `id-${name}`, default: false, sandbox, settings: {} },
    });
    const plan = planOf([], { accounts: [account("b", true), account("a", true)] });
    expect(plan.accounts.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(plan.accounts[0]).toEqual({
      ...{ name: "a", platform: "weixin", identity: "id-a" },
      ...{ complete: true, applicable: true },
    });
    const sandbox = (...all: readonly boolean[]) =>
      planOf([], { accounts: all.map((one, at) => account(`${at}`, one)) }).sandbox;
    expect([plan.sandbox, sandbox(), sandbox(true, false), sandbox(false)]).toEqual([true, false, false, false]);
  });

  test("agreement: each sort once for each resource, by address, of removals last", () => {
    const works = [remove({ name: "a" }), remove({ name: "b" })];
    const lossy = update({ box: { lid: "s" } }, { box: { odd: null } }, { name: "z" });
    const other = update({ box: { lid: "s" } }, { box: { odd: null } }, { name: "y" });
    const plan = planOf([...works, lossy, other], { most: new Map([["coffee", 3]]), allowed: [{ what: "many" }] });
    expect(plan.consent.map(({ what, address, given }) => `${what} ${address} ${given}`)).toEqual([
      "lossy coffee/Toy/y false",
      "lossy coffee/Toy/z false",
      "delete coffee/Toy/a false",
      "delete coffee/Toy/b false",
      "many  true",
    ]);
  });
});

test("what a plan was made from is digested when somebody looks", () => {
  let asked = 0;
  const documents = () => {
    asked += 1;
    return "sha256:0";
  };
  const plan = planOf([], { documents });
  expect([asked, plan.documents, asked]).toEqual([0, "sha256:0", 1]);
  expect(JSON.parse(JSON.stringify({ ...plan }))).toMatchObject({ documents: "sha256:0" });
});
