import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Kinds } from "../../src/model/kind.ts";
import { resultOf } from "../../src/model/result.ts";
import type { Work } from "../../src/plan/planned.ts";
import { afterReferring, refersToOthers, withReferences } from "../../src/plan/references.ts";
import { bear, duck, stepOf } from "../helpers/planned.ts";
import { toy, toyKind } from "../helpers/toys.ts";

const entry = toyKind({ "/title": {}, "/card": { ref: "Card" }, "/other": { ref: "Game" } });
const kinds: Kinds = new Map([
  ["Toy", entry],
  ["Card", toyKind({ "/title": {} })],
]);
const gold = "coffee/Card/gold";

describe("marks of resources", () => {
  const making = new Map([[gold, { step: "make", at: "/card_id" }]]);

  test("become references to the answers that bring their ids", () => {
    const step = stepOf("1", bear, { needs: ["0"], body: { a: { $address: gold }, b: [{ $address: gold }], c: "c" } });
    const { steps, problems } = withReferences([step, stepOf("2", duck, { needs: ["1"] })], making);
    const id = resultOf("make", "/card_id");
    expect(steps).toEqual([
      { ...step, needs: ["0", "make"], body: { a: id, b: [id], c: "c" } },
      stepOf("2", duck, { needs: ["1"] }),
    ]);
    expect(problems).toEqual([]);
  });

  test("of what nothing makes stay, and are said once for each step", () => {
    const body = { a: { $address: duck }, b: { $address: duck }, c: { $address: gold } };
    const { steps, problems } = withReferences([stepOf("1", bear, { body }), stepOf("2", bear, { body })], making);
    expect(steps[0]?.body).toEqual({ ...body, c: resultOf("make", "/card_id") });
    expect(problems.map(({ code, address, args }) => [code, address, args])).toEqual([
      ["reference-not-planned", bear, { address: bear, reference: duck }],
      ["reference-not-planned", bear, { address: bear, reference: duck }],
    ]);
  });
});

describe("a removal", () => {
  const live = (spec: JsonObject, objects?: readonly JsonObject[]) => ({
    ...{ status: "found" as const, id: "1", spec, review: "passed" as const, state: "" },
    ...(objects === undefined ? {} : { objects: objects.map((one) => ({ id: "1", items: [], state: "", spec: one })) }),
  });
  const goldWork: Work = {
    action: "delete",
    desired: toy({ entry, spec: {}, kind: "Card", name: "gold", id: "g1" }),
    removal: { desired: toy({ entry, spec: {} }), live: live({}), consents: [] },
  };
  const update = (seen: ReturnType<typeof live>, more: { name?: string; account?: string } = {}): Work => {
    const desired = toy({ entry, spec: {}, ...more });
    return { action: "update", desired, diff: { desired, live: seen } as never };
  };
  const down = stepOf("down", gold, { needs: ["first"] });
  const steps = [down, stepOf("a", bear), stepOf("b", bear), stepOf("c", duck)];
  const needs = (...works: readonly Work[]) => afterReferring(steps, works, kinds).map((step) => step.needs.join());

  test("waits for all steps of what names it live", () => {
    expect(needs(goldWork, update(live({ card: "g1" })))).toEqual(["first,a,b", "", "", ""]);
    expect(needs(update(live({ card: "g1" })), update(live({ card: "g1" }), { name: "duck" }), goldWork)[0]).toBe(
      "first,a,b,c",
    );
  });

  test("waits for what names it in one of its objects", () => {
    expect(needs(goldWork, update(live({}, [{ card: "g2" }, { card: "g1" }])))[0]).toBe("first,a,b");
    // The objects count, not what the whole shows.
    expect(needs(goldWork, update(live({ card: "g1" }, [{ card: "g2" }])))[0]).toBe("first");
  });

  test("waits for a removal of what names it", () => {
    const desired = toy({ entry, spec: {} });
    const work: Work = { action: "delete", desired, removal: { desired, live: live({ card: "g1" }), consents: [] } };
    expect(needs(goldWork, work)[0]).toBe("first,a,b");
  });

  test.each<[string, readonly Work[]]>([
    ["a resource that names another one", [update(live({ card: "g2" }))]],
    ["a resource that names nothing", [update(live({}))]],
    ["a field that names another kind", [update(live({ other: "g1" }))]],
    ["a field that names nothing by its kind", [update(live({ title: "g1" }))]],
    ["a resource of another account", [update(live({ card: "g1" }), { account: "bakery" })]],
    ["a resource that nothing is done to", [update(live({ card: "g1" }), { name: "goose" })]],
    ["a resource that is made", [{ action: "create", desired: toy({ entry, spec: { card: "g1" } }) }]],
    ["no resource", []],
  ])("does not wait for %s", (_, works) => {
    expect(needs(goldWork, ...works)).toEqual(["first", "", "", ""]);
  });

  test("is nothing that an update of the same resource waits for", () => {
    const desired = toy({ entry, spec: {}, kind: "Card", name: "gold", id: "g1" });
    const work: Work = { action: "update", desired, diff: { desired, live: live({}) } as never };
    expect(needs(work, update(live({ card: "g1" })))[0]).toBe("first");
  });
});

test("a kind refers to others where one of its fields does", () => {
  expect(["Toy", "Card", "What"].map((kind) => refersToOthers({ kind }, kinds))).toEqual([true, false, false]);
});
