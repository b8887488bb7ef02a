import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { defined } from "../../model/defined.ts";
import { canonicalJson, type Json } from "../../model/json.ts";
import type { StateEntry } from "../../model/state.ts";

/** What is said of one resource that puts something up again, or agrees to it. */
export type Covered = Pick<StateEntry, "former" | "agreed" | "pending">;

/**
 * Whose it is, and when it was written: the address, the appid or brand of its account, and the serial of the state, so
 * that what was open once is nothing that can be put back later.
 */
export interface CoveredOf {
  readonly address: string;
  readonly identity: string;
  readonly serial: number;
}

/**
 * The key by which an account knows what it wrote itself, from its credential: whoever may write the state but has no
 * credential cannot make anything be sent.
 */
export function macKey(credential: string, identity: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", credential, "wxcards", `state former ${identity}`, 32));
}

/** The code over a body that puts something up again, with what was agreed to, in hex. */
export function macOf(entry: Covered, of: CoveredOf, key: Uint8Array): string {
  return createHmac("sha256", key)
    .update(canonicalJson(coveredBy(entry, of)), "utf8")
    .digest("hex");
}

/** True for what was written by somebody who has the credential of the account. */
export function isOurs(mac: unknown, entry: Covered, of: CoveredOf, key: Uint8Array | undefined): boolean {
  if (key === undefined || typeof mac !== "string" || !/^[0-9a-f]{64}$/.test(mac)) return false;
  return timingSafeEqual(Buffer.from(mac, "hex"), Buffer.from(macOf(entry, of, key), "hex"));
}

function coveredBy({ former, agreed, pending }: Covered, { address, identity, serial }: CoveredOf): Json {
  const operation = pending?.operation ?? "";
  return { address, identity, serial, operation, ...defined({ former, agreed }) } as unknown as Json;
}
