import { expect } from "vitest";
import type { Stored, Swap } from "../../../src/model/state-store.ts";
import { readAccount } from "../../../src/state/folder/read-account.ts";
import type { FilesOf } from "../../../src/state/folder/settle-claim.ts";
import { swapAccounts } from "../../../src/state/folder/swap-accounts.ts";
import { Killed } from "./processes.ts";

/** One attempt of a process: the numbers it read, and what became of its swap. */
export interface Attempt {
  readonly accounts: readonly string[];
  /** By account: the number that was read, and which swap it came from. */
  readonly read: ReadonlyMap<string, Count>;
  readonly swap: string;
  status: "landed" | "moved" | "unknown";
}

/** What the files of an account say in these tests: a number in both of them, and the swap that put it there. */
export interface Count {
  readonly number: number;
  readonly by: string;
}

/** Reads an account, whose two files must be of one swap. */
async function countOf(filesOf: FilesOf, account: string): Promise<Count & { readonly version?: string }> {
  const found = await readAccount(filesOf, account);
  if ("code" in found) throw new Error(found.code);
  return { ...asCount(found), ...(found.version === undefined ? {} : { version: found.version }) };
}

function asCount({ state, lease }: Stored): Count {
  if (state === undefined && lease === undefined) return { number: 0, by: "" };
  // Torn files are what must never be seen.
  expect(lease).toBe(state);
  const [number, by] = (state ?? "").trim().split(" ") as [string, string];
  return { number: Number(number), by };
}

/** Reads accounts and puts the next number into each of them, all or none. */
export async function count(
  filesOf: FilesOf,
  swap: string,
  accounts: readonly string[],
  attempts: Attempt[],
): Promise<Attempt["status"]> {
  const read = new Map<string, Count & { version?: string }>();
  for (const account of accounts) read.set(account, await countOf(filesOf, account));
  const swaps = accounts.map((account): Swap => {
    const text = `${(read.get(account)?.number ?? 0) + 1} ${swap}\n`;
    const base = read.get(account)?.version;
    return { account, base, state: text, lease: text, words: { subject: "", body: [], trailers: [] } };
  });
  const attempt: Attempt = { accounts, read, swap, status: "unknown" };
  attempts.push(attempt);
  const result = await swapAccounts(filesOf, swap, swaps);
  if (result.status === "trouble") throw result.error;
  attempt.status = result.status;
  return result.status;
}

/** Lets a process die without a word. */
export async function mayDie(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/**
 * Holds what processes were told against what stands in the end: every number of every account was put there by one
 * swap, which read the number before it; each swap that was told to have landed is among them in all its accounts, none
 * that was told to have moved is in any, and what nobody was told of is in all or in none.
 */
export async function expectOneWinnerEach(
  filesOf: FilesOf,
  accounts: readonly string[],
  attempts: readonly Attempt[],
): Promise<void> {
  const bySwap = new Map(attempts.map((attempt) => [attempt.swap, attempt]));
  const landed = new Map<string, Set<string>>();
  for (const account of accounts) {
    let at: Count = await countOf(filesOf, account);
    while (at.number > 0) {
      landed.set(at.by, (landed.get(at.by) ?? new Set()).add(account));
      const before = bySwap.get(at.by)?.read.get(account);
      expect(before?.number, `what ${at.by} has read of ${account}`).toBe(at.number - 1);
      at = before as Count;
    }
  }
  for (const { swap, status, accounts: own } of attempts) {
    const where = [...(landed.get(swap) ?? [])].sort();
    const all = [...own].sort();
    if (status === "landed") expect([swap, where]).toEqual([swap, all]);
    if (status === "moved") expect([swap, where]).toEqual([swap, []]);
    if (status === "unknown" && where.length > 0) expect([swap, where]).toEqual([swap, all]);
  }
}
