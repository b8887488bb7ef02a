import type { Pointer } from "../../model/pointer.ts";

/**
 * Fields that a code of the platform speaks of, so that an answer can point at its line. Source: notes of Manage Member
 * Card 8.4.1, global return codes.
 */
export const about: Readonly<Record<string, readonly Pointer[]>> = {
  "weixin-40073": ["/member_rule/card_id"],
  "weixin-40079": ["/base_info/end_time", "/base_info/begin_time"],
  "weixin-72001": ["/base_info/mchid_list"],
  "weixin-72002": ["/base_info/mchid_list"],
  "weixin-72003": ["/member_rule/card_id"],
  "weixin-72004": ["/base_info/mchid_list"],
  "weixin-72005": ["/base_info/mchid_list"],
  "weixin-72010": ["/base_info/mchid_list"],
  "weixin-72030": ["/base_info/mchid_list"],
  "weixin-72032": ["/base_info/end_time"],
};
