import { describe, expect, test } from "vitest";
import { idempotencyKeyPrefix } from "../../../src/model/idempotency-key.ts";
import type { Problem } from "../../../src/model/problem.ts";
import type { Desired } from "../../../src/model/resource.ts";
import { leftBehind } from "../../../src/pipeline/planning/left-behind.ts";
import type { Run } from "../../../src/pipeline/run.ts";
import { trouble } from "../../helpers/planned.ts";
import { toy, toyKind, toyLocate } from "../../helpers/toys.ts";

const owner = (settings: { readonly [key: string]: unknown }) => `brand ${String(settings["brand"])}`;
const entry = toyKind({ "/title": {} }, { creation: { owner } as never });
const plain = toyKind({ "/title": {} });
const at = "2026-11-01T00:00:00+08:00";
const settings = { brand: "b" };
const address = "coffee/Toy/bear";
const key = `${idempotencyKeyPrefix(entry.kind, { address, settings })}-0-0123456789abcdef`;

interface Case {
  readonly objects?: readonly { readonly id: string; readonly idempotencyKey?: string }[];
  readonly gone?: readonly { readonly id: string; readonly idempotencyKey?: string }[];
  readonly known?: readonly string[];
  readonly problem?: Problem;
  readonly now?: number;
  readonly connected?: boolean;
}

function runOf({
  objects = [],
  gone = [],
  known = [],
  problem,
  now = Date.parse(at) + 1,
  connected = true,
}: Case): Run {
  const listed = problem === undefined ? { ids: objects.map(({ id }) => id), objects, gone } : { problem };
  return {
    ...{ now, locate: toyLocate, listed: () => Promise.resolve(listed) },
    world: {
      kinds: new Map([
        ["Toy", entry],
        ["Plain", plain],
      ]),
    },
    accounts: [
      { name: "bakery", settings: {} },
      { name: "coffee", settings },
    ],
    clients: new Map(connected ? [["coffee", {}]] : []),
    ownership: { isKnown: ({ id }: { readonly id: string }) => known.includes(id) },
  } as unknown as Run;
}

const told = async (
  one: Case,
  state: { readonly reachable?: readonly Desired[]; readonly tombstones?: readonly Desired[] },
) => {
  const { reachable = [], tombstones = [] } = state;
  const all = { reachable, tombstones: tombstones.map(({ document }) => ({ document })) } as never;
  return (await leftBehind(runOf(one), all)).map(({ code, args, place }) => [code, args, place?.line, place?.column]);
};
const failure = trouble("listing-failed", {}, { account: "coffee" });

describe("a create that was sent and never answered, of a document that names an id by now", () => {
  const pending = { operation: "create", body: "", at, idempotencyKey: key };
  const bear = (more: Partial<Desired> = {}, memory: Desired["memory"] = { settled: {}, pending }): Desired => {
    const made = toy({ entry, spec: {}, id: "1", memory });
    return { ...made, document: { ...made.document, id: "1" }, ...more };
  };
  const open = ["intent-open", { address, since: at, id: "1" }, "/id".length, 2];
  const withKey = (id: string) => ({ id, idempotencyKey: key });

  test.each<[string, Case, Desired, readonly unknown[]]>([
    ["may still show", {}, bear(), [open]],
    ["has come to nothing", { now: Date.parse(at) + 3_600_000 }, bear(), []],
    [
      "made another one",
      { objects: [{ id: "2" }, withKey("3")] },
      bear(),
      [["intent-made-another", { address, ids: ["3"], id: "1" }, "/id".length, 2]],
    ],
    ["made this one", { objects: [withKey("1")] }, bear(), []],
    ["made one that is gone", { gone: [{ id: "2" }, withKey("3")] }, bear(), []],
    ["others are gone", { gone: [{ id: "2" }] }, bear(), [open]],
    [
      "cannot be looked up",
      { problem: failure },
      bear(),
      [["listing-failed", { account: "coffee" }, undefined, undefined]],
    ],
    ["was none", {}, bear({}, { settled: {} }), []],
    ["carried no key", {}, bear({}, { settled: {}, pending: { operation: "create", body: "", at } }), []],
    ["is of a document that names no id", {}, { ...bear(), document: toy({ entry, spec: {} }).document }, []],
    ["is of a document whose resource is still to be found", {}, bear({ id: "" }), []],
  ])("%s", async (_, one, desired, expected) => {
    expect(await told(one, { reachable: [desired] })).toEqual(expected);
  });
});

describe("what a document made that is to be gone, and that nobody remembers", () => {
  const bear = toy({ entry, spec: {}, id: "" });
  const mine = (id: string) => ({ id, idempotencyKey: key });
  const strange = { id: "9", idempotencyKey: `${"0".repeat(16)}-0-0123456789abcdef` };
  const found = (...ids: readonly string[]) => [["adopt-edited", { address, ids, absent: true }, "/name".length, 1]];

  test.each<[string, Case, Desired, readonly unknown[]]>([
    ["is there", { objects: [mine("1"), strange, mine("2"), { id: "3" }] }, bear, found("1", "2")],
    ["is known by another name", { objects: [mine("1"), mine("2")], known: ["1"] }, bear, found("2")],
    ["is not there", { objects: [strange, { id: "3" }] }, bear, []],
    [
      "cannot be looked up",
      { problem: failure },
      bear,
      [["listing-failed", { account: "coffee" }, undefined, undefined]],
    ],
    ["cannot be asked for", { objects: [mine("1")], connected: false }, bear, []],
    [
      "is of a kind whose creates carry no key",
      { objects: [mine("1")] },
      toy({ entry: plain, spec: {}, kind: "Plain" }),
      [],
    ],
  ])("%s", async (_, one, desired, expected) => {
    expect(await told(one, { tombstones: [desired] })).toEqual(expected);
  });
});
