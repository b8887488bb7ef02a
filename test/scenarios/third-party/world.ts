import { bronzeId, goldId, liveSmall, smallCard } from "../../helpers/documents.ts";
import { bakery, coffee, newWorld, type World, type WorldOptions } from "../../helpers/world.ts";

/** The third-party platform of these stories. */
export const platform = {
  appid: "wx3456789012abcdef",
  secret: "cs7Hk2Lp9QwErTy5UiOp1As3DfGh8JkZx",
  ticket: "ticket@@@Vb6Nm4QwEr8TyUi2OpLk7JhGf3DsAz",
} as const;

/** Variables of the platform, by its AppID. */
export const ofPlatform = {
  WXCARDS_WX3456789012ABCDEF_COMPONENT_APPSECRET: platform.secret,
  WXCARDS_WX3456789012ABCDEF_COMPONENT_VERIFY_TICKET: platform.ticket,
} as const;

const file = `accounts:
  coffee:
    platform: weixin
    appid: ${coffee.appid}
    component: { appid: ${platform.appid} }
    default: true
  bakery:
    platform: weixin
    appid: ${bakery.appid}
`;

/**
 * Gold in coffee, which is called by a third-party platform, and bronze in bakery, which is called by itself; the
 * document of each wants another notice than the card has. The environment holds the credential of bakery only.
 */
export async function twoShops(options: WorldOptions = {}): Promise<World> {
  const world = await newWorld({
    components: [{ ...platform, authorizers: [coffee.appid] }],
    files: {
      "wxcards.yaml": file,
      "cards/gold.yaml": smallCard("gold", goldId),
      "cards/bronze.yaml": smallCard("bronze", bronzeId).replace("account: coffee", "account: bakery"),
    },
    ...options,
  });
  world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
  world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
  world.sandbox.addCard(bakery.appid, liveSmall("bronze"), { card_id: bronzeId });
  for (const name of ["gold", "bronze"]) world.edit(`cards/${name}.yaml`, "notice: 请出示", "notice: 请出示码");
  return world;
}
