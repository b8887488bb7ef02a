import { isObject, type Json } from "../../model/json.ts";

/** An account that a swap is about, and the `lease.yaml` on which it was made. */
export interface Claimed {
  readonly account: string;
  readonly key: string;
}

/**
 * What a swap announces before it touches a file that is read: by a claim in each account, the same in all of them.
 * The last account decides: once its claim stands the swap has landed, and whoever comes by carries it out.
 */
export interface Claim {
  /** Of this swap alone. */
  readonly swap: string;
  /** In the order in which they are claimed, which is the same for all swaps: none waits for one that waits for it. */
  readonly accounts: readonly Claimed[];
}

/** The text of a claim. */
export function claimText({ swap, accounts }: Claim): string {
  return `${JSON.stringify({ swap, accounts: accounts.map(({ account, key }) => ({ account, key })) })}\n`;
}

/** What a claim says; undefined for one that is not whole, where files can only be made piece by piece. */
export function readClaim(bytes: Uint8Array): Claim | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { swap, accounts } = value;
  const isWhole = typeof swap === "string" && /^[\w-]+$/.test(swap) && Array.isArray(accounts) && accounts.length > 0;
  return isWhole && accounts.every(isInOrder) ? (value as unknown as Claim) : undefined;
}

/** In any other order, swaps could wait for each other for ever. */
function isInOrder(value: Json, index: number, all: readonly Json[]): boolean {
  if (!isObject(value)) return false;
  const { account, key } = value;
  if (typeof account !== "string" || !/^[a-z][a-z\d-]*$/.test(account)) return false;
  const before = index === 0 ? undefined : (all[index - 1] as unknown as Claimed).account;
  return typeof key === "string" && /^[a-z\d]+$/.test(key) && (before === undefined || before < account);
}

/** The account that decides. */
export function decisive({ accounts }: Claim): Claimed {
  return accounts.at(-1) as Claimed;
}

/*
 * Names of what a swap leaves in a folder for a while. All of them begin with the `lease.yaml` that they were made on,
 * so that they are waste once another one stands.
 */

/** A claim. The second one stands only where the first was lost for good, and so on. */
export function claimName(key: string, level: number): string {
  return `swap-${key}.${level}`;
}

/** A file that is to be put in the place of `state.yaml` or `lease.yaml`. */
export function newName(key: string, swap: string, file: "state" | "lease"): string {
  return `swap-${key}-${swap}.${file}`;
}

/** The `lease.yaml` that a file was left by; undefined for files of any other sort. */
export function keyOfName(name: string): string | undefined {
  return /^swap-([a-z\d]+)[.-]/.exec(name)?.[1];
}
