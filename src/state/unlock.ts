import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Lease } from "../model/state.ts";
import type { Stored, Swap } from "../model/state-store.ts";
import type { Unlocked } from "../model/state-view.ts";
import { instantIso } from "../schema/instant.ts";
import { byStore } from "./by-store.ts";
import { withLease } from "./format/lease-file.ts";
import { readStored } from "./format/stored.ts";
import type { WordsOf } from "./keeping.ts";
import { isHeld } from "./lease.ts";
import { keysOf, type StateWorld } from "./memories.ts";

/** Which leases are to be ended: those of one run, whatever accounts it holds. */
export interface UnlockInput {
  readonly accounts: readonly Account[];
  readonly nonce: string;
  /** What a store with a history says of it. */
  readonly words: (lease: Lease) => WordsOf;
}

/** The leases that were ended, or why none was. */
export interface Unlocking {
  readonly unlocked: readonly Unlocked[];
  readonly problems: readonly Problem[];
}

/** A lease with what it stands in. */
interface Found {
  readonly account: Account;
  readonly stored: Stored;
  readonly lease: Lease;
}

/** How often a memory is read again that somebody writes meanwhile. */
const mostReadings = 3;

/**
 * Ends the leases of a run that is known to be dead: until now it may have sent what it announced, and from now on nobody
 * waits for it. What it left open stays as it is, for the next run to look at.
 */
export async function unlock(at: StateWorld, input: UnlockInput): Promise<Unlocking> {
  for (let left = mostReadings; ; left -= 1) {
    const { held, problems } = await heldIn(at, input.accounts);
    const wanted = held.filter(({ lease }) => lease.nonce === input.nonce);
    if (wanted.length === 0) {
      const others = held.map(({ account, lease }) => `${account.name} ${lease.nonce}`);
      const unknown = problem("lease-unknown", { nonce: input.nonce, held: others });
      return { unlocked: [], problems: [...problems, unknown] };
    }
    const refused = await endAll(at, wanted, input.words);
    if (refused.length === 0)
      return { unlocked: wanted.map(({ account, lease }) => unlockedOf(account, lease)), problems: [] };
    if (left === 0 || refused.some((why) => why !== "moved"))
      return { unlocked: [], problems: refused.map((why) => (why === "moved" ? problem("state-moves", {}) : why)) };
  }
}

function unlockedOf({ name }: Account, { holder, since, until }: Lease): Unlocked {
  return { account: name, holder, since, until };
}

/** The leases that hold accounts, and why others could not be looked at. */
async function heldIn(at: StateWorld, accounts: readonly Account[]) {
  const held: Found[] = [];
  const problems: Problem[] = [];
  for (const [store, own] of byStore(at, accounts)) {
    const read = await store.read(own.map(({ name }) => name));
    for (const account of own) {
      const stored = read.get(account.name) ?? {};
      const state = "code" in stored ? stored : readStored(account, stored, await keysOf(at, account, false));
      if ("code" in state) problems.push({ ...state, account: account.name });
      else if (!("code" in stored) && state.lease !== undefined && isHeld(state.lease, at.clock.now()))
        held.push({ account, stored, lease: state.lease });
    }
  }
  return { held, problems };
}

/** Ends leases, those of one store together; gives why that did not land. */
async function endAll(
  at: StateWorld,
  found: readonly Found[],
  words: UnlockInput["words"],
): Promise<readonly ("moved" | Problem)[]> {
  const refused: ("moved" | Problem)[] = [];
  const accounts = found.map(({ account }) => account);
  for (const [store, own] of byStore(at, accounts)) {
    const made = found.flatMap((one) => (own.includes(one.account) ? [swapOf(at, one, words(one.lease))] : []));
    const wrong = made.filter((one) => "code" in one);
    if (wrong.length > 0) return wrong;
    const swapped = await store.swap(made as readonly Swap[]);
    if (swapped.status === "moved") refused.push("moved");
    else if (swapped.status !== "landed") refused.push(swapped.problem);
  }
  return refused;
}

function swapOf(at: StateWorld, { account, stored, lease }: Found, words: WordsOf): Swap | Problem {
  const until = instantIso(Math.min(at.clock.now(), Date.parse(lease.until)), at.timezone);
  const text = withLease(stored.lease ?? "", { ...lease, until, broken: true }, at.keys);
  if (text !== undefined)
    return { account: account.name, base: stored.version, words: words(account.name), lease: text };
  // Written by hand: who knows what else is in it.
  return problem("state-damaged", { file: `${account.name}/lease.yaml`, reason: "lease" }, { account: account.name });
}
