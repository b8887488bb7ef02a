import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/model/document.ts";
import { idempotencyKeyPrefix } from "../../../src/model/idempotency-key.ts";
import { type Ownership, ownershipOf } from "../../../src/model/ownership.ts";
import type { Desired, LiveResource } from "../../../src/model/resource.ts";
import { emptyEntry, type Intent, type StateEntry } from "../../../src/model/state.ts";
import { keyReader, makerOf } from "../../../src/pipeline/planning/idempotency-keys.ts";
import { toy, toyKind } from "../../helpers/toys.ts";

const owner = (settings: { readonly [key: string]: unknown }) => `brand ${String(settings["brand"])}`;
const entry = toyKind({ "/title": {} }, { creation: { owner } as never });
const { kind } = entry;
const settings = {};
const at = "2026-11-01T00:00:00+08:00";
const later = Date.parse(at) + 3_600_000;

const addressOf = (name: string) => `coffee/Toy/${name}`;
const prefixOf = (name: string) => idempotencyKeyPrefix(kind, { address: addressOf(name), settings }) ?? "";
/** The key of a create of a document, after so many that were taken down. */
const keyOf = (name: string, count = 0, values = "0123456789abcdef") => `${prefixOf(name)}-${count}-${values}`;

function desired(name: string, memory: Partial<StateEntry> = {}): Desired {
  return toy({ entry, spec: {}, name, id: "", memory });
}

function document(name: string, more: Partial<Document> = {}): Document {
  return { ...desired(name).document, ...more };
}

function live(id: string, idempotencyKey?: string): LiveResource {
  return {
    status: "found",
    id,
    spec: {},
    review: "passed",
    state: "",
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}

function sent(idempotencyKey?: string): Intent {
  return { operation: "create", body: "", at, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
}

interface Case {
  readonly documents?: readonly Document[];
  readonly entries?: Readonly<Record<string, Partial<StateEntry>>>;
  /** What the account has that nobody knows, and what it has besides. */
  readonly unknown?: readonly LiveResource[];
  readonly known?: readonly LiveResource[];
  readonly gone?: readonly { readonly id: string; readonly idempotencyKey?: string }[];
  readonly now?: number;
}

function read({ documents = [], entries = {}, unknown = [], known = [], gone = [], now = later }: Case) {
  const all = Object.entries(entries).map(([name, one]) => [`Toy/${name}`, { ...emptyEntry, ...one }] as const);
  const memory = { account: "coffee", identity: "", entries: new Map(all) };
  const objects = [...unknown, ...known];
  const listed = { ids: objects.map(({ id }) => id), objects, gone: gone.map((one) => ({ why: "", ...one })) };
  const ownership: Ownership = ownershipOf(documents, new Map([["coffee", memory]]));
  const reader = keyReader({ kind, settings, documents, memory }, { live: unknown, listed }, { ownership, now });
  if (reader === undefined) throw new Error("no keys");
  return reader;
}

test("kinds whose creates carry no key have no reader", () => {
  const makers = { kind: toyKind({}).kind, settings, documents: [], memory: undefined };
  const nothing = { live: [], listed: { ids: [], objects: [], gone: [] } };
  expect(keyReader(makers, nothing, { ownership: ownershipOf([], new Map()), now: 0 })).toBeUndefined();
});

describe("who made a resource", () => {
  const entries = (more: Partial<StateEntry>) => ({ bear: more });
  const maker = (documents: readonly Document[], memory: Readonly<Record<string, Partial<StateEntry>>> = {}) => {
    const all = Object.entries(memory).map(([name, one]) => [`Toy/${name}`, { ...emptyEntry, ...one }] as const);
    return makerOf({ kind, settings, documents, memory: { account: "coffee", identity: "", entries: new Map(all) } });
  };

  test("is told by the address in its key, whatever the count and the values", () => {
    const of = maker([document("bear"), document("duck")]);
    expect([keyOf("bear"), keyOf("duck", 3), keyOf("goose"), "strange", undefined].map(of)).toEqual([
      addressOf("bear"),
      addressOf("duck"),
      ...[undefined, undefined, undefined],
    ]);
    expect(makerOf({ kind, settings, documents: [document("bear")], memory: undefined })(keyOf("bear"))).toBe(
      addressOf("bear"),
    );
  });

  test("is nobody whose own resource is known", () => {
    expect(maker([document("bear", { id: "7" })])(keyOf("bear"))).toBeUndefined();
    expect(maker([document("bear")], entries({ id: "7" }))(keyOf("bear"))).toBeUndefined();
    expect(maker([document("bear")], entries({ id: "7", deleted: true }))(keyOf("bear"))).toBe(addressOf("bear"));
    expect(maker([document("bear")], entries({}))(keyOf("bear"))).toBe(addressOf("bear"));
    expect(maker([document("bear", { was: "cub" })], { cub: { id: "7" } })(keyOf("bear"))).toBeUndefined();
    expect(maker([document("bear", { was: "cub" })], { cub: {} })(keyOf("bear"))).toBe(addressOf("bear"));
  });

  test("is told by the address of when it was sent", () => {
    const other = sent(keyOf("cub"));
    expect(maker([document("bear")], entries({ pending: other }))(keyOf("cub"))).toBe(addressOf("bear"));
    expect(maker([document("bear", { was: "cub" })], { cub: { pending: sent(keyOf("egg")) } })(keyOf("egg"))).toBe(
      addressOf("bear"),
    );
    expect(maker([document("bear")], { cub: { pending: sent(keyOf("egg")) } })(keyOf("egg"))).toBeUndefined();
    expect(maker([document("bear")], entries({ pending: sent() }))(keyOf("bear"))).toBe(addressOf("bear"));
  });

  test("is another document, or not", () => {
    const { isOthers } = read({ documents: [document("bear"), document("duck")] });
    const bear = desired("bear");
    expect([keyOf("bear"), keyOf("duck"), keyOf("goose"), undefined].map((key) => isOthers(bear, key))).toEqual([
      ...[false, true, false, false],
    ]);
  });
});

describe("what keys show about a document", () => {
  const documents = [document("bear"), document("duck")];
  const of = (one: Case, memory: Partial<StateEntry> = {}) => {
    const candidates = one.unknown ?? [];
    return read({ documents, ...one }).of(desired("bear", memory), candidates);
  };

  test("which candidates it made", () => {
    const unknown = [live("1", keyOf("bear")), live("2", keyOf("duck")), live("3"), live("4", keyOf("bear", 1))];
    expect(of({ unknown }).own.map(({ id }) => id)).toEqual(["1", "4"]);
  });

  test("how many it made before: of what is gone, and of what goes by another name", () => {
    const [bear0, bear2] = [keyOf("bear"), keyOf("bear", 2)];
    expect(of({}).count).toBe(0);
    expect(of({ gone: [{ id: "1", idempotencyKey: bear0 }] }).count).toBe(1);
    expect(
      of({
        gone: [
          { id: "1", idempotencyKey: bear2 },
          { id: "2", idempotencyKey: bear0 },
        ],
      }).count,
    ).toBe(3);
    expect(of({ gone: [{ id: "1", idempotencyKey: keyOf("duck", 5) }, { id: "2" }] }).count).toBe(0);
    expect(of({ known: [live("1", bear2)] }).count).toBe(3);
    expect(of({ known: [live("1", keyOf("duck", 5)), live("2")] }).count).toBe(0);
    // What nobody knows may be its own, and is no reason to make another one.
    expect(of({ unknown: [live("1", bear2)] }).count).toBe(0);
    expect(of({ entries: { bear: { deleted: true } } }).count).toBe(1);
    expect(of({ entries: { bear: {} } }).count).toBe(0);
    expect(of({ entries: { bear: { deleted: true } }, gone: [{ id: "1", idempotencyKey: bear2 }] }).count).toBe(3);
  });

  test("that what was sent is sent again with its key", () => {
    const gone = [{ id: "1", idempotencyKey: keyOf("bear", 4) }];
    expect(of({ gone }, { pending: sent(keyOf("bear", 2)) }).count).toBe(2);
    expect(of({ gone }, { pending: sent(keyOf("cub", 2)) }).count).toBe(5);
    expect(of({ gone }, { pending: sent() }).count).toBe(5);
  });

  test("what it made and is gone", () => {
    const gone = [{ id: "1", idempotencyKey: keyOf("bear") }, { id: "2", idempotencyKey: keyOf("duck") }, { id: "3" }];
    expect(of({ gone }).gone).toEqual(["1"]);
    expect(of({ gone, entries: { bear: { deleted: true } } }).gone).toEqual([]);
    expect(of({ gone, entries: { bear: { id: "1" } } }).gone).toEqual(["1"]);
    // Under another name it is remembered as what it is.
    expect(of({ gone, entries: { duck: { id: "1" } } }).gone).toEqual([]);
    expect(of({ gone, documents: [...documents, document("goose", { id: "1" })] }).gone).toEqual([]);
  });

  test("what the create that was sent last has made and is gone", () => {
    const key = keyOf("bear", 1);
    const gone = [
      { id: "1", idempotencyKey: keyOf("bear") },
      { id: "2", idempotencyKey: key },
    ];
    expect(of({ gone }, { pending: sent(key) }).gone).toEqual(["2"]);
    expect(of({ gone, entries: { bear: { deleted: true } } }, { pending: sent(key) }).gone).toEqual(["2"]);
    expect(of({ gone }, { pending: sent() }).gone).toEqual(["1", "2"]);
  });

  test("what came of the create that was sent last", () => {
    const key = keyOf("bear");
    const pending = sent(key);
    expect(of({}, { pending })).toEqual({ own: [], gone: [], pending, count: 0 });
    const soon = Date.parse(at) + 1;
    expect(of({ now: soon }, { pending }).notBefore).toBe(Date.parse(at) + 600_000);
    expect(of({ now: soon })).not.toHaveProperty("notBefore");
    // Somebody has it: it is under way no more.
    const known = [live("1", keyOf("duck")), live("7", key)];
    expect(of({ known, now: soon }, { pending })).toEqual({ own: [], gone: [], count: 1 });
    expect(of({ known: [live("1")], now: soon }, { pending: sent() })).toMatchObject({
      pending: sent(),
      notBefore: Date.parse(at) + 600_000,
    });
  });

  test("whose it is by now", () => {
    const key = keyOf("bear");
    const known = [live("7", key)];
    const entries = { duck: { id: "7" } };
    expect(of({ known, entries }, { pending: sent(key) }).elsewhere).toEqual({ id: "7", other: addressOf("duck") });
    expect(of({ known, entries: { bear: { id: "7" } } }, { pending: sent(key) })).not.toHaveProperty("elsewhere");
    expect(of({ known, entries })).not.toHaveProperty("elsewhere");
    expect(of({ known: [live("7", keyOf("cub"))], entries }, { pending: sent(keyOf("cub")) })).not.toHaveProperty(
      "elsewhere",
    );
    expect(of({ known: [], entries }, { pending: sent(key) })).not.toHaveProperty("elsewhere");
  });
});
