import { notifyIssue, pictureIssue } from "./addresses.ts";
import { momentOf } from "./moment.ts";
import { listOf, type ObjectShape, objectOf, oneOf, type Shape, textOf, truth, wholeOf } from "./shape.ts";

/*
 * What the calls on templates take, key by key. Source: partner documentation 4015336970 to 4015336977, as read in
 * 2026-11; limits that it does not print are those of public SDKs. Limits count characters.
 */

const jump = objectOf({ jump_appid: textOf(32), jump_path: textOf(128) }, "jump_appid", "jump_path");
const colour = textOf(7, (text) => (/^#[0-9A-Fa-f]{6}$/.test(text) ? undefined : "must be #RRGGBB"));
const instant = textOf(32, (text) =>
  momentOf(text) === undefined ? "must be an RFC 3339 time with offset" : undefined,
);
const requestNumber = textOf(128, (text) =>
  /^[0-9A-Za-z_-]+$/.test(text) ? undefined : "must be of letters, digits, - and _",
);

const validity = objectOf(
  {
    type: oneOf("FIX_TIME_RANGE", "FIX_TERM", "PERMANENT"),
    available_begin_time: instant,
    available_end_time: instant,
    available_day_after_receive: wholeOf(1, 10_958),
  },
  "type",
);

const COMMON_FIELDS = ["SEX", "NAME", "BIRTHDAY", "ADDRESS", "EMAIL", "CITY"].map((name) => `USER_FORM_FLAG_${name}`);

const customField = objectOf(
  {
    type: oneOf("CHECK_BOX", "RADIO"),
    name: textOf(32),
    values: listOf(textOf(8), { least: 1, most: 10 }),
  },
  "type",
  "name",
  "values",
);

/** What create and PATCH take. */
export const MODIFIABLE: Readonly<Record<string, Shape>> = {
  card_title: textOf(10),
  card_color: colour,
  card_picture_url: textOf(256, pictureIssue),
  code_jump_information: jump,
  benefits: textOf(32),
  notify_url: textOf(256, notifyIssue),
  need_pinned: truth,
  need_display_level: truth,
  init_level: textOf(10),
  service_phone: textOf(32),
  legal_agreement: textOf(20_480),
  valid_date_information: validity,
  member_information: jump,
  points_information: jump,
  balance_information: jump,
  purchase_information: objectOf(
    { ...jump.keys, price: wholeOf(0, 2n ** 63n - 1n) },
    "price",
    "jump_appid",
    "jump_path",
  ),
  user_information: objectOf({
    common_field_list: listOf(oneOf(...COMMON_FIELDS), { most: COMMON_FIELDS.length }),
    custom_field_list: listOf(customField, { most: 1 }),
  }),
};

/** What create takes and PATCH refuses. */
export const CREATE_ONLY: Readonly<Record<string, Shape>> = {
  out_request_no: requestNumber,
  appid: textOf(32),
  card_type: oneOf("NORMAL", "PURCHASE", "BALANCE"),
  code_mode: oneOf("SYSTEM_ALLOCATE", "MERCHANT_ALLOCATE"),
  code_type: oneOf("NONE_CODE", "BAR_CODE", "QR_CODE", "BAR_CODE_AND_QR_CODE", "JUMP_MINI_PROGRAM"),
};

/**
 * What answers say of a template, and the brand where its caller is the brand itself: no call takes it, whatever the
 * behaviours.
 */
export const ONLY_IN_ANSWERS = ["card_id", "brand_id", "state", "create_time", "modify_time", "update_time"];

/** What of it first editions let PATCH change and later ones do not name. */
export const DISPUTED: readonly string[] = ["init_level", "legal_agreement"];

/** What create cannot do without, besides the brand and `member_information`. */
export const REQUIRED: readonly string[] = [
  ...Object.keys(CREATE_ONLY),
  "card_title",
  "card_color",
  "card_picture_url",
  "benefits",
  "notify_url",
  "valid_date_information",
];

/** The brand in a body; only service providers say it. */
export const brandTable: ObjectShape = objectOf({ brand_id: textOf(32) }, "brand_id");
