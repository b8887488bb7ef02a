import type { CommandWords } from "../command-words.ts";

/** `plan`, the command with the most to say. */
export const planCommand = {
  summary: "显示 apply 会做什么，从不写入",
  about: "显示 `apply` 会做什么，从不写入。[怎样读一份计划](plans.md)",
  arguments: {},
  flags: {
    "--detailed-exitcode": { summary: "apply 会有改动时退出码为 2" },
    "--out <file>": {
      summary: "保存计划，供 apply FILE 使用",
      about: "保存计划，供 `apply FILE` 和 `verify FILE` 使用。[保存的计划](saved-plans.md)",
    },
    "--unmanaged": {
      summary: "同时列出账号里没有写进任何文档的资源",
      about: "同时列出账号里没有写进任何文档的线上会员卡和规则。[线上还有什么](import.md#what-else-is-there)",
    },
    "--base <ref>": {
      summary: "标出与某个提交（如 origin/main）的文档相比，哪些字段的声明不同",
      about:
        "标出与某个提交的文档相比，哪些字段的声明不同，例如 `--base origin/main`：即本次变更所改的内容。从 git 中读取，无需检出。[是谁的改动？](plans.md#whose-change-is-it)",
    },
    "--only <what>": {
      summary: "drift：只显示在别处（后台或其他工具）做的修改",
      about:
        "`drift` 只显示在别处（后台或其他工具）做的修改，文件也改了的同样显示；用于定时任务，配合 `--detailed-exitcode`（有漂移时为 2）。[漂移](drift.md#looking-for-drift)",
    },
    "--offline": {
      summary: "不请求平台：文档与最近的快照和状态比对",
      about:
        "不请求平台，因此不需要凭证：文档与最近一次 `snapshot` 和状态比对。这样的计划会注明数据截至何时，不能用来批准任何操作",
    },
    "--live <file>": {
      summary: "同上，改与 snapshot --out 写出的文件比对",
      about: "同上，改与 `snapshot --out` 写出的文件比对",
    },
  },
  examples: {
    "wxcards plan --offline": "在 fork 的仓库里，或在平台不放行的执行机上",
    "wxcards plan --target MemberCard/gold": "只看一张会员卡",
    "wxcards plan --out plan.json --report markdown=plan.md": "保存下来，并展示给审阅者",
    "wxcards plan --detailed-exitcode": "用于流水线：0 表示无需改动，2 表示有改动",
  },
} as const satisfies CommandWords;
