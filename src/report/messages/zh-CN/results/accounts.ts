import type { accountsWords as english } from "../../en/results/accounts.ts";
import type { SameMembers } from "../../same-members.ts";

/** What is said of the accounts of a project. */
export const accountsWords: SameMembers<typeof english> = {
  head: "| 项目 | 内容 |",
  none: "项目中没有账号。",
  rows: {
    component: "代调用方",
    kinds: "可管理",
    documents: "文档",
    credential: "凭证",
    missing: "缺少",
  },
  component: (appid) => `第三方平台 ${appid}`,
  kinds: {
    "ready-token": "现成的 token",
    "token-command": "提供 token 的命令",
    "refresh-token": "refresh_token 和第三方平台的凭证",
    "authorizer-list": "第三方平台的凭证，refresh_token 从其列表中查找",
    appsecret: "AppSecret",
    "private-key": "私钥",
    embedded: "内嵌平台不需要凭证",
  },
  in: (what, variable) => `${what}，在 ${variable} 中`,
  nothing: "无",
  or: (variables) => variables.join(" 或 "),
};
