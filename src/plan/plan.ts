import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { byText } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Allowed, Change, Plan, Step, Summary, Unmanaged } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { consentNeeded } from "./consent.ts";
import { planCreation } from "./create.ts";
import { meaningDigest } from "./digest.ts";
import { sortProblems } from "./problems.ts";
import { planRemoval, type Removal } from "./remove.ts";
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
}

/** Turns differences into a plan: exact requests in order, rules judged on the outcome, counts, and the digest. Pure. */
export function makePlan(input: PlanInput): Plan {
  const problems: Problem[] = [...input.problems];
  const changes: Change[] = [];
  const steps: Step[] = [];
  const diffs = [...input.diffs].sort((a, b) => byText(a.desired.address, b.desired.address));
  for (const diff of diffs) {
    const entry = input.kinds.get(diff.desired.kind) as KindEntry;
    const made = planUpdate(diff, entry, steps.length, input);
    steps.push(...made.steps);
    problems.push(...made.problems);
    if (diff.fields.length > 0 || made.problems.length > 0) changes.push(made.change);
  }
  for (const one of [...input.creations].sort((a, b) => byText(a.address, b.address))) {
    const made = planCreation(one, input.kinds.get(one.kind) as KindEntry, steps.length, input.locate);
    steps.push(...made.steps);
    changes.push(made.change);
    problems.push(...made.problems);
  }
  const planned = new Set(changes.map(({ address }) => address));
  for (const one of [...input.adoptions].sort((a, b) => byText(a.address, b.address)))
    if (!planned.has(one.address)) changes.push(adoption(one));
  const removals = [...input.removals].sort((a, b) => byText(a.desired.address, b.desired.address));
  for (const removal of removals) {
    const made = planRemoval(removal, input.kinds.get(removal.desired.kind) as KindEntry, steps.length);
    steps.push(made.step);
    changes.push(made.change);
  }
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
    replace: 0,
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
