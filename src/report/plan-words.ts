import type { Kinds } from "../model/kind.ts";
import type { Change, Consent, Plan, Unmanaged } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";
import { idsShown, kindWords } from "./objects-text.ts";

/** A resource that no document names. */
export function unmanagedText({ account, kind, id, name }: Unmanaged, kinds: Kinds): string {
  const resource = `${account}/${kind} ${visible(idsShown(id, kindWords(kinds, kind)))}`;
  return name === undefined
    ? `not managed: ${resource} (live, in no document)`
    : `not managed any more: ${resource} (in the lock file as ${visible(name)}, in no document)`;
}

/** What agreement a plan waits for, and how it is given. */
export function consentText({ what, address }: Consent): string {
  const target = address === "" ? "" : `=${address}`;
  return `Nothing is done without consent: --allow ${what}${target}`;
}

/** The last line of a plan; without any change, the only one. */
export function summaryText(plan: Plan): string {
  const { summary } = plan;
  const kept = summary.drift === 0 ? "" : ` ${summary.drift} with drift that is kept.`;
  const adopted =
    summary.adopt === 0
      ? ""
      : ` ${summary.adopt} to adopt: apply writes ${summary.adopt === 1 ? "its id" : "their ids"} to the lock file.`;
  if (plan.steps.length === 0 && plan.problems.every((problem) => problem.severity !== "error")) {
    return `No changes. ${summary.unchanged} unchanged.${adopted}${kept}`;
  }
  if (!plan.complete && plan.changes.length === 0 && summary.unchanged === 0)
    return "No plan was made: nothing could be read.";
  const counts = `${summary.create} to create, ${summary.update} to change, ${summary.replace} to replace, ${summary.delete} to delete, ${summary.unchanged} unchanged.`;
  const review =
    summary.review === 0 ? "" : ` ${summary.review} ${summary.review === 1 ? "card goes" : "cards go"} to review.`;
  return `${plan.complete ? "Plan" : "Incomplete plan"}: ${counts}${adopted}${review}${kept} ${summary.calls} write ${summary.calls === 1 ? "call" : "calls"}.`;
}

/** What is live, declared nowhere and not known here: what of it goes along, and what would be lost. */
export function alongText({ carried = [], lost = [] }: Change): string[] {
  const names = (paths: readonly string[]) => paths.map(dotted).map(visible).join(", ");
  return [
    ...(carried.length === 0 ? [] : [`goes along as it is live, not known to wxcards: ${names(carried)}`]),
    ...(lost.length === 0 ? [] : [`live, and cannot be written back exactly as it is: ${names(lost)}`]),
  ];
}

/** Why a resource is to be gone, and whether that is for good. */
export function removalText({ reason, badges = [] }: Change): string[] {
  const forGood = badges.includes("irreversible") ? ["irreversible: nothing brings it back"] : [];
  return [...forGood, ...(reason === undefined ? [] : [`reason: ${visible(reason)}`])];
}
