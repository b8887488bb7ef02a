import { describe, expect, test } from "vitest";
import { diffResource } from "../../src/diff/diff.ts";
import { isAsDeclared } from "../../src/diff/fingerprint.ts";
import type { DiffInput } from "../../src/diff/input.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { LiveObject } from "../../src/model/objects.ts";
import type { LiveResource } from "../../src/model/resource.ts";
import type { Intent, StateEntry } from "../../src/model/state.ts";
import { digests, type ToyResource, toy, toyContext, toyKind, toyLocate } from "../helpers/toys.ts";

const entry = toyKind(
  {
    "/items": { types: ["array"], list: "set", itemsPerObject: 3 },
    "/least": { change: "replace" },
    "/most": { change: "replace" },
    "/note": { change: "replace", readback: "when-shown" },
    "/end": { types: ["integer"], change: "replace" },
  },
  {
    multiObject: { end: "/end" } as never,
    listing: { page: () => ({ method: "GET", path: "/all-toys", body: {} }) } as never,
  },
);

function object(
  id: string,
  items: readonly string[],
  spec: JsonObject = {},
  more: Partial<LiveObject> = {},
): LiveObject {
  return { id, items, state: "OK", spec: { items, ...spec }, ...more };
}

interface Case extends Omit<ToyResource, "entry"> {
  readonly live: readonly LiveObject[];
  readonly lost?: readonly string[];
  readonly drift?: DiffInput["drift"];
  readonly granted?: readonly ("drift" | "replace" | "lossy")[];
  readonly expired?: boolean;
}

function liveOf({ live: objects, lost }: Pick<Case, "live" | "lost">): LiveResource {
  const id = objects.map((one) => one.id).join();
  return {
    status: "found",
    id,
    spec: {},
    review: "passed",
    state: "",
    objects,
    ...(lost === undefined ? {} : { lost }),
  };
}

function diffOf(one: Case) {
  const { drift = "keep", granted = [], expired = false } = one;
  const input = { desired: toy({ entry, ...one }), live: liveOf(one), entry, context: toyContext, drift, now: 0 };
  return diffResource({ ...input, granted: new Set(granted), locate: toyLocate, expired });
}

/** A comparison in lines: fields, problems, consents, and what becomes of objects. */
function told(one: Case): string[] {
  const { fields, problems, consents, objects, carried, lost } = diffOf(one);
  const { stale = [], gained = [], dropped = [], sent = [] } = objects ?? {};
  const lists = Object.entries({ stale, gained, dropped, sent, carried, lost });
  return [
    ...fields.map(({ path, verdict, origin }) => `${path} ${verdict} ${origin}`),
    ...problems.map(({ code, severity }) => `${code} ${severity}`),
    ...consents.map(({ what, given }) => `${what} ${given ? "given" : "waits"}`),
    ...lists.flatMap(([name, all]) => (all.length === 0 ? [] : [`${name}: ${all.join()}`])),
  ];
}

const settled = (values: Readonly<Record<string, Json>>) => ({ settled: digests(values) });
const pending = (more: Partial<Intent>): Intent => ({ operation: "add", body: "", at: "", ...more });

const cases: Readonly<Record<string, readonly [Case, readonly string[]]>> = {
  "every item in one of the objects": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"]), object("2", ["b"])],
      memory: { objects: { 1: ["a"], 2: ["b"] } },
    },
    [],
  ],
  "the document gained an item": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } } },
    ["/items send file", "gained: b"],
  ],
  "the document lost an item": [
    { spec: { items: ["a"] }, live: [object("1", ["a", "b"])], memory: { objects: { 1: ["a", "b"] } } },
    ["/items send file", "replace waits", "dropped: b"],
  ],
  "the document lost an item, and somebody agreed": [
    {
      spec: { items: ["a"] },
      live: [object("1", ["a", "b"])],
      memory: { objects: { 1: ["a", "b"] } },
      granted: ["replace"],
    },
    ["/items send file", "replace given", "dropped: b"],
  ],
  "nothing is remembered of objects": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a", "c"])] },
    ["/items send file", "replace waits", "gained: b", "dropped: c"],
  ],
  "an object lost an item": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a", "b"] } } },
    ["/items keep drift"],
  ],
  "an object gained an item": [
    { spec: { items: ["a"] }, live: [object("1", ["a", "b"])], memory: { objects: { 1: ["a"] } } },
    ["/items keep drift"],
  ],
  "an object lost an item, and drift is refused": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      memory: { objects: { 1: ["a", "b"] } },
      drift: "refuse",
    },
    ["/items blocked drift", "drift-refused error", "drift waits"],
  ],
  "an object lost an item, and drift is overwritten": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      memory: { objects: { 1: ["a", "b"] } },
      drift: "overwrite",
    },
    ["/items send drift", "gained: b"],
  ],
  "an object gained an item, and somebody agreed to take it away": [
    {
      spec: { items: ["a"] },
      live: [object("1", ["a", "b"])],
      memory: { objects: { 1: ["a"] } },
      granted: ["drift", "replace"],
    },
    ["/items send drift", "drift given", "replace given", "dropped: b"],
  ],
  "the file's change goes out beside drift": [
    { spec: { items: ["a", "b", "c"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a", "b"] } } },
    ["/items send file", "/items keep drift", "gained: c"],
  ],
  "the file's change goes out, and nothing drifted": [
    { spec: { items: ["a", "c"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } }, drift: "overwrite" },
    ["/items send file", "gained: c"],
  ],
  "the file's change needs no consent for drift that is none": [
    { spec: { items: ["a", "c"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } }, granted: ["drift"] },
    ["/items send file", "gained: c"],
  ],
  "what is remembered of another object counts for nothing": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"], 2: ["b"] } } },
    ["/items send file", "gained: b"],
  ],
  "an object that has another id by now is remembered by its former one": [
    {
      spec: { items: ["a", "b"], least: "x" },
      live: [object("7", ["a"], { least: "y" }, { asked: "1" })],
      memory: { objects: { 1: ["a", "b"] }, ...settled({ "/least": "x" }) },
    },
    ["/least keep drift", "/items keep drift"],
  ],
  "a list that the document leaves to others": [
    { spec: { least: "x" }, live: [object("1", ["a"], { least: "x" })], memory: { objects: { 1: ["b"] } } },
    [],
  ],
  "a list that is left to others, and what was taken down": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "x" })],
      memory: { objects: { 1: ["a"] }, former: { 8: { items: ["c", "a"] }, 9: { items: ["c", "d"] } } },
    },
    ["gained: c,d"],
  ],

  "an object is gone": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b"] } },
    },
    ["object-lost error", "replace waits"],
  ],
  "an object is gone, and somebody agreed to put another in its place": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b"] } },
      granted: ["replace"],
    },
    ["/items send file", "replace given", "gained: b"],
  ],
  "an object is gone that this tool was taking down": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b"] }, pending: pending({ removes: "2" }) },
    },
    ["/items send file", "gained: b"],
  ],
  "an object is gone whose items nobody declares any more": [
    { spec: { items: ["a"] }, live: [object("1", ["a"])], lost: ["2"], memory: { objects: { 1: ["a"], 2: ["b"] } } },
    [],
  ],
  "an object is gone of which one item is declared": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b", "c"] } },
    },
    ["object-lost error", "replace waits"],
  ],
  "an object was added and has not shown yet": [
    {
      spec: { items: ["a", "b"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b"] }, pending: pending({ items: ["b"] }) },
    },
    ["/items send file", "gained: b"],
  ],
  "an object is gone that was added in part": [
    {
      spec: { items: ["a", "b", "c"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"], 2: ["b", "c"] }, pending: pending({ items: ["b"] }) },
    },
    ["object-lost error", "replace waits"],
  ],
  "an object is gone, and nothing is remembered of objects": [
    { spec: { items: ["a"] }, live: [object("1", ["a"])], lost: ["2"] },
    ["object-lost error", "replace waits"],
  ],
  "the document names an object that was replaced": [
    { spec: { items: ["a"] }, live: [object("1", ["a"])], lost: ["2"], memory: { objects: { 1: ["a"] } } },
    ["object-id-stale warning"],
  ],
  "the document names an object that is being taken down": [
    {
      spec: { items: ["a"] },
      live: [object("1", ["a"])],
      lost: ["2"],
      memory: { objects: { 1: ["a"] }, pending: pending({ removes: "2" }) },
    },
    [],
  ],

  "what is protected is not taken down": [
    { spec: { items: ["a"] }, live: [object("1", ["a", "b"])], memory: { objects: { 1: ["a", "b"] } }, protect: true },
    ["/items send file", "replace-protected error", "replace waits", "dropped: b"],
  ],
  "what is protected may be added to": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } }, protect: true },
    ["/items send file", "gained: b"],
  ],
  "what has ended gets nothing more": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } }, expired: true },
    ["/items send file", "object-expired error", "gained: b"],
  ],
  "what has ended loses nothing more": [
    { spec: { items: ["a"] }, live: [object("1", ["a", "b"])], memory: { objects: { 1: ["a", "b"] } }, expired: true },
    ["/items send file", "object-expired error", "dropped: b"],
  ],
  "what has ended and gains as many as it loses": [
    {
      spec: { items: ["a", "c"] },
      live: [object("1", ["a", "b"])],
      memory: { objects: { 1: ["a", "b"] } },
      expired: true,
    },
    ["/items send file", "object-expired error", "gained: c", "dropped: b"],
  ],
  "what has ended changes no more": [
    { spec: { least: "x" }, live: [object("1", ["a"], { least: "y" })], expired: true },
    ["/least send file", "object-expired error", "stale: 1", "sent: /least"],
  ],
  "what has ended and changes one field and one item": [
    {
      spec: { items: ["a", "b"], least: "x" },
      live: [object("1", ["a"], { least: "y" })],
      expired: true,
    },
    ["/least send file", "/items send file", "object-expired error", "stale: 1", "gained: b", "sent: /least"],
  ],
  "what has ended and is as declared": [
    { spec: { items: ["a"] }, live: [object("1", ["a"])], memory: { objects: { 1: ["a"] } }, expired: true },
    [],
  ],

  "a shared field of all objects": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "y" }), object("2", ["b"], { least: "y" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "y" }) },
    },
    ["/least send file", "replace waits", "stale: 1,2", "sent: /least"],
  ],
  "a shared field that one object has already": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "x" }), object("2", ["b"], { least: "y" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "y" }) },
    },
    ["/least send file", "replace waits", "stale: 2", "sent: /least"],
  ],
  "a shared field that somebody changed in one object": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "x" }), object("2", ["b"], { least: "y" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "x" }) },
    },
    ["/least keep drift"],
  ],
  "a shared field of an object that the memory does not know": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "x" }), object("2", ["b"], { least: "y" })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x" }) },
    },
    ["/least send file", "replace waits", "stale: 2", "sent: /least"],
  ],
  "a shared field of one of two objects that the memory does not know": [
    {
      spec: { least: "x" },
      live: [
        object("1", ["a"], { least: "x" }),
        object("2", ["b"], { least: "x" }),
        object("3", ["c"], { least: "y" }),
      ],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x" }) },
    },
    ["/least send file", "replace waits", "stale: 3", "sent: /least"],
  ],
  "two shared fields of an object that the memory does not know": [
    {
      spec: { least: "x", most: "m" },
      live: [object("1", ["a"], { least: "y", most: "n" })],
      memory: { objects: {}, ...settled({ "/least": "x", "/most": "m" }) },
    },
    ["/least send file", "/most send file", "replace waits", "stale: 1", "sent: /least,/most"],
  ],
  "a shared field of a known object, beside an unknown one that is as declared": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "y" }), object("2", ["b"], { least: "x" })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x" }) },
    },
    ["/least keep drift"],
  ],
  "a shared field that drifted where drift is refused": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "y" })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x" }) },
      drift: "refuse",
    },
    ["/least blocked drift", "drift-refused error", "drift waits"],
  ],
  "another shared field than that in which an unknown object differs": [
    {
      spec: { least: "x", most: "m" },
      live: [object("1", ["a"], { least: "x", most: "n" }), object("2", ["b"], { least: "y", most: "m" })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x", "/most": "m" }) },
    },
    ["/least send file", "/most keep drift", "replace waits", "stale: 2", "sent: /least"],
  ],
  "what somebody put there goes before what was settled": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "y" }), object("2", ["b"], { least: "z" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "y" }) },
    },
    ["/least send conflict", "drift waits", "replace waits", "stale: 1,2", "sent: /least"],
  ],
  "only one of two shared fields": [
    {
      spec: { least: "x", most: "m" },
      live: [object("1", ["a"], { least: "y", most: "m" }), object("2", ["b"], { least: "x", most: "n" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "y", "/most": "m" }) },
    },
    ["/least send file", "/most keep drift", "replace waits", "stale: 1", "sent: /least"],
  ],
  "no object at all, and nothing to be added": [{ spec: { least: "x" }, live: [] }, []],

  "an expired object shows nothing, and another one counts": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], {}, { expired: true }), object("2", ["b"], { least: "x" })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/least": "x" }) },
    },
    [],
  ],
  "an expired object of which something else was settled": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], {}, { expired: true })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "y" }) },
      expired: true,
    },
    ["/least send file", "object-expired error", "stale: 1", "sent: /least"],
  ],
  "an expired object of which the same was settled": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], {}, { expired: true })],
      memory: { objects: { 1: ["a"] }, ...settled({ "/least": "x" }) },
      expired: true,
    },
    [],
  ],
  "an object that expired before its end was given another one": [
    {
      spec: { end: 2 },
      live: [object("1", ["a"], {}, { expired: true }), object("2", ["b"], { end: 2 })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/end": 2 }) },
    },
    ["/end keep drift"],
  ],
  "an object that expired before its end is replaced with consent": [
    {
      spec: { end: 2 },
      live: [object("1", ["a"], {}, { expired: true }), object("2", ["b"], { end: 2 })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/end": 2 }) },
      granted: ["drift"],
    },
    ["/end send drift", "drift given", "replace waits", "stale: 1", "sent: /end"],
  ],
  "an object that expired before its end, and another field": [
    {
      spec: { least: "x", end: 2 },
      live: [object("1", ["a"], {}, { expired: true }), object("2", ["b"], { least: "y", end: 2 })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/end": 2, "/least": "x" }) },
    },
    ["/least keep drift", "/end keep drift"],
  ],
  "an object that expired at its end": [
    {
      spec: { end: 2 },
      live: [object("1", ["a"], {}, { expired: true }), object("2", ["b"], { end: 2 })],
      memory: { objects: { 1: ["a"], 2: ["b"] }, ...settled({ "/end": 2 }) },
      expired: true,
    },
    [],
  ],

  "what does not come back exactly needs consent": [
    { spec: { least: "x" }, live: [object("1", ["a"], { least: "y", odd: 1 })] },
    ["/least send file", "lossy waits", "replace waits", "stale: 1", "sent: /least", "carried: /odd", "lost: /odd"],
  ],
  "what stays up loses nothing": [
    { spec: { items: ["a", "b"] }, live: [object("1", ["a"], { odd: 1 })], memory: { objects: { 1: ["a"] } } },
    ["/items send file", "gained: b"],
  ],
  "what may be left out is left out with consent": [
    { spec: { least: "x" }, live: [object("1", ["a"], { least: "y", most: "m" })], granted: ["lossy"] },
    ["/least send file", "lossy given", "replace waits", "stale: 1", "sent: /least"],
  ],
  "the same strange member of two objects is said once": [
    {
      spec: { least: "x" },
      live: [object("1", ["a"], { least: "y", odd: 1 }), object("2", ["b"], { least: "y", odd: 1 })],
    },
    ["/least send file", "lossy waits", "replace waits", "stale: 1,2", "sent: /least", "carried: /odd", "lost: /odd"],
  ],
};

test.each(Object.entries(cases))("%s", (_, [one, expected]) => {
  expect(told(one)).toEqual(expected);
  const live = liveOf(one);
  const passes = isAsDeclared(toy({ entry, ...one }), live, entry, toyContext);
  // What is open or cannot be read is looked at more closely.
  if (passes) expect(expected).toEqual([]);
});

describe("what is as declared", () => {
  const spec = { items: ["a", "b"], least: "x" };
  const [one, two] = [object("1", ["a"], { least: "x" }), object("2", ["b"], { least: "x" })];
  type More = { readonly lost?: readonly string[]; readonly memory?: Partial<StateEntry> };
  test.each<[string, boolean, JsonObject, readonly LiveObject[], More]>([
    ["all of it", true, spec, [one, two], {}],
    ["two objects that share an item", true, spec, [one, object("2", ["a", "b"], { least: "x" })], {}],
    ["without the list", true, { least: "x" }, [one, two], {}],
    ["without the list, and another field", false, { least: "y" }, [one, two], {}],
    ["without the list, and another field of one", false, { least: "x" }, [one, object("2", [], { least: "y" })], {}],
    ["another field beside the list", false, { items: ["a", "b"], least: "y" }, [one, two], {}],
    ["an item too many", false, spec, [one, object("2", ["b", "c"], { least: "x" })], {}],
    ["an item too few", false, spec, [one], {}],
    ["another item", false, spec, [one, object("2", ["c"], { least: "x" })], {}],
    ["an object that is gone", false, spec, [one, two], { lost: ["3"] }],
    ["a list of lost ones that is empty", true, spec, [one, two], { lost: [] }],
    ["an object that was taken down", false, spec, [one, two], { memory: { former: {} } }],
    ["an answer that was lost", false, spec, [one, two], { memory: { pending: pending({}) } }],
    ["an object that has expired", false, { items: ["a", "b"] }, [one, { ...two, expired: true as const }], {}],
    ["an object with another id", false, spec, [one, { ...two, asked: "3" }], {}],
    ["something with the review", false, spec, [one, two], { memory: { review: { since: "", fields: {} } } }],
  ] as const)(
    "%s: %s",
    (_, expected, declared, objects, more: { lost?: readonly string[]; memory?: Partial<StateEntry> }) => {
      const live = liveOf({ live: objects, ...more });
      expect(isAsDeclared(toy({ entry, spec: declared, ...more }), live, entry, toyContext)).toBe(expected);
    },
  );
});

describe("what a difference says", () => {
  test("of items: what is there, what will be, and the line", () => {
    const memory = { objects: { 1: ["a", "b"], 2: ["e"] } };
    const live = [object("1", ["a", "d"]), object("2", ["e"])];
    const { fields, problems } = diffOf({ spec: { items: ["a", "b", "c"] }, live, memory, drift: "refuse" });
    const line = "/spec/items".length;
    const before = ["a", "d", "e"];
    expect(fields).toEqual([
      { path: "/items", before, after: ["a", "d", "c"], verdict: "send", origin: "file", badges: [], line },
      { path: "/items", before, after: ["a", "b", "c"], verdict: "blocked", origin: "drift", badges: ["drift"], line },
    ]);
    expect(problems.map(({ args, place }) => [args, place?.line])).toEqual([
      [{ field: "items", declared: ["a", "b", "c"], live: before }, line],
    ]);
  });

  test("of shared fields: the value of the object that differs", () => {
    const live = [object("1", ["a"], { least: "x" }), object("2", ["b"], { least: "y" })];
    expect(diffOf({ spec: { least: "x" }, live }).fields.map(({ before, after }) => [before, after])).toEqual([
      ["y", "x"],
    ]);
  });

  test("of everything: each object as it is live", () => {
    const live = [object("1", ["b", "a"], { least: "x" }), object("2", ["c"], { least: "y" })];
    expect(diffOf({ spec: { items: ["a"], least: "x" }, live }).fingerprint).toEqual({
      "/1": { items: ["a", "b"], "/least": "x" },
      "/2": { items: ["c"], "/least": "y" },
    });
  });

  test("of what is lost, replaced or protected", () => {
    const memory = { objects: { 1: ["a"], 2: ["b", "c"], 3: ["d"] } };
    const live = [object("1", ["a", "e"])];
    const spec = { items: ["a", "b"] };
    const { problems } = diffOf({ spec, live, lost: ["2", "9"], memory: { ...memory }, protect: true });
    expect(problems.map(({ code, args, address }) => [code, args, address])).toEqual([
      ["object-lost", { ids: ["2"], items: ["b", "c"], address: "coffee/Toy/bear" }, "coffee/Toy/bear"],
      ["object-id-stale", { ids: ["9"], known: ["1", "3"] }, "coffee/Toy/bear"],
    ]);
  });
});

describe("an answer that no write may rest on", () => {
  const bad = { most: [{}] };
  const unusable = (one: Case) => diffOf(one).unusable?.args["fields"];
  const memory = { objects: { 1: ["a", "b"], 2: ["c"] } };
  test.each<[string, Case, readonly string[] | undefined]>([
    [
      "nothing is put up",
      { spec: { items: ["a", "b", "c"] }, live: [object("1", ["a", "b"], bad), object("2", ["c"])] },
      undefined,
    ],
    ["it is put up again without an item", { spec: { items: ["a"] }, live: [object("1", ["a", "b"], bad)] }, ["most"]],
    [
      "it is taken down for good",
      { spec: { items: ["c"] }, live: [object("1", ["a", "b"], bad), object("2", ["c"])] },
      undefined,
    ],
    [
      "it is put up again with another field",
      { spec: { least: "x" }, live: [object("1", ["a"], { least: "y", ...bad })] },
      ["most"],
    ],
    ["the bad field is the one that changes", { spec: { most: "x" }, live: [object("1", ["a"], bad)] }, undefined],
    [
      "the bad field does not change with the items",
      {
        spec: { items: ["a"], most: "x" },
        live: [object("1", ["a", "b"], bad)],
        memory: { ...memory, ...settled({ "/most": "x" }) },
      },
      ["most"],
    ],
    [
      "another object is put up like it",
      { spec: { items: ["a", "b", "d"] }, live: [object("1", ["a", "b"], bad)] },
      ["most"],
    ],
    [
      "another object is put up like it, with a field of the document",
      {
        spec: { items: ["a", "d"], most: "x" },
        live: [object("1", ["a"], bad)],
        memory: { ...memory, ...settled({ "/most": "x" }) },
      },
      undefined,
    ],
    [
      "another object is put up like another one",
      { spec: { items: ["a", "b", "c", "d"] }, live: [object("2", ["c"]), object("1", ["a", "b"], bad)] },
      undefined,
    ],
    [
      "another object is put up like the one that has not expired",
      { spec: { items: ["a", "c", "d"] }, live: [object("2", ["c"], {}, { expired: true }), object("1", ["a"], bad)] },
      ["most"],
    ],
    ["its list is bad", { spec: { items: ["a"] }, live: [object("1", ["a", "b"], { items: "x" })] }, ["items"]],
    [
      "another object is put up like one whose list is bad",
      { spec: { items: ["a", "b", "d"] }, live: [object("1", ["a", "b"], { items: "x" })] },
      ["items"],
    ],
    ["it has ended", { spec: { items: ["a"] }, live: [object("1", ["a", "b"], bad)], expired: true }, undefined],
  ])("%s", (_, one, expected) => {
    expect(unusable({ memory, ...one })).toEqual(expected);
  });

  test("an object that has no id yet is shown by the listing", () => {
    const callOf = (id: string) =>
      diffOf({ spec: { items: ["a"] }, live: [object(id, ["a", "b"], bad)] }).unusable?.args["call"];
    expect([callOf("1"), callOf("?a")]).toEqual(["/toys/1", "/all-toys"]);
  });
});
