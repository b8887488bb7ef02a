import type { JsonObject } from "../../../src/model/json.ts";
import { card, goldId, newCard } from "../../helpers/documents.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

export const file = "cards/gold.yaml";

/** The calls that set what no read shows. */
export const calls = {
  form: "/card/membercard/activateuserform/set",
  pay: "/card/paycell/set",
  self: "/card/selfconsumecell/set",
} as const;

/** A form as documents declare it, and as it is sent. */
export const formText = `  activateuserform:
    service_statement: { name: 会员守则, url: https://m.yunshan.example/terms }
    required_form:
      can_modify: false
      common_field_id_list: [USER_FORM_INFO_FLAG_MOBILE]
      rich_field_list:
        - { type: FORM_FIELD_RADIO, name: 兴趣, values: [钓鱼, 唱歌] }
    optional_form:
      common_field_id_list: [USER_FORM_INFO_FLAG_BIRTHDAY]
      custom_field_list: [昵称]
`;

export const formSent: JsonObject = {
  service_statement: { name: "会员守则", url: "https://m.yunshan.example/terms" },
  required_form: {
    can_modify: false,
    common_field_id_list: ["USER_FORM_INFO_FLAG_MOBILE"],
    rich_field_list: [{ type: "FORM_FIELD_RADIO", name: "兴趣", values: ["钓鱼", "唱歌"] }],
  },
  optional_form: { common_field_id_list: ["USER_FORM_INFO_FLAG_BIRTHDAY"], custom_field_list: ["昵称"] },
};

/** The document of a card that is live, with settings. */
export function withSettings(spec: string, settings: string): string {
  return `${card("gold", goldId, spec)}settings:\n${settings}`;
}

/** A card that is live, and a document with settings. */
export async function liveWorld(live: JsonObject, spec: string, settings: string): Promise<World> {
  const world = await newWorld({ files: { [file]: withSettings(spec, settings) } });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  return world;
}

/** A card that is to be made, activated by one click, with settings. */
export function newDocument(settings: string): string {
  return `${newCard("gold", "金卡", "", "  wx_activate: true\n")}settings:\n${settings}`;
}

/** The ids of all cards of the account. */
export function cardIds(world: World): string[] {
  return Object.keys(world.sandbox.state(coffee.appid).cards);
}
