import type { Brand } from "./brand.ts";
import { brandOf, type Call, type CallContext, type Reply, readBody, readQuery, refuseBody } from "./call.ts";
import { namedTemplate } from "./named-template.ts";
import { isRefusal, refuse } from "./refusal.ts";
import { shownTemplate } from "./show-template.ts";

/**
 * POST /cards/{card_id}/invalidate: takes a template off for good; it stays readable. A brand that calls by itself
 * sends no body.
 */
export const invalidateTemplate: Call = (context, cardId) => {
  if (context.caller.role === "brand") {
    const brand = refuseBody(context) ?? brandOf(context, undefined, "body");
    return isRefusal(brand) ? brand : invalidated(context, brand, cardId);
  }
  const read = readBody(context, {});
  if (isRefusal(read)) return read;
  const brand = brandOf(context, read.value["brand_id"], "body");
  return isRefusal(brand) ? brand : invalidated(context, brand, cardId);
};

/**
 * DELETE /cards/{card_id}?brand_id=: the call of the first edition, for service providers.
 *
 * Its page describes an answer with the whole template, so it is 200 and not 204; and its effect in the words of
 * invalidate, so it is the same.
 */
export const deleteTemplate: Call = (context, cardId) => {
  const read = refuseBody(context) ?? readQuery(context, []);
  if (isRefusal(read)) return read;
  const brand = brandOf(context, read.query.get("brand_id"), "query");
  return isRefusal(brand) ? brand : invalidated(context, brand, cardId);
};

/** An invalid one stays as it is. */
function invalidated({ behaviours, now }: CallContext, brand: Brand, cardId: string): Reply {
  const found = namedTemplate(brand, cardId);
  if (isRefusal(found)) return found;
  const { template } = found;
  if (template.state === "CARD_INVALID" && behaviours.invalidateAgain === "refused")
    return refuse("INVALID_REQUEST", "会员卡模板已作废");
  const stays = template.state === "CARD_INVALID" || behaviours.ignoreFields.includes("state");
  const after = stays ? template : { ...template, state: "CARD_INVALID" as const, modify_time: now };
  if (!stays) brand.put(cardId, after);
  return { json: shownTemplate(brand.id, cardId, after, behaviours) };
}
