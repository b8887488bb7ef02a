import type { viewWords as english } from "../../en/results/view.ts";

const whole = "完整内容见同一次运行的文本和 JSON（--report text=FILE、--report json=FILE）。";

/** What is said around changes in pages that are read without a terminal. */
export const viewWords: typeof english = {
  plan: "wxcards 计划",
  apply: "wxcards 应用",
  sections: {
    trouble: "无法执行",
    delete: "删除",
    replace: "替换",
    grave: "只能单向修改，或涉及金额",
    review: "需要审核",
    other: "其他改动",
    others: "此前的改动，尚未应用",
    drift: "漂移，按线上原样保留",
  },
  notDone: "未按计划完成",
  errorsFirst: (errors) => `${errors} 个错误，请先改正。`,
  errors: "错误",
  warnings: "警告",
  titles: {
    create: (what) => `新建 ${what}`,
    update: (what) => `修改 ${what}`,
    replace: (what) => `替换 ${what}`,
    delete: (what) => `删除 ${what}`,
    adopt: (what) => `认领 ${what}`,
    none: (what) => `不向 ${what} 发送任何内容`,
    blocked: (what) => `无法修改 ${what}`,
    drift: (what) => `${what} 的漂移`,
  },
  columns: { field: "字段", value: "值", live: "线上", file: "文件", line: "行" },
  gained: (items) => `+${items}`,
  lost: (items) => `−${items}`,
  grave: (changes) => `${changes} 处改动只能单向修改，或涉及金额。`,
  approvals: "需要许可：",
  approvalOf: (what) => `需要许可：${what}`,
  approvalsOf: (allow, resources) => `${allow}，涉及 ${resources} 个资源`,
  orInEach: (snippet) => `或写入各自的文档：${snippet}`,
  quiet: (accounts) => `无事可做：${accounts}。`,
  quietAccounts: (accounts) => `无事可做：${accounts} 个账号。`,
  unmanaged: "没有文档的资源",
  open: "之前运行遗留的未决调用",
  recovered: "已先行了结",
  atLine: (lines) => `第 ${lines} 行`,
  more: (fields) => `另有 ${fields} 个字段`,
  moreItems: (items) => `另有 ${items} 个`,
  lines: (come, gone) => `+${come} −${gone} 行`,
  folded: (named, unnamed) =>
    named === 0
      ? `另有 ${unnamed} 项。`
      : `另有 ${named + unnamed} 项${unnamed === 0 ? "" : `，其中 ${unnamed} 项未在此列出`}：`,
  cutLines: (lines) => `篇幅所限有删减：省略了末尾 ${lines} 行。${whole}`,
  moreAnnotations: (errors, warnings) =>
    `GitHub 每个步骤只显示 10 个错误和 10 个警告：另有 ${errors} 个错误和 ${warnings} 个警告，见作业摘要。`,
  cut: ({ shorter, named, counted }, digest) => {
    const part = (number: number, words: string) => (number === 0 ? [] : [`${number} 项${words}`]);
    const parts = [...part(shorter, "只列要点"), ...part(named, "只列名称"), ...part(counted, "只计数量")];
    return `篇幅所限有删减：${parts.join("，")}。${digest === undefined ? "" : `摘要 ${digest}。`}${whole}`;
  },
};
