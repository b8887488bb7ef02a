import { createHash, type Hash } from "node:crypto";
import { byText } from "../../model/json.ts";
import type { Swap } from "../../model/state-store.ts";
import { partsOf, type Text } from "../../model/text.ts";
import { type AccountFiles, type DiskTrouble, isDiskTrouble } from "./account-files.ts";
import { type Claim, claimText, decisive, newName } from "./claim.ts";
import { bytesDigest, mostSwaps, versionOf, withHead, withoutHead } from "./lease-head.ts";
import { look, mostTurns, restless, type WholeLook, wholeLook } from "./look.ts";
import { carryOut, decide, type FilesOf, unlessGone } from "./settle-claim.ts";
import { sweep } from "./sweep.ts";

/** What became of a swap, before anybody looks at what stands by now. */
export type SwapResult =
  | { readonly status: "landed"; readonly versions: ReadonlyMap<string, string> }
  | { readonly status: "moved" }
  /** The disk did not do what it should. With `changed` nobody can say how far the swap came; else it did nothing. */
  | { readonly status: "trouble"; readonly error: DiskTrouble; readonly changed: boolean };

/** A swap, and the account as it was found before. */
interface Begun extends Swap {
  readonly at: WholeLook;
}

/**
 * Replaces the files of accounts, of all or of none: what is to come is written beside them, a claim in each account
 * announces it, and with the last claim it has landed. Then it is put in its place, by whoever comes by first.
 *
 * `swap` is a name that no other swap has.
 */
export async function swapAccounts(filesOf: FilesOf, swap: string, swaps: readonly Swap[]): Promise<SwapResult> {
  const begun: Begun[] = [];
  let claim: Claim | undefined;
  let result: SwapResult = { status: "moved" };
  try {
    for (const one of [...swaps].sort((a, b) => byText(a.account, b.account))) {
      const at = await settled(filesOf, one.account);
      if (versionOf(bytesDigest(at.state), bytesDigest(at.lease)) !== one.base) return result;
      begun.push({ ...one, at });
    }
    const versions = new Map<string, string>();
    for (const one of begun) versions.set(one.account, await prepare(filesOf(one.account), swap, one));
    claim = { swap, accounts: begun.map(({ account, at }) => ({ account, key: at.key })) };
    const own = announcing(filesOf, claim);
    if ((await decide(own.filesOf, claim)) === "landed") {
      await carryOut(filesOf, claim);
      result = { status: "landed", versions };
    } else if (own.isAnnounced() && !(await isSurelyLost(filesOf, claim, begun)))
      result = { status: "trouble", error: untold(filesOf, claim), changed: true };
  } catch (error) {
    if (!isDiskTrouble(error)) throw error;
    const changed = claim !== undefined && !(await isUnclaimed(filesOf, claim));
    result = { status: "trouble", error, changed };
  }
  await clean(filesOf, swap, result, begun);
  return result;
}

/** An account without a swap under way: one that has landed is carried out first. */
async function settled(filesOf: FilesOf, account: string): Promise<WholeLook> {
  for (let count = 0; count < mostTurns; count += 1) {
    const found = await wholeLook(filesOf(account));
    const last = found.claims.at(-1);
    if (last === undefined || (await decide(filesOf, last)) === "lost") return found;
    await carryOut(filesOf, last);
  }
  throw restless(filesOf(account));
}

/** Writes beside its files what an account is to have; gives the version that this will be. */
async function prepare(files: AccountFiles, swap: string, { state, lease, at }: Begun): Promise<string> {
  const before = at.lease === undefined ? "" : withoutHead(new TextDecoder().decode(at.lease)).text;
  const head = withHead(lease ?? before, swap, at.swaps);
  const write = (file: "state" | "lease", text: Text) =>
    unlessGone(files, at.key, () => files.write(newName(at.key, swap, file), text));
  await write("lease", head);
  const leaseDigest = bytesDigest(Buffer.from(head, "utf8"));
  if (state === undefined) return versionOf(bytesDigest(at.state), leaseDigest) as string;
  const hash = createHash("sha256");
  await write("state", hashed(state, hash));
  return versionOf(hash.digest("hex"), leaseDigest) as string;
}

/** The parts of a text, which is taken once; each of them goes into a digest as well. */
function* hashed(text: Text, hash: Hash): Generator<string, void> {
  for (const part of partsOf(text)) {
    hash.update(part, "utf8");
    yield part;
  }
}

/** Files that tell whether a claim of this swap was ever made: before that nobody can have carried it on. */
function announcing(filesOf: FilesOf, claim: Claim): { filesOf: FilesOf; isAnnounced(): boolean } {
  let isAnnounced = false;
  const create = async (files: AccountFiles, name: string, text: string): Promise<boolean> => {
    const before = isAnnounced;
    // Also where the disk fails behind it.
    isAnnounced ||= text === claimText(claim);
    const made = await files.create(name, text);
    if (!made) isAnnounced = before;
    return made;
  };
  return {
    filesOf: (account) => {
      const files = filesOf(account);
      return { ...files, create: (name, text) => create(files, name, text) };
    },
    isAnnounced: () => isAnnounced,
  };
}

/** True where the account that decides shows every swap since the one on which this was made, and not this one. */
async function isSurelyLost(filesOf: FilesOf, claim: Claim, begun: readonly Begun[]): Promise<boolean> {
  const { account, key } = decisive(claim);
  const [base] = (begun.find((one) => one.account === account) as Begun).at.swaps;
  const found = await look(filesOf(account));
  if (found.key === key || found.swaps.length < mostSwaps) return true;
  return base !== undefined && found.swaps.includes(base);
}

/** True where nobody has heard of a swap: it was not even claimed in the first of its accounts. */
async function isUnclaimed(filesOf: FilesOf, claim: Claim): Promise<boolean> {
  const [first] = claim.accounts;
  if (first === undefined) return true;
  try {
    const found = await look(filesOf(first.account));
    return found.key === first.key && !found.claims.some(({ swap }) => swap === claim.swap);
  } catch (error) {
    if (!isDiskTrouble(error)) throw error;
    return false;
  }
}

/** Takes away what has served, and what will not serve any more. What stays is taken away by a later swap. */
async function clean(filesOf: FilesOf, swap: string, result: SwapResult, begun: readonly Begun[]): Promise<void> {
  const isVain = result.status === "moved" || (result.status === "trouble" && !result.changed);
  for (const { account, at } of begun)
    try {
      const files = filesOf(account);
      if (isVain) for (const file of ["state", "lease"] as const) await files.remove(newName(at.key, swap, file));
      await sweep(files);
    } catch (error) {
      if (!isDiskTrouble(error)) throw error;
    }
}

function untold(filesOf: FilesOf, claim: Claim): DiskTrouble {
  return restless(filesOf(decisive(claim).account));
}
