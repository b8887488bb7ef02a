import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Behaviours } from "../behaviours.ts";
import { isRecord } from "../exact-json.ts";
import { shownColour } from "./colours.ts";
import { numberedDateInfo } from "./date-info.ts";
import { baseInfoOf } from "./overlay.ts";
import type { StoredCard } from "./state.ts";

/**
 * Taken and not shown again, unless the behaviours say otherwise: no captured answer has them.
 *
 * Of the mini-program keys, those of `base_info` are shown (seen in an answer about another card type), and those
 * inside `custom_fieldN` as well (no evidence either way); those of bonus, balance and activation are not.
 */
const WRITE_ONLY = new Set([
  "modify_msg_operation",
  "activate_msg_operation",
  "bonus_app_brand_user_name",
  "bonus_app_brand_pass",
  "balance_app_brand_user_name",
  "balance_app_brand_pass",
  "activate_app_brand_user_name",
  "activate_app_brand_pass",
]);

/** Always there since about 2016, whether it was ever sent or not. */
const EMPTY_ADVANCED_INFO: JsonObject = {
  time_limit: [],
  text_image_list: [],
  business_service: [],
  consume_share_card_list: [],
  share_friends: false,
};

function shownBaseInfo(id: string, card: StoredCard, behaviours: Behaviours): JsonObject {
  const stored = baseInfoOf(card.content);
  const { color, date_info: dateInfo } = stored;
  const shown: Record<string, Json> = { id, ...stored };
  if (typeof color === "string") shown["color"] = shownColour(color, behaviours.colourAs);
  if (behaviours.numericDateType && isObject(dateInfo)) shown["date_info"] = numberedDateInfo(dateInfo);
  const { quantity } = card.sku;
  const sku: JsonObject = behaviours.stockTotal === "absent" ? { quantity } : card.sku;
  const besides = stored["sku"];
  return {
    ...shown,
    status: stored["status"] ?? card.status,
    sku: isObject(besides) || besides === undefined ? { ...sku, ...besides } : besides,
    create_time: stored["create_time"] ?? card.create_time,
    update_time: stored["update_time"] ?? card.update_time,
    location_id_list: stored["location_id_list"] ?? [],
    area_code_list: stored["area_code_list"] ?? [],
  };
}

/**
 * The `card` of a card/get answer: its type, and below the type in lower case what is known of it.
 *
 * What was never sent is absent, except the lists the platform always adds; what was sent comes back, `false`, 0 and
 * `""` included. Source: captured answers, 2015–2019.
 */
export function shownCard(id: string, card: StoredCard, behaviours: Behaviours): JsonObject {
  const { base_info: _base, advanced_info: advanced, ...members } = card.content;
  const visible = Object.fromEntries(
    Object.entries(members).filter(([key]) => behaviours.writeOnlyFields === "shown" || !WRITE_ONLY.has(key)),
  );
  const shown = { base_info: shownBaseInfo(id, card, behaviours), ...visible };
  return {
    card_type: card.card_type,
    [card.card_type.toLowerCase()]: {
      ...(behaviours.miniProgramFields === "hidden" ? withoutMiniPrograms(shown) : shown),
      advanced_info: isObject(advanced) || advanced === undefined ? { ...EMPTY_ADVANCED_INFO, ...advanced } : advanced,
    },
  };
}

function withoutMiniPrograms(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([key]) => !/(^|_)app_brand_/.test(key));
  return Object.fromEntries(
    kept.map(([key, member]) => [key, isRecord(member) ? withoutMiniPrograms(member) : member]),
  );
}
