import type { JsonObject } from "../../../model/json.ts";
import type { MemberSeed } from "./seed-member.ts";

/** Codes of invented members, counted from here in each account. */
const FIRST_CODE = 900_000_000_001;

/** People whom nobody knows: no mobile number of China begins with 10. */
const PEOPLE: readonly JsonObject[] = [
  {
    ...{ nickname: "示例一", membership_number: "800000000001", bonus: 460, balance: 3000, sex: "FEMALE" },
    user_info: {
      common_field_list: [
        { name: "USER_FORM_INFO_FLAG_MOBILE", value: "10000000001", value_list: [] },
        { name: "USER_FORM_INFO_FLAG_NAME", value: "样例甲", value_list: [] },
      ],
      custom_field_list: [{ name: "喜欢的饮品", value: "", value_list: ["手冲", "拿铁"] }],
    },
    has_active: true,
  },
  {
    ...{ nickname: "示例二", membership_number: "800000000002", bonus: 0, sex: "MALE" },
    user_info: { common_field_list: [], custom_field_list: [] },
    has_active: false,
  },
];

/** A few invented members of a card, the first of them with a form that is filled in; codes go on after `taken`. */
export function inventedMembers(cardId: string, taken: number): readonly MemberSeed[] {
  return PEOPLE.map((info, index) => ({
    card_id: cardId,
    code: String(FIRST_CODE + taken + index),
    openid: `oEmbeddedPlatformMember0000${index + 1}`,
    info,
  }));
}
