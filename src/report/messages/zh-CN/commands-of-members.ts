import type { commandsOfMembers as english } from "../en/commands-of-members.ts";
import type { SameMembers } from "../same-members.ts";

/** The commands about the people who hold cards. */
export const commandsOfMembers: SameMembers<typeof english> = {
  accounts: {
    summary: "项目的账号：各自可管理的资源类型、文档数和凭证；不访问任何平台",
    about:
      "列出项目的账号：各自可管理的资源类型，有多少文档属于它，会用哪种凭证、在哪个变量中，以及缺少什么。不访问任何平台，也不运行任何命令。[第三方平台](third-party.md#what-is-there-wxcards-accounts)",
    arguments: {},
    flags: {},
    examples: {
      "wxcards accounts": "现有什么，缺少什么",
      "wxcards accounts --account shop-07 --format json": "一个账号，供程序读取",
    },
  },
  member: {
    summary: "查看会员卡的一个会员，或某人持有的卡；个人信息隐去，只读取",
    about:
      "凭 code 查看会员卡的一个会员，或凭 openid 查看某人持有的卡。个人信息会隐去，也不会写到任何地方。只读取。[会员](members.md)",
    arguments: { "[code]": "会员所持卡的 code；须同时写 --card" },
    flags: {
      "--card <address>": {
        summary: "会员卡的文档，例如 MemberCard/gold",
        about: "会员卡的文档，例如 `MemberCard/gold`；写 code 时必须有，因为平台只有凭会员卡才能找到自定义 code",
      },
      "--openid <openid>": { summary: "列出此人持有的卡" },
      "--show-personal": {
        summary: "在标准输出上显示个人信息，且只在那里显示",
        about: "在标准输出上显示个人信息、openid 和 code；`--report` 的文件中从来没有",
      },
    },
    examples: {
      "wxcards member 916679873278 --card MemberCard/gold": "一个会员的卡现在怎样",
      "wxcards member --openid obLatjjwDolFjRRd3doGIdwNqRXw": "某人持有哪些卡",
    },
  },
  "code invalidate": {
    summary: "把一个会员的卡设为失效，不可恢复；会询问，前后都查看",
    about:
      "把一个会员的卡设为失效，不可恢复，例如退款或注销时。会员必须已经同意，并会读到原因。前后都会查看，code 已失效时不发送任何请求。[会员](members.md#making-a-code-invalid-wxcards-code-invalidate)",
    arguments: { "<code>": "会员所持卡的 code" },
    flags: {
      "--card <address>": {
        summary: "会员卡的文档，例如 MemberCard/gold",
        about: "会员卡的文档，例如 `MemberCard/gold`",
      },
      "--reason <text>": { summary: "原因，会员会读到" },
      "--yes": {
        summary: "不询问；此时须有 --allow irreversible=code:CODE",
        about: "不询问；此时须有 `--allow irreversible=code:CODE`，写出 code 本身",
      },
    },
    examples: {
      'wxcards code invalidate 916679873278 --card MemberCard/gold --reason "closed at your request"':
        "显示状态并询问，只接受 yes",
      'wxcards code invalidate 916679873278 --card MemberCard/gold --reason "refunded" --allow irreversible=code:916679873278':
        "在流水线里，只对这一个 code",
    },
  },
};
