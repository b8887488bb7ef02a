import type { commentWords as english } from "../../en/results/comment.ts";

/** What is said of a comment on a pull request, or of the issue in its place. */
export const commentWords: typeof english = {
  actions: {
    created: "已创建",
    updated: "已更新",
    unchanged: "没有变化：内容已经相同",
    summary: "已写入任务摘要",
    none: "没有写入任何内容",
  },
  because: {
    "no-pull-request": "该任务不属于任何合并请求",
    "no-pull-request-of-commit": "没有找到合入该提交的合并请求，或者不止一个",
    "not-permitted": "token 在那里没有写权限",
    "nothing-to-report": "没有需要报告的内容，也没有未关闭的 issue 可以说明这一点",
    several: "那里有多条；采用了最早的一条，其余的可以删除",
    "dry-run": "没有发送任何内容",
  },
};
