import type { ExitName } from "../../exit-code.ts";

/** What each exit code means, in Markdown. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  ok: "无需改动，或全部完成",
  failure: "平台或网络失败、改动未生效，或程序自身的缺陷",
  changes: "使用 `--detailed-exitcode` 时：apply 会有改动；`status`：有内容在审核中",
  refused: "拒绝执行：缺少许可，或改动根本无法执行",
  stale: "保存的计划或指定的摘要已不相符；会员卡在计划与写入之间被改动",
  partial: "一部分已写入或已生效，另一部分没有；`status`：有审核未通过",
  unknown: "某次写入的结果未知",
  held: "另一次 `apply` 或 `import` 正在这个文件夹中运行",
  usage: "用法错误",
  documents: "文档有错（离线检查即可发现）",
  notAllowed: "不被允许：凭证、权限、IP 白名单；或凭证属于另一个账号",
  interrupted: "被 SIGINT 中断",
  terminated: "被 SIGTERM 中断",
};

/** What a command does on the network, as the table of commands says it. */
export const networkUses = {
  none: "不联网",
  reads: "读取",
  writes: "读取和写入",
  serves: "在本机回环地址上提供服务",
  remote: "仓库的远端",
} as const;
