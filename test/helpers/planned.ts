import type { Change, FieldChange, Plan, Step } from "../../src/model/plan.ts";
import { type About, type Problem, problem } from "../../src/model/problem.ts";

/** The address of a toy. */
export const bear = "coffee/Toy/bear";
/** The address of another toy of the same account. */
export const duck = "coffee/Toy/duck";

/** A field that the file changes, but for what is given. */
export function fieldOf(path: string, more: Partial<FieldChange> = {}): FieldChange {
  return { path, before: "b", after: "a", verdict: "send", origin: "file", badges: [], line: 1, ...more };
}

/** An update, but for what is given. */
export function changed(address: string, more: Partial<Change> = {}): Change {
  return { address, id: "1", action: "update", file: "toys/x.yaml", line: 1, fields: [], seen: "seen", ...more };
}

/** A step that needs nothing, but for what is given. */
export function stepOf(id: string, address: string, more: Partial<Step> = {}): Step {
  return { id, address, operation: "update", method: "POST", path: "/toys", body: {}, because: [], needs: [], ...more };
}

/** A plan that does nothing, but for what is given. */
export function planOf(more: Partial<Plan> = {}): Plan {
  const none = {
    create: 0,
    update: 0,
    replace: 0,
    delete: 0,
    adopt: 0,
    unchanged: 0,
    drift: 0,
    conflict: 0,
    review: 0,
    calls: 0,
  };
  return {
    format: "wxcards-plan/1" as Plan["format"],
    tool: "wxcards",
    digest: "",
    sandbox: false,
    documents: "same",
    accounts: [{ name: "coffee", platform: "weixin", identity: "wx1", complete: true, applicable: true }],
    changes: [],
    steps: [],
    problems: [],
    unmanaged: [],
    summary: none,
    consent: [],
    recovery: [],
    complete: true,
    applicable: true,
    ...more,
  };
}

/** A problem whose code says enough, with the class and severity that are given. */
export function trouble(code: string, about: About = {}, args: Problem["args"] = {}): Problem {
  return { ...problem("bug", { reason: "" }, about), code: code as Problem["code"], args };
}
