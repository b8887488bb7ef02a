import type { Pointer } from "../../model/pointer.ts";

/**
 * Fields that a code of the platform speaks of, so that an answer can point at its line. Source: return codes and the
 * refusals documented for each.
 */
export const about: Readonly<Record<string, readonly Pointer[]>> = {
  "weixin-40009": ["/base_info/logo_url", "/background_pic_url"],
  "weixin-40072": ["/base_info/location_id_list", "/base_info/code_type"],
  "weixin-40079": ["/base_info/date_info"],
  "weixin-40100": ["/base_info/date_info"],
  "weixin-40122": ["/base_info/sku/total_quantity"],
  "weixin-40124": ["/supply_bonus", "/supply_balance", "/custom_field1", "/custom_field2", "/custom_field3"],
  "weixin-40135": ["/supply_bonus"],
  "weixin-40141": ["/background_pic_url", "/base_info/logo_url"],
  "weixin-43008": ["/base_info/pay_info/swipe_card/is_swipe_card", "/activate_msg_operation", "/modify_msg_operation"],
  "weixin-43010": ["/supply_balance"],
  "weixin-43011": ["/supply_bonus"],
  "weixin-43017": ["/base_info/location_id_list", "/settings/paycell", "/settings/selfconsumecell"],
  "weixin-45030": ["/settings/activateuserform"],
  "weixin-45031": ["/base_info/sku/total_quantity"],
  "weixin-45046": ["/base_info/center_url", "/settings/paycell", "/settings/selfconsumecell"],
  "weixin-72019": ["/activate_msg_operation", "/modify_msg_operation"],
  "weixin-72026": ["/wx_activate", "/settings/activateuserform"],
};
