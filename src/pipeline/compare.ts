import { locator } from "../config/locate.ts";
import { diffResource } from "../diff/diff.ts";
import { isAsDeclared } from "../diff/fingerprint.ts";
import type { Client } from "../model/client.ts";
import type { ResourceDiff } from "../model/diff.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import type { Consent } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import type { RememberedHolder } from "../observe/foreign-items.ts";
import type { Listed } from "../observe/listed.ts";
import { observe } from "../observe/observe.ts";
import type { Removal } from "../plan/planned.ts";
import { grantedTo, unusedConsents } from "../resolve/consent.ts";
import { atId, once } from "../resolve/placing.ts";

/** What reading and comparing needs. */
export interface ComparisonInput {
  readonly project: Project;
  readonly clients: ReadonlyMap<string, Client>;
  /** Resources whose ids are known and whose accounts can be read. */
  readonly reachable: readonly Desired[];
  /** Where objects are looked up whose ids nobody knows. */
  readonly listed: Listed;
  /** True for a resource whose document declares an end that has passed. */
  readonly over: (one: Desired) => boolean;
  /** What lock files remember of items. */
  readonly holder: RememberedHolder;
}

/** What reading and comparing gave. */
export interface Comparison {
  /** By address; of a resource that is as declared, the document stands for what is live. */
  readonly live: ReadonlyMap<string, Live>;
  readonly diffs: readonly ResourceDiff[];
  /** How many are as declared. */
  readonly unchanged: number;
  readonly removals: readonly Removal[];
  readonly problems: readonly Problem[];
}

/** Reads every resource and compares it as soon as its answer is there, so that of thousands of equal ones nothing piles up. */
export async function compareAll(world: World, selection: Selection, input: ComparisonInput): Promise<Comparison> {
  const { project, clients, reachable } = input;
  const { kinds } = world;
  const { locate } = locator();
  const context = { timezone: project.timezone };
  const consenting = { allowed: selection.allowed ?? [], now: world.clock.now(), timezone: project.timezone };
  const compare = (one: Desired, read: Live): Compared => {
    const entry = kinds.get(one.kind) as KindEntry;
    const granted = grantedTo(one, consenting);
    const over = input.over(one);
    const live = one.document.absent ? read : asLost(one, read, entry);
    if (live.status !== "found" || one.document.absent) return { live };
    // What is over is not looked for any more.
    if (over && live.objects?.length === 0) return { live };
    // Live and declared are one: the document stands for both, and the answer need not be kept.
    if (isAsDeclared(one, live, entry, context)) return { live: { ...live, spec: one.document.spec } };
    const { drift } = project.guards;
    const { now } = consenting;
    // A copy: its fields are laid out once.
    const diff = diffResource({
      desired: { ...one },
      live,
      entry,
      context,
      drift,
      now,
      granted,
      locate,
      expired: over,
    });
    // An answer that no write may rest on is none.
    if (diff.unusable !== undefined) return { live: { status: "unreadable", problem: diff.unusable } };
    // An object whose answer was lost and that has been found again, or an id that is known by now, is no difference.
    return isNothing(diff) ? { live } : { live, diff };
  };
  const { concurrency } = selection;
  const { listed, holder } = input;
  const compared = await observe({ ...world, desired: reachable, clients, concurrency, listed, holder, take: compare });
  const live = new Map([...compared].map(([address, seen]) => [address, seen.live]));
  const states = reachable.map((one) => ({ one, state: live.get(one.address) as Live }));
  const diffs = [...compared.values()].flatMap(({ diff }) => (diff === undefined ? [] : [diff]));
  const unchanged = states.filter(
    ({ one, state }) =>
      state.status === "found" && !one.document.absent && compared.get(one.address)?.diff === undefined,
  );
  const removals = states.flatMap(({ one, state }) =>
    one.document.absent && state.status === "found"
      ? [{ desired: one, live: state, consents: removalConsents(one, kinds, grantedTo(one, consenting)) }]
      : [],
  );
  const unread = states.flatMap(({ one, state }) =>
    // What is to be gone and is not there is as it should be.
    state.status === "found" || (one.document.absent && isGone(one, state))
      ? []
      : [atId(state.problem, one, project, locate)],
  );
  const idle = [
    ...diffs.map(({ desired, consents, objects }) => ({ one: desired, consents, items: objects?.gained ?? [] })),
    ...unchanged.map(({ one }) => ({ one, consents: [], items: [] })),
    ...removals.map(({ desired, consents }) => ({ one: desired, consents, items: [] })),
  ].flatMap(({ one, consents, items }) => unusedConsents(one, { consents, items }, consenting, locate));
  return {
    live,
    diffs,
    unchanged: unchanged.length,
    removals,
    problems: [...once(unread), ...idle],
  };
}

/** What comparing a resource with its reading gave: no difference when it is as declared, missing, unreadable or to be gone. */
interface Compared {
  readonly live: Live;
  readonly diff?: ResourceDiff;
}

function removalConsents(one: Desired, kinds: World["kinds"], granted: ReadonlySet<Consent["what"]>): Consent[] {
  const { removalConsents: whats = ["delete"] } = (kinds.get(one.kind) as KindEntry).kind;
  return whats.map((what) => ({ what, address: one.address, given: granted.has(what) }));
}

function isNothing({ fields, problems, objects }: ResourceDiff): boolean {
  return objects !== undefined && fields.length === 0 && problems.length === 0;
}

/** A resource of which every object is gone that the lock file knows: what that means, comparing says. */
function asLost(one: Desired, live: Live, { kind }: KindEntry): Live {
  if (live.status !== "missing" || kind.multiObject === undefined || one.lock.objects === undefined) return live;
  return { status: "found", id: "", spec: {}, review: "passed", state: "", objects: [], lost: idsIn(one.id) };
}

/** True when a resource was there once and is not any more: an id that nobody ever saw is rather a slip of the pen. */
function isGone(one: Desired, state: Exclude<Live, LiveResource>): boolean {
  return state.status === "missing" && (one.lock.id !== undefined || state.problem.code === "resource-deleted");
}
