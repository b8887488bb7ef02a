import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../src/model/json.ts";
import { brandId, brandWorld, mchid } from "../helpers/brand.ts";
import { emptyMemory, type World } from "../helpers/world.ts";
import { printed, type Speak, type Story } from "./world.ts";

const black = "cards/black.yaml";
const cardId = "p9gk-I6KPojBlUXP_i5l4uJltDVp";
const memory = emptyMemory({ name: "coffee-pay", appid: brandId });

/** The document at the head of the page. */
const document =
  /^```yaml\n([\s\S]*?)^```$/m.exec(
    readFileSync(join(import.meta.dirname, "../../docs/brand-cards.md"), "utf8"),
  )?.[1] ?? "";

/** The template of the page, live as its document declares it. */
async function blackWorld(speak: Speak): Promise<World> {
  const account = `{ platform: wechatpay, role: partner, mchid: "${mchid}", brand_id: "${brandId}" }`;
  const files = { "wxcards.yaml": `accounts:\n  coffee-pay: ${account}\n`, [black]: document, ...memory };
  const made = speak(await brandWorld(files));
  for (const what of ["PRIVATE_KEY", "SERIAL_NO", "PUBLIC_KEY", "PUBLIC_KEY_ID"])
    made.env[`WXCARDS_COFFEE_PAY_${what}`] = made.env[`WXCARDS_TEA_${what}`];
  const { spec } = parse(document) as { spec: JsonObject };
  const validity = {
    type: "FIX_TIME_RANGE",
    available_begin_time: "2026-11-01T00:00:00+08:00",
    available_end_time: "2027-12-31T23:59:59+08:00",
  };
  made.sandbox.wechatpay.addCard(brandId, { ...spec, valid_date_information: validity }, { card_id: cardId });
  return made;
}

async function changed(speak: Speak): Promise<string[]> {
  const made = await blackWorld(speak);
  const adopted = await printed(made, "plan", "apply --yes", "status");
  made.edit(black, "card_title: 云杉黑金", "card_title: 云杉白金");
  made.edit(black, "jump_path: /pages/points/points", "jump_path: /pages/points/new");
  const two = await printed(made, "plan");
  made.edit(black, "jump_path: /pages/points/new", "jump_path: /pages/points/points");
  const more = "  need_display_level: true\n  init_level: 白银\n  legal_agreement: 七天内可退\n";
  made.write({ [black]: `${made.read(black)}${more}` });
  return [...adopted, ...two, ...(await printed(made, "plan"))];
}

async function blockedThenOff(speak: Speak): Promise<string[]> {
  const made = await blackWorld(speak);
  await printed(made, "apply --yes");
  made.edit(black, "code_type: QR_CODE", "code_type: BAR_CODE");
  const blocked = await printed(made, "plan");
  made.edit(black, "code_type: BAR_CODE", "code_type: QR_CODE");
  made.sandbox.wechatpay.editInConsole(brandId, cardId, { benefits: "生日礼" });
  const drift = await printed(made, "plan");
  made.write({ [black]: "kind: BrandCard\nname: black\naccount: coffee-pay\nstate: absent\nreason: 品牌停用\n" });
  return [...blocked, ...drift, ...(await printed(made, "plan"))];
}

/** A template that its document made, the state lost, and the document edited since. */
async function edited(speak: Speak): Promise<string[]> {
  const made = await blackWorld(speak);
  made.edit(black, "card_title: 云杉黑金", "card_title: 云杉乌金");
  await printed(made, "apply --yes");
  made.remove("wxcards.state");
  made.write(memory);
  made.edit(black, "benefits: 会员折扣、专属价", "benefits: 会员折扣");
  return await printed(made, "plan");
}

export const brandCards: Story = async (speak) => [
  ...(await changed(speak)),
  ...(await blockedThenOff(speak)),
  ...(await edited(speak)),
];

/** A request that the platform does not believe. */
export async function signedAs(speak: Speak): Promise<string[]> {
  const made = await blackWorld(speak);
  made.env["WXCARDS_COFFEE_PAY_SERIAL_NO"] = "1111111111111111111111111111111111111111";
  return await printed(made, "plan");
}
