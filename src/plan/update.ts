import type { ResourceDiff } from "../model/diff.ts";
import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import type { FormContext } from "../model/form.ts";
import { asText, isObject } from "../model/json.ts";
import { type KindEntry, type PlanCheckInput, pathOf } from "../model/kind.ts";
import type { Change, Step } from "../model/plan.ts";
import { dotted, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import type { Finding, Problem } from "../model/problem.ts";
import { doesNotApply } from "../schema/applies-when.ts";
import { mergedState, type OperationValues, operationValues } from "./values.ts";

/** A resource that differs, as a plan shows and carries it out. */
export interface Update {
  readonly change: Change;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** Plans the update of one resource: a request for each group of fields that has a call of its own, judged by the rules that need the outcome. */
export function planUpdate(
  diff: ResourceDiff,
  entry: KindEntry,
  before: number,
  { context, locate }: { readonly context: FormContext; readonly locate: Locate },
): Update {
  const sent = operationValues(diff, entry, context);
  const steps = stepsOf(diff, sent, entry, before);
  const problems = [...diff.problems, ...outcomeProblems(diff, sent, entry, locate)];
  return { change: changeOf(diff, steps.length > 0), steps, problems };
}

function stepsOf(diff: ResourceDiff, sent: readonly OperationValues[], entry: KindEntry, before: number): Step[] {
  const steps: Step[] = [];
  const { id, settings } = diff.desired;
  const target = { id, settings };
  for (const { operation: name, values, because, beside, carried } of sent) {
    const operation = entry.kind.operations[name];
    if (operation === undefined) throw new Error(`${diff.desired.kind} has no operation ${name}`);
    const previous = steps.at(-1);
    steps.push({
      id: String(before + steps.length + 1),
      address: diff.desired.address,
      operation: name,
      method: operation.method,
      path: pathOf(operation, target),
      body: operation.body({ ...target, values, live: diff.live.spec }),
      ...(carried.length === 0 ? {} : { carried }),
      ...(beside.length === 0 ? {} : { droppable: beside }),
      because,
      needs: previous === undefined || operation.independent === true ? [] : [previous.id],
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
  const paths = sent.flatMap((one) => one.because);
  const check: PlanCheckInput = {
    state: diff.live.state,
    live: diff.live.spec,
    declared: diff.desired.document.spec,
    merged: mergedState(diff.live.spec, sent, entry),
    sent: paths,
  };
  return [...entry.kind.checkPlan(check), ...idleMembers(check, entry)].map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    class: "refused" as const,
    args: finding.args,
    address: diff.desired.address,
    path: finding.path,
    place: locate(diff.desired.document.source, `/spec${finding.path}`, "key"),
  }));
}

/** Members that were to be sent and mean nothing in the object as it will be: they are left out of it, so that the change would come to nothing. */
function idleMembers({ merged, sent }: PlanCheckInput, { policies }: KindEntry): Finding[] {
  return sent.flatMap((path): Finding[] => {
    const policy = policies.get(path) as FieldPolicy;
    const whole = policy.atom === undefined ? undefined : valueAt(merged, policy.atom);
    if (!isObject(whole) || !doesNotApply(policy, whole)) return [];
    const beside = Object.keys(policy.appliesWhen ?? {}).map((member) => `${member}: ${asText(whole[member])}`);
    return [{ code: "member-does-not-apply", severity: "error", path, args: { field: dotted(path), beside } }];
  });
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
    seen: fullDigest(diff.fingerprint),
    ...(diff.carried.length === 0 ? {} : { carried: diff.carried }),
    ...(diff.lost.length === 0 ? {} : { lost: diff.lost }),
  };
}
