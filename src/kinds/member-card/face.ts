import type { Pointer } from "../../model/pointer.ts";

/** What members see of a card: its face, what it is worth, and its small print. */
export const face: readonly Pointer[] = [
  "/base_info/title",
  "/base_info/brand_name",
  "/base_info/logo_url",
  "/base_info/color",
  "/background_pic_url",
  "/base_info/notice",
  "/prerogative",
  "/discount",
  "/bonus_rule",
  "/bonus_rules",
  "/base_info/description",
  "/base_info/date_info",
];
