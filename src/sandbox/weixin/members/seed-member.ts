import type { Account } from "../account.ts";
import type { StoredMember } from "../state.ts";

/** The end of a card that never ends. Source: captured answers of card/code/get. */
const ENDLESS = 4_294_967_295;

/** A member that is set up without any call. */
export type MemberSeed = Pick<StoredMember, "card_id" | "code" | "openid"> & Partial<StoredMember>;

/** Puts a member into an account as if the card had been taken long ago: in use and without end, unless it says more. */
export function seedMember(account: Account, seed: MemberSeed): void {
  account.putMember(structuredClone({ status: "NORMAL", begin_time: 0, end_time: ENDLESS, info: {}, ...seed }));
}
