import { type LanguageName, languageNames } from "../model/language.ts";
import { gitignoreFile, gitignoreText } from "./gitignore.ts";
import { starterComments } from "./starter-comments.ts";

/** The files of a starter project, by path, with their comments in a language; the project speaks it from then on. */
export function starterFiles(language: LanguageName): Readonly<Record<string, string>> {
  const say = starterComments[language];
  const named = language === languageNames[0] ? "" : `language: ${language}\n`;
  return {
    "wxcards.yaml": `${say.project}
accounts: {}
# accounts:
#   shop:                        # ${say.account}
#     platform: weixin
#     appid: wx0123456789abcdef  # ${say.appid}
# cards: cards/**/*.{yaml,yml}   # ${say.cards}
# state: { folder: wxcards.state } # ${say.state}
${named}timezone: Asia/Shanghai
`,
    "cards/first.yaml": `${say.card}
kind: MemberCard
name: first
account: sandbox
spec:
  base_info:
    logo_url: https://mmbiz.qpic.cn/mmbiz_png/example/0
    brand_name: 我的小店
    code_type: CODE_TYPE_QRCODE
    title: 小店会员卡 # ${say.title}
    color: Color010
    notice: 结账时请出示会员码
    description: 每人限领一张，结账时出示即可使用。
    date_info: { type: DATE_TYPE_PERMANENT } # ${say.dates}
    sku: { total_quantity: 10000 } # ${say.stock}
    get_limit: 1
  prerogative: 全场九折，生日当天赠饮一杯。
  supply_bonus: true # ${say.oneWay}
  supply_balance: false
  auto_activate: true
`,
    [gitignoreFile]: gitignoreText,
  };
}
