import type { planDiffWords as english } from "../../en/results/plan-diff.ts";

/** What is said of two plans side by side. */
export const planDiffWords: typeof english = {
  same: (digest) => `两份计划的内容相同：${digest}`,
  digests: (old, next) => `${old} → ${next}`,
  nothing: "无",
  live: "线上",
  unseen: "未查看",
  elsewhere: "请求、字段和许可都相同：不同的是账号、ID，或对整个资源读到的内容",
  consent: (allow) => `需要许可：--allow ${allow}`,
};
