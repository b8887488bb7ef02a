import { diffResource } from "../../diff/diff.ts";
import { isAsDeclared } from "../../diff/fingerprint.ts";
import type { ResourceDiff } from "../../model/diff.ts";
import type { Kind } from "../../model/kind.ts";
import { idsIn } from "../../model/objects.ts";
import type { Consent } from "../../model/plan.ts";
import type { Problem } from "../../model/problem.ts";
import { guardsOf } from "../../model/project.ts";
import { type Desired, isGone as isNotThere, type Live, type LiveResource, noObjects } from "../../model/resource.ts";
import type { Removal } from "../../plan/planned.ts";
import { type ReachInput, reachConsents } from "../../plan/reach.ts";
import { unusedConsents } from "../../resolve/consent.ts";
import { atId, once } from "../../resolve/places.ts";
import { entryOf, grantedIn, isExpired, type Run, readAll } from "../run.ts";
import type { Matched } from "./match-without-id.ts";

/** What reading and comparing gave. */
export interface Compared {
  /** By address; of a resource that is as declared, the document stands for what is live. */
  readonly live: ReadonlyMap<string, Live>;
  readonly diffs: readonly ResourceDiff[];
  /** How many are as declared. */
  readonly unchanged: number;
  readonly removals: readonly Removal[];
  readonly problems: readonly Problem[];
}

/** One resource with its reading: no difference when it is as declared, missing, unreadable or to be gone. */
interface Comparison {
  readonly live: Live;
  readonly diff?: ResourceDiff;
}

/**
 * Reads every resource and compares it as soon as its answer is there, so that of thousands of equal ones nothing piles
 * up.
 */
export async function compare(run: Run, { known }: Matched): Promise<Compared> {
  const comparisons = await readAll(run, known, (desired, live) => compareResource(run, desired, live));
  const results = known.map((desired) => ({ desired, ...(comparisons.get(desired.address) as Comparison) }));
  const diffs = results.flatMap(({ diff }) => diff ?? []);
  const found = results.flatMap(({ desired, live }) => (live.status === "found" ? [{ desired, live }] : []));
  const removals = found
    .filter(({ desired }) => desired.document.absent)
    .map(({ desired, live }): Removal => ({ desired, live, consents: removalConsents(run, desired, live) }));
  const unread = results.flatMap(({ desired, live }) =>
    // What is to be gone and is not there is as it should be.
    live.status === "found" || (desired.document.absent && isGone(desired, live))
      ? []
      : [atId(live.problem, desired, run.project, run.locate)],
  );
  const differing = new Set(diffs.map(({ desired }) => desired.address));
  const equal = found.filter(({ desired }) => !desired.document.absent && !differing.has(desired.address));
  const asked = [...diffs, ...equal, ...removals] as readonly (Partial<ResourceDiff> & { readonly desired: Desired })[];
  const unused = asked.flatMap(({ desired, consents = [], objects }) =>
    unusedConsents(desired, { consents, items: objects?.gained ?? [] }, consentInput(run), run.locate),
  );
  return {
    live: new Map(results.map(({ desired, live }) => [desired.address, live])),
    diffs,
    unchanged: equal.length,
    removals,
    problems: [...once(unread), ...unused],
  };
}

function compareResource(run: Run, desired: Desired, read: Live): Comparison {
  const { context, project, locate, now } = run;
  const entry = entryOf(run, desired);
  const live = desired.document.absent ? read : asLost(desired, read);
  if (live.status !== "found" || desired.document.absent) return { live };
  const expired = isExpired(run, desired);
  // What has expired is not looked for any more.
  if (expired && live.objects?.length === 0) return { live };
  // Live and declared are equal: the document stands for both, and the answer need not be kept.
  if (isAsDeclared(desired, live, entry, context)) return { live: { ...live, spec: desired.document.spec } };
  const guards = guardsOf(project, desired.account);
  const granted = grantedIn(run, desired);
  // A copy: its fields are computed once.
  const unremembered = isUnremembered(run, desired, entry.kind);
  const about = { entry, context, drift: guards.drift, now, granted, locate, expired, unremembered };
  const diff = withReach(diffResource({ desired: { ...desired }, live, ...about }), { entry, guards, granted });
  // An answer that no write may rest on is none.
  if (diff.unusable !== undefined) return { live: { status: "unreadable", problem: diff.unusable } };
  // An object whose answer was lost and that has been found again, or an id that is known by now, is no difference.
  const isNothing = diff.objects !== undefined && diff.fields.length === 0 && diff.problems.length === 0;
  return isNothing ? { live } : { live, diff };
}

/** A difference with the consent that sending it wants because of how many have the resource. */
function withReach(diff: ResourceDiff, about: Pick<ReachInput, "entry" | "guards" | "granted">): ResourceDiff {
  if (!diff.fields.some(({ verdict }) => verdict === "send")) return diff;
  const { desired, live, consents } = diff;
  return { ...diff, consents: [...consents, ...reachConsents({ desired, live, ...about })] };
}

/**
 * True for a resource that its document names by id, of an account of which nothing is remembered; and for what no call
 * shows, while nobody knows what was accepted last. Nobody but the tool changes what the embedded platform has.
 */
export function isUnremembered(
  { states, accounts }: Pick<Run, "states" | "accounts">,
  { account, document, memory }: Desired,
  { unread }: Kind,
): boolean {
  const isLost = document.id !== undefined && states.get(account)?.known === false;
  if (!isLost && (unread === undefined || memory.accepted !== undefined)) return false;
  return accounts.find(({ name }) => name === account)?.sandbox !== true;
}

function consentInput({ selection, now, project }: Run) {
  return { allowed: selection.allowed ?? [], now, timezone: project.timezone };
}

function removalConsents(run: Run, desired: Desired, live: LiveResource): Consent[] {
  const entry = entryOf(run, desired);
  const { removalConsents: whats = ["delete"] } = entry.kind;
  const granted = grantedIn(run, desired);
  const guards = guardsOf(run.project, desired.account);
  return [
    ...whats.map((what) => ({ what, address: desired.address, given: granted.has(what) })),
    ...reachConsents({ desired, live, entry, guards, granted }),
  ];
}

/** A resource of which every object is gone that the memory knows: what that means, comparing says. */
function asLost({ id, memory }: Desired, live: Live): Live {
  return live.status === "missing" && memory.objects !== undefined ? { ...noObjects, lost: idsIn(id) } : live;
}

/** True when a resource was there once and is not any more: an id that nobody ever saw is rather a slip of the pen. */
function isGone({ memory }: Desired, live: Exclude<Live, LiveResource>): boolean {
  return isNotThere(live) && (memory.id !== undefined || live.problem.code === "resource-deleted");
}
