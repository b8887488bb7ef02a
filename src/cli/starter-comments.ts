import type { LanguageName } from "../model/language.ts";

/** What the comments of a starter project say; lines of comments begin with `#`. */
interface StarterComments {
  readonly project: string;
  readonly account: string;
  readonly appid: string;
  readonly cards: string;
  readonly state: string;
  readonly card: string;
  readonly title: string;
  readonly dates: string;
  readonly stock: string;
  readonly oneWay: string;
}

/** In every language. */
export const starterComments: Readonly<Record<LanguageName, StarterComments>> = {
  en: {
    project:
      "# Accounts, where the cards live, and guards. Credentials come from the environment only, never from a file.",
    account: "a name of your own; documents name it by account: shop",
    appid: "AppID of the Official Account; its secret is in WXCARDS_SHOP_APPSECRET",
    cards: "where the documents are: this is the default",
    state: "where apply keeps what it remembers: only outside git",
    card: "# A first card on the embedded platform (account: sandbox): it needs no credential and reaches nobody.",
    title: "9 Chinese characters at most; a change goes to review",
    dates: "for ever; fixed once the card is made",
    stock: "the whole stock: what was given out, and what is left",
    oneWay: "once on, never off again",
  },
  "zh-CN": {
    project: "# 项目文件：账号、会员卡文档的位置、防护项。密钥只从环境变量读取，绝不写在这里。",
    account: "自己起的名字；会员卡文档用 account: shop 指向它",
    appid: "服务号的 AppID；密钥放在环境变量 WXCARDS_SHOP_APPSECRET",
    cards: "会员卡文档的位置，这是默认值",
    state: "apply 记住的内容放在哪里，不用 git 时才需要",
    card: "# 第一张会员卡，放在内嵌平台（account: sandbox）上，不需要任何密钥，也不会影响微信。",
    title: "最多 9 个汉字；改动需要审核",
    dates: "永久有效，创建后不能修改",
    stock: "总库存：已领取加剩余",
    oneWay: "打开后不能再关闭",
  },
};
