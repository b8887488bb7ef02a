import type { commandsOfMembers as english } from "../en/commands-of-members.ts";
import type { SameMembers } from "../same-members.ts";

/** The commands about the people who hold cards. */
export const commandsOfMembers: SameMembers<typeof english> = {
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
};
