const GLOBAL = "global return codes";
const NOTES = "global return codes; notes of Manage Member Card 8.4.1";
const OCCUPIED = "global return codes; notes of Manage Member Card 8.4.1; handled in production code";

/**
 * Codes about a rule that gives a card after a payment, of the whole call or of one merchant id in `fail_mchid_list`.
 * Read through `weixinCodes`.
 *
 * They are all `permanent`, those that need an administrator too: each holds for one rule or one merchant id, and the
 * rest of the account goes on.
 *
 * Sources: the global return codes as transcribed by public SDKs, the notes and questions of Manage Member Card 8.4.1,
 * posts of the community.
 */
// biome-ignore format: a table, one line a row
export const payGiftCodes = [
  // Card, merchant id and account do not belong together
  { code: 72001, class: "permanent", says: "no match card", source: NOTES },
  { code: 72002, class: "permanent", says: "mchid is not bind appid", source: `${NOTES}; community reports` },
  { code: 94007, class: "permanent", says: "appid unbind mchid", source: GLOBAL },
  { code: 72003, class: "permanent", says: "invalid card type, need member card", source: NOTES },

  // Merchant ids
  { code: 72004, class: "permanent", says: "mchid is occupied by the other appid", source: OCCUPIED },
  { code: 72005, class: "permanent", says: "out of mchid size limit", source: `${GLOBAL}; the number from Manage Member Card 8.4.1` },
  { code: 72010, class: "permanent", says: "invalid mchid", source: GLOBAL },
  { code: 72030, class: "permanent", says: "invalid mchid", source: GLOBAL },

  // The rule itself
  { code: 72031, class: "permanent", says: "invalid params", source: GLOBAL },
  { code: 72032, class: "permanent", says: "pay gift card rule expired", source: GLOBAL },
  { code: 72033, class: "permanent", says: "pay gift card rule status err", source: GLOBAL },
  { code: 72034, class: "permanent", says: "invlid rule id", source: GLOBAL },

  { code: 40179, class: "permanent", says: "Function is adjusted, rules are not allowed to add or update", source: GLOBAL },
] as const;

export type PayGiftErrcode = (typeof payGiftCodes)[number]["code"];
