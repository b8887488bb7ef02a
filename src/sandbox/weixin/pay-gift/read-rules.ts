import type { WireObject } from "../../wire-text.ts";
import { type Call, type CallContext, isRefusal, OK, readBody, unsourcedRefusal } from "../call.ts";
import { refuse } from "../refusal.ts";
import { type NamedRule, namedRule } from "./named-rule.ts";
import { isInEffect, isListed, statusOf } from "./rule-life.ts";
import { batchgetTable, RULE_TYPE, ruleIdTable } from "./rule-tables.ts";

function shownRule({ id, rule }: NamedRule, context: CallContext): WireObject {
  const { type, member_rule, rule_info: besides, base_info: baseBesides, ...base } = rule;
  const shown: WireObject = {
    type,
    base_info: { ...base, status: statusOf(rule, context), ...baseBesides },
    member_rule,
    ...besides,
  };
  return context.behaviours.payGift.listing === "with-ids" ? { rule_id: BigInt(id), ...shown } : shown;
}

/** POST /card/paygiftcard/getbyid: one rule. */
export const getRule: Call = (context) => {
  const read = readBody(context, ruleIdTable);
  if (isRefusal(read)) return read;
  const found = namedRule(context, read.body);
  return isRefusal(found) ? found : { json: { ...OK, rule_info: shownRule(found, context) } };
};

/**
 * POST /card/paygiftcard/batchget: a page of rules in the order of creation, all of them or those in effect.
 *
 * `type` is mandatory (found missing and repaired in wechatpy, 2017). How long a page may be is not documented: a
 * longer one is cut short, not refused.
 */
export const batchgetRules: Call = (context) => {
  const read = readBody(context, batchgetTable);
  if (isRefusal(read)) return read;
  const { type, effective, offset, count } = read.body;
  if (type !== RULE_TYPE) return refuse(40035);
  if (typeof offset !== "number" || typeof count !== "number") return refuse(40035);
  const refusal = unsourcedRefusal(context.behaviours, { pageOutOfRange: offset < 0 || count < 1 });
  if (refusal !== undefined) return refusal;
  const wanted = effective === true ? isInEffect : isListed;
  const all: NamedRule[] = [];
  for (const [id, rule] of context.account.rules()) if (wanted(rule, context)) all.push({ id, rule });
  const from = Math.max(0, offset);
  const page = all.slice(from, from + Math.max(0, Math.min(count, context.behaviours.payGift.mostPerPage)));
  return { json: { ...OK, total_count: all.length, rule_list: page.map((one) => shownRule(one, context)) } };
};
