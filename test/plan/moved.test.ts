import { describe, expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import type { Change, FieldChange, Step } from "../../src/model/plan.ts";
import { movedBetween, type PlannedPart } from "../../src/plan/moved.ts";
import { bear, changed, fieldOf, stepOf } from "../helpers/planned.ts";

function part(fields: readonly FieldChange[], more: Partial<Change> = {}, documents = "same"): PlannedPart {
  return { change: changed(bear, { fields, ...more }), steps: [], documents };
}

function bodies(...steps: readonly Partial<Step>[]): PlannedPart {
  return { change: changed(bear), documents: "same", steps: steps.map((step, at) => stepOf(`${at}`, bear, step)) };
}

const a = fieldOf("/a");

describe("a field of both plans", () => {
  test.each<[string, FieldChange, Json]>([
    ["its live value moved", fieldOf("/a", { before: "c" }), { side: "live", liveWas: "b", live: "c" }],
    ["the file's value moved", fieldOf("/a", { after: "c" }), { side: "file", fileWas: "a", file: "c" }],
    [
      "both moved",
      fieldOf("/a", { before: "c", after: "d" }),
      { side: "both", liveWas: "b", live: "c", fileWas: "a", file: "d" },
    ],
    [
      "it is judged otherwise",
      fieldOf("/a", { verdict: "keep" }),
      { side: "live", verdictWas: "send", verdict: "keep", is: "judged" },
    ],
    [
      "it is somebody else's change",
      fieldOf("/a", { origin: "drift" }),
      { side: "live", verdictWas: "send", verdict: "send", is: "judged" },
    ],
  ])("%s", (_, now, expected) => {
    expect(movedBetween(part([a]), part([now]))).toEqual([{ path: "/a", ...(expected as object) }]);
  });

  test("the order of keys is nothing, and the rest of a field is nothing either", () => {
    const was = fieldOf("/a", { before: { x: 1, y: 2 }, line: 1 });
    const is = fieldOf("/a", { before: { y: 2, x: 1 }, line: 2 });
    expect(movedBetween(part([was, fieldOf("/b")]), part([is, fieldOf("/b", { after: "c" })]))).toEqual([
      { path: "/b", side: "file", fileWas: "a", file: "c" },
    ]);
  });
});

test("drift that both plans leave alone is not told, whatever became of it", () => {
  const kept = (before: string) => fieldOf("/b", { before, verdict: "keep", origin: "drift" });
  const one = fieldOf("/c", { verdict: "keep", origin: "drift" });
  const moved = fieldOf("/a", { before: "c" });
  expect(movedBetween(part([a, kept("b")]), part([moved, kept("d"), one])).map(({ path }) => path)).toEqual(["/a"]);
});

describe("a field of one plan only", () => {
  test.each<[string, PlannedPart, PlannedPart, Json]>([
    ["it is gone", part([a]), part([]), { side: "live", liveWas: "b", fileWas: "a", is: "gone" }],
    ["it is new", part([]), part([a]), { side: "live", live: "b", file: "a", is: "new" }],
    [
      "it is gone with another file",
      part([a]),
      part([], {}, "other"),
      { side: "file", liveWas: "b", fileWas: "a", is: "gone" },
    ],
    [
      "it is new with another file",
      part([]),
      part([a], {}, "other"),
      { side: "file", live: "b", file: "a", is: "new" },
    ],
    [
      "it is gone and everything moved",
      part([a]),
      part([], { seen: "other" }, "other"),
      { side: "unclear", liveWas: "b", fileWas: "a", is: "gone" },
    ],
    ...(["file", "drift", "conflict"] as const).map((origin): [string, PlannedPart, PlannedPart, Json] => [
      `it is new, everything moved, and its origin is ${origin}`,
      part([]),
      part([fieldOf("/a", { origin })], { seen: "other" }, "other"),
      { side: { file: "unclear", drift: "live", conflict: "both" }[origin], live: "b", file: "a", is: "new" },
    ]),
    [
      "nothing was planned before",
      { steps: [], documents: "other" },
      part([a]),
      { side: "unclear", live: "b", file: "a", is: "new" },
    ],
    [
      "nobody knows from which documents",
      { change: changed(bear, { fields: [a] }), steps: [] },
      { change: changed(bear, { seen: "other" }), steps: [] },
      { side: "unclear", liveWas: "b", fileWas: "a", is: "gone" },
    ],
  ])("%s", (_, saved, fresh, expected) => {
    expect(movedBetween(saved, fresh)).toEqual([{ path: "/a", ...(expected as object) }]);
  });

  test("whose side is known counts more than what it is judged to be", () => {
    const drift = fieldOf("/a", { origin: "drift" });
    expect(movedBetween(part([]), part([drift], {}, "other"))).toMatchObject([{ side: "file" }]);
    expect(movedBetween(part([]), part([fieldOf("/a", { origin: "conflict" })]))).toMatchObject([{ side: "live" }]);
  });

  test("all of both plans, in order", () => {
    const moved = movedBetween(part([fieldOf("/c"), fieldOf("/a")]), part([fieldOf("/b")]));
    expect(moved.map(({ path, is }) => [path, is])).toEqual([
      ["/a", "gone"],
      ["/b", "new"],
      ["/c", "gone"],
    ]);
  });

  test("what somebody wrote by hand is not relied on", () => {
    const saved = part([null, 3, a] as never);
    expect(movedBetween(saved, part([a]))).toEqual([{ path: "", side: "live" }]);
    expect(movedBetween(part("x" as never), part([a]))).toMatchObject([{ path: "/a", is: "new" }]);
    const judged = movedBetween(part([fieldOf("/a", { verdict: 3 as never })]), part([a]));
    expect(judged).toMatchObject([{ verdictWas: "3" }]);
  });
});

describe("what a resource is", () => {
  const objects = (...ids: readonly (string | undefined)[]) =>
    part([], { objects: ids.map((id) => ({ ...(id === undefined ? {} : { id }), items: [], action: "keep" })) });
  test.each<[string, PlannedPart, PlannedPart, Json]>([
    ["another id", part([]), part([], { id: "2" }), [{ path: "/id", side: "unclear", idWas: "1", id: "2" }]],
    [
      "an id beside a field",
      part([]),
      part([a], { id: "2" }),
      [
        { path: "/a", side: "live", live: "b", file: "a", is: "new" },
        { path: "/id", side: "unclear", idWas: "1", id: "2" },
      ],
    ],
    ["other objects", objects("8", "7"), objects("7", "9"), [{ path: "/id", side: "live", idWas: "7,8", id: "7,9" }]],
    ["the same objects in another order", objects("8", "7"), objects("7", "8"), [{ path: "", side: "live" }]],
    ["the same objects and one to be added", objects("7"), objects("7", undefined), [{ path: "", side: "live" }]],
    ["objects where none were", part([]), objects("7"), [{ path: "/id", side: "live", idWas: "", id: "7" }]],
    ["no change before", { steps: [], documents: "same" }, objects("7"), [{ path: "", side: "live" }]],
    ["no change now", objects("7"), { steps: [], documents: "same" }, [{ path: "", side: "live" }]],
    [
      "objects of another id are named once",
      part([]),
      { ...objects("7"), change: changed(bear, { id: "2", objects: [{ id: "7", items: [], action: "keep" }] }) },
      [{ path: "/id", side: "unclear", idWas: "1", id: "2" }],
    ],
    [
      "objects that somebody wrote by hand",
      part([], { objects: [null, { id: 7 }] as never }),
      objects("7"),
      [{ path: "", side: "live" }],
    ],
    [
      "objects that are none",
      part([], { objects: "x" as never }),
      objects("7"),
      [{ path: "/id", side: "live", idWas: "", id: "7" }],
    ],
  ])("%s", (_, saved, fresh, expected) => {
    expect(movedBetween(saved, fresh)).toEqual(expected);
  });
});

describe("what goes along", () => {
  test.each<[string, PlannedPart, PlannedPart, Json]>([
    [
      "a member moved, below what stands around the fields",
      bodies({ body: { id: "1", wrap: { box: { size: "a", lid: "b" } } } }),
      bodies({ body: { id: "1", wrap: { box: { size: "a", lid: "c" } } }, because: ["/box/size"] }),
      [{ path: "/box/lid", side: "live", liveWas: "b", live: "c" }],
    ],
    [
      "a member is gone and another one new",
      bodies({ body: { box: { b: 1, constructor: 3 } } }),
      bodies({ body: { box: { a: 2, constructor: 3 } }, because: ["/box/x"] }),
      [
        { path: "/box/a", side: "live", live: 2 },
        { path: "/box/b", side: "live", liveWas: 1 },
      ],
    ],
    [
      "a member that every object of JavaScript has",
      bodies({ body: { box: {} } }),
      bodies({ body: { box: { constructor: 3 } }, because: ["/box/x"] }),
      [{ path: "/box/constructor", side: "live", live: 3 }],
    ],
    [
      "an object is something else by now",
      bodies({ body: { box: { a: 1 } } }),
      bodies({ body: { box: "x" }, because: ["/box/a"] }),
      [{ path: "/box", side: "live", liveWas: { a: 1 }, live: "x" }],
    ],
    [
      "something else is an object by now",
      bodies({ body: { box: "x" } }),
      bodies({ body: { box: { a: 1 } }, because: ["/box/a"] }),
      [{ path: "/box", side: "live", liveWas: "x", live: { a: 1 } }],
    ],
    [
      "something below what no field is in",
      bodies({ body: { wrap: { other: 1 } } }),
      bodies({ body: { wrap: { other: 2 } }, because: ["/box/a"] }),
      [{ path: "/wrap/other", side: "live", liveWas: 1, live: 2 }],
    ],
    [
      "something that no field is in",
      bodies({ body: { other: 1 } }),
      bodies({ body: { other: 2 }, because: ["/box/a"] }),
      [{ path: "/other", side: "live", liveWas: 1, live: 2 }],
    ],
    [
      "the second of two requests",
      bodies({ body: { a: 1 } }, { body: { a: 1 } }),
      bodies({ body: { a: 1 } }, { body: { a: 2 } }),
      [{ path: "/a", side: "live", liveWas: 1, live: 2 }],
    ],
    ["a request that was not there", bodies(), bodies({ body: { a: 1 } }), [{ path: "", side: "live" }]],
    ["nothing", bodies({ body: { a: 1 } }), bodies({ body: { a: 1 } }), [{ path: "", side: "live" }]],
  ])("%s", (_, saved, fresh, expected) => {
    expect(movedBetween(saved, fresh)).toEqual(expected);
  });
});
