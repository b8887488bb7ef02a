import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { itemsOf } from "../model/items.ts";
import { byText, isObject, type JsonObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import type { Change, Consent, ObjectChange, Step } from "../model/plan.ts";
import { valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DriftGuard } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { planCreation } from "./create.ts";
import { withReferences } from "./marks.ts";
import { inOrder } from "./order.ts";
import { planRemoval, type Removal } from "./remove.ts";
import { changeSpread, createSpread, removeSpread } from "./spread-change.ts";
import { planUpdate } from "./update.ts";

/** What is to be done, resource by resource. */
export interface Work {
  readonly kinds: Kinds;
  readonly context: FormContext;
  readonly locate: Locate;
  readonly diffs: readonly ResourceDiff[];
  /** Resources that documents want and that are not there. */
  readonly creations: readonly Desired[];
  /** Resources that are there, equal, and unknown until now. */
  readonly adoptions: readonly Desired[];
  /** Resources that documents want gone and that are there. */
  readonly removals: readonly Removal[];
  /** Items of a resource that are known to be held elsewhere. */
  readonly excepted: (one: Desired) => ReadonlySet<string>;
  /** True for a resource whose document declares an end that has passed. */
  readonly over: (one: Desired) => boolean;
  /** What is to become of changes made elsewhere. */
  readonly drift: DriftGuard;
  /** What has been agreed to for a resource. */
  readonly granted: (one: Desired) => ReadonlySet<Consent["what"]>;
}

/** What planning one resource gave. */
interface PlannedResource {
  readonly change: Change;
  readonly steps: readonly Step[];
  readonly problems?: readonly Problem[];
  readonly consents?: readonly Consent[];
  /** Items that a step sets free, by item. */
  readonly freed?: ReadonlyMap<string, string>;
}

/** The changes and steps of all resources: each planned by itself, then steps put behind what they need, wherever that stands. */
export function assemble(work: Work): { changes: Change[]; steps: Step[]; problems: Problem[]; consents: Consent[] } {
  const changes: Change[] = [];
  const steps: Step[] = [];
  const problems: Problem[] = [];
  const consents: Consent[] = [];
  const freed = new Map<string, string>();
  const making = new Map<string, { step: string; at: string }>();
  const entryOf = ({ kind }: Desired) => work.kinds.get(kind) as KindEntry;
  const isSpread = (one: Desired) => entryOf(one).kind.multiObject !== undefined;
  const keep = (one: Desired, planned: PlannedResource) => {
    steps.push(...planned.steps);
    changes.push(planned.change);
    problems.push(...(planned.problems ?? []));
    consents.push(...(planned.consents ?? []));
    for (const [item, step] of planned.freed ?? []) freed.set(`${one.kind} ${item}`, step);
  };
  const around = (one: Desired) => ({
    ...{ entry: entryOf(one), before: steps.length, context: work.context, locate: work.locate },
    ...{ excepted: work.excepted(one), over: work.over(one), drift: work.drift, granted: work.granted(one) },
  });
  const [diffs, spreadDiffs] = apart(work.diffs, ({ desired }) => desired, isSpread);
  const [creations, spreadCreations] = apart(work.creations, (one) => one, isSpread);
  const [removals, spreadRemovals] = apart(work.removals, ({ desired }) => desired, isSpread);

  for (const diff of diffs) {
    const planned = planUpdate(diff, entryOf(diff.desired), steps.length, work);
    if (diff.fields.length + planned.problems.length > 0) keep(diff.desired, planned);
  }
  for (const one of creations) {
    const planned = planCreation(one, entryOf(one), steps.length, work.locate);
    const [first] = planned.steps;
    const at = entryOf(one).kind.creation?.idAt;
    if (first !== undefined && at !== undefined) making.set(one.address, { step: first.id, at });
    keep(one, planned);
  }
  for (const diff of spreadDiffs) keep(diff.desired, changeSpread(diff, around(diff.desired)));
  for (const one of spreadCreations) keep(one, createSpread(one, around(one)));
  // What names another resource goes before that one does.
  for (const removal of spreadRemovals) keep(removal.desired, removeSpread(removal, around(removal.desired)));
  for (const removal of removals) {
    const { change, step } = planRemoval(removal, entryOf(removal.desired), steps.length);
    keep(removal.desired, { change, steps: [step] });
  }
  const adopted: Change[] = [];
  const planned = new Set(changes.map(({ address }) => address));
  for (const one of sortedBy(work.adoptions, (adopted) => adopted))
    if (!planned.has(one.address)) adopted.push(adoption(one));
  const waiting = afterNamers(steps, work);
  const referred = waiting.map((step) => withReferences(afterFreed(step, freed, work.kinds), making));
  problems.push(...referred.flatMap(({ step, unmade }) => unmade.map((meant) => unmadeProblem(step.address, meant))));
  const ordered = inOrder(downLast(referred.map(({ step }) => step)));
  return { changes: [...changes, ...adopted], steps: ordered, problems, consents };
}

/** Resources in the order of their addresses: those that are one object, and those that are several. */
function apart<One>(
  all: readonly One[],
  of: (one: One) => Desired,
  isSpread: (one: Desired) => boolean,
): [One[], One[]] {
  const sorted = sortedBy(all, of);
  return [sorted.filter((one) => !isSpread(of(one))), sorted.filter((one) => isSpread(of(one)))];
}

function sortedBy<One>(all: readonly One[], of: (one: One) => Desired): One[] {
  // Account by account, as they are shown: in an address, `coffee-pay/` stands before `coffee/`.
  const compare = (a: Desired, b: Desired) => byText(a.account, b.account) || byText(a.address, b.address);
  return [...all].sort((a, b) => compare(of(a), of(b)));
}

/** A step that adds an item which another resource gives up waits for that. */
function afterFreed(step: Step, freed: ReadonlyMap<string, string>, kinds: Kinds): Step {
  const kind = step.address.split("/")[1] ?? "";
  const entry = kinds.get(kind);
  const spread = entry?.kind.multiObject;
  if (freed.size === 0 || entry === undefined || spread?.add !== step.operation) return step;
  const body = valueAt(step.body, entry.kind.operations[spread.add]?.root ?? "");
  const items = isObject(body) ? itemsOf(body, entry) : [];
  const needs = items.flatMap((item) => freed.get(`${kind} ${item}`) ?? []);
  return needs.length === 0 ? step : { ...step, needs: [...new Set([...step.needs, ...needs])] };
}

/** A removal that waits for all steps of the resources which name what it takes down: as long as one of them still does, it stays. */
function afterNamers(steps: readonly Step[], { diffs, removals, kinds }: Work): Step[] {
  const namers = new Map<string, Set<string>>();
  const note = ({ address, account, kind }: Desired, specs: readonly JsonObject[]) => {
    for (const { pointer, ref } of kinds.get(kind)?.policies.values() ?? [])
      for (const id of ref === undefined ? [] : specs.map((spec) => valueAt(spec, pointer))) {
        const key = `${account} ${ref} ${String(id)}`;
        namers.set(key, (namers.get(key) ?? new Set()).add(address));
      }
  };
  for (const { desired, live } of [...diffs, ...removals])
    note(desired, live.objects?.map(({ spec }) => spec) ?? [live.spec]);
  if (namers.size === 0) return [...steps];
  const taken = new Map(removals.map(({ desired }) => [desired.address, desired]));
  return steps.map((step) => {
    const one = taken.get(step.address);
    const addresses = one === undefined ? undefined : namers.get(`${one.account} ${one.kind} ${one.id}`);
    if (addresses === undefined) return step;
    const before = steps.filter(({ address }) => addresses.has(address)).map(({ id }) => id);
    return before.length === 0 ? step : { ...step, needs: [...new Set([...step.needs, ...before])] };
  });
}

/**
 * Nothing is taken down before what is to take its place can be sent: a step that takes down waits for all that its follower waits for, but where the two
 * wait for each other, as when two resources swap an item.
 */
function downLast(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const needs = new Map(steps.map((step) => [step.id, new Set(step.needs)]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(needs.get(from) ?? [])].some((need) => leadsTo(need, to, seen));
  };
  for (const step of steps)
    for (const down of step.needs.filter((need) => byId.get(need)?.restore !== undefined)) {
      if (byId.get(down)?.address !== step.address) continue;
      for (const need of step.needs) if (need !== down && !leadsTo(need, down)) needs.get(down)?.add(need);
    }
  return steps.map((step) => ({ ...step, needs: [...(needs.get(step.id) ?? step.needs)] }));
}

/** Nothing tells the id of a resource that is named, because this plan neither knows nor makes it. */
function unmadeProblem(address: string, meant: string): Problem {
  return { code: "reference-not-planned", severity: "error", class: "refused", args: { address, meant }, address };
}

function adoption({ address, id, document, lock }: Desired): Change {
  const objects = Object.entries(lock.objects ?? {}).map(
    ([object, items]): ObjectChange => ({ id: object, items, action: "keep" }),
  );
  return {
    address,
    id,
    action: "adopt",
    file: document.source.file,
    line: document.line,
    fields: [],
    seen: fullDigest(id),
    ...(objects.length === 0 ? {} : { objects }),
  };
}
