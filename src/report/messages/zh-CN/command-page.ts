import type { ExitName } from "../../exit-code.ts";
import type { commandPage as english } from "../en/command-page.ts";
import type { SameMembers } from "../same-members.ts";

/** What each exit code means, in Markdown. */
const exitMeanings: Readonly<Record<ExitName, string>> = {
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
const networkUses = {
  none: "不联网",
  reads: "读取",
  writes: "读取和写入",
  serves: "在本机回环地址上提供服务",
  remote: "仓库的远端",
  host: "仓库托管平台的 API",
} as const;

/** A flag or a command, as code. */
const code = (name: string): string => `\`${name}\``;

/** What the page says around the words of the commands, in Markdown, with the links of the page in English. */
const pageWords: (typeof english)["pageWords"] = {
  title: "命令行",
  intro: [
    "`wxcards COMMAND --help` 简要地显示同样的内容。stdout 上只有结果：用 `--format json` 时，即使 `apply` 被拒绝或无事可做，输出的也是 JSON。提示、`apply` 的提问，以及在终端里显示进度的那一行，都输出到 stderr。关于输出的更多说明：[输出](output.md)。",
  ],
  commands: "命令",
  sharedFlags: "多个命令共有的参数",
  exitCodes: "退出码",
  heads: {
    commands: ["命令", "作用", "网络"],
    arguments: ["位置参数", "含义"],
    flags: ["参数", "含义"],
    sharedFlags: ["参数", "适用于", "含义"],
    exitCodes: ["退出码", "含义"],
  },
  consents: "许可的内容",
  every: "全部",
  separator: "、",
  sentence: (text) => `${text}。`,
  choices: (summary, choices) => `${summary}：${choices.map(code).join("、")}`,
  absent: (value) => `；不写时为 ${value}`,
  ofShared: (flags) => `[多个命令共有的参数](#flags-of-several-commands)中可用的有：${flags.map(code).join("、")}。`,
  exits: (codes) => `退出码：${codes.join("、")}。`,
  takersOfAll: (commands) => `“全部”指 ${commands.map(code).join("、")}。`,
  everyCommand: (help, version) => `每个命令都有 ${code(help)}。${code(`wxcards ${version}`)} 输出版本号。`,
  promise: "这是对流水线的承诺：退出码的含义不会改变。各种情形对应哪个退出码：[退出码](exit-codes.md)。",
  precedence: (codes) => `同时符合几个时，取其中排在最前的：${codes.join("、")}。`,
};

/** What the page of the command line says beside the words of the help. */
export const commandPage: SameMembers<typeof english> = { exitMeanings, networkUses, pageWords };
