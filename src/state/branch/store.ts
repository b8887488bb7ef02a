import type { Clock, Random } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { StateStore, Stored } from "../../model/state-store.ts";
import { actorOf } from "./actor.ts";
import { historyOf } from "./history.ts";
import { lastSeen, lookAt } from "./look.ts";
import { type BranchContent, branchNames, branchOfSeen } from "./names.ts";
import type { Repository } from "./repository.ts";
import { openSession, refsBelow, type Session } from "./session.ts";
import { storedOf, swapOn } from "./swap.ts";

/** What a store on branches needs. */
export interface BranchStoreOptions {
  readonly repository: Repository;
  /** What the names of the branches begin with; `wxcards-state` when the project file says nothing. */
  readonly branch?: string | undefined;
  /** What they hold; what is remembered of accounts when absent. */
  readonly content?: BranchContent;
  readonly clock: Clock;
  readonly random: Random;
  /** For who acts: `WXCARDS_ACTOR` and its kin. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The memory of accounts on branches of their own, one an account, which nobody checks out or merges: `git` moves the
 * documents and never what is remembered. A read is one fetch for all accounts and a swap one push; what the remote
 * says of a push is looked up there.
 */
export function branchStore(options: BranchStoreOptions): StateStore {
  const { repository, clock, random, env } = options;
  const names = branchNames(options.branch ?? "wxcards-state", repository.prefix, options.content);
  const session = openSession({ repository, names, clock, random });
  const below = repository.prefix === "" ? "" : `/${repository.prefix}`;
  let looked: readonly string[] = [];
  return {
    place: { store: "branch", remote: repository.remote.name, branch: names.branch },
    journals: { root: repository.commonDir, folder: `wxcards/journal${below}` },
    read: async (wanted, from = "store") => {
      if (from === "cache") return allOf(wanted, (account) => fromCache(session, account));
      const look = await lookAt(session, wanted.map(names.branch));
      if ("unreachable" in look) return allOf(wanted, (account) => asLastSeen(session, account, look.unreachable));
      looked = look.accounts;
      return allOf(wanted, async (account) => {
        const seen = look.branches.get(names.branch(account)) ?? {};
        return seen.problem ?? storedOf(seen);
      });
    },
    swap: (swaps) => swapOn(session, swaps, actorOf(env, repository.settings)),
    accounts: async () => {
      // Those of this store's own swaps are among the seen ones.
      const seen = [...((await refsBelow(session, ["refs/seen/"])) ?? new Map()).keys()].map(branchOfSeen);
      const known = seen.flatMap((branch) => names.account(branch) ?? []);
      return [...new Set([...looked, ...known])].sort();
    },
    history: (account, limit) => historyOf(session, names.branch(account), limit),
  };
}

async function allOf(
  accounts: readonly string[],
  read: (account: string) => Promise<Stored | Problem>,
): Promise<ReadonlyMap<string, Stored | Problem>> {
  const entries = accounts.map(async (account): Promise<[string, Stored | Problem]> => [account, await read(account)]);
  return new Map(await Promise.all(entries));
}

async function fromCache(session: Session, account: string): Promise<Stored | Problem> {
  const branch = session.names.branch(account);
  const { name: remote } = session.repository.remote;
  return (await lastSeen(session, branch)) ?? problem("state-not-fetched", { branch, remote });
}

/** Where nothing was seen before, nobody knows whether the account has a memory. */
async function asLastSeen(session: Session, account: string, unreachable: Problem): Promise<Stored | Problem> {
  return (await lastSeen(session, session.names.branch(account))) ?? unreachable;
}
