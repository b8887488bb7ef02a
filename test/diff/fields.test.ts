import { describe, expect, test } from "vitest";
import { diffResource } from "../../src/diff/diff.ts";
import { isAsDeclared } from "../../src/diff/fingerprint.ts";
import type { DiffInput } from "../../src/diff/input.ts";
import { valueDigest } from "../../src/model/digest.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { LiveResource } from "../../src/model/resource.ts";
import { digests, type ToyResource, toy, toyContext, toyKind, toyLocate } from "../helpers/toys.ts";

const entry = toyKind(
  {
    "/title": {},
    "/name": { review: true, readback: "after-review" },
    "/note": { readback: "none" },
    "/phone": { readback: "when-shown", clear: "empty-string" },
    "/price": { types: ["integer"], money: true },
    "/fixed": { change: "create" },
    "/swap": { change: "replace" },
    "/secret": { change: "create", readback: "none" },
    "/open": { types: ["boolean"], move: "false-to-true" },
    "/end": { types: ["integer"], move: "later" },
    "/begin": { types: ["integer"], move: "earlier" },
    "/colour": { same: "paint" },
    "/shown": { same: "shown" },
    "/tags": { types: ["array"], list: "set" },
    "/box": { types: ["object"], atomic: true },
    "/box/size": { atom: "/box" },
    "/box/lid": { atom: "/box" },
    "/box/fixed": { atom: "/box", change: "create" },
    "/box/later": { types: ["integer"], atom: "/box", move: "later" },
  },
  {},
  {
    paint: {
      key: (value) => value,
      wire: (value) => (value === "pink" ? { unsendable: "colour-without-name", choices: ["red"] } : `paint ${value}`),
    },
    shown: { key: (value) => value, show: (value) => `<${value}>`, write: (value) => String(value).replace("!", "") },
  },
);

interface Case extends Omit<ToyResource, "entry"> {
  readonly live: JsonObject;
  readonly review?: LiveResource["review"];
  readonly drift?: DiffInput["drift"];
  readonly granted?: readonly ("drift" | "resubmit" | "lossy" | "replace")[];
  readonly now?: number;
  readonly unremembered?: boolean;
}

function liveOf({ live, review = "passed" }: Case): LiveResource {
  return { status: "found", id: "t1", spec: live, review, state: "STATE" };
}

function diffOf(one: Case) {
  const { drift = "keep", granted = [], now = 0, unremembered = false } = one;
  const desired = toy({ entry, ...one });
  const input = { desired, live: liveOf(one), entry, context: toyContext, drift, now, locate: toyLocate, unremembered };
  return diffResource({ ...input, granted: new Set(granted) });
}

/** A comparison in lines: fields, problems, consents. */
function told(one: Case): string[] {
  const { fields, problems, consents } = diffOf(one);
  return [
    ...fields.map(({ path, verdict, origin }) => `${path} ${verdict} ${origin}`),
    ...problems.map(({ code, path, severity }) => `${code} ${path} ${severity}`),
    ...consents.map(({ what, given }) => `${what} ${given ? "given" : "waits"}`),
  ];
}

const since = "2026-11-01T00:00:00+08:00";
const justAfter = Date.parse(since) + 1;
const monthAfter = Date.parse(since) + 31 * 24 * 3_600_000;
const handedIn = (values: Readonly<Record<string, Json>>, unseen?: "passed" | "refused") => ({
  review: { since, fields: digests(values), ...(unseen === undefined ? {} : { unseen }) },
});
const settled = (values: Readonly<Record<string, Json>>) => ({ settled: digests(values) });

const cases: Readonly<Record<string, readonly [Case, readonly string[]]>> = {
  "nothing declared is nothing compared": [{ spec: {}, live: { title: "a" } }, []],
  "what is the same is no difference": [{ spec: { title: "a" }, live: { title: "a", price: 1 } }, []],
  "the file speaks where nothing is remembered": [{ spec: { title: "a" }, live: { title: "b" } }, ["/title send file"]],
  "the file moved": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "b" }) },
    ["/title send file"],
  ],
  "the platform moved": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "a" }) },
    ["/title keep drift"],
  ],
  "both moved": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "c" }) },
    ["/title send conflict", "drift waits"],
  ],
  "both moved, with consent": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "c" }), granted: ["drift"] },
    ["/title send conflict", "drift given"],
  ],
  "both moved, and drift is overwritten": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "c" }), drift: "overwrite" },
    ["/title send conflict"],
  ],
  "both moved, and drift is refused": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "c" }), drift: "refuse" },
    ["/title blocked conflict", "drift-refused /title error", "drift waits"],
  ],
  "nobody can say whose change it is": [
    { spec: { title: "a" }, live: { title: "b" }, unremembered: true },
    ["/title send file", "drift waits"],
  ],
  "nobody can say whose change it is, with consent": [
    { spec: { title: "a" }, live: { title: "b" }, unremembered: true, granted: ["drift"] },
    ["/title send file", "drift given"],
  ],
  "nobody can say whose change it is, and drift is overwritten": [
    { spec: { title: "a" }, live: { title: "b" }, unremembered: true, drift: "overwrite" },
    ["/title send file"],
  ],
  "nobody can say whose change it is, and drift is refused": [
    { spec: { title: "a" }, live: { title: "b" }, unremembered: true, drift: "refuse" },
    ["/title blocked file", "drift-refused /title error", "drift waits"],
  ],
  "nothing is remembered, and nothing differs": [
    { spec: { title: "a" }, live: { title: "a" }, unremembered: true },
    [],
  ],
  "drift is refused": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "a" }), drift: "refuse" },
    ["/title blocked drift", "drift-refused /title error", "drift waits"],
  ],
  "drift is overwritten": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "a" }), drift: "overwrite" },
    ["/title send drift"],
  ],
  "drift is overwritten with consent": [
    { spec: { title: "a" }, live: { title: "b" }, memory: settled({ "/title": "a" }), granted: ["drift"] },
    ["/title send drift", "drift given"],
  ],
  "consent of two fields is asked for once": [
    {
      spec: { title: "a", price: 1 },
      live: { title: "b", price: 2 },
      memory: settled({ "/title": "a", "/price": 1 }),
      granted: ["drift"],
    },
    ["/title send drift", "/price send drift", "drift given"],
  ],
  "one field of several": [{ spec: { title: "a", price: 1 }, live: { title: "a", price: 2 } }, ["/price send file"]],
  "the order of a set is nothing": [{ spec: { tags: ["a", "b"] }, live: { tags: ["b", "a"] } }, []],
  "what is cleared and empty is no difference": [{ spec: { title: null }, live: { title: "" } }, []],
  "what is cleared and not empty": [{ spec: { title: null }, live: { title: "b" } }, ["/title send file"]],

  "what no read shows was not sent yet": [{ spec: { note: "a" }, live: {} }, ["/note send file"]],
  "what no read shows was sent": [{ spec: { note: "a" }, live: {}, memory: settled({ "/note": "a" }) }, []],
  "another one was sent": [{ spec: { note: "a" }, live: {}, memory: settled({ "/note": "b" }) }, ["/note send file"]],
  "what no read is known to show, and this one does": [
    { spec: { note: "a" }, live: { note: "b" }, memory: settled({ "/note": "a" }) },
    ["/note keep drift"],
  ],
  "what a read may hide was sent": [{ spec: { phone: "1" }, live: {}, memory: settled({ "/phone": "1" }) }, []],
  "what a read may hide was not sent": [{ spec: { phone: "1" }, live: {} }, ["/phone send file"]],
  "what a read may hide and shows": [
    { spec: { phone: "1" }, live: { phone: "2" }, memory: settled({ "/phone": "1" }) },
    ["/phone keep drift"],
  ],

  "what only creating sets cannot change": [
    { spec: { fixed: "a" }, live: { fixed: "b" } },
    ["/fixed blocked file", "field-cannot-change /fixed error"],
  ],
  "what only creating sets and the platform moved": [
    { spec: { fixed: "a" }, live: { fixed: "b" }, memory: settled({ "/fixed": "a" }) },
    ["/fixed keep drift", "field-cannot-change /fixed warning"],
  ],
  "what only creating sets and nothing shows": [{ spec: { secret: "a" }, live: {} }, ["/secret unverifiable file"]],
  "what goes with a replacement": [{ spec: { swap: "a" }, live: { swap: "b" } }, ["/swap send file"]],
  "a value that cannot be sent": [
    { spec: { colour: "pink" }, live: { colour: "red" } },
    ["/colour blocked file", "colour-without-name /colour error"],
  ],
  "a value that can be sent": [{ spec: { colour: "red" }, live: { colour: "blue" } }, ["/colour send file"]],
  "a switch goes on": [{ spec: { open: true }, live: { open: false } }, ["/open send file"]],
  "a switch does not go off": [
    { spec: { open: false }, live: { open: true } },
    ["/open blocked file", "moves-only-false-to-true /open error"],
  ],
  "an end moves later": [{ spec: { end: 2 }, live: { end: 1 } }, ["/end send file"]],
  "an end does not move earlier": [
    { spec: { end: 1 }, live: { end: 2 } },
    ["/end blocked file", "moves-only-later /end error"],
  ],
  "an end that is none": [
    { spec: { end: null }, live: { end: 2 } },
    ["/end blocked file", "moves-only-later /end error"],
  ],
  "an end where none is": [{ spec: { end: 1 }, live: {} }, ["/end send file"]],
  "an end in another spelling": [
    { spec: { end: 2 }, live: { end: "2" } },
    ["/end blocked file", "moves-only-later /end error"],
  ],
  "a begin moves earlier": [{ spec: { begin: 1 }, live: { begin: 2 } }, ["/begin send file"]],
  "a begin does not move later": [
    { spec: { begin: 2 }, live: { begin: 1 } },
    ["/begin blocked file", "moves-only-earlier /begin error"],
  ],
  "a begin in another spelling": [
    { spec: { begin: 2 }, live: { begin: "2" } },
    ["/begin blocked file", "moves-only-earlier /begin error"],
  ],
  "sent, accepted, and not shown": [
    { spec: { title: "a" }, live: { title: "b" }, memory: { unshown: digests({ "/title": "a" }) } },
    ["/title blocked file", "sent-and-not-shown /title error"],
  ],
  "another one was sent and not shown": [
    { spec: { title: "a" }, live: { title: "b" }, memory: { unshown: digests({ "/title": "c" }) } },
    ["/title send file"],
  ],

  "with the review": [
    { spec: { name: "a" }, live: { name: "b" }, memory: handedIn({ "/name": "a" }), review: "in-review" },
    ["/name in-review file"],
  ],
  "the review refused it": [
    { spec: { name: "a" }, live: { name: "b" }, memory: handedIn({ "/name": "a" }), review: "refused" },
    ["/name keep file", "review-refused /name warning"],
  ],
  "the review passed without it": [
    { spec: { name: "a" }, live: { name: "b" }, memory: handedIn({ "/name": "a" }), now: monthAfter },
    ["/name keep file", "review-passed-without-value /name warning"],
  ],
  "no read has shown it in review yet": [
    { spec: { name: "a" }, live: { name: "b" }, memory: handedIn({ "/name": "a" }, "passed"), now: justAfter },
    ["/name in-review file"],
  ],
  "handed in again with consent": [
    {
      spec: { name: "a" },
      live: { name: "b" },
      memory: handedIn({ "/name": "a" }),
      review: "refused",
      granted: ["resubmit"],
    },
    ["/name send file", "resubmit given"],
  ],
  "refused before": [
    { spec: { name: "a" }, live: { name: "b" }, memory: { refused: digests({ "/name": "a" }) } },
    ["/name keep file", "review-refused /name warning"],
  ],
  "another value was refused before": [
    { spec: { name: "a" }, live: { name: "b" }, memory: { refused: digests({ "/name": "c" }) } },
    ["/name send file"],
  ],
  "another value is with the review": [
    { spec: { name: "a" }, live: { name: "b" }, memory: handedIn({ "/name": "c" }), review: "in-review" },
    ["/name send file"],
  ],
  "what shows is what was handed in, and the file goes on": [
    {
      spec: { name: "a" },
      live: { name: "b" },
      memory: { ...handedIn({ "/name": "b" }), ...settled({ "/name": "a" }) },
      now: monthAfter,
    },
    ["/name send file"],
  ],
  "a refused value may show all the same": [
    { spec: { name: "a" }, live: { name: "a" }, memory: handedIn({ "/name": "a" }), review: "refused" },
    ["/name keep file", "review-refused /name warning"],
  ],
  "a value in review replaces what shows now": [
    { spec: { name: "a" }, live: { name: "a" }, memory: handedIn({ "/name": "b" }), review: "in-review" },
    ["/name send file"],
  ],
  "what is handed in and shows": [
    { spec: { name: "a" }, live: { name: "a" }, memory: handedIn({ "/name": "a" }), review: "in-review" },
    [],
  ],
  "another value was refused, and the file's shows": [
    { spec: { name: "a" }, live: { name: "a" }, memory: handedIn({ "/name": "b" }), review: "refused" },
    [],
  ],
  "the review is about another field": [
    {
      spec: { title: "a", name: "a" },
      live: { title: "a", name: "a" },
      memory: handedIn({ "/name": "a" }),
      review: "refused",
    },
    ["/name keep file", "review-refused /name warning"],
  ],

  "another field than the one that is with the review": [
    { spec: { title: "a" }, live: { title: "a" }, memory: handedIn({ "/name": "a" }), review: "in-review" },
    [],
  ],
  "refused before, while another field is with the review": [
    {
      spec: { name: "a" },
      live: { name: "b" },
      memory: { ...handedIn({ "/title": "c" }), refused: digests({ "/name": "a" }) },
      review: "in-review",
    },
    ["/name keep file", "review-refused /name warning"],
  ],
  "an end that is no number where none is": [
    { spec: { end: "soon" }, live: { end: "never" } },
    ["/end blocked file", "moves-only-later /end error"],
  ],

  "a whole object goes out": [
    { spec: { box: { size: "a", lid: "b" } }, live: { box: { size: "c", lid: "b" } } },
    ["/box/size send file"],
  ],
  "one member that cannot change holds back the others": [
    { spec: { box: { size: "a", fixed: "b" } }, live: { box: { size: "c", fixed: "d" } } },
    ["/box/size blocked file", "/box/fixed blocked file", "field-cannot-change /box/fixed error"],
  ],
  "a member that the platform moved for good leaves drift beside it": [
    {
      spec: { box: { size: "a", fixed: "b" } },
      live: { box: { size: "c", fixed: "d" } },
      memory: settled({ "/box/size": "a", "/box/fixed": "b" }),
      drift: "overwrite",
    },
    ["/box/size keep drift", "/box/fixed keep drift", "field-cannot-change /box/fixed warning"],
  ],
  "a member that the platform moved for good stops the file's change": [
    {
      spec: { box: { size: "a", fixed: "b" } },
      live: { box: { size: "c", fixed: "d" } },
      memory: settled({ "/box/fixed": "b" }),
    },
    [
      "/box/size blocked file",
      "/box/fixed keep drift",
      "field-cannot-change /box/size error",
      "field-cannot-change /box/fixed warning",
    ],
  ],
  "a member that went one way holds nothing back": [
    {
      spec: { box: { size: "a", later: 1 } },
      live: { box: { size: "c", later: 2 } },
      memory: settled({ "/box/later": 1 }),
    },
    ["/box/size send file", "/box/later keep drift", "moves-only-later /box/later warning"],
  ],
  "what cannot change outside holds back nothing of an object": [
    { spec: { fixed: "a", title: "a", box: { size: "a" } }, live: { fixed: "b", title: "b", box: { size: "c" } } },
    ["/title send file", "/fixed blocked file", "/box/size send file", "field-cannot-change /fixed error"],
  ],
  "what is lost needs consent": [
    { spec: { box: { size: "a" } }, live: { box: { size: "c", odd: null, lid: "\u0001" } } },
    ["/box/size send file", "lossy waits"],
  ],
  "what may be left out needs no consent": [
    { spec: { box: { size: "a" } }, live: { box: { size: "c", lid: "b" } } },
    ["/box/size send file"],
  ],
  "what may be left out is left out with consent": [
    { spec: { box: { size: "a" } }, live: { box: { size: "c", lid: "b" } }, granted: ["lossy"] },
    ["/box/size send file", "lossy given"],
  ],
  "consent that nothing asks for": [
    { spec: { title: "a" }, live: { title: "b" }, granted: ["lossy"] },
    ["/title send file"],
  ],
  "what is not sent loses nothing": [
    { spec: { box: { fixed: "a" } }, live: { box: { fixed: "c", odd: null } } },
    ["/box/fixed blocked file", "field-cannot-change /box/fixed error"],
  ],
};

test.each(Object.entries(cases))("%s", (_, [one, expected]) => {
  expect(told(one)).toEqual(expected);
  // Whatever passes for being as declared differs in nothing, and the other way round.
  expect(isAsDeclared(toy({ entry, ...one }), liveOf(one), entry, toyContext)).toBe(
    expected.length === 0 && one.memory?.review === undefined,
  );
});

describe("what a difference says", () => {
  test("both values as they are, the line, and what reviewers must know", () => {
    const spec = { price: 2, colour: "red", name: "a", note: "n" };
    const { fields, fingerprint } = diffOf({ spec, live: { price: "1", colour: "blue" } });
    expect(fields.map(({ path, before, after, line, badges }) => [path, before, after, line, badges])).toEqual([
      ["/name", null, "a", "/spec/name".length, ["review"]],
      ["/note", null, "n", "/spec/note".length, ["write-only"]],
      ["/price", "1", 2, "/spec/price".length, ["money"]],
      ["/colour", "blue", "paint red", "/spec/colour".length, []],
    ]);
    // Of what no read is known to show, nothing.
    expect(fingerprint).toEqual({ "/name": null, "/price": "1", "/colour": "blue" });
  });

  test("what no read is known to show counts as soon as one shows it", () => {
    expect(diffOf({ spec: { note: "a", phone: "1" }, live: { note: "b" } }).fingerprint).toEqual({
      "/note": "b",
      "/phone": null,
    });
  });

  test("drift is a badge", () => {
    const memory = settled({ "/title": "a", "/end": 2 });
    const { fields } = diffOf({ spec: { title: "a", end: 2 }, live: { title: "b", end: 3 }, memory });
    expect(fields.map(({ badges }) => badges)).toEqual([["drift"], ["one way", "drift"]]);
  });

  test("problems have what words are made from", () => {
    const { problems } = diffOf({
      spec: { shown: "a" },
      live: { shown: "b" },
      memory: { unshown: digests({ "/shown": "a" }) },
    });
    expect(problems).toEqual([
      {
        ...{
          code: "sent-and-not-shown",
          severity: "error",
          class: "refused",
          address: "coffee/Toy/bear",
          path: "/shown",
        },
        place: { file: "toys/bear.yaml", line: "/spec/shown".length, column: 2 },
        args: {
          ...{ field: "shown", declared: "a", live: "b", state: "STATE", timezone: "Asia/Shanghai" },
          ...{ declaredText: "<a>", liveText: "<b>" },
        },
      },
    ]);
  });

  test.each([
    ["title", "b", undefined],
    ["title", "b!", true],
    // Written in another way, a document may hold it.
    ["shown", "b!", undefined],
    ["shown", "b!!", true],
  ])("a live %s of %s that no document may hold is said to be so", (field, live, unwritable) => {
    const memory = { unshown: digests({ [`/${field}`]: "a" }) };
    const [problem] = diffOf({ spec: { [field]: "a" }, live: { [field]: live }, memory }).problems;
    expect(problem?.args["unwritable"]).toBe(unwritable);
    expect(problem?.args["declaredText"]).toBe(field === "shown" ? "<a>" : undefined);
  });

  test("since when something was handed in", () => {
    const one = { spec: { name: "a" }, live: { name: "b" } } as const;
    const [refused] = diffOf({ ...one, memory: handedIn({ "/name": "a" }), review: "refused" }).problems;
    expect(refused?.args).toMatchObject({ since, declared: "a", live: "b" });
    const [before] = diffOf({ ...one, memory: { refused: { "/name": valueDigest("a") } } }).problems;
    expect(before?.args).not.toHaveProperty("since");
  });

  test("a value that cannot be sent, as it is written and as it could be", () => {
    const [problem] = diffOf({ spec: { colour: "pink" }, live: { colour: "red" } }).problems;
    expect(problem?.args).toMatchObject({ value: "pink", choices: ["red"] });
  });

  test("what goes along and what is lost", () => {
    const live = { box: { size: "c", lid: "b", more: 1, odd: null, bad: "\u0001" } };
    const { carried, lost } = diffOf({ spec: { box: { size: "a" } }, live });
    expect(carried).toEqual(["/box/more"]);
    expect(lost).toEqual(["/box/odd", "/box/bad"]);
  });

  test("an answer that shows no value of a field that is carried along is none", () => {
    const { unusable } = diffOf({ spec: { box: { size: "a" } }, live: { box: { size: "c", lid: [{}] } } });
    expect(unusable).toMatchObject({ code: "answer-unusable", args: { call: "/toys/t1", fields: ["box.lid"] } });
    expect(diffOf({ spec: { title: "a" }, live: { title: "c", box: { lid: [{}] } } })).not.toHaveProperty("unusable");
  });
});
