import type { Change, Plan, Unmanaged } from "../model/plan.ts";
import { dotted, type Pointer } from "../model/pointer.ts";
import { visible } from "./escape.ts";
import type { ResultWords } from "./messages/results.ts";
import { idsShown, wordsForKind } from "./objects-text.ts";
import { kindWords, type Speech } from "./words.ts";

/** What is said around the changes of a plan. */
type PlanWords = ResultWords["plan"];

/** A resource that no document names. */
export function unmanagedText({ account, kind, id, name }: Unmanaged, speech: Speech): string {
  const words = speech.language.results.plan;
  const resource = `${account}/${kind} ${visible(idsShown(id, wordsForKind(speech, kind)))}`;
  return name === undefined ? words.unmanaged(resource) : words.unmanagedNow(resource, visible(name));
}

/** The last line of a plan; without any change, the only one. */
export function summaryText(plan: Plan, words: PlanWords): string {
  const { summary, steps, problems, complete, changes } = plan;
  if (steps.length === 0 && problems.every(({ severity }) => severity !== "error")) return words.noChanges(plan);
  return !complete && changes.length === 0 && summary.unchanged === 0 ? words.noPlan : words.summary(plan);
}

/** What is live, declared nowhere and not known here, and goes along with what is sent. */
export function carriedText({ carried = [] }: Change, words: PlanWords): string[] {
  return carried.length === 0 ? [] : [words.carried(namesOf(carried))];
}

/** What is live, and would be lost. */
export function lostText({ lost = [] }: Change, words: PlanWords): string[] {
  return lost.length === 0 ? [] : [words.lost(namesOf(lost))];
}

function namesOf(paths: readonly Pointer[]): string {
  return paths.map(dotted).map(visible).join(", ");
}

/** How far a change reaches, where the platform shows it. */
export function reachText({ reach }: Change, words: PlanWords): string[] {
  return reach === undefined ? [] : [words.givenOut(reach.givenOut)];
}

/** Why a resource is to be gone, and whether that is for good. */
export function removalText({ reason, badges = [] }: Change, words: PlanWords): string[] {
  const forGood = badges.includes("irreversible") ? [words.forGood] : [];
  return [...forGood, ...(reason === undefined ? [] : [words.reason(visible(reason))])];
}

/** How many resources of a kind: `15 cards`; of a kind whose documents stand for several objects, how many documents. */
export function resourcesText(count: number, kind: string, speech: Speech): string {
  const words = speech.language.results.plan;
  const known = speech.kinds.get(kind)?.kind;
  if (known === undefined) return words.documents(count, "");
  return known.multiObject === undefined
    ? words.resources(count, kindWords(speech, kind))
    : words.documents(count, kind);
}
