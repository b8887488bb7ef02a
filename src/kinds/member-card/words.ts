import type { KindWords } from "../../model/kind-words.ts";

/** What people call member cards in English. */
export const words: Partial<KindWords> = {
  object: ["card", "cards"],
  managed: ["a member card", "a member card"],
  looks: "title",
  endless: "DATE_TYPE_PERMANENT",
  site: { host: "mp.weixin.qq.com", page: "卡券功能" },
  successor: { host: "pay.weixin.qq.com", name: "WeChat Pay" },
};
