import { liveGold, liveSilver } from "../helpers/documents.ts";
import { coffee, newWorld } from "../helpers/world.ts";
import { printed, type Story } from "./world.ts";

const silverId = "pSx8Vb3Nn1QaWe5RtYuIoPlKjHgF";
const goldId = "pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg";

const card = (name: string, id: string, title: string) =>
  `kind: MemberCard\nname: ${name}\nid: ${id}\nspec:\n  base_info:\n    title: ${title}\n`;

/** A card is taken off: without consent, in a pull request that has no credential. */
export const approval: Story = async (speak) => {
  const files = {
    "cards/gold.yaml": card("gold", goldId, "云杉咖啡金卡"),
    "cards/silver.yaml": card("silver", silverId, "云杉咖啡银卡"),
  };
  const made = speak(await newWorld({ files }));
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  made.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
  await printed(made, "apply --yes", "snapshot");
  made.remove("cards/silver.yaml");
  made.write({
    "cards/retired/silver.yaml": "kind: MemberCard\nname: silver\nstate: absent\nreason: 银卡停发\n",
  });
  return await printed(made, "plan --offline");
};
