import {
  contentOf,
  listOf,
  type ObjectShape,
  objectOf,
  oneOf,
  text,
  truth,
  unsigned,
  whole,
  wholeId,
} from "../shape.ts";

/*
 * What the four calls under card/paygiftcard take, key by key. Source: Manage Member Card 8.4.
 */

/** The only documented type. */
export const RULE_TYPE = "RULE_TYPE_PAY_MEMBER_CARD";

const ruleType = oneOf([RULE_TYPE], 40035);

/** The body of add. A body without the wrapper `rule_info` was reported as a mistake of an SDK (wechatpy issue 285). */
export const addTable: ObjectShape = objectOf({
  rule_info: contentOf(
    {
      type: ruleType,
      base_info: contentOf(
        { mchid_list: listOf(text), begin_time: unsigned, end_time: unsigned },
        { never: ["status", "create_time", "update_time"] },
      ),
      member_rule: contentOf({
        card_id: text,
        least_cost: whole,
        max_cost: whole,
        jump_url: text,
        app_brand_id: text,
        app_brand_pass: text,
      }),
    },
    { never: ["rule_id"] },
  ),
});

/** The body of delete and getbyid. The documentation sends a number, several SDKs a text. */
export const ruleIdTable: ObjectShape = objectOf({ rule_id: wholeId });

/** The body of batchget. */
export const batchgetTable: ObjectShape = objectOf({
  type: ruleType,
  effective: truth,
  offset: whole,
  count: whole,
});
