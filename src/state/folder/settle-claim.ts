import { type AccountFiles, isDiskTrouble } from "./account-files.ts";
import { type Claim, claimName, claimText, decisive, newName } from "./claim.ts";
import { leaseName, look, mostTurns, restless, stateName } from "./look.ts";

/** The files of any account of the store. */
export type FilesOf = (account: string) => AccountFiles;

/**
 * Whether a swap has landed, as far as it is decided by now: `lost` once it never can. Its last account decides, and is
 * the last one that is carried out, so that the claim there tells until all is done. Writes nothing.
 */
export async function fateOf(filesOf: FilesOf, claim: Claim): Promise<"landed" | "lost" | "open"> {
  const { account, key } = decisive(claim);
  const found = await look(filesOf(account));
  if (found.key !== key) return found.swaps.includes(claim.swap) ? "landed" : "lost";
  return found.claims.at(-1)?.swap === claim.swap ? "landed" : "open";
}

/**
 * Brings a swap to its end, whoever began it: claims its accounts in order until the last one stands, or one of them
 * has gone on without it. Each may do so for each, at the same time and again.
 */
export async function decide(filesOf: FilesOf, claim: Claim): Promise<"landed" | "lost"> {
  const fate = await fateOf(filesOf, claim);
  if (fate !== "open") return fate;
  for (const { account, key } of claim.accounts)
    if (!(await claimAccount(filesOf, claim, account, key)))
      // It has gone on: by this swap, which somebody else has decided meanwhile, or without it, and then for good.
      return (await fateOf(filesOf, claim)) === "landed" ? "landed" : "lost";
  return "landed";
}

/** True once a claim of the swap stands in an account; false where the account has gone on. */
async function claimAccount(filesOf: FilesOf, claim: Claim, account: string, key: string): Promise<boolean> {
  const files = filesOf(account);
  for (let count = 0; count < mostTurns; count += 1) {
    const found = await look(files);
    if (found.key !== key) return false;
    const last = found.claims.at(-1);
    if (last?.swap === claim.swap) return true;
    if (last !== undefined && (await decide(filesOf, last)) === "landed") await carryOut(filesOf, last);
    // A name is taken once, and a claim below it is lost for good: of several that come here one gets on.
    else await unlessGone(files, key, () => files.create(claimName(key, found.claims.length + 1), claimText(claim)));
  }
  throw restless(files);
}

/**
 * Makes a file for a version of an account. Trouble is none where the account has gone on meanwhile: whoever goes on
 * takes away what is being made.
 */
export async function unlessGone(files: AccountFiles, key: string, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!isDiskTrouble(error) || (await look(files)).key === key) throw error;
  }
}

/**
 * Puts the files of a swap that has landed in their places. Each of them can be moved once, so that whoever comes late
 * changes nothing. The accounts in the order in which they were claimed: the one that decides last.
 */
export async function carryOut(filesOf: FilesOf, { swap, accounts }: Claim): Promise<void> {
  for (const { account, key } of accounts) {
    const files = filesOf(account);
    await files.move(newName(key, swap, "state"), stateName);
    await files.move(newName(key, swap, "lease"), leaseName);
  }
}
