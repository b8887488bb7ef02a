import type { AccountResult } from "../../../account-results.ts";
import type { applyWords as english } from "../../en/results/apply.ts";

const accounts: Readonly<Record<AccountResult["result"], string>> = {
  done: "完成",
  nothing: "无事可做",
  refused: "已拒绝",
  stale: "已过期",
  partial: "部分完成",
  unknown: "结果未知",
  held: "被占用",
  "not-allowed": "没有权限",
  failed: "失败",
};

/** What is said of the steps of an apply. */
export const applyWords: typeof english = {
  head: "| 步骤 | 资源 | 调用 | 状态 | 结果 |",
  /** `完成 2（已生效 1，审核中 1），失败 1`. */
  counts: (counts) => {
    const part = (number: number, word: string) => (number === 0 ? [] : [`${word} ${number}`]);
    const results = [
      ...part(counts.settled, "已生效"),
      ...part(counts.inReview, "审核中"),
      ...part(counts.notApplied, "未生效"),
      ...part(counts.refused, "审核未通过"),
      ...part(counts.partial, "部分生效"),
    ];
    const done = `完成 ${counts.done}${results.length === 0 ? "" : `（${results.join("，")}）`}`;
    return [
      done,
      ...part(counts.failed, "失败"),
      ...part(counts.skipped, "已跳过"),
      ...part(counts.unknown, "结果未知"),
    ].join("，");
  },
  statuses: ({ done, failed, skipped, unknown }) =>
    `完成 ${done}，失败 ${failed}，已跳过 ${skipped}，结果未知 ${unknown}。`,
  account: (result) => accounts[result],
  ended: (counts) => `应用：${counts}。`,
  notNeeded: "无需执行",
  unseen: "已发送，平台不显示",
};
