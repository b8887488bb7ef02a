import { describe, expect, test } from "vitest";
import type { Kinds } from "../../src/model/kind.ts";
import type { Step } from "../../src/model/plan.ts";
import { resultOf } from "../../src/model/result.ts";
import { afterGivenUp, downLast, inOrder } from "../../src/plan/order.ts";
import { bear, duck, stepOf } from "../helpers/planned.ts";
import { toyKind } from "../helpers/toys.ts";

const multiObject = { add: "add", remove: "remove" } as never;
const kinds: Kinds = new Map([
  ["Toy", toyKind({}, { multiObject })],
  ["Game", toyKind({}, { multiObject })],
  ["Card", toyKind({})],
]);
const restore = { operation: "add", method: "POST", path: "/add", body: {} } as const;

/** Each step with what it needs. */
function needsOf(steps: readonly Step[]): Record<string, string> {
  return Object.fromEntries(steps.map(({ id, needs }) => [id, needs.join()]));
}

describe("the order of steps", () => {
  const ordered = (steps: readonly Step[]) => inOrder(steps).map(({ path, id, needs }) => [path, id, needs.join()]);
  const step = (id: string, ...needs: readonly string[]) => stepOf(id, bear, { path: `/${id}`, needs });

  test("is that which they have", () => {
    expect(ordered([step("a"), step("b")])).toEqual([
      ["/a", "1", ""],
      ["/b", "2", ""],
    ]);
    expect(ordered([])).toEqual([]);
  });

  test("has what a step needs right before it", () => {
    expect(ordered([step("a"), step("b", "d", "c"), step("c", "e"), step("d"), step("e")])).toEqual([
      ["/a", "1", ""],
      ["/d", "2", ""],
      ["/e", "3", ""],
      ["/c", "4", "3"],
      ["/b", "5", "2,4"],
    ]);
  });

  test("has what two steps need once, and leaves alone what nobody has", () => {
    expect(ordered([step("a", "c", "?"), step("b", "c"), step("c")])).toEqual([
      ["/c", "1", ""],
      ["/a", "2", "1,?"],
      ["/b", "3", "1"],
    ]);
  });

  test("exists also for steps that need each other", () => {
    expect(ordered([step("a", "b"), step("b", "a")])).toEqual([
      ["/b", "1", "2"],
      ["/a", "2", "1"],
    ]);
  });

  test("numbers references to answers anew", () => {
    const body = { card: resultOf("b", "/id"), other: resultOf("?", "/id") };
    const [, referring] = inOrder([stepOf("a", bear, { needs: ["b"], body }), step("b")]);
    expect(referring?.body).toEqual({ card: resultOf("1", "/id"), other: resultOf("?", "/id") });
  });
});

describe("an item that one resource gives up and another one adds", () => {
  const down = stepOf("down", bear, { operation: "remove", items: ["x", "y"] });
  const up = stepOf("up", bear, { operation: "add", items: ["y"], needs: ["down"] });
  const add = (items: readonly string[] | undefined, more: Partial<Step> = {}) =>
    stepOf("add", duck, { operation: "add", needs: ["first"], ...(items === undefined ? {} : { items }), ...more });
  const given = (...steps: readonly Step[]) => needsOf(afterGivenUp(steps, kinds));

  test("is added after it was taken down", () => {
    expect(given(down, up, add(["x"]))).toEqual({ down: "", up: "down", add: "first,down" });
    expect(given(add(["x", "z"]), up, down)).toEqual({ down: "", up: "down", add: "first,down" });
  });

  test("is waited for once", () => {
    expect(given(down, add(["x", "y"]))["add"]).toBe("first,down");
    expect(given(down, add(["x"], { needs: ["down"] }))["add"]).toBe("down");
  });

  test("is none where its resource keeps it", () => {
    expect(given(down, up, add(["y"]))["add"]).toBe("first");
  });

  test.each<[string, Step]>([
    ["another item", add(["z"])],
    ["no item", add(undefined)],
    ["another operation", add(["x"], { operation: "find" })],
    ["a removal of the same item", add(["x"], { operation: "remove" })],
    ["an item of another kind", add(["x"], { address: "coffee/Game/go" })],
    ["a kind of single objects", add(["x"], { address: "coffee/Card/gold" })],
    ["a kind that nobody knows", add(["x"], { address: "coffee/What/x" })],
    ["no kind at all", add(["x"], { address: "coffee" })],
  ])("is none for %s", (_, other) => {
    expect(given(down, up, other)["add"]).toBe("first");
  });

  test("is none where nothing is taken down", () => {
    expect(given(stepOf("other", bear, { operation: "find", items: ["x"] }), add(["x"]))["add"]).toBe("first");
    expect(given(stepOf("down", bear, { operation: "remove" }), add(["x"]))["add"]).toBe("first");
  });

  test("is kept by its resource only", () => {
    // That somebody else adds it too keeps nothing.
    const other = stepOf("other", "coffee/Toy/other", { operation: "add", items: ["x"] });
    expect(given(down, add(["x"]), other)).toEqual({ down: "", add: "first,down", other: "down" });
  });
});

describe("what takes something down", () => {
  const last = (...steps: readonly Step[]) => needsOf(downLast(steps));
  const down = stepOf("down", bear, { restore });

  test("waits for all that its follower waits for", () => {
    expect(last(down, stepOf("up", bear, { needs: ["a", "down", "b"] }), stepOf("a", duck), stepOf("b", duck))).toEqual(
      {
        ...{ down: "a,b", up: "a,down,b", a: "", b: "" },
      },
    );
  });

  test("waits for nothing that waits for it, at once or in the end", () => {
    const up = stepOf("up", bear, { needs: ["down", "a"] });
    expect(last(down, up, stepOf("a", duck, { needs: ["down"] }))["down"]).toBe("");
    expect(
      last(down, up, stepOf("a", duck, { needs: ["c", "b"] }), stepOf("b", duck, { needs: ["down"] }))["down"],
    ).toBe("");
    expect(last(down, up, stepOf("a", duck, { needs: ["b"] }), stepOf("b", duck))["down"]).toBe("a");
  });

  test("waits where two swap an item: one for the other", () => {
    const other = stepOf("other down", duck, { restore });
    const ups = [
      stepOf("up", bear, { needs: ["down", "other down"] }),
      stepOf("other up", duck, { needs: ["other down", "down"] }),
    ];
    expect(last(down, other, ...ups)).toMatchObject({ down: "other down", "other down": "" });
  });

  test("waits also where others need each other", () => {
    const round = [stepOf("a", duck, { needs: ["b"] }), stepOf("b", duck, { needs: ["a"] })];
    expect(last(down, stepOf("up", bear, { needs: ["down", "a"] }), ...round)["down"]).toBe("a");
  });

  test("does not wait for what follows of another resource, nor does what is put back by nothing", () => {
    expect(last(down, stepOf("up", duck, { needs: ["down", "a"] }), stepOf("a", duck))["down"]).toBe("");
    const plain = stepOf("plain", bear);
    expect(last(plain, stepOf("up", bear, { needs: ["plain", "a", "?"] }), stepOf("a", duck))["plain"]).toBe("");
  });
});
