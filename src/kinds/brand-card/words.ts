import type { KindWords } from "../../model/kind-words.ts";

/** What people call the cards of a brand in English. */
export const words: Partial<KindWords> = {
  object: ["card", "cards"],
  looks: "title",
  site: { host: "pay.weixin.qq.com", page: "品牌经营 → 商家名片" },
};
