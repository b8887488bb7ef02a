import { isObject, type JsonObject } from "../../../model/json.ts";
import type { Clock } from "../../../model/ports.ts";
import type { Account } from "../account.ts";
import { nowSeconds } from "../call.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { StoredMember } from "../state.ts";

/**
 * The code a call is about: 40056 for one that nobody holds. A custom code is found by its card only. Source:
 * documentation of card/code/get; captured answers.
 */
export function namedMember(account: Account, { card_id: cardId, code }: JsonObject): StoredMember | Refusal {
  const isMeant = (member: StoredMember) =>
    member.code === code && (cardId === undefined ? !hasCustomCode(account, member) : member.card_id === cardId);
  return account.members().find(isMeant) ?? refuse(40056);
}

function hasCustomCode(account: Account, { card_id: cardId }: StoredMember): boolean {
  const base = account.card(cardId)?.content["base_info"];
  return isObject(base) && base["use_custom_code"] === true;
}

/** The state of a code as every answer has it. */
export function statusOf({ status, end_time: end }: StoredMember, clock: Clock): string {
  return status === "NORMAL" && end > 0 && end < nowSeconds(clock) ? "EXPIRE" : status;
}

/** What the platform refuses a code with that is not in use. Source: card error code page; a captured 40099 of 2020. */
export function refusalOf(member: StoredMember, clock: Clock): Refusal | undefined {
  const status = statusOf(member, clock);
  if (status === "NORMAL") return undefined;
  if (status !== "CONSUMED") return refuse(40127);
  return { ...refuse(40099), more: { _card: member.card_id, _code: member.code } };
}
