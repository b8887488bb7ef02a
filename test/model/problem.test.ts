import { describe, expect, test } from "vitest";
import { asProblem, finding, passedOn, problem } from "../../src/model/problem.ts";
import { problemTable } from "../../src/model/problems/table.ts";

describe("a problem", () => {
  test("has the severity and the class of the table, and its arguments", () => {
    expect(problem("duplicate-key", { key: "title", line: 4 })).toEqual({
      code: "duplicate-key",
      severity: "error",
      class: "document",
      args: { key: "title", line: 4 },
    });
  });

  test("says otherwise where whoever raises it knows better", () => {
    const found = problem("kind-unknown", { kind: "Card", kinds: [] }, { class: "usage", severity: "warning" });
    expect(found).toMatchObject({ severity: "warning", class: "usage" });
  });

  test("has no member without a value", () => {
    const found = problem("unknown-key", { key: "tilte", nearest: undefined }, { address: undefined, path: "/tilte" });
    expect(Object.keys(found)).toEqual(["code", "severity", "class", "args", "path"]);
    expect(found.args).toEqual({ key: "tilte" });
  });

  test("of a platform's code is a failure, unless it is a matter of credentials", () => {
    const args = { errcode: 40_013, errmsg: "invalid appid" };
    expect(problem("weixin-40013", args)).toMatchObject({ severity: "error", class: "failure" });
    expect(problem("weixin-40013", args, { class: "not-allowed" })).toMatchObject({ class: "not-allowed" });
  });

  test("is passed on with what others know besides", () => {
    const found = passedOn(problem("token-missing", { call: "/a" }), { account: "coffee", field: undefined });
    expect(found.args).toEqual({ call: "/a", account: "coffee" });
  });

  test("is made of a finding, which keeps its severity", () => {
    const found = finding("member-does-not-apply", { beside: ["/a"] }, { path: "/b", severity: "error" });
    expect(asProblem(found, { class: "refused", path: found.path })).toEqual({
      code: "member-does-not-apply",
      severity: "error",
      class: "refused",
      args: { beside: ["/a"] },
      path: "/b",
    });
  });
});

/* Nothing is run here: what does not compile without its comment is the test. */
test("codes and arguments are those of the table", () => {
  const never = (): unknown[] => [
    // @ts-expect-error a code that nobody knows
    problem("duplicate-keys", { key: "title", line: 4 }),
    // @ts-expect-error an argument is missing
    problem("duplicate-key", { key: "title" }),
    // @ts-expect-error an argument is misspelt
    problem("duplicate-key", { key: "title", lines: 4 }),
    // @ts-expect-error an argument is of another type
    problem("duplicate-key", { key: "title", line: "4" }),
    // @ts-expect-error a code without arguments takes none
    problem("text-broken", { reason: "x" }),
    // @ts-expect-error an argument nobody asked for
    finding("instant-past", { instant: 1 }, { path: "/end_time" }),
  ];
  expect(never).toBeTypeOf("function");
});

test("the table costs nothing but two words a code", () => {
  for (const entry of Object.values(problemTable)) expect(Object.keys(entry).sort()).toEqual(["class", "severity"]);
});
