import type { JsonObject } from "../../src/model/json.ts";
import { type PayGiftBehaviours, usualPayGiftBehaviours } from "../../src/sandbox/pay-gift-behaviours.ts";
import type { SandboxOptions } from "../../src/sandbox/sandbox.ts";
import type { RuleSeed } from "../../src/sandbox/weixin/pay-gift/seed-rule.ts";
import { APPID, type Bench, bench, type Reply, SECRET, START_SECONDS } from "./support.ts";

/** The card of the documented sample. */
export const SAMPLE_CARD = "abcdefg";
export const OTHER_APPID = "wxfedcba9876543210";
export const BEGIN = START_SECONDS;
export const END = START_SECONDS + 86_400;

/** The documented sample, in effect for a day from now on. */
export const SAMPLE: RuleSeed = {
  mchid_list: ["123", "456"],
  begin_time: BEGIN,
  end_time: END,
  member_rule: { card_id: SAMPLE_CARD, least_cost: 2, max_cost: 20000, jump_url: "www.qq.com" },
};

/** The body of an add: the sample with other merchant ids, or with other members in `base_info` and `member_rule`. */
export function adding(
  merchants: readonly string[] = SAMPLE.mchid_list,
  base: JsonObject = {},
  terms: JsonObject = {},
) {
  const { begin_time, end_time, member_rule } = SAMPLE;
  return {
    rule_info: {
      type: "RULE_TYPE_PAY_MEMBER_CARD",
      base_info: { mchid_list: merchants, begin_time, end_time, ...base },
      member_rule: { ...member_rule, ...terms },
    },
  } satisfies JsonObject;
}

/** What reads tell of the sample. */
export function shownSample(merchants: readonly string[] = SAMPLE.mchid_list, base: JsonObject = {}): JsonObject {
  const shown = adding(merchants, { status: "RULE_STATUS_OK", create_time: BEGIN, update_time: BEGIN, ...base });
  return shown.rule_info;
}

/** The calls on rules, of the account of these tests. */
export interface RuleBench extends Bench {
  add(body?: JsonObject | string): Promise<Reply>;
  remove(ruleId: string): Promise<Reply>;
  get(ruleId: string): Promise<Reply>;
  list(query?: JsonObject): Promise<Reply>;
}

/** Two accounts, each with its own card, and no rule; the sample's card is that of the first. */
export async function ruleBench(
  payGift: Partial<PayGiftBehaviours> = {},
  options: Partial<SandboxOptions> = {},
): Promise<RuleBench> {
  const accounts = [
    { appid: APPID, secret: SECRET },
    { appid: OTHER_APPID, secret: SECRET },
  ];
  const made = await bench({ payGift: { ...usualPayGiftBehaviours(), ...payGift } }, { accounts, ...options });
  made.sandbox.addCard(APPID, {}, { card_id: SAMPLE_CARD });
  made.sandbox.addCard(OTHER_APPID, {}, { card_id: "theirs" });
  const { post } = made;
  return {
    ...made,
    add: (body = adding()) => post("/card/paygiftcard/add", body),
    // The digits as they are: a number of the tests would round them as well.
    remove: (ruleId) => post("/card/paygiftcard/delete", `{"rule_id":${ruleId}}`),
    get: (ruleId) => post("/card/paygiftcard/getbyid", `{"rule_id":${ruleId}}`),
    list: (query = {}) =>
      post("/card/paygiftcard/batchget", { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: 0, count: 10, ...query }),
  };
}

/** The merchant ids of each listed rule. */
export function listed(reply: Reply): readonly (readonly string[])[] {
  const rules = reply.body["rule_list"] as readonly { base_info: { mchid_list: readonly string[] } }[];
  return rules.map((rule) => rule.base_info.mchid_list);
}
