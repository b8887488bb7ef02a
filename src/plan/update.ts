import type { ResourceDiff } from "../model/diff.ts";
import type { Locate } from "../model/document.ts";
import { asText, isObject } from "../model/json.ts";
import type { KindEntry, PlanCheckInput } from "../model/kind.ts";
import { inDocument } from "../model/parts.ts";
import type { Step } from "../model/plan.ts";
import { dotted, valueAt } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { asProblem, type Finding, finding, type Problem } from "../model/problem.ts";
import { doesNotApply } from "../schema/applies-when.ts";
import { changeOf } from "./change.ts";
import type { PlannedResource, ResourceContext } from "./planned.ts";
import { reachOf } from "./reach.ts";
import { stepList } from "./step.ts";
import { mergedState, type OperationValues, operationValues } from "./values.ts";

/**
 * Plans the update of one resource: a request for each group of fields that has a call of its own, judged by the rules
 * that need the outcome.
 */
export function planUpdate(diff: ResourceDiff, { entry, context, locate }: ResourceContext): PlannedResource {
  const { desired, live, fields, fingerprint, carried, lost } = diff;
  const sent = operationValues(diff, entry, context);
  const list = stepList(desired, entry);
  for (const { operation, values, because, undeclared, carried: unknown } of sent) {
    const carriedAlong = { carried: unknown, droppable: undeclared };
    const needs = waitsFor(operation, list.steps, entry);
    list.add({ operation, id: desired.id, values, live: live.spec, carriedAlong, because, needs });
  }
  const action = list.steps.length > 0 ? "update" : "none";
  const reach = action === "update" ? reachOf(live, entry) : undefined;
  return {
    change: changeOf(desired, { action, fingerprint, fields, carried, lost, reach }),
    steps: list.steps,
    problems: [...diff.problems, ...outcomeProblems(diff, sent, entry, locate)],
    consents: diff.consents,
  };
}

/** The steps of the same resource that an operation waits for: the last one before it, or those that it says. */
function waitsFor(name: string, before: readonly Step[], { kind }: KindEntry): string[] {
  const { after } = kind.operations[name] ?? {};
  if (after !== undefined) return before.filter(({ operation }) => after.includes(operation)).map(({ id }) => id);
  const last = before.findLast(({ operation }) => kind.operations[operation]?.after === undefined);
  return last === undefined ? [] : [last.id];
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
    isSeen: diff.live.unseen === undefined,
  };
  return [...entry.kind.checkPlan(check), ...membersThatDoNotApply(check, entry)].map((finding) =>
    asProblem(finding, {
      address: diff.desired.address,
      path: finding.path,
      place: locate(diff.desired.document.source, inDocument(finding.path), "key"),
      class: "refused",
    }),
  );
}

/**
 * Members that were to be sent and mean nothing in the object as it will be: they are left out of it, so that the
 * change would come to nothing.
 */
function membersThatDoNotApply({ merged, sent }: PlanCheckInput, { policies }: KindEntry): Finding[] {
  return sent.flatMap((path): Finding[] => {
    const policy = policies.get(path) as FieldPolicy;
    const whole = policy.atom === undefined ? undefined : valueAt(merged, policy.atom);
    if (!isObject(whole) || !doesNotApply(policy, whole)) return [];
    const beside = Object.keys(policy.appliesWhen ?? {}).map((member) => `${member}: ${asText(whole[member])}`);
    return [finding("member-does-not-apply", { field: dotted(path), beside }, { severity: "error", path })];
  });
}
