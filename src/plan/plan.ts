import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import { type Document, type Locate, localAddress } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { byText } from "../model/json.ts";
import type { KindEntry, Kinds, PlanCheckInput } from "../model/kind.ts";
import type { LockedId } from "../model/lock.ts";
import type { Allowed, Change, Plan, Step, Summary, Unmanaged } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { consentNeeded } from "./consent.ts";
import { planCreation } from "./create.ts";
import { meaningDigest } from "./digest.ts";
import { mergedState, type OperationValues, operationValues } from "./values.ts";

/** One resource to take down. */
export interface Removal {
  readonly desired: Desired;
  readonly live: LiveResource;
  readonly granted: boolean;
}

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
    const sent = operationValues(diff, entry, input.context);
    const found = [...diff.problems, ...outcomeProblems(diff, sent, entry, input.locate)];
    problems.push(...found);
    const made = stepsOf(diff, sent, entry, steps.length);
    steps.push(...made);
    if (diff.fields.length > 0 || found.length > 0) changes.push(changeOf(diff, made.length > 0));
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
    steps.push(removalStep(removal, input.kinds.get(removal.desired.kind) as KindEntry, steps.length));
    changes.push(removalChange(removal));
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

/**
 * Problems in the order of files and lines; those without a place come last. What one line of a document of several accounts gets wrong is told once.
 */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return sorted(problems).filter((problem) => {
    const { place } = problem;
    if (place === undefined || problem.class !== "document") return true;
    const key = `${problem.code} ${place.file} ${place.line} ${place.column} ${JSON.stringify(problem.args)}`;
    const first = !told.has(key);
    told.add(key);
    return first;
  });
}

function sorted(problems: readonly Problem[]): Problem[] {
  const key = (problem: Problem) => `${problem.place === undefined ? 1 : 0} ${problem.place?.file ?? ""}`;
  return [...problems].sort(
    (a, b) =>
      byText(key(a), key(b)) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
      byText(a.address ?? "", b.address ?? "") ||
      byText(a.code, b.code),
  );
}

function stepsOf(diff: ResourceDiff, sent: readonly OperationValues[], entry: KindEntry, before: number): Step[] {
  const steps: Step[] = [];
  for (const { operation: name, values, because } of sent) {
    const operation = entry.kind.operations[name];
    if (operation === undefined) throw new Error(`${diff.desired.kind} has no operation ${name}`);
    const previous = steps.at(-1);
    steps.push({
      id: String(before + steps.length + 1),
      address: diff.desired.address,
      operation: name,
      method: operation.method,
      path: operation.path,
      body: operation.body({ id: diff.desired.id, values, live: diff.live.spec }),
      because,
      needs: previous === undefined ? [] : [previous.id],
    });
  }
  return steps;
}

function outcomeProblems(
  diff: ResourceDiff,
  sent: readonly OperationValues[],
  entry: KindEntry,
  locate: Locate,
): Problem[] {
  if (sent.length === 0) return [];
  const check: PlanCheckInput = {
    state: diff.live.state,
    live: diff.live.spec,
    merged: mergedState(diff.live.spec, sent, entry),
    sent: sent.flatMap((one) => one.because),
  };
  return entry.kind.checkPlan(check).map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    class: "refused" as const,
    args: finding.args,
    address: diff.desired.address,
    path: finding.path,
    place: locate(diff.desired.document.source, `/spec${finding.path}`, "key"),
  }));
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

function removalStep({ desired, live }: Removal, entry: KindEntry, before: number): Step {
  const name = entry.kind.removal ?? "";
  const operation = entry.kind.operations[name];
  if (operation === undefined) throw new Error(`${desired.kind} cannot be deleted`);
  const body = operation.body({ id: desired.id, values: {}, live: live.spec });
  const { method, path } = operation;
  return {
    id: String(before + 1),
    address: desired.address,
    operation: name,
    method,
    path,
    body,
    because: [],
    needs: [],
  };
}

function removalChange({ desired, live }: Removal): Change {
  const { source, line } = desired.document;
  return {
    address: desired.address,
    id: desired.id,
    action: "delete",
    file: source.file,
    line,
    fields: [],
    seen: fullDigest(live.state),
  };
}

function changeOf(diff: ResourceDiff, updates: boolean): Change {
  const { desired } = diff;
  return {
    address: desired.address,
    id: desired.id,
    action: updates ? "update" : "none",
    file: desired.document.source.file,
    line: desired.document.line,
    fields: diff.fields,
    seen: fullDigest(diff.seen),
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

/** Resources the lock files know by an address or id that no document has any more. */
export function forgotten(documents: readonly Document[], known: readonly LockedId[]): Unmanaged[] {
  const named = new Set(
    documents.flatMap(({ address, account, kind, id, was }) => [
      address,
      `${account} ${kind} ${id}`,
      ...(was === undefined ? [] : [`${account}/${kind}/${was}`]),
    ]),
  );
  return known
    .filter(({ address, account, kind, id }) => !named.has(address) && !named.has(`${account} ${kind} ${id}`))
    .map(({ address, account, kind, id }) => ({
      account,
      kind,
      id,
      name: localAddress(address).slice(kind.length + 1),
    }));
}

/** Each once, in an order of its own. */
function sortUnmanaged(all: readonly Unmanaged[]): Unmanaged[] {
  const byId = new Map(all.map((one) => [`${one.account} ${one.kind} ${one.id}`, one]));
  return [...byId].sort(([a], [b]) => byText(a, b)).map(([, one]) => one);
}
