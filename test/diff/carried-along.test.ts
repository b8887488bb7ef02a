import { expect, test } from "vitest";
import { membersAlong } from "../../src/diff/carried-along.ts";
import type { LiveResource } from "../../src/model/resource.ts";
import { toyContext, toyKind } from "../helpers/toys.ts";

const entry = toyKind({
  "/title": {},
  "/end": { same: "instant-end" },
  "/box": { types: ["object"], atomic: true },
  "/box/size": { atom: "/box" },
  "/box/end": { atom: "/box", same: "instant-end" },
  "/lid": { types: ["object"], atomic: true },
  "/lid/size": { atom: "/lid" },
});
const spec = { title: "a", odd: 1, box: { size: "s", end: "2026-11-01", odd: { b: 1 } }, lid: { size: "l" } };
const live: LiveResource = { status: "found", id: "1", spec, review: "passed", state: "" };
/** The last second of the first of November 2026 in Shanghai. */
const end = 1_793_548_799;

test("a field that goes out alone takes nothing along", () => {
  expect(membersAlong(live, ["/title"], entry, toyContext)).toEqual({});
});

test("a member of a whole object takes along those that are not sent: canonical where they are known", () => {
  expect(membersAlong(live, ["/box/size"], entry, toyContext)).toEqual({ "/box/end": end, "/box/odd": { b: 1 } });
});

test("members of two objects take along those of both", () => {
  expect(membersAlong(live, ["/box/end", "/lid/size"], entry, toyContext)).toEqual({
    "/box/size": "s",
    "/box/odd": { b: 1 },
  });
  expect(membersAlong(live, ["/box/end", "/lid/more"], entry, toyContext)).not.toHaveProperty("/lid/size");
});

test("an object that is added anew takes all along that is not sent, each its own", () => {
  const objects = [
    { id: "1", items: [], state: "", spec: { title: "a", end: "2026-11-01", odd: 1 } },
    { id: "2", items: [], state: "", spec: { title: "b" } },
  ];
  expect(membersAlong({ ...live, objects }, ["/odd"], entry, toyContext)).toEqual({
    1: { "/title": "a", "/end": end },
    2: { "/title": "b" },
  });
});
