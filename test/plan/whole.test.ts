import { describe, expect, test } from "vitest";
import type { Allowed, Change, Consent } from "../../src/model/plan.ts";
import { consentNeeded } from "../../src/plan/consent.ts";
import { meaningDigest } from "../../src/plan/digest.ts";
import { documentsDigest } from "../../src/plan/meaning.ts";
import { sortProblems } from "../../src/plan/problems.ts";
import { summaryOf } from "../../src/plan/summary.ts";
import { orphaned, sortUnmanaged } from "../../src/plan/unmanaged.ts";
import { bear, changed, duck, fieldOf, planOf, stepOf, trouble } from "../helpers/planned.ts";
import { toy, toyKind } from "../helpers/toys.ts";

describe("the order of problems", () => {
  const at = (file: string, line: number, column = 1) => ({ place: { file, line, column } });

  test("files, lines, columns, addresses, codes; those without a place last", () => {
    const all = [
      trouble("k", { address: duck }),
      trouble("j", { address: bear }),
      trouble("i"),
      trouble("h"),
      trouble("g", at("b", 1)),
      trouble("f", { ...at("a", 10, 2), address: duck }),
      trouble("e", { ...at("a", 10, 2), address: bear }),
      trouble("d", at("a", 10, 1)),
      trouble("c", at("a", 9, 5)),
    ];
    expect(
      sortProblems(all)
        .map(({ code }) => code)
        .join(""),
    ).toBe("cdefghijk");
    expect(
      sortProblems([...all].reverse())
        .map(({ code }) => code)
        .join(""),
    ).toBe("cdefghijk");
  });

  test.each([
    ["lines", at("a", 2), at("a", 1)],
    ["columns", at("a", 1, 2), at("a", 1, 1)],
    ["addresses", { ...at("a", 1), address: duck }, { ...at("a", 1), address: bear }],
    ["files", at("b", 1), at("a", 1)],
  ])("%s before codes", (_, first, second) => {
    const sorted = sortProblems([trouble("a", first), trouble("b", second)]);
    expect(sorted.map(({ code }) => code)).toEqual(["b", "a"]);
  });

  test("one mistake of a document of several accounts is reported once", () => {
    const mistake = trouble("a", { ...at("a", 1), class: "document" });
    const count = (...others: readonly ReturnType<typeof trouble>[]) => sortProblems([mistake, ...others]).length;
    expect(count({ ...mistake, address: duck })).toBe(1);
    expect(count({ ...mistake, code: "other" as never })).toBe(2);
    expect(count({ ...mistake, ...at("b", 1) })).toBe(2);
    expect(count({ ...mistake, ...at("a", 2) })).toBe(2);
    expect(count({ ...mistake, ...at("a", 1, 2) })).toBe(2);
    expect(count({ ...mistake, args: { field: "x" } })).toBe(2);
    const refusal = trouble("a", { ...at("a", 1), class: "refused" });
    expect(sortProblems([refusal, refusal])).toHaveLength(2);
    const nowhere = trouble("a", { class: "document" });
    expect(sortProblems([nowhere, nowhere])).toHaveLength(2);
  });
});

describe("consent that the number of changes needs", () => {
  const single: Consent = { what: "drift", address: bear, given: true };
  const needed = (actions: readonly Change["action"][], maxChanges: number, allowed: readonly Allowed[] = []) =>
    consentNeeded({
      changes: actions.map((action) => changed(bear, { action })),
      single: [single],
      most: new Map([[bear.split("/")[0] ?? "", maxChanges]]),
      allowed,
    });

  test.each<[string, readonly Change["action"][], readonly Allowed[], readonly Consent[]]>([
    ["as many as may be", ["update", "create"], [], [single]],
    [
      "one too many",
      ["update", "create", "delete"],
      [],
      [single, { what: "many", address: "", account: bear.split("/")[0] ?? "", given: false }],
    ],
    [
      "one too many, and somebody agreed",
      ["update", "create", "replace"],
      [{ what: "drift" }, { what: "many" }],
      [single, { what: "many", address: "", account: bear.split("/")[0] ?? "", given: true }],
    ],
    [
      "one too many, and somebody agreed to something else",
      ["update", "create", "replace"],
      [{ what: "drift" }],
      [single, { what: "many", address: "", account: bear.split("/")[0] ?? "", given: false }],
    ],
    ["some that change nothing", ["update", "create", "none", "adopt"], [], [single]],
  ])("%s", (_, actions, allowed, expected) => {
    expect(needed(actions, 2, allowed)).toEqual(expected);
  });
});

describe("the digest of what a plan means", () => {
  const lossy: Consent = { what: "lossy", address: bear, given: false };
  const plan = planOf({ changes: [changed(bear, { fields: [fieldOf("/a")] })], steps: [stepOf("1", bear)] });
  const digest = (more: Partial<typeof plan>) => meaningDigest({ ...plan, ...more });

  test("covers neither lines nor files nor whether consent was given", () => {
    const moved = changed(bear, { line: 9, file: "z", fields: [fieldOf("/a", { line: 9 })] });
    expect(digest({ changes: [moved] })).toBe(digest({}));
    const drift: Consent = { what: "drift", address: bear, given: false };
    expect(digest({ consent: [drift] })).toBe(digest({ consent: [{ ...drift, given: true }] }));
    expect(digest({ consent: [drift] })).not.toBe(digest({}));
  });

  test("covers consent to lose something where something is lost", () => {
    const losing = [changed(bear, { lost: ["/a"] })];
    expect(digest({ consent: [lossy] })).toBe(digest({}));
    expect(digest({ changes: losing, consent: [lossy] })).not.toBe(digest({ changes: losing }));
    const elsewhere = [changed(duck, { lost: ["/a"] }), changed(bear, { lost: [] })];
    expect(digest({ changes: elsewhere, consent: [lossy] })).toBe(digest({ changes: elsewhere }));
  });

  test("covers nothing that moves by itself: neither how many have the card, nor whether that is too many", () => {
    const reaching = changed(bear, { fields: [fieldOf("/a")], reach: { givenOut: 48_211 } });
    expect(digest({ changes: [reaching] })).toBe(digest({}));
    expect(digest({ consent: [{ what: "reach", address: bear, given: false }] })).toBe(digest({}));
  });

  test("covers everything else", () => {
    const others: readonly Partial<typeof plan>[] = [
      { sandbox: true },
      { accounts: [] },
      { steps: [] },
      { changes: [] },
      { changes: [changed(bear, { fields: [fieldOf("/b")] })] },
      { changes: [{ ...(plan.changes[0] as Change), objects: [] }] },
    ];
    expect(new Set([digest({}), ...others.map(digest)]).size).toBe(others.length + 1);
  });
});

test("the digest of documents covers project, ids, specs and memory, in whatever order they come", () => {
  const entry = toyKind({ "/title": {} });
  const one = toy({ entry, spec: { title: "a" } });
  const two = toy({ entry, spec: { title: "b" }, name: "duck" });
  const digest = documentsDigest({}, [one, two]);
  expect(documentsDigest({}, [two, one])).toBe(digest);
  const others = [
    documentsDigest({ a: 1 }, [one, two]),
    documentsDigest({}, [one]),
    documentsDigest({}, [{ ...one, id: "z" }, two]),
    documentsDigest({}, [toy({ entry, spec: { title: "c" } }), two]),
    documentsDigest({}, [{ ...one, memory: { settled: { "/title": "x" } } }, two]),
  ];
  expect(new Set([digest, ...others]).size).toBe(others.length + 1);
});

test("a summary counts changes by their actions, and those with drift or review once each", () => {
  const drift = fieldOf("/a", { verdict: "keep", origin: "drift" });
  const review = fieldOf("/a", { badges: ["money", "review"] });
  const changes = [
    changed("1", { action: "create", fields: [review, review] }),
    changed("2", { action: "update", fields: [drift, drift, fieldOf("/b")] }),
    changed("3", {
      action: "update",
      fields: [
        { ...drift, verdict: "send" },
        { ...drift, origin: "conflict" },
      ],
    }),
    changed("4", { action: "update", fields: [{ ...review, verdict: "keep" }, fieldOf("/c", { badges: ["money"] })] }),
    changed("5", { action: "replace" }),
    changed("6", { action: "delete" }),
    changed("7", { action: "adopt" }),
    changed("8", { action: "none" }),
  ];
  expect(summaryOf(changes, [stepOf("1", bear), stepOf("2", bear)], 7)).toEqual({
    ...{
      create: 1,
      update: 3,
      replace: 1,
      delete: 1,
      adopt: 1,
      unchanged: 7,
      drift: 1,
      conflict: 1,
      review: 1,
      calls: 2,
    },
  });
});

test("what nobody manages is what is remembered and has no manager", () => {
  const remembered = [
    { address: "coffee/Toy/bear", account: "coffee", kind: "Toy", id: "1" },
    { address: "coffee/Toy/duck", account: "coffee", kind: "Toy", id: "2" },
  ];
  const ownership = { remembered, managerOf: ({ id }: { id: string }) => (id === "1" ? "coffee/Toy/x" : undefined) };
  expect(orphaned(ownership as never)).toEqual([{ account: "coffee", kind: "Toy", id: "2", name: "duck" }]);
});

test("what nobody manages comes once, in an order of its own, the last word counts", () => {
  const one = (id: string, account = "coffee", name?: string) => ({
    ...{ account, kind: "Toy", id },
    ...(name === undefined ? {} : { name }),
  });
  const sorted = sortUnmanaged([one("2"), one("1"), one("1", "bakery"), one("2", "coffee", "duck")]);
  expect(sorted).toEqual([one("1", "bakery"), one("1"), one("2", "coffee", "duck")]);
});
