import { describe, expect, test } from "vitest";
import type { Applied } from "../../../src/model/applied.ts";
import type { Order } from "../../../src/state/order/judge.ts";
import { type OrderMeaning, orderProblem } from "../../../src/state/order/order-problem.ts";

const applied: Applied = {
  ...{ commit: "a".repeat(40), parents: [], date: 1, documents: "sha256:a", dirty: false, ref: "refs/heads/main" },
  at: "2026-11-28T10:00:00+08:00",
};
const head = { commit: "b".repeat(40), parents: [], date: 2, dirty: false };
const stale: Order = { verdict: "stale", because: "parent" };
const unanswered: Order = { verdict: "unknown", because: "no-answer" };
const diverged: Order = { verdict: "diverged", because: "branch" };

const saying = (order: Order, more: Partial<OrderMeaning> = {}) => {
  const usual = { account: "coffee", head, applied, changes: 2, undone: 1, isJob: true, isRollback: false };
  return orderProblem({ ...usual, order, ...more });
};

describe("what is wrong with a commit", () => {
  test.each<[string, Order, Partial<OrderMeaning>, object]>([
    ["an older one", stale, {}, { code: "older-commit", severity: "error", class: "stale", args: { isOlder: true } }],
    ["one beside", { verdict: "stale", because: "no-tip" }, {}, { code: "older-commit", args: { isOlder: false } }],
    [
      "one of a job that nobody can judge",
      unanswered,
      {},
      { code: "order-unknown", severity: "error", class: "stale" },
    ],
    [
      "one of a desk that nobody can judge",
      unanswered,
      { isJob: false },
      { code: "order-unknown", severity: "warning" },
    ],
    ["a tip beside", diverged, {}, { code: "commit-diverged", severity: "warning", args: { changes: 1 } }],
  ])("%s", (_case, order, more, found) => {
    const args = { head: head.commit, applied: applied.commit, at: applied.at, ref: applied.ref };
    expect(saying(order, more)).toMatchObject({ account: "coffee", args, ...found });
  });

  test.each<[string, Order, Partial<OrderMeaning>]>([
    ["an older one that changes nothing", stale, { changes: 0 }],
    ["an older one with consent", stale, { isRollback: true }],
    ["one that nobody can judge and that changes nothing", unanswered, { changes: 0 }],
    ["one that nobody can judge, with consent", unanswered, { isRollback: true }],
    ["a tip beside that undoes nothing", diverged, { undone: 0 }],
    ["one outside of git", { verdict: "unknown", because: "no-git" }, {}],
    ["a newer one", { verdict: "forward", because: "child" }, {}],
    ["the same one", { verdict: "same", because: "commit" }, {}],
    ["the first one", { verdict: "first", because: "no-memory" }, {}],
  ])("nothing with %s", (_case, order, more) => {
    expect(saying(order, more)).toBeUndefined();
  });
});
