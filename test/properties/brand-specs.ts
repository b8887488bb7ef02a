import fc from "fast-check";
import type { JsonObject } from "../../src/model/json.ts";

const letters = [..."金卡会员积分权益，。！（）abcXYZ 019-_.,:;#&*!?|>'\"\\/%@`{}[]~+=<>$éЖ"];
const textOf = (most: number) =>
  fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength: Math.min(most, 24) })
    .map((all) => all.join("").trim() || "卡");
const appid = fc.stringMatching(/^wx[0-9a-f]{16}$/);
const path = fc.stringMatching(/^\/pages\/[a-z0-9/_-]{1,40}$/);
const jump = fc.record({ jump_appid: appid, jump_path: path });
const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
/** Instants between 2020 and 2033 in the spellings of documents. */
const instant = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain((seconds) => {
    const iso = new Date(seconds * 1_000).toISOString();
    const local = new Date((seconds + 28_800) * 1_000).toISOString().slice(0, 19);
    return fc.constantFrom<string | number>(
      seconds,
      iso,
      iso.replace(".000Z", ".120Z"),
      iso.replace(".000", ""),
      local,
      local.slice(0, 10),
      `${local}+08:00`,
      `${local.replace("T", " ")}.5`,
    );
  });
const validity = fc.oneof(
  fc.constant({ type: "PERMANENT" }),
  fc.record({ type: fc.constant("FIX_TERM"), available_day_after_receive: fc.integer({ min: 1, max: 10_958 }) }),
  fc.record({
    type: fc.constant("FIX_TIME_RANGE"),
    available_begin_time: instant(1_577_836_800, 1_735_689_600),
    available_end_time: instant(1_830_297_600, 1_988_150_400),
  }),
);
const form = fc.record(
  {
    common_field_list: fc.uniqueArray(fc.constantFrom("SEX", "NAME", "BIRTHDAY", "ADDRESS", "EMAIL", "CITY"), {
      minLength: 1,
    }),
    custom_field_list: fc.array(
      fc.record({
        type: fc.constantFrom("CHECK_BOX", "RADIO"),
        name: textOf(32),
        values: fc.uniqueArray(textOf(8), { minLength: 1, maxLength: 10 }),
      }),
      { minLength: 1, maxLength: 1 },
    ),
  },
  { requiredKeys: ["common_field_list"] },
);

/** What a document may declare of a live template; the level goes with its switch. */
export const brandSpecs: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      card_title: textOf(10),
      card_color: fc.stringMatching(/^#[0-9A-Fa-f]{6}$/),
      card_picture_url: fc
        .stringMatching(/^[a-z0-9]{1,20}$/)
        .map((key) => `https://wxpaylogo.qpic.cn/wxpaylogo/${key}/0`),
      code_jump_information: jump,
      benefits: textOf(32),
      notify_url: fc.stringMatching(/^[a-z0-9]{1,20}$/).map((key) => `https://pay.yunshan.example/${key}`),
      need_pinned: fc.boolean(),
      need_display_level: fc.boolean(),
      init_level: textOf(10),
      service_phone: digits(20),
      legal_agreement: fc.array(textOf(40), { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n")),
      valid_date_information: validity,
      member_information: jump,
      points_information: jump,
      balance_information: jump,
      purchase_information: fc.record({
        price: fc.integer({ min: 0, max: 1_000_000 }),
        jump_appid: appid,
        jump_path: path,
      }),
      user_information: form.map(({ common_field_list: common, ...rest }) => ({
        common_field_list: common.map((word) => `USER_FORM_FLAG_${word}`),
        ...rest,
      })),
    },
    { requiredKeys: ["init_level"] },
  )
  .map((one) => JSON.parse(JSON.stringify(one)) as JsonObject);
