import { COLOURS } from "./colours.ts";
import {
  contentOf,
  listOf,
  numberOrText,
  type ObjectShape,
  objectOf,
  oneOf,
  type Shape,
  text,
  textOf,
  truth,
  unsignedOrText,
  whole,
  wholeFrom,
  wholeOrText,
} from "./shape.ts";

/*
 * What card/create and card/update take, key by key. The sandbox keeps its own tables: a client whose schema is wrong
 * has to fail here.
 *
 * Sources: Create a Membership Card (create), Manage Member Card 8.2 and 8.3 (update), models and captured requests of
 * public SDKs for custom_cell2, need_push_on_view, wx_activate_after_submit and the mini-program keys. Limits are bytes
 * of UTF-8; the 24 of the cover text are none, since the official sample has 57 and a recorded card 85. Ranges of
 * numbers are what the fields mean (a share of a hundred, an hour of a day, an amount); the documentation prints hardly
 * any.
 */

const codeType = oneOf(
  [
    "CODE_TYPE_TEXT",
    "CODE_TYPE_BARCODE",
    "CODE_TYPE_QRCODE",
    "CODE_TYPE_ONLY_QRCODE",
    "CODE_TYPE_ONLY_BARCODE",
    "CODE_TYPE_NONE",
  ],
  40072,
);

/** The last two of the eight are missing in the documentation and were seen in real requests. `""` clears. */
const nameType = oneOf([
  "",
  "FIELD_NAME_TYPE_LEVEL",
  "FIELD_NAME_TYPE_COUPON",
  "FIELD_NAME_TYPE_STAMP",
  "FIELD_NAME_TYPE_DISCOUNT",
  "FIELD_NAME_TYPE_ACHIEVEMEN",
  "FIELD_NAME_TYPE_MILEAGE",
  "FIELD_NAME_TYPE_SET_POINTS",
  "FIELD_NAME_TYPE_TIMS",
]);

function miniProgram(prefix: string): Readonly<Record<string, Shape>> {
  return { [`${prefix}app_brand_user_name`]: textOf(128), [`${prefix}app_brand_pass`]: text };
}

const customField = contentOf({ name_type: nameType, name: textOf(24), url: text, ...miniProgram("") });
const customCell = contentOf({ name: textOf(15), tips: textOf(18), url: text, ...miniProgram("") });

const bonusRule = contentOf({
  cost_money_unit: wholeFrom(0),
  increase_bonus: wholeFrom(0),
  max_increase_bonus: wholeFrom(0),
  init_increase_bonus: wholeFrom(0),
  cost_bonus_unit: wholeFrom(0),
  reduce_money: wholeFrom(0),
  least_money_to_use_bonus: wholeFrom(0),
  max_reduce_bonus: wholeFrom(0),
});

/**
 * Moments go out as text from PHP in production: the card module of we7 sends `'begin_timestamp' => '1439136000'`. They
 * are kept as numbers.
 */
const dateInfo = contentOf({
  type: numberOrText,
  begin_timestamp: unsignedOrText,
  end_timestamp: unsignedOrText,
  fixed_term: wholeFrom(0),
  fixed_begin_term: wholeFrom(0),
});

/** The names of entrances take 15 bytes in the table of create and 16 in that of update. */
function baseInfo(entranceNameBytes: number, storeIds: Shape): Readonly<Record<string, Shape>> {
  return {
    logo_url: text,
    title: textOf(27),
    notice: textOf(48),
    description: textOf(3072),
    service_phone: textOf(24),
    color: oneOf(Object.keys(COLOURS)),
    code_type: codeType,
    location_id_list: storeIds,
    use_all_locations: truth,
    center_title: textOf(18),
    center_sub_title: textOf(24),
    center_url: text,
    ...miniProgram("center_"),
    custom_url_name: textOf(entranceNameBytes),
    custom_url: text,
    custom_url_sub_title: textOf(18),
    ...miniProgram("custom_"),
    promotion_url_name: textOf(entranceNameBytes),
    promotion_url: text,
    promotion_url_sub_title: textOf(18),
    ...miniProgram("promotion_"),
    pay_info: contentOf({ swipe_card: contentOf({ is_swipe_card: truth }) }),
    is_pay_and_qrcode: truth,
    get_limit: wholeFrom(1),
    can_share: truth,
    can_give_friend: truth,
    need_push_on_view: truth,
    date_info: dateInfo,
  };
}

/** The three texts on bonus and balance take 128 bytes in the table of create and 3072 in that of update. */
function memberCard(ruleBytes: number): Readonly<Record<string, Shape>> {
  return {
    background_pic_url: text,
    prerogative: textOf(3072),
    supply_bonus: truth,
    supply_balance: truth,
    bonus_url: text,
    balance_url: text,
    bonus_cleared: textOf(ruleBytes),
    bonus_rules: textOf(ruleBytes),
    balance_rules: textOf(ruleBytes),
    activate_url: text,
    auto_activate: truth,
    wx_activate: truth,
    wx_activate_after_submit: truth,
    wx_activate_after_submit_url: text,
    ...miniProgram("activate_"),
    ...miniProgram("bonus_"),
    ...miniProgram("balance_"),
    custom_field1: customField,
    custom_field2: customField,
    custom_field3: customField,
    custom_cell1: customCell,
    custom_cell2: customCell,
    bonus_rule: bonusRule,
    discount: wholeFrom(0, 100),
  };
}

const advancedInfo = contentOf({
  use_condition: contentOf({
    accept_category: textOf(512),
    reject_category: textOf(512),
    least_cost: wholeFrom(0),
    object_use_for: textOf(512),
    can_use_with_other_discount: truth,
    can_use_with_membercard: truth,
  }),
  abstract: contentOf({ abstract: text, icon_url_list: listOf(text) }),
  text_image_list: listOf(contentOf({ image_url: text, text: textOf(512) })),
  time_limit: listOf(
    contentOf({
      type: oneOf(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "HOLIDAY"]),
      begin_hour: wholeFrom(0, 23),
      begin_minute: wholeFrom(0, 59),
      end_hour: wholeFrom(0, 24),
      end_minute: wholeFrom(0, 59),
    }),
  ),
  business_service: listOf(
    oneOf(["BIZ_SERVICE_DELIVER", "BIZ_SERVICE_FREE_PARK", "BIZ_SERVICE_WITH_PET", "BIZ_SERVICE_FREE_WIFI"]),
  ),
});

/**
 * The ids of stores are numbers in answers and in the samples; SDKs create cards with texts (WxJava and others). They
 * are kept as numbers.
 */
const storeIdsOfCreate = listOf(unsignedOrText);

/** Taken while creating, refused in every update. */
const baseInfoOfCreateOnly: Readonly<Record<string, Shape>> = {
  brand_name: textOf(36),
  sku: contentOf({ quantity: whole }),
  use_custom_code: truth,
  get_custom_code_mode: oneOf(["", "GET_CUSTOM_CODE_MODE_DEPOSIT"]),
  bind_openid: truth,
  sub_merchant_info: contentOf({ merchant_id: numberOrText }),
  sub_title: textOf(54),
  source: textOf(36),
  use_limit: wholeFrom(0),
};

const messageOperation = contentOf({
  url_cell: contentOf({
    card_id_list: listOf(text),
    end_time: unsignedOrText,
    text,
    url: text,
    app_brand_id: text,
    app_brand_pass: text,
  }),
});

/** What the platform adds to `base_info` by itself, besides `sku`: no call takes it. */
const PLATFORMS_OWN = ["id", "status", "create_time", "update_time", "area_code_list"];

const MESSAGE_OPERATIONS = ["modify_msg_operation", "activate_msg_operation"];

/** The body of card/create. */
export const createTable: ObjectShape = objectOf({
  card: objectOf({
    card_type: text,
    member_card: contentOf(
      {
        base_info: contentOf({ ...baseInfo(15, storeIdsOfCreate), ...baseInfoOfCreateOnly }, { never: PLATFORMS_OWN }),
        ...memberCard(128),
        advanced_info: advancedInfo,
      },
      { never: MESSAGE_OPERATIONS },
    ),
  }),
});

/**
 * The body of card/update. The two message operations have to be set in calls of their own (Manage Member Card 8.3).
 */
export const updateTable: ObjectShape = objectOf({
  card_id: text,
  member_card: contentOf(
    {
      base_info: contentOf(baseInfo(16, listOf(wholeOrText)), {
        never: [...PLATFORMS_OWN, ...Object.keys(baseInfoOfCreateOnly)],
      }),
      ...memberCard(3072),
      modify_msg_operation: messageOperation,
      activate_msg_operation: messageOperation,
    },
    { never: ["advanced_info"], onlyOneOf: MESSAGE_OPERATIONS },
  ),
});

/** What `card/create` cannot do without, below `base_info`. An empty text counts as given. */
export const REQUIRED_BASE_INFO = [
  "logo_url",
  "brand_name",
  "code_type",
  "title",
  "color",
  "notice",
  "description",
  "date_info",
  "sku",
] as const;

/** What `card/create` cannot do without, below `member_card`. */
export const REQUIRED_MEMBER_CARD = ["prerogative", "supply_bonus", "supply_balance"] as const;
