import type { Change, Consent, Plan, Unmanaged } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { projectFileName } from "../model/project.ts";
import { visible } from "./escape.ts";
import type { ResultWords } from "./messages/results.ts";
import { idsShown, wordsForKind } from "./objects-text.ts";
import type { Speech } from "./words.ts";

/** What is said around the changes of a plan. */
type PlanWords = ResultWords["plan"];

/** A resource that no document names. */
export function unmanagedText({ account, kind, id, name }: Unmanaged, speech: Speech): string {
  const words = speech.language.results.plan;
  const resource = `${account}/${kind} ${visible(idsShown(id, wordsForKind(speech, kind)))}`;
  return name === undefined ? words.unmanaged(resource) : words.unmanagedNow(resource, visible(name));
}

/** What agreement a plan waits for, and how it is given: on the command line, or in a file, reviewed with the change. */
export function consentTexts(
  { what, address, snippet }: Consent,
  { changes }: Pick<Plan, "changes">,
  words: PlanWords,
): string[] {
  const asked = words.consent(address === "" ? what : `${what}=${address}`);
  if (snippet === undefined) return [asked];
  const file = changes.find((change) => change.address === address)?.file ?? projectFileName;
  return [asked, words.orWritten(visible(file), snippet)];
}

/** The last line of a plan; without any change, the only one. */
export function summaryText(plan: Plan, words: PlanWords): string {
  const { summary, steps, problems, complete, changes } = plan;
  if (steps.length === 0 && problems.every(({ severity }) => severity !== "error")) return words.noChanges(plan);
  return !complete && changes.length === 0 && summary.unchanged === 0 ? words.noPlan : words.summary(plan);
}

/** What is live, declared nowhere and not known here: what of it goes along, and what would be lost. */
export function alongText({ carried = [], lost = [] }: Change, words: PlanWords): string[] {
  const names = (paths: readonly string[]) => paths.map(dotted).map(visible).join(", ");
  return [
    ...(carried.length === 0 ? [] : [words.carried(names(carried))]),
    ...(lost.length === 0 ? [] : [words.lost(names(lost))]),
  ];
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
