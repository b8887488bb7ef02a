import type { PayGiftBehaviours } from "../../pay-gift-behaviours.ts";
import type { WireObject } from "../../wire-text.ts";
import { type Call, type CallContext, isRefusal, nowSeconds, OK, type Reply, readBody } from "../call.ts";
import { refuse } from "../refusal.ts";
import type { StoredRule } from "../state.ts";
import { type AskedRule, askedRule, checkRule } from "./check-rule.ts";
import { type RefusedMerchant, refusedMerchants, shownRefusal } from "./refused-merchants.ts";
import { newRuleId } from "./rule-id.ts";
import { STATUS_OK } from "./rule-life.ts";
import { addTable } from "./rule-tables.ts";
import { shownBesides } from "./seed-rule.ts";

/**
 * POST /card/paygiftcard/add: a rule for up to ten merchant ids, which counts at once.
 *
 * Merchant ids that another rule has are refused one by one while the others go in, so errcode 0 does not mean that all
 * is well. A merchant id given twice counts once.
 */
export const addRule: Call = (context) => {
  const read = readBody(context, addTable);
  if (isRefusal(read)) return read;
  const asked = askedRule(read.body, context.behaviours);
  if (isRefusal(asked)) return asked;
  const refusal = checkRule(context, asked);
  if (refusal !== undefined) return refusal;

  const merchants = [...new Set(asked.merchants)];
  const refused = refusedMerchants(context, merchants);
  const [first] = refused;
  const { payGift } = context.behaviours;
  if (first !== undefined && payGift.refusals !== "entries") return refusedWhole(first, refused, payGift);
  const succeeded = merchants.filter((mchid) => !refused.some((one) => one.mchid === mchid));
  const added = succeeded.length === 0 ? {} : add(context, asked, succeeded);
  const { success, failure } = listNames(payGift);
  const successes = payGift.omitSuccess ? {} : { [success]: succeeded };
  return { json: { ...OK, ...added, [failure]: refused.map(shownRefusal), ...successes } };
};

function refusedWhole(first: RefusedMerchant, refused: readonly RefusedMerchant[], payGift: PayGiftBehaviours): Reply {
  const refusal = refuse(first.errcode);
  if (payGift.refusals === "whole") return refusal;
  return { ...refusal, more: { [listNames(payGift).failure]: refused.map(shownRefusal) } };
}

function listNames({ listNames: names }: PayGiftBehaviours): { readonly success: string; readonly failure: string } {
  return names === "long"
    ? { success: "succ_mchid_list", failure: "fail_mchid_list" }
    : { success: "succ_list", failure: "fail_list" };
}

/** Adds the rule, and gives what the answer says of it. */
function add(context: CallContext, asked: AskedRule, merchants: readonly string[]): WireObject {
  const { account, behaviours, clock } = context;
  const id = newRuleId(context);
  const now = nowSeconds(clock);
  const rule: StoredRule = {
    type: asked.type,
    mchid_list: merchants,
    begin_time: asked.begin,
    end_time: asked.end,
    status: STATUS_OK,
    create_time: now,
    update_time: now,
    member_rule: asked.memberRule,
    ...shownBesides(asked.ruleInfo, asked.baseInfo),
  };
  if (behaviours.okButUnchanged !== true) account.putRule(id, rule);
  return behaviours.payGift.noRuleId ? {} : { rule_id: BigInt(id) };
}
