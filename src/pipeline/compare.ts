import { locator } from "../config/locate.ts";
import { diffResource, isAsDeclared } from "../diff/diff.ts";
import type { Client } from "../model/client.ts";
import type { ResourceDiff } from "../model/diff.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import type { Removal } from "../plan/remove.ts";
import { grantedTo, idleConsents } from "../resolve/consent.ts";
import { atId, once, strangeAccount } from "../resolve/placing.ts";

/** What reading and comparing needs. */
export interface ComparisonInput {
  readonly project: Project;
  /** Those that documents name. */
  readonly accounts: readonly Account[];
  readonly clients: ReadonlyMap<string, Client>;
  /** Resources whose ids are known and whose accounts can be read. */
  readonly reachable: readonly Desired[];
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
export async function compareAll(
  world: World,
  selection: Selection,
  { project, accounts, clients, reachable }: ComparisonInput,
): Promise<Comparison> {
  const { kinds } = world;
  const { locate } = locator();
  const context = { timezone: project.timezone };
  const consenting = { allowed: selection.allowed ?? [], now: world.clock.now(), timezone: project.timezone };
  const compare = (one: Desired, live: Live): Compared => {
    if (live.status !== "found" || one.document.absent) return { live };
    const entry = kinds.get(one.kind) as KindEntry;
    // Live and declared are one: the document stands for both, and the answer need not be kept.
    if (isAsDeclared(one, live, entry, context)) return { live: { ...live, spec: one.document.spec } };
    const granted = grantedTo(one, consenting);
    return {
      live,
      // A copy: its fields are laid out once.
      diff: diffResource({ desired: { ...one }, live, entry, context, drift: project.guards.drift, granted, locate }),
    };
  };
  const { concurrency } = selection;
  const compared = await observe({ ...world, desired: reachable, clients, concurrency, take: compare });
  const live = new Map([...compared].map(([address, seen]) => [address, seen.live]));
  const states = reachable.map((one) => ({ one, state: live.get(one.address) as Live }));
  const diffs = [...compared.values()].flatMap(({ diff }) => (diff === undefined ? [] : [diff]));
  const unchanged = states.filter(
    ({ one, state }) =>
      state.status === "found" && !one.document.absent && compared.get(one.address)?.diff === undefined,
  );
  const removals = states.flatMap(({ one, state }) =>
    one.document.absent && state.status === "found"
      ? [{ desired: one, live: state, granted: grantedTo(one, consenting).has("delete") }]
      : [],
  );
  const unread = states.flatMap(({ one, state }) =>
    // What is to be gone and is not there is as it should be.
    state.status === "found" || (one.document.absent && isGone(one, state))
      ? []
      : [atId(state.problem, one, project, locate)],
  );
  const strange = accounts.flatMap((account) => strangeAccount(account, states));
  const idle = [
    ...diffs.map(({ desired, consents }) => ({ one: desired, consents })),
    ...unchanged.map(({ one }) => ({ one, consents: [] })),
    ...removals.map(({ desired }) => ({
      one: desired,
      consents: [{ what: "delete" as const, address: "", given: true }],
    })),
  ].flatMap(({ one, consents }) => idleConsents(one, consents, consenting, locate));
  return {
    live,
    diffs,
    unchanged: unchanged.length,
    removals,
    problems: [...strange, ...once(unread), ...idle],
  };
}

/** What comparing a resource with its reading gave: no difference when it is as declared, missing, unreadable or to be gone. */
interface Compared {
  readonly live: Live;
  readonly diff?: ResourceDiff;
}

/** True when a resource was there once and is not any more: an id that nobody ever saw is rather a slip of the pen. */
function isGone(one: Desired, state: Exclude<Live, LiveResource>): boolean {
  return state.status === "missing" && (one.lock.id !== undefined || state.problem.code === "resource-deleted");
}
