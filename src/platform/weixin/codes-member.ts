const PAGE = "global return codes; card error code page; pages of card/code/get";

/**
 * Codes about one member: the code of a card, or the openid of a person. Read through `weixinCodes`.
 *
 * Sources: the global return codes as transcribed by public SDKs, the card error code page, captured answers of
 * card/code/get and card/code/unavailable, posts of the community.
 */
// biome-ignore format: a table, one line a row
export const memberCodes = [
  { code: 40003, class: "permanent", says: "invalid openid", source: "global return codes" },
  { code: 40056, class: "permanent", says: "invalid serial code", source: `${PAGE}; seen live` },
  { code: 40099, class: "permanent", says: "code has been consumed", source: `${PAGE}; seen live` },
  { code: 40127, class: "permanent", says: "invalid user-card status", source: PAGE },
] as const;

export type MemberErrcode = (typeof memberCodes)[number]["code"];
