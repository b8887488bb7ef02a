import { type KeptNumber, numberText } from "../../exact-json.ts";
import type { PayGiftBehaviours } from "../../pay-gift-behaviours.ts";
import { type CallContext, nowSeconds } from "../call.ts";
import type { StoredRule } from "../state.ts";

/** The status of a rule that holds, and the only documented one. */
export const STATUS_OK = "RULE_STATUS_OK";

/** A guess: statuses other than `RULE_STATUS_OK` exist (72033 speaks of them), and none was ever published. */
const STATUS_EXPIRED = "RULE_STATUS_EXPIRED";

/** What the life of a rule depends on. */
export type Times = Pick<CallContext, "clock" | "behaviours">;

/**
 * Where a rule stands: `standing` until its end has passed, also before its begin; then what the behaviours make of it.
 */
export type Fate = "standing" | PayGiftBehaviours["expired"];

/** A moment for comparing with now: how far beyond 2^53 it lies does not matter. */
function seconds(moment: KeptNumber): number {
  return Number(numberText(moment as number));
}

/** Where the rule stands now. */
export function fateOf(rule: StoredRule, { clock, behaviours }: Times): Fate {
  return nowSeconds(clock) <= seconds(rule.end_time) ? "standing" : behaviours.payGift.expired;
}

/**
 * Whether it gives cards now. Whether a rule before its begin counts is a behaviour: the documentation only says "in
 * effect".
 */
export function isInEffect(rule: StoredRule, { clock, behaviours }: Times): boolean {
  const now = nowSeconds(clock);
  const hasBegun = behaviours.payGift.effectiveBeforeBegin || seconds(rule.begin_time) <= now;
  return hasBegun && now <= seconds(rule.end_time);
}

/** The status that an answer shows. */
export function statusOf(rule: StoredRule, times: Times): string {
  return fateOf(rule, times) === "status" ? STATUS_EXPIRED : rule.status;
}

/** Whether a listing of all rules has it. */
export function isListed(rule: StoredRule, times: Times): boolean {
  const fate = fateOf(rule, times);
  return fate !== "refused" && fate !== "gone";
}

/** Whether it keeps its merchant ids from other rules. */
export function occupies(rule: StoredRule, times: Times): boolean {
  const fate = fateOf(rule, times);
  return fate === "standing" || (fate !== "gone" && times.behaviours.payGift.expiredOccupies);
}
