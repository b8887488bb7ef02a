import { goldCard, goldId, liveGold } from "../../helpers/documents.ts";
import { coffee, newWorld, type World, type WorldOptions } from "../../helpers/world.ts";

/** A person who is nowhere but in these tests: whatever of hers turns up has leaked. */
export const person = {
  openid: "oCanaryOpenidCanaryOpenid0001",
  nickname: "金丝雀昵称",
  name: "欧阳金丝雀",
  phone: "10012345678",
  idNumber: "110101190001011234",
  address: "金丝雀市试验路九十九号",
  membershipNumber: "778899001122",
  choice: "金丝雀选项",
} as const;

export const code = "916679874278";

/** What userinfo/get says of her: check boxes stand in `value_list`. Source: fixture of a public SDK. */
const info = {
  nickname: person.nickname,
  membership_number: person.membershipNumber,
  bonus: 460,
  balance: 3000,
  sex: "MALE",
  user_info: {
    common_field_list: [
      { name: "USER_FORM_INFO_FLAG_MOBILE", value: person.phone },
      { name: "USER_FORM_INFO_FLAG_NAME", value: person.name },
      { name: "USER_FORM_INFO_FLAG_IDCARD", value: person.idNumber },
      { name: "USER_FORM_INFO_FLAG_DETAIL_LOCATION", value: person.address },
      { name: "USER_FORM_INFO_FLAG_EMAIL", value: "" },
    ],
    custom_field_list: [{ name: "兴趣", value: "", value_list: [person.choice, "唱歌"] }],
  },
  has_active: true,
};

/** A card with one member. */
export async function withMember(
  more: Readonly<Record<string, unknown>> = {},
  options: WorldOptions = {},
): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": goldCard }, ...options });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.sandbox.addMember(coffee.appid, { card_id: goldId, code, openid: person.openid, info, ...more });
  return world;
}
