import { defined } from "../model/defined.ts";
import { canonicalJson, type Json, type JsonObject } from "../model/json.ts";
import type { Change, Plan, Step } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { isAddressMark } from "../model/reference.ts";
import { mapJson, mapResults, resultOf } from "../model/result.ts";
import { changeMeaning } from "./digest.ts";
import { movedBetween, type PlannedPart } from "./moved.ts";
import { summaryOf } from "./summary.ts";

/** What a saved plan says that matters for approving: the rest of its file is for readers. */
export type ApprovedPlan = Pick<Plan, "sandbox" | "accounts" | "changes" | "steps"> & Partial<Pick<Plan, "documents">>;

/** The part of a fresh plan that a saved one approves, and everything that no longer fits. */
export interface Approval {
  readonly plan: Plan;
  readonly conflicts: readonly Problem[];
  /** True when nothing at all was approved: then nothing is remembered either. */
  readonly void?: true;
}

/**
 * Holds a fresh plan against a saved one, resource by resource: a saved plan approves and never instructs.
 *
 * Only what both hold in the same words is carried out, as the fresh plan has it. A resource that moved in between, in
 * its file or on the platform, is a conflict and left alone; the others go on. A plan of the embedded platform approves
 * nothing on the network, and none of another account's either.
 */
export function approve(
  saved: ApprovedPlan,
  fresh: Plan,
  { unread, recovered = nobody }: Circumstances = {},
): Approval {
  const foreign = foreignness(saved, fresh);
  if (foreign !== undefined) return { plan: only(fresh, new Set()), conflicts: [foreign], void: true };
  const [was, is] = [indexed(saved), indexed(fresh)];
  const [wanted, found] = [meanings(was, recovered), meanings(is, recovered)];
  const addresses = [...new Set([...wanted.keys(), ...found.keys()])].sort();
  const isApproved = (address: string) =>
    wanted.get(address) === found.get(address) ||
    (recovered.has(address) && wanted.has(address) && isRest(stepsLeft(was, address), stepsLeft(is, address)));
  const approved = new Set(addresses.filter(isApproved));
  const waiting = waitingIn(fresh);
  const conflicts = addresses
    .filter((address) => !approved.has(address) && !waiting.has(address) && unread?.has(accountOf(address)) !== true)
    .map((address) => conflict(address, partOf(was, address), partOf(is, address)));
  return { plan: only(fresh, approved), conflicts };
}

/** What happened before a fresh plan was made. */
export interface Circumstances {
  /** Accounts that could not be read. */
  readonly unread?: ReadonlySet<string> | undefined;
  /** Resources that recovery has settled, with the ids they have by now. */
  readonly recovered?: ReadonlyMap<string, string>;
}

const nobody: ReadonlyMap<string, string> = new Map();

/** Resources that are left out until recovery has settled something: nobody can say yet whether they moved. */
function waitingIn({ problems }: Plan): ReadonlySet<string> {
  const codes = ["recovery-waits", "rests-on-recovery"];
  return new Set(problems.flatMap(({ code, address = "" }) => (codes.includes(code) ? [address] : [])));
}

/**
 * What is left to be done to a resource that recovery has settled, as far as it does not depend on that: what recovery
 * has done counts as done, and an object that it put up again is the one that was to be taken down.
 */
function stepsLeft(plan: IndexedPlan, address: string): readonly string[] {
  return (plan.steps.get(address) ?? []).map(({ id: _id, needs: _needs, body, ...step }) =>
    canonicalJson({
      ...step,
      body: step.restore === undefined ? unnumbered(body, plan, nobody) : null,
    } as unknown as Json),
  );
}

function isRest(all: readonly string[], left: readonly string[]): boolean {
  return left.every((step) => all.includes(step));
}

function accountOf(address: string): string {
  return address.split("/")[0] ?? "";
}

/** A plan by address: it may have tens of thousands of steps, and is looked into for each of its resources. */
interface IndexedPlan {
  readonly plan: ApprovedPlan;
  readonly changes: ReadonlyMap<string, Change>;
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  readonly byId: ReadonlyMap<string, Step>;
}

function indexed(plan: ApprovedPlan): IndexedPlan {
  const steps = new Map<string, Step[]>();
  for (const step of plan.steps) {
    const own = steps.get(step.address);
    if (own === undefined) steps.set(step.address, [step]);
    else own.push(step);
  }
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  return { plan, changes, steps, byId: new Map(plan.steps.map((step) => [step.id, step])) };
}

/**
 * What is to be done to each resource, without line numbers and step numbers; resources that are neither written nor
 * adopted are left out.
 */
function meanings(plan: IndexedPlan, recovered: ReadonlyMap<string, string>): Map<string, string> {
  const adopted = plan.plan.changes.filter(({ action }) => action === "adopt").map(({ address }) => address);
  const addresses = [...new Set([...plan.steps.keys(), ...adopted])];
  return new Map(
    addresses.map((address) => {
      const steps = (plan.steps.get(address) ?? []).map(({ id: _id, needs: _needs, ...step }) => ({
        ...step,
        body: unnumbered(step.body, plan, recovered),
      }));
      const change = plan.changes.get(address);
      const meaning = { steps, change: change === undefined ? null : changeMeaning(change) } as unknown as Json;
      // What names a resource that recovery has found names it by its id now.
      const known = mapJson(meaning, (part) => (isAddressMark(part) ? recovered.get(part.$address) : undefined));
      return [address, canonicalJson(known)];
    }),
  );
}

/**
 * A body in which references to answers say whose answer they stand for: the number of a step depends on the resources
 * around it.
 */
function unnumbered(body: JsonObject, plan: IndexedPlan, recovered: ReadonlyMap<string, string>): Json {
  return mapResults(body, ({ step, at }) => {
    const source = plan.byId.get(step);
    const known = recovered.get(source?.address ?? "");
    if (known !== undefined) return known;
    const own = plan.steps.get(source?.address ?? "") ?? [];
    return resultOf(`${source?.address ?? ""} ${own.indexOf(source as Step)}`, at);
  });
}

function foreignness(saved: ApprovedPlan, fresh: Plan): Problem | undefined {
  if (saved.sandbox !== fresh.sandbox) return problem("plan-of-other-platform", { sandbox: saved.sandbox });
  const here = new Map(fresh.accounts.map((account) => [account.name, account.identity]));
  const other = saved.accounts.find((account) => here.has(account.name) && here.get(account.name) !== account.identity);
  if (other === undefined) return undefined;
  return problem("plan-of-other-account", {
    account: other.name,
    saved: other.identity,
    identity: here.get(other.name) ?? "",
  });
}

/** What a plan says of one resource. */
function partOf({ plan: { documents }, changes, steps }: IndexedPlan, address: string): PlannedPart {
  const change = changes.get(address);
  return {
    ...defined({ change, documents }),
    steps: steps.get(address) ?? [],
  };
}

function conflict(address: string, saved: PlannedPart, fresh: PlannedPart): Problem {
  const [wasPlanned, isNeeded] = [saved, fresh].map(
    ({ change, steps }) => steps.length > 0 || change?.action === "adopt",
  );
  const code = wasPlanned && isNeeded ? "plan-moved" : wasPlanned ? "plan-not-needed" : "plan-not-approved";
  const moved = movedBetween(saved, fresh);
  return problem(code, { address, moved }, { address });
}

/** A plan of some of its accounts. */
export function onlyAccounts(plan: Plan, isWanted: (account: string) => boolean): Plan {
  const addresses = plan.changes.map(({ address }) => address).filter((address) => isWanted(accountOf(address)));
  return only(plan, new Set(addresses));
}

/** A plan of some resources only, counted anew: it is what is shown and carried out. */
function only(plan: Plan, addresses: ReadonlySet<string>): Plan {
  const steps = plan.steps.filter((step: Step) => addresses.has(step.address));
  const changes = plan.changes.filter((change) => addresses.has(change.address));
  return { ...plan, steps, changes, summary: summaryOf(changes, steps, plan.summary.unchanged) };
}
