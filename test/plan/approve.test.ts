import { describe, expect, test } from "vitest";
import type { Change, FieldChange, Plan, Step } from "../../src/model/plan.ts";
import { resultOf } from "../../src/model/result.ts";
import { approve, type Circumstances } from "../../src/plan/approve.ts";
import { bear, changed, duck, fieldOf, planOf, stepOf, trouble } from "../helpers/planned.ts";

const bread = "bakery/Toy/bread";

/** A plan of changes and steps, numbered from a number on. */
function plan(changes: readonly Change[], steps: readonly Step[], more: Partial<Plan> = {}): Plan {
  return planOf({ changes, steps, ...more });
}

/** What of a fresh plan is carried out, and the conflicts. */
function told(saved: Plan, fresh: Plan, circumstances?: Circumstances): readonly [steps: string, conflicts: string] {
  const approval = approve(saved, fresh, circumstances);
  const conflicts = approval.conflicts.map(({ code, address }) => `${code} ${address}`);
  return [approval.plan.steps.map(({ id }) => id).join(), conflicts.join()];
}

const update = (address: string, body: Step["body"] = { a: "a" }, id = "1") =>
  [changed(address, { fields: [fieldOf("/a", { after: body["a"] ?? null })] }), stepOf(id, address, { body })] as const;
const [bearChange, bearStep] = update(bear);
const [duckChange, duckStep] = update(duck, { a: "a" }, "2");
const both = plan([bearChange, duckChange], [bearStep, duckStep]);
const bearOnly = plan([bearChange], [bearStep]);
const nothing = plan([], []);

describe("what is carried out", () => {
  test("all of a plan that is as it was saved", () => {
    expect(told(both, both)).toEqual(["1,2", ""]);
    expect(told(nothing, nothing)).toEqual(["", ""]);
  });

  test("the numbers of steps and lines are nothing", () => {
    const moved = plan(
      [changed(bear, { line: 9, fields: [fieldOf("/a", { line: 10 })] })],
      [stepOf("7", bear, { body: { a: "a" }, needs: ["6"] })],
    );
    expect(told(bearOnly, moved)).toEqual(["7", ""]);
  });

  test("neither file nor badges of the change count, but everything else of it does", () => {
    const fresh = (more: Partial<Change>) => plan([{ ...bearChange, ...more }], [bearStep]);
    const [sent] = bearChange.fields as [FieldChange];
    for (const more of [
      { file: "toys/y.yaml", carried: ["/x"] },
      // What is kept may move on, and `seen` with it: nothing is sent there.
      { seen: "other" },
      { fields: [sent, fieldOf("/b", { verdict: "keep", origin: "drift" })] },
    ])
      expect(told(bearOnly, fresh(more))).toEqual(["1", ""]);
    for (const more of [
      { id: "2" },
      { action: "replace" as const },
      { objects: [{ id: "7", items: [], action: "keep" as const }] },
      { fields: [fieldOf("/b")] },
      { fields: [{ ...sent, before: "moved" }] },
      { fields: [sent, fieldOf("/b")] },
      { fields: [sent, fieldOf("/b", { verdict: "blocked" })] },
    ])
      expect(told(bearOnly, fresh(more))).toEqual(["", `plan-moved ${bear}`]);
  });

  test.each(["create", "replace", "delete", "adopt"] as const)("%s: all that was seen counts", (action) => {
    const [saved, fresh] = ["one", "other"].map((seen) => plan([{ ...bearChange, action, seen }], [bearStep])) as [
      Plan,
      Plan,
    ];
    expect(told(saved, saved)).toEqual(["1", ""]);
    expect(told(saved, fresh)).toEqual(["", `plan-moved ${bear}`]);
  });

  test("what moved is left alone, and the others go on", () => {
    const fresh = plan([bearChange, update(duck, { a: "z" })[0]], [bearStep, update(duck, { a: "z" }, "2")[1]]);
    expect(told(both, fresh)).toEqual(["1", `plan-moved ${duck}`]);
    const approval = approve(both, fresh);
    expect(approval.plan.changes.map(({ address }) => address)).toEqual([bear]);
    expect(approval.plan.summary).toMatchObject({ update: 1, calls: 1 });
    expect(approval).not.toHaveProperty("void");
    expect(approval.conflicts[0]?.args).toEqual({
      address: duck,
      moved: [{ path: "/a", side: "file", fileWas: "a", file: "z" }],
    });
  });

  test("what was saved and is not needed any more, and what nobody approved", () => {
    expect(told(both, bearOnly)).toEqual(["1", `plan-not-needed ${duck}`]);
    expect(told(bearOnly, both)).toEqual(["1", `plan-not-approved ${duck}`]);
    expect(told(nothing, both)).toEqual(["", `plan-not-approved ${bear},plan-not-approved ${duck}`]);
  });

  test("a change without a step is none, but for an adoption", () => {
    const quiet = (action: Change["action"]) => plan([changed(bear, { action })], []);
    expect(told(quiet("none"), nothing)).toEqual(["", ""]);
    expect(told(quiet("adopt"), nothing)).toEqual(["", `plan-not-needed ${bear}`]);
    expect(told(nothing, quiet("adopt"))).toEqual(["", `plan-not-approved ${bear}`]);
    expect(told(quiet("adopt"), quiet("none"))).toEqual(["", `plan-not-needed ${bear}`]);
    expect(approve(quiet("adopt"), quiet("adopt")).plan.changes).toHaveLength(1);
    expect(told(quiet("adopt"), bearOnly)).toEqual(["", `plan-moved ${bear}`]);
  });

  test("a step of which no change says anything", () => {
    expect(told(plan([], [bearStep]), plan([], [bearStep]))).toEqual(["1", ""]);
    expect(told(plan([], [bearStep]), bearOnly)).toEqual(["", `plan-moved ${bear}`]);
  });

  test("conflicts come in the order of addresses", () => {
    const saved = plan([duckChange, bearChange], [duckStep, bearStep]);
    expect(told(saved, nothing)[1]).toBe(`plan-not-needed ${bear},plan-not-needed ${duck}`);
  });

  test("all steps of a resource count, each in its place", () => {
    const two = (first: string, second: string) =>
      plan([bearChange], [stepOf("1", bear, { path: first }), duckStep, stepOf("3", bear, { path: second })]);
    expect(told(two("/a", "/b"), two("/a", "/b"))[0]).toBe("1,2,3");
    expect(told(two("/a", "/b"), two("/a", "/c"))).toEqual(["2", `plan-moved ${bear}`]);
    expect(told(two("/a", "/b"), two("/b", "/a"))).toEqual(["2", `plan-moved ${bear}`]);
  });
});

describe("references to answers", () => {
  const referring = (made: string, step: string, at = "/id") =>
    plan([], [stepOf(made, duck), stepOf("9", bear, { body: { card: resultOf(step, at) } })]);

  test("say whose answer they mean, whatever its number", () => {
    expect(told(referring("1", "1"), referring("5", "5"))).toEqual(["5,9", ""]);
    expect(told(referring("1", "1"), referring("1", "9"))).toEqual(["1", `plan-moved ${bear}`]);
    expect(told(referring("1", "1"), referring("1", "1", "/other"))).toEqual(["1", `plan-moved ${bear}`]);
    // No step has that number.
    expect(told(referring("1", "1"), referring("1", "7"))).toEqual(["1", `plan-moved ${bear}`]);
    expect(told(referring("1", "7"), referring("1", "8"))).toEqual(["1,9", ""]);
  });

  test("say which of the answers of a resource they mean", () => {
    const two = (step: string) =>
      plan([], [stepOf("1", duck), stepOf("2", duck), stepOf("3", bear, { body: { card: resultOf(step, "/id") } })]);
    expect(told(two("1"), two("2"))).toEqual(["1,2", `plan-moved ${bear}`]);
  });
});

describe("accounts", () => {
  const account = (name: string, identity: string) => ({
    ...{ name, platform: "weixin", identity },
    ...{ complete: true, applicable: true },
  });

  test("a plan of the embedded platform approves nothing on the network, and the other way round", () => {
    for (const sandbox of [true, false]) {
      const approval = approve({ ...both, sandbox }, { ...both, sandbox: !sandbox });
      expect(approval.conflicts).toMatchObject([{ code: "plan-of-other-platform", args: { sandbox } }]);
      expect([approval.plan.steps, approval.plan.changes, approval.void]).toEqual([[], [], true]);
    }
  });

  test("a plan of an account of the same name that is another one approves nothing", () => {
    const fresh = { ...both, accounts: [account("bakery", "wx2"), account("coffee", "wx3")] };
    const approval = approve(both, fresh);
    expect(approval.conflicts).toMatchObject([
      { code: "plan-of-other-account", args: { account: "coffee", saved: "wx1", identity: "wx3" } },
    ]);
    expect(approval.void).toBe(true);
  });

  test("accounts that only one of the plans has are nothing", () => {
    const more = { ...both, accounts: [...both.accounts, account("bakery", "wx2")] };
    expect(told(both, more)).toEqual(["1,2", ""]);
    expect(told(more, both)).toEqual(["1,2", ""]);
  });
});

describe("what cannot be said yet", () => {
  const breadToo = plan([bearChange, changed(bread)], [bearStep, stepOf("2", bread)]);

  test("of accounts that could not be read", () => {
    expect(told(breadToo, nothing, { unread: new Set(["bakery"]) })).toEqual(["", `plan-not-needed ${bear}`]);
    expect(told(breadToo, nothing, { unread: new Set() })[1]).toContain(bread);
  });

  test.each(["recovery-waits", "rests-on-recovery"])("of what waits: %s", (code) => {
    const fresh = plan([], [], { problems: [trouble(code, { address: bear }), trouble("other", { address: bread })] });
    expect(told(breadToo, fresh)).toEqual(["", `plan-not-needed ${bread}`]);
  });
});

describe("what recovery has settled", () => {
  const steps = (...all: readonly Partial<Step>[]) =>
    plan(
      [bearChange],
      all.map((step, at) => stepOf(`${at + 1}`, bear, step)),
    );
  const saved = steps({ path: "/down" }, { path: "/up", body: { a: 1 } });
  const settled: Circumstances = { recovered: new Map([[bear, "42"]]) };

  test("what it has done counts as done", () => {
    expect(told(saved, steps({ path: "/up", body: { a: 1 } }), settled)).toEqual(["1", ""]);
    expect(told(saved, steps({ path: "/up", body: { a: 1 } }))).toEqual(["", `plan-moved ${bear}`]);
    // All of it.
    expect(told(saved, nothing, settled)).toEqual(["", ""]);
  });

  test("nothing more is done than was approved", () => {
    expect(told(saved, steps({ path: "/up", body: { a: 2 } }), settled)).toEqual(["", `plan-moved ${bear}`]);
    expect(told(saved, steps({ path: "/up", body: { a: 1 } }, { path: "/more" }), settled)).toEqual([
      "",
      `plan-moved ${bear}`,
    ]);
    expect(told(nothing, saved, settled)).toEqual(["", `plan-not-approved ${bear}`]);
  });

  test("an object that it put up again is the one that was to be taken down", () => {
    const restore = { operation: "add", method: "POST" as const, path: "/add", body: {} };
    const down = (id: string, more: Partial<Step> = {}) => steps({ path: "/down", body: { id }, restore, ...more });
    expect(told(down("7"), down("8"), settled)).toEqual(["1", ""]);
    expect(told(down("7"), down("8", { path: "/other" }), settled)).toEqual(["", `plan-moved ${bear}`]);
  });

  test("what names it by its mark or by its answer names it by its id now", () => {
    const naming = (card: Step["body"] | string) => plan([], [stepOf("2", duck, { body: { card } })]);
    const made = plan([bearChange], [bearStep, stepOf("2", duck, { body: { card: resultOf("1", "/id") } })]);
    expect(told(naming({ $address: bear }), naming("42"), settled)).toEqual(["2", ""]);
    expect(told(naming({ $address: bear }), naming("43"), settled)).toEqual(["", `plan-moved ${duck}`]);
    expect(told(naming({ $address: bread }), naming("42"), settled)).toEqual(["", `plan-moved ${duck}`]);
    expect(told(made, naming("42"), settled)).toEqual(["2", ""]);
    expect(told(made, naming("42"))).toEqual(["", `plan-not-needed ${bear},plan-moved ${duck}`]);
  });
});
