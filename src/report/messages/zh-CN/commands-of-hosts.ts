import type { commandsOfHosts as english } from "../en/commands-of-hosts.ts";
import type { SameMembers } from "../same-members.ts";

/** The commands that speak to the host of a repository. */
export const commandsOfHosts: SameMembers<typeof english> = {
  comment: {
    summary: "把保存的计划或 apply 的报告写成合并请求的一条评论，或一个 issue",
    about:
      "把[保存的计划](saved-plans.md)或 `apply --report json=FILE` 写出的报告写成合并请求的一条评论，此后只编辑这一条；或写成一个 issue。[评论](comments.md)",
    arguments: { "<file>": "plan --out 或 apply --report json=FILE 写出的文件" },
    flags: {
      "--to <host>": { summary: "仓库托管在哪里", about: "仓库托管在哪里：`github`、`gitlab`、`gitee`" },
      "--number <number>": {
        summary: "合并请求的编号；缺省为当前任务所属的合并请求",
        about: "合并请求的编号；缺省为当前任务所属的合并请求，取自 GitHub Actions 或 GitLab CI 的环境变量",
      },
      "--commit <sha>": { summary: "合入该提交的合并请求" },
      "--issue <title>": { summary: "不写评论，而是写成这个标题的 issue；没有未关闭的就新建，有就编辑" },
      "--id <marker>": { summary: "区分同一个合并请求中的多条评论，例如每个项目一条" },
      "--dry-run": { summary: "只输出 Markdown 和将要发出的调用，不发送任何内容；不需要 token" },
    },
    examples: {
      "wxcards comment plan.json --to github": "在合并请求的任务中",
      "wxcards comment report.json --to gitlab --commit 3f2c9e1a": "合并之后，说明 apply 做了什么",
      'wxcards comment plan.json --to github --issue "Cards have drifted"': "定时运行",
      "wxcards comment plan.json --to gitee --number 7 --dry-run": "先看看会写什么",
    },
  },
};
