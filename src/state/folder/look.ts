import { type AccountFiles, type DiskTrouble, diskTrouble } from "./account-files.ts";
import { type Claim, claimName, readClaim } from "./claim.ts";
import { keyOf, withoutHead } from "./lease-head.ts";

/** The names of the two files that people see. */
export const stateName = "state.yaml";
export const leaseName = "lease.yaml";

/** What stands in the folder of an account, all of one moment. */
export interface Look {
  /** Of the `lease.yaml`. */
  readonly key: string;
  /** The swaps that it comes from, newest first. */
  readonly swaps: readonly string[];
  readonly lease: Uint8Array | undefined;
  /** Who wants to replace it, in the order of claiming; only the last one may not be lost. */
  readonly claims: readonly Claim[];
}

/** A look with the larger file. */
export interface WholeLook extends Look {
  readonly state: Uint8Array | undefined;
}

/**
 * How often something is tried again because others were faster, and from when on with a pause. Nobody is that slow;
 * without a bound, what somebody took away by hand would be waited for.
 */
export const mostTurns = 120;
const firstPause = 20;

/** Thrown where others change an account all the time, or a claim stays a half. */
export function restless(files: AccountFiles): DiskTrouble {
  return diskTrouble(files.pathOf(leaseName), { trouble: "failed", reason: "changed-meanwhile" });
}

/**
 * Looks at an account. The `lease.yaml` is read first and last: while it stays the same, `state.yaml` can only have
 * changed by a claim that is still there.
 */
export async function look(files: AccountFiles): Promise<Look> {
  const { state: _none, ...found } = await steady(files, async () => undefined);
  return found;
}

/** The same with `state.yaml`. */
export function wholeLook(files: AccountFiles): Promise<WholeLook> {
  return steady(files, () => files.read(stateName));
}

async function steady(files: AccountFiles, readState: () => Promise<Uint8Array | undefined>): Promise<WholeLook> {
  for (let count = 0; count < mostTurns; count += 1) {
    if (count >= firstPause) await files.pause();
    const lease = await files.read(leaseName);
    const key = keyOf(lease);
    const state = await readState();
    const claims = await claimsOn(files, key);
    if (claims !== undefined && keyOf(await files.read(leaseName)) === key)
      return { key, swaps: swapsOf(lease), lease, claims, state };
  }
  throw restless(files);
}

/** Undefined where one of them is not whole. */
async function claimsOn(files: AccountFiles, key: string): Promise<readonly Claim[] | undefined> {
  const claims: Claim[] = [];
  for (;;) {
    const bytes = await files.read(claimName(key, claims.length + 1));
    if (bytes === undefined) return claims;
    const claim = readClaim(bytes);
    if (claim === undefined) return undefined;
    claims.push(claim);
  }
}

function swapsOf(lease: Uint8Array | undefined): readonly string[] {
  return lease === undefined ? [] : withoutHead(new TextDecoder().decode(lease)).swaps;
}
