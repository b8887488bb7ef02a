import { describe, expect, test } from "vitest";
import type { Problem } from "../../../src/model/problem.ts";
import type { Account } from "../../../src/model/project.ts";
import type { Desired, Live } from "../../../src/model/resource.ts";
import { unreadAccounts, withoutUnread } from "../../../src/pipeline/planning/unread.ts";
import type { Run } from "../../../src/pipeline/run.ts";
import { trouble } from "../../helpers/planned.ts";
import { toy, toyKind } from "../../helpers/toys.ts";

const entry = toyKind({ "/title": {}, "/end": { types: ["integer"] } }, { multiObject: { end: "/end" } as never });
const account = (name: string): Account => ({
  ...{ name, platform: "weixin", identity: `wx-${name}`, default: false, sandbox: false, settings: {} },
});
const coffee = account("coffee");
const bakery = account("bakery");
const there: Live = { status: "found", id: "t1", spec: {}, review: "passed", state: "" };
const missing: Live = { status: "missing", problem: trouble("resource-missing", { severity: "error" }) };
const unreadable = (problem: Problem): Live => ({ status: "unreadable", problem });
const refusal = trouble("not-allowed-here", { class: "not-allowed" });

interface Case {
  readonly accounts?: readonly Account[];
  /** Names of the accounts that could be connected; all when absent. */
  readonly clients?: readonly string[];
  readonly unconnected?: readonly Problem[];
  readonly seen?: readonly (readonly [Desired, Live | undefined])[];
  readonly adopted?: readonly Desired[];
  readonly named?: readonly (readonly [account: string, live: Live])[];
}

function unread({ accounts = [coffee, bakery], seen = [], adopted = [], named = [], ...more }: Case) {
  const { clients = accounts.map(({ name }) => name), unconnected = [] } = more;
  const run = {
    ...{ accounts, unconnected, now: 1_000_000, clients: new Map(clients.map((name) => [name, {}])) },
    world: { kinds: new Map([["Toy", entry]]) },
  } as unknown as Run;
  const live = new Map(
    seen.flatMap(([desired, state]) => (state === undefined ? [] : [[desired.address, state] as const])),
  );
  const known = seen.map(([desired]) => desired);
  const references = { problems: [], read: named.map(([name, state]) => ({ account: name, live: state })) };
  return unreadAccounts(run, { known, adopted } as never, { live } as never, references);
}

const remembered = { id: "t1", settled: { "/title": "x" } };
const bear = toy({ entry, spec: {}, memory: remembered });
const duck = toy({ entry, spec: {}, name: "duck", memory: remembered });
const bread = toy({ entry, spec: {}, name: "bread", account: "bakery", memory: remembered });
const names = (one: Case) => [...unread(one).names].join();

describe("accounts of which nothing was seen", () => {
  const own = trouble("no-credentials", { class: "usage" }, { account: "bakery" });
  const other = trouble("network", { class: "failure" }, { account: "elsewhere" });

  test("those that could not be connected, with their own reason or the first one", () => {
    const one = unread({
      clients: ["coffee"],
      unconnected: [other, own],
      seen: [
        [bear, there],
        [bread, there],
      ],
    });
    expect([...one.names]).toEqual(["bakery"]);
    expect(one.live.get(bread.address)).toEqual({ status: "unreadable", problem: own });
    expect(one.live.get(bear.address)).toBe(there);
    expect([bear, bread].map(one.isRead)).toEqual([true, false]);
    const first = unread({ clients: ["coffee"], unconnected: [other], seen: [[bread, there]] });
    expect(first.live.get(bread.address)).toEqual({ status: "unreadable", problem: other });
  });

  test.each<[string, Case, string]>([
    [
      "one was seen",
      {
        seen: [
          [bear, there],
          [duck, missing],
        ],
      },
      "",
    ],
    [
      "all of one account are missing",
      {
        seen: [
          [bear, missing],
          [duck, missing],
          [bread, there],
        ],
      },
      "coffee",
    ],
    [
      "one could not be read, and the others are missing",
      {
        seen: [
          [bear, unreadable(refusal)],
          [duck, missing],
        ],
      },
      "coffee",
    ],
    ["one was named by another one", { seen: [[bear, missing]], named: [["coffee", there]] }, ""],
    ["one was named in another account", { seen: [[bear, missing]], named: [["bakery", there]] }, "coffee"],
    [
      "one was adopted, which proves nothing",
      {
        seen: [
          [bear, there],
          [duck, missing],
        ],
        adopted: [bear],
      },
      "coffee",
    ],
    [
      "one was seen and another one adopted",
      {
        seen: [
          [bear, there],
          [duck, missing],
        ],
        adopted: [duck],
      },
      "",
    ],
    ["nothing was read", { seen: [[bear, undefined]] }, ""],
    ["nothing was looked for", {}, ""],
  ])("%s", (_, one, expected) => {
    expect(names(one)).toBe(expected);
  });

  test("what has ended may be gone, and is not looked for", () => {
    const gone: Live = { ...there, objects: [] };
    const object = { id: "1", items: [], state: "", spec: {}, expired: true as const };
    const ended = toy({ entry, spec: { end: 1 }, memory: remembered });
    const endless = toy({ entry, spec: { end: 2_000_000 }, memory: remembered });
    expect(names({ seen: [[ended, gone]] })).toBe("");
    expect(names({ seen: [[endless, gone]] })).toBe("coffee");
    expect(names({ seen: [[ended, missing]] })).toBe("coffee");
    expect(
      names({
        seen: [
          [ended, { ...gone, objects: [object] }],
          [duck, missing],
        ],
      }),
    ).toBe("coffee");
  });
});

describe("what is reported", () => {
  const seen = [
    [bear, missing],
    [bread, unreadable(refusal)],
  ] as const;
  const one = unread({ seen });
  const left = (about: Parameters<typeof trouble>[1], args: Problem["args"] = {}, code = "x") =>
    one.withoutAdvice([trouble(code, about, args)]).length === 1;

  test("credentials of another account, once", () => {
    expect([...one.names].sort()).toEqual(["bakery", "coffee"]);
    expect(one.foreign.map(({ code, args }) => [code, args["account"]])).toEqual([
      ["credential-of-another-account", "coffee"],
    ]);
    expect(unread({ seen: [[bread, unreadable(refusal)]] }).foreign).toEqual([]);
  });

  test("of accounts that were not read, only why", () => {
    const address = bread.address;
    expect(left({ address, class: "refused" })).toBe(false);
    for (const what of ["failure", "not-allowed", "usage"] as const) expect(left({ address, class: what })).toBe(true);
    expect(left({ address, class: "failure" }, {}, "made-not-shown")).toBe(false);
    expect(left({ class: "refused" }, { account: "bakery" })).toBe(false);
    expect(left({ class: "failure" }, { account: "bakery" })).toBe(true);
  });

  test("of accounts whose credentials are another's, nothing besides", () => {
    expect(left({ address: bear.address, class: "failure" })).toBe(false);
    expect(left({ class: "failure" }, { account: "coffee" })).toBe(false);
  });

  test("of two accounts whose credentials are others', nothing of either", () => {
    const both = unread({
      seen: [
        [bear, missing],
        [bread, missing],
      ],
    });
    expect(both.foreign).toHaveLength(2);
    expect(both.withoutAdvice([bear, bread].map(({ address }) => trouble("x", { address, class: "failure" })))).toEqual(
      [],
    );
  });

  test("of other accounts and of none, everything", () => {
    expect(left({ address: "tea/Toy/bear", class: "refused" })).toBe(true);
    expect(left({ class: "refused" }, { account: "tea" })).toBe(true);
    expect(left({ class: "refused" })).toBe(true);
    expect(left({ class: "refused" }, { account: 3 })).toBe(true);
  });
});

describe("warnings about documents", () => {
  const at = (line: number, file = "a") => ({ place: { file, line, column: 1 }, severity: "warning" as const });
  const document = (line: number, name: string, file = "a") => {
    const { document: one } = toy({ entry, spec: {}, account: name });
    return { ...one, line, source: { ...one.source, file } };
  };
  const documents = [document(1, "coffee"), document(10, "bakery"), document(20, "coffee"), document(20, "bakery")];
  const isRead = ({ account: name }: { readonly account: string }) => name === "coffee";
  const left = (about: Parameters<typeof trouble>[1], all = documents) =>
    withoutUnread([trouble("x", about)], all, isRead).length === 1;

  test("are left out where the account of the document was not read", () => {
    expect([1, 5, 9, 10, 11, 19, 20, 30].map((line) => left(at(line)))).toEqual([
      ...[true, true, true, false, false, false, true, true],
    ]);
  });

  test("are told where no document stands above them, or in another file", () => {
    expect(left(at(3), [document(5, "bakery")])).toBe(true);
    expect(left(at(12, "b"))).toBe(true);
    expect(left(at(12), [document(10, "bakery"), document(11, "coffee", "b")])).toBe(false);
  });

  test("are told of what has no place, and errors always", () => {
    expect(left({ severity: "warning" })).toBe(true);
    expect(left({ ...at(10), severity: "error" })).toBe(true);
  });

  test("are all told where all was read", () => {
    expect(left(at(10), [document(10, "coffee")])).toBe(true);
    const problems = [trouble("x", at(1))];
    expect(withoutUnread(problems, [document(1, "coffee")], isRead)).toBe(problems);
  });
});
