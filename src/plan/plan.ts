import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { byText, isObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Allowed, Change, Plan, Step, Summary, Unmanaged } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { itemsOf } from "../model/spread-items.ts";
import { consentNeeded } from "./consent.ts";
import { planCreation } from "./create.ts";
import { meaningDigest } from "./digest.ts";
import { withReferences } from "./marks.ts";
import { inOrder } from "./order.ts";
import { sortProblems } from "./problems.ts";
import { planRemoval, type Removal } from "./remove.ts";
import { changeSpread, createSpread, removeSpread, type SpreadChange } from "./spread-change.ts";
import { sortUnmanaged } from "./unmanaged.ts";
import { planUpdate } from "./update.ts";

/** What making a plan needs. */
export interface PlanInput {
  readonly tool: string;
  readonly accounts: readonly Account[];
  readonly kinds: Kinds;
  readonly context: FormContext;
  readonly diffs: readonly ResourceDiff[];
  /** How many more were compared and are as declared. */
  readonly unchanged: number;
  /** Resources that documents want and that are not there. */
  readonly creations: readonly Desired[];
  /** Resources that are there, equal, and unknown until now. */
  readonly adoptions: readonly Desired[];
  /** Resources that documents want gone and that are there. */
  readonly removals: readonly Removal[];
  /** Resources that could not be compared: missing, unreadable, without an id. */
  readonly problems: readonly Problem[];
  readonly unmanaged: readonly Unmanaged[];
  readonly maxChanges: number;
  /** Agreement given on the command line. */
  readonly allowed: readonly Allowed[];
  /** Digest of the canonical documents, project file and lock entries. */
  readonly documents: string;
  readonly locate: Locate;
  /** Items of a resource that are known to be held elsewhere. */
  readonly excepted: (one: Desired) => ReadonlySet<string>;
  /** True for a resource whose document declares an end that has passed. */
  readonly over: (one: Desired) => boolean;
}

/** Turns differences into a plan: exact requests in order, rules judged on the outcome, counts, and the digest. Pure. */
export function makePlan(input: PlanInput): Plan {
  const problems: Problem[] = [...input.problems];
  const changes: Change[] = [];
  let steps: Step[] = [];
  const freed = new Map<string, string>();
  const making = new Map<string, { step: string; at: string }>();
  const entryOf = ({ kind }: Desired) => input.kinds.get(kind) as KindEntry;
  const spreads = ({ desired }: { desired: Desired }) => entryOf(desired).kind.spread !== undefined;
  const keep = (made: SpreadChange, kind: string) => {
    steps.push(...made.steps);
    problems.push(...made.problems);
    for (const [item, step] of made.freed) freed.set(`${kind} ${item}`, step);
    changes.push(made.change);
  };
  const around = (desired: Desired) => ({
    ...{ entry: entryOf(desired), before: steps.length, context: input.context, locate: input.locate },
    ...{ excepted: input.excepted(desired), over: input.over(desired) },
  });
  const diffs = sortedBy(input.diffs, ({ desired }) => desired.address);
  const creations = sortedBy(input.creations, ({ address }) => address);
  const removals = sortedBy(input.removals, ({ desired }) => desired.address);
  for (const diff of diffs.filter((one) => !spreads(one))) {
    const made = planUpdate(diff, entryOf(diff.desired), steps.length, input);
    steps.push(...made.steps);
    problems.push(...made.problems);
    if (diff.fields.length > 0 || made.problems.length > 0) changes.push(made.change);
  }
  for (const one of creations.filter((desired) => !spreads({ desired }))) {
    const made = planCreation(one, entryOf(one), steps.length, input.locate);
    const first = made.steps[0];
    const { creation } = entryOf(one).kind;
    if (first !== undefined && creation !== undefined) making.set(one.address, { step: first.id, at: creation.idAt });
    steps.push(...made.steps);
    changes.push(made.change);
    problems.push(...made.problems);
  }
  for (const diff of diffs.filter(spreads)) {
    const made = changeSpread(diff, around(diff.desired));
    if (diff.fields.length > 0 || made.problems.length > 0 || made.steps.length > 0) keep(made, diff.desired.kind);
  }
  for (const one of creations.filter((desired) => spreads({ desired }))) keep(createSpread(one, around(one)), one.kind);
  const planned = new Set(changes.map(({ address }) => address));
  for (const one of sortedBy(input.adoptions, ({ address }) => address))
    if (!planned.has(one.address)) changes.push(adoption(one));
  // What names another resource goes before that one does.
  for (const removal of removals.filter(spreads))
    keep(removeSpread(removal, around(removal.desired)), removal.desired.kind);
  for (const removal of removals.filter((one) => !spreads(one))) {
    const made = planRemoval(removal, entryOf(removal.desired), steps.length);
    steps.push(made.step);
    changes.push(made.change);
  }
  const referred = steps.map((step) => withReferences(afterFreed(step, freed, input.kinds), making));
  problems.push(...referred.flatMap(({ step, unmade }) => unmade.map((meant) => unmadeProblem(step.address, meant))));
  steps = inOrder(referred.map(({ step }) => step));
  const accounts = input.accounts
    .map(({ name, platform, identity }) => ({ name, platform, identity }))
    .sort((a, b) => byText(a.name, b.name));
  const broken = problems.some((problem) => problem.severity === "error");
  const sandbox = input.accounts.length > 0 && input.accounts.every((account) => account.sandbox);
  const deletions = removals.map(({ desired, granted }) => ({
    what: "delete" as const,
    address: desired.address,
    given: granted,
  }));
  const single = [...diffs.flatMap((diff) => diff.consents), ...deletions];
  const consent = consentNeeded({ changes, single, maxChanges: input.maxChanges, allowed: input.allowed });
  const body = { accounts, sandbox, changes, steps, consent };
  return {
    format: "wxcards.plan/1",
    tool: input.tool,
    digest: meaningDigest(body),
    documents: input.documents,
    ...body,
    problems: sortProblems(problems),
    unmanaged: sortUnmanaged(input.unmanaged),
    summary: summaryOf(changes, steps, input),
    complete: !problems.some((problem) => problem.class === "failure" || problem.class === "not-allowed"),
    applicable: !broken && consent.every((one) => one.given),
  };
}

function sortedBy<One>(all: readonly One[], key: (one: One) => string): One[] {
  return [...all].sort((a, b) => byText(key(a), key(b)));
}

/** A step that adds an item which another resource gives up waits for that. */
function afterFreed(step: Step, freed: ReadonlyMap<string, string>, kinds: Kinds): Step {
  const kind = step.address.split("/")[1] ?? "";
  const entry = kinds.get(kind);
  const spread = entry?.kind.spread;
  if (freed.size === 0 || entry === undefined || spread?.add !== step.operation) return step;
  const body = valueAt(step.body, entry.kind.operations[spread.add]?.root ?? "");
  const items = isObject(body) ? itemsOf(body, entry) : [];
  const needs = items.flatMap((item) => freed.get(`${kind} ${item}`) ?? []);
  return needs.length === 0 ? step : { ...step, needs: [...new Set([...step.needs, ...needs])] };
}

/** Nothing tells the id of a resource that is named, because this plan neither knows nor makes it. */
function unmadeProblem(address: string, meant: string): Problem {
  return { code: "reference-not-planned", severity: "error", class: "refused", args: { address, meant }, address };
}

function adoption({ address, id, document }: Desired): Change {
  return {
    address,
    id,
    action: "adopt",
    file: document.source.file,
    line: document.line,
    fields: [],
    seen: fullDigest(id),
  };
}

function summaryOf(changes: readonly Change[], steps: readonly Step[], { diffs, unchanged }: PlanInput): Summary {
  const count = (action: Change["action"]) => changes.filter((change) => change.action === action).length;
  const some = (test: (field: Change["fields"][number]) => boolean) =>
    changes.filter((change) => change.fields.some(test)).length;
  const update = count("update");
  return {
    create: count("create"),
    update,
    replace: count("replace"),
    delete: count("delete"),
    adopt: count("adopt"),
    unchanged:
      unchanged +
      diffs.filter(({ fields }) => !fields.some(({ verdict }) => ["send", "blocked", "keep"].includes(verdict))).length,
    drift: some((field) => field.verdict === "keep"),
    review: some((field) => field.verdict === "send" && field.badges.includes("review")),
    calls: steps.length,
  };
}
