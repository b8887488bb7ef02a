import type { pullWords as english } from "../../en/results/pull.ts";

/** What is said of live values that were written into documents. */
export const pullWords: typeof english = {
  head: "| 位置 | 资源 | 字段 | 原值 | 新值 |",
  left: "保持不变",
  counts: ({ values, files, left, isWhole }) => {
    if (values + left === 0) return isWhole ? "没有漂移。" : "没有写入任何文件。";
    return `写回：${values} 个值，${files} 个文件。${left === 0 ? "" : `另有 ${left} 个保持不变。`}`;
  },
};
