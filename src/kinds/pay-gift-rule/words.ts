import type { KindWords } from "../../model/kind-words.ts";

/** What people call rules in English. */
export const words: KindWords = {
  object: ["rule", "rules"],
  item: ["merchant id", "merchant ids"],
  managed: ["a rule that offers a member card", "a rule that offers one"],
  site: { host: "mp.weixin.qq.com", page: "卡券功能 → 卡券投放 → 支付后赠会员卡" },
};
