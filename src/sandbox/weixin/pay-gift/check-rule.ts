import { isObject, type Json, type JsonObject } from "../../../model/json.ts";
import type { Behaviours } from "../../behaviours.ts";
import { type KeptNumber, wholeOf } from "../../exact-json.ts";
import { type CallContext, isDeleted, nowSeconds, unsourcedRefusal } from "../call.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { checkValues } from "../value-checks.ts";
import { addTable, RULE_TYPE } from "./rule-tables.ts";

/** What an add asks for, complete and of the right types. */
export interface AskedRule {
  readonly type: string;
  readonly merchants: readonly string[];
  readonly begin: KeptNumber;
  readonly end: KeptNumber;
  readonly cardId: string;
  readonly memberRule: JsonObject;
  /** What stands in `rule_info` and in its `base_info` that no documentation knows. */
  readonly ruleInfo: JsonObject;
  readonly baseInfo: JsonObject;
}

/** Most merchant ids of one call. Source: note in Manage Member Card 8.4.1; the table of the same page says 100. */
const MOST_MERCHANTS = 10;

/**
 * Reads an add: 41011 when something it cannot do without is missing, an empty list included, 40035 for another type of
 * rule.
 */
export function askedRule(body: JsonObject, behaviours: Behaviours): AskedRule | Refusal {
  const info = member(body, "rule_info");
  const base = member(info, "base_info");
  const memberRule = member(info, "member_rule");
  const { type, base_info: _base, member_rule: _rule, ...ruleInfo } = info;
  const { mchid_list: merchants, begin_time: begin, end_time: end, ...baseInfo } = base;
  const { card_id: cardId, least_cost: least, max_cost: most } = memberRule;
  if (type === undefined || !Array.isArray(merchants) || merchants.length === 0) return refuse(41011);
  if (!isNumber(begin) || !isNumber(end)) return refuse(41011);
  if (typeof cardId !== "string" || !isNumber(least) || !isNumber(most)) return refuse(41011);
  return (
    checkValues(body, addTable, behaviours) ?? {
      type: RULE_TYPE,
      merchants,
      begin,
      end,
      cardId,
      memberRule,
      ruleInfo,
      baseInfo,
    }
  );
}

function member(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

function isNumber(value: Json | undefined): value is Json & KeptNumber {
  return wholeOf(value) !== undefined;
}

/** A number of the body, compared to the digit: production code sends 9223372036854775807 for "no upper limit". */
function whole(value: unknown): bigint {
  return wholeOf(value as Json) ?? 0n;
}

/** What the platform holds against a rule as a whole; undefined when nothing. */
export function checkRule(context: CallContext, asked: AskedRule): Refusal | undefined {
  if (!context.behaviours.permissions.wechatPay) return refuse(43008);
  return checkMerchants(context, asked.merchants) ?? checkTerms(context, asked) ?? checkCard(context, asked);
}

function checkMerchants({ behaviours }: CallContext, merchants: readonly string[]): Refusal | undefined {
  if (merchants.length > MOST_MERCHANTS) return refuse(72005);
  return unsourcedRefusal(behaviours, {
    merchantNoNumber: !merchants.every((mchid) => /^\d+$/.test(mchid)),
    merchantTwice: new Set(merchants).size < merchants.length,
  });
}

/** A begin in the past is taken: production code sends the present moment. */
function checkTerms({ behaviours, clock }: CallContext, { begin, end, memberRule }: AskedRule): Refusal | undefined {
  const [from, to] = [whole(begin), whole(end)];
  const [least, most] = [whole(memberRule["least_cost"]), whole(memberRule["max_cost"])];
  return unsourcedRefusal(behaviours, {
    ruleEndBeforeBegin: to <= from,
    ruleEndPast: to < BigInt(nowSeconds(clock)),
    ruleAmounts: least < 0n || least > most,
  });
}

/** The card has to be one of the calling account (72002), there (40073), and a member card (72003). */
function checkCard({ account, accounts, behaviours }: CallContext, { cardId }: AskedRule): Refusal | undefined {
  const card = account.card(cardId);
  if (card === undefined) {
    const isOthers = [...accounts.values()].some((other) => other.card(cardId) !== undefined);
    return refuse(isOthers ? 72002 : 40073);
  }
  const deleted = unsourcedRefusal(behaviours, { ruleOfDeletedCard: isDeleted(card) });
  return deleted ?? (card.card_type === "MEMBER_CARD" ? undefined : refuse(72003));
}
