import type { CallContext } from "../call.ts";

/** Least first id, and how many there are: seven to nine digits, as in the samples of the documentation. */
const FIRST = 1_000_000;
const FIRSTS = 999_000_000;

/**
 * The id of the next rule: one more than the account's last, never below the behaviour, in no account that is played.
 * Nothing is noted yet.
 */
export function newRuleId(context: Pick<CallContext, "account" | "accounts" | "behaviours" | "random">): string {
  const { account, accounts, behaviours, random } = context;
  const floors = [account.nextRuleId(), behaviours.payGift.firstRuleId].filter((floor) => floor !== undefined);
  let id = floors.map(BigInt).reduce((most, floor) => (floor > most ? floor : most), 0n);
  if (floors.length === 0) id = BigInt(FIRST + Math.floor(random.next() * FIRSTS));
  while ([...accounts.values()].some((other) => other.rule(id.toString()) !== undefined)) id += 1n;
  return id.toString();
}
