import { describe, expect, test } from "vitest";
import type { IntentInput } from "../../src/apply/sending.ts";
import { kinds } from "../../src/kinds/registry.ts";
import { valueDigest } from "../../src/model/digest.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { KindEntry } from "../../src/model/kind.ts";
import type { LiveObject } from "../../src/model/objects.ts";
import type { Step } from "../../src/model/plan.ts";
import type { StateEntry } from "../../src/model/state.ts";
import {
  withCallIntent,
  withCreateIntent,
  withLearntIds,
  withObject,
  withObjectIntent,
} from "../../src/pipeline/writing/intents.ts";
import { sharedFieldsDigest } from "../../src/schema/shared-fields.ts";

const at = "2026-11-21T10:00:00+08:00";
const settled = {};
const context = { timezone: "Asia/Shanghai" };
const about = (kind: string) => ({
  entry: kinds.get(kind) as KindEntry,
  context,
  at,
  agreed: ["replace"],
  spec: "dddd",
  fields: { "/a": "ffff" },
});
const step = (operation: string, body: JsonObject, because: readonly string[] = []) =>
  ({ operation, body, because }) as unknown as Step;
const terms = (least: number): JsonObject => ({ base_info: { mchid_list: ["1"] }, member_rule: { least_cost: least } });
const digest = (least: number) => sharedFieldsDigest(terms(least), about("PayGiftRule").entry, context);

describe("what is remembered before a call goes out", () => {
  test("a create with a number: the number; one without: what is sent", () => {
    const keyed = { out_request_no: "n1", card_title: "t" };
    const deletion: StateEntry = { id: "1", settled, deleted: true };
    expect(withCreateIntent(deletion, { step: step("create", keyed) }, about("BrandCard"))).toEqual({
      ...deletion,
      pending: { operation: "create", body: valueDigest(keyed), at, idempotencyKey: "n1" },
    });
    const spec = { base_info: { title: "t" } };
    const body = { card: { card_type: "MEMBER_CARD", member_card: spec } };
    const { root } = about("MemberCard").entry.kind.operations["create"] ?? {};
    const sent = withCreateIntent({ settled }, { step: step("create", body) }, about("MemberCard")).pending;
    expect([root, sent]).toEqual([
      "/card/member_card",
      { operation: "create", body: valueDigest(body), at, sent: spec, fields: { "/a": "ffff" } },
    ]);
    expect(withCreateIntent({ settled }, { step: step("create", {}) }, about("BrandCard")).pending).toMatchObject({
      sent: {},
    });
    expect(withCreateIntent({ settled }, { step: step("create", {}) }, about("MemberCard")).pending?.sent).toEqual({});
  });

  test("a call: the id, and what it moves", () => {
    const input = { step: step("modifystock", { a: 1 }), moves: { "/a": [1, 2] as const } };
    const pending = { operation: "modifystock", body: valueDigest({ a: 1 }), at };
    expect(withCallIntent({ settled }, "7", input, about("MemberCard"))).toEqual({
      id: "7",
      settled,
      pending: { ...pending, moves: input.moves },
    });
    expect(withCallIntent({ settled }, "7", { step: input.step }, about("MemberCard")).pending).toEqual(pending);
  });

  describe("of a resource of several objects", () => {
    const body = { rule_info: terms(100) };
    const restore = { rule_info: terms(50) };
    const before: StateEntry = { id: "1,2", settled: { "/a": "x", "/b": "y" }, objects: { 1: ["a"], 2: ["b"] } };
    const announced = (entry: StateEntry, input: IntentInput, lost: readonly string[] = []) =>
      withObjectIntent(entry, input, lost, about("PayGiftRule"));
    test("an add: its items, its terms and those to be put back; what it changes is no drift", () => {
      const input = { step: step("add", body, ["/a"]), items: ["c"], body, restore };
      expect(announced(before, input)).toEqual({
        ...before,
        settled: { "/b": "y" },
        pending: {
          operation: "add",
          body: digest(100),
          at,
          items: ["c"],
          restore: digest(50),
          sent: terms(100),
          fields: { "/a": "ffff" },
        },
      });
    });
    test("a removal for good", () => {
      expect(announced(before, { step: step("delete", {}), removes: "1" })).toEqual({
        ...before,
        pending: { operation: "delete", body: "", at, removes: "1" },
      });
    });
    test("a removal that is to be replaced: what is taken down, beside what is down already", () => {
      const down = { ...before, former: { 9: terms(1) } };
      expect(announced(down, { step: step("delete", {}), removes: "1", restore })).toEqual({
        ...before,
        former: { 1: terms(50), 9: terms(1) },
        agreed: { what: ["replace"], spec: "dddd", at },
        pending: { operation: "delete", body: "", at, removes: "1", restore: digest(50) },
      });
      const agreed = { what: ["x"], spec: "old", at };
      expect(announced({ ...down, agreed }, { step: step("add", body), items: [], body })).toMatchObject({
        agreed,
        former: down.former,
      });
    });
    test("what an earlier run was taking down, and is gone, is forgotten; what else is gone is not", () => {
      const pending = { operation: "delete", body: "", at, removes: "1" };
      const input = { step: step("delete", {}), removes: "2" };
      expect(announced({ ...before, pending }, input, ["1"])).toMatchObject({ id: "2", objects: { 2: ["b"] } });
      expect(announced({ ...before, pending }, input, ["1"]).objects).not.toHaveProperty("1");
      expect(announced({ ...before, pending }, input, ["2"]).objects).toEqual(before.objects);
      expect(announced({ id: "1", settled, pending }, input, [])).toMatchObject({ id: "1" });
    });
  });
});

describe("objects of an entry", () => {
  const before: StateEntry = { id: "1,2,3", settled, objects: { 1: ["a", "b"], 2: ["c"], 3: ["d"] } };
  test.each<[string, string, string[], Record<string, string[]>]>([
    ["a new one", "4", ["e"], { 1: ["a", "b"], 2: ["c"], 3: ["d"], 4: ["e"] }],
    ["one that takes an item of another", "4", ["b"], { 1: ["a"], 2: ["c"], 3: ["d"], 4: ["b"] }],
    ["one that takes all of another", "4", ["c", "a"], { 1: ["b"], 3: ["d"], 4: ["c", "a"] }],
    ["one that is known with other items", "3", ["e"], { 1: ["a", "b"], 2: ["c"], 3: ["e"] }],
  ])("%s", (_, id, items, objects) => {
    expect(withObject(before, id, items)).toEqual({ id: Object.keys(objects).join(","), settled, objects });
  });

  const live = (id: string, items: string[], asked?: string) =>
    ({ id, items, spec: {}, state: "", ...(asked === undefined ? {} : { asked }) }) as LiveObject;
  test.each<[string, StateEntry, LiveObject[], StateEntry]>([
    ["none is known: all are learnt", { settled }, [live("1", ["a"])], { id: "1", settled, objects: { 1: ["a"] } }],
    ["none is known, and none is there", { settled }, [], { settled }],
    ["all were known to be none", { settled, objects: {} }, [live("1", ["a"])], { settled, objects: {} }],
    ["ids are as they were", before, [live("1", ["x"])], before],
    [
      "an id has shown",
      { id: "2,?a", settled, objects: { "?a": ["a"], 2: ["c"] } },
      [live("1", ["a"], "?a"), live("2", ["x"])],
      { id: "1,2", settled, objects: { 1: ["a"], 2: ["c"] } },
    ],
  ])("%s", (_, entry, objects, expected) => {
    expect(withLearntIds(entry, objects)).toEqual(expected);
  });
});
