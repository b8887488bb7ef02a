import { goldCard, goldId, liveGold, newCard } from "../helpers/documents.ts";
import { merchants, rule } from "../helpers/rules.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";
import { printed, type Speak, type Story } from "./world.ts";

const spring = "cards/spring.yaml";

async function springWorld(speak: Speak, document: string): Promise<World> {
  const made = speak(await newWorld({ files: { "cards/gold.yaml": goldCard, [spring]: document } }));
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return made;
}

/** Twelve merchant ids in two rules; then the console changes the amount of one and a merchant id of the other. */
export async function rulesDrift(speak: Speak): Promise<string[]> {
  const made = await springWorld(speak, rule({ mchids: merchants(12) }));
  await printed(made, "apply --yes");
  const [first = "", second = ""] = Object.keys(made.rules());
  for (const id of [first, second])
    made.sandbox.editRuleInConsole(coffee.appid, id, { member_rule: { max_cost: 5000 } });
  made.sandbox.editRuleInConsole(coffee.appid, second, { mchid_list: ["1900000012", "1900008888"] });
  return await printed(made, "plan");
}

/** 37 merchant ids; then one more, then one less. */
async function manyMerchants(speak: Speak): Promise<string[]> {
  const made = await springWorld(speak, rule({ mchids: merchants(37) }));
  const fresh = await printed(made, "plan", "apply --yes");
  made.write({ [spring]: rule({ mchids: [...merchants(37), "1900009999"] }) });
  const more = await printed(made, "plan");
  made.write({ [spring]: rule({ mchids: merchants(37).filter((id) => id !== "1900000004") }) });
  const less = await printed(made, "plan", "apply --yes --allow replace");
  return [...fresh, ...more, ...less];
}

async function withNewCard(speak: Speak): Promise<string[]> {
  const made = await springWorld(speak, rule({ mchids: merchants(3), card: "MemberCard/new" }));
  made.write({ "cards/new.yaml": newCard("new", "云杉新卡") });
  return await printed(made, "plan");
}

async function refused(speak: Speak): Promise<string[]> {
  const mchids = merchants(10);
  const made = await springWorld(speak, rule({ mchids }));
  made.sandbox.behaviours.payGift.occupied = {
    [mchids[2] ?? ""]: { appid: "wxffffffffffffffff", rule_id: "12332123" },
  };
  made.sandbox.behaviours.payGift.refuse = { [mchids[6] ?? ""]: 72001 };
  return await printed(made, "apply --yes");
}

async function inTheWay(speak: Speak): Promise<string[]> {
  const made = await springWorld(speak, rule({ mchids: merchants(12) }));
  await printed(made, "apply --yes");
  made.remove("wxcards.state");
  made.sandbox.behaviours.payGift.listing = "with-ids";
  made.write({ [spring]: rule({ mchids: merchants(12), most: 200_000 }) });
  return await printed(made, "plan");
}

export const payGiftRules: Story = async (speak) => [
  ...(await manyMerchants(speak)),
  ...(await withNewCard(speak)),
  ...(await refused(speak)),
  ...(await inTheWay(speak)),
  ...(await rulesDrift(speak)),
];
