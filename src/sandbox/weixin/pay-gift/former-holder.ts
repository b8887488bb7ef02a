import { type Call, isRefusal, OK, readBody } from "../call.ts";
import { refuse } from "../refusal.ts";
import { objectOf, text } from "../shape.ts";

const table = objectOf({ mchid: text });

/**
 * POST /card/paygiftmembercard/get of the older protocol: who has a merchant id, and for which card. What it answers
 * about one that nobody has no source says; it is refused as no merchant id. Source: public SDKs.
 */
export const getFormerHolder: Call = (context) => {
  const read = readBody(context, table);
  if (isRefusal(read)) return read;
  const { mchid } = read.body;
  for (const { appid, formerHolders } of context.accounts.values()) {
    const card_id = formerHolders.get(String(mchid));
    if (card_id !== undefined) return { json: { ...OK, card_id, occupy_appid: appid, is_locked: true } };
  }
  return refuse(72010);
};
