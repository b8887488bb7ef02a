import type { LanguageName } from "../../model/language.ts";

/** What the comments of workflows say, and the one text of a form. */
export interface CiWords {
  readonly intent: string;
  readonly depthOfBase: string;
  readonly comment: string;
  readonly environments: (branch: string) => string;
  readonly planned: string;
  readonly applied: string;
  readonly nothingToApprove: string;
  readonly inTurn: string;
  readonly noSnapshot: string;
  readonly night: string;
  readonly pullInput: string;
  readonly drift: string;
  readonly robot: string;
  readonly pull: string;
  readonly gitlabVariables: string;
  readonly gitlabRunner: string;
  readonly gitlabComment: string;
  readonly gitlabPlanned: string;
  readonly gitlabApplied: string;
  readonly gitlabDrift: string;
}

/** In every language. */
export const ciWords: Readonly<Record<LanguageName, CiWords>> = {
  en: {
    intent:
      "Runs what the pull request brings, this tool included: so it has no secret, and a token that may only read.\nIt shows the intent: documents against the state and the last snapshot. Forks can run it too.",
    depthOfBase: "Two commits: the merge, and the base branch that it is held against.",
    comment: "Runs nothing of the pull request: the tool comes from the base branch, and the plan is read as data.",
    environments: (branch) =>
      `Two environments of the repository hold the secrets, both for the branch ${branch} only: wxcards-plan, and wxcards, which has required reviewers.\nThe variable WXCARDS_RUNNER names a runner that Weixin answers, as JSON: ["self-hosted", "fixed-address"].`,
    planned: "Plans on the runner that Weixin answers. Where consent is missing or something is wrong, it ends here.",
    applied:
      "Carries out exactly this plan once somebody has approved it. When it ends with 4 something has moved since:\nrun all jobs again, for a new plan and a new approval.",
    nothingToApprove: "A plan without changes approves nothing: only the commit is remembered, and nobody is asked.",
    inTurn: "One run of an account after the other, and none is cancelled; a commit that was overtaken is skipped.",
    noSnapshot: "no snapshot was kept: plans of pull requests show what was live before",
    night: "02:17 in China.",
    pullInput: "write what the console changed into the documents, on a branch",
    drift: "Keeps what is live for the plans of pull requests, and tells in an issue what was changed elsewhere.",
    robot: "A group hears of it where the secret WXCARDS_ROBOT_URL is the address of its robot.",
    pull: "By hand: the documents take over what the console changed. Open the pull request from the link in the summary:\none that a workflow opens itself would start no other workflow.",
    gitlabVariables:
      "Variables of accounts are protected, masked, and belong to the environments wxcards* (Settings, CI/CD, Variables):\nno job of a merge request gets them. WXCARDS_GIT_TOKEN is a project access token with write_repository, for the same environments.",
    gitlabRunner:
      "Where Weixin answers one runner only, say so in .gitlab-ci.yml: .wxcards-platform: { tags: [fixed-address] }",
    gitlabComment:
      "Runs nothing of the merge request: the tool comes from the target branch, and the plan is read as data.\nGITLAB_TOKEN is a project access token with the scope api and the role Reporter: jobs of merge requests can read it.",
    gitlabPlanned:
      "Orange with exit code 2: something is to be applied. A plan without changes is remembered at once, and nobody is asked.",
    gitlabApplied:
      "Started by somebody who may deploy to the protected environment wxcards; carries out exactly the plan of this pipeline.\nWhen it ends with 4 something has moved since: run the plan again, then this.",
    gitlabDrift: "For a schedule (Build, Pipeline schedules), every night for instance.",
  },
  "zh-CN": {
    intent:
      "这个任务会执行合并请求带来的内容，包括本工具：所以它没有任何密钥，令牌也只能读取。\n它展示的是意图：用文档对照状态和最近一次快照。来自 fork 的请求也能执行。",
    depthOfBase: "需要两个提交：合并提交，以及用来对照的目标分支。",
    comment: "不执行合并请求里的任何内容：工具来自目标分支，计划只当作数据读取。",
    environments: (branch) =>
      `密钥放在仓库的两个 environment 里，都只允许 ${branch} 分支使用：wxcards-plan，以及设有审批人（required reviewers）的 wxcards。\n变量 WXCARDS_RUNNER 指定微信应答的执行机，写成 JSON：["self-hosted", "fixed-address"]。`,
    planned: "在微信应答的执行机上计划。缺少同意或有错误时，到此为止。",
    applied: "有人批准之后，只执行这份计划。以 4 结束，说明其间有变动：\n重新运行所有任务，得到新的计划，再次批准。",
    nothingToApprove: "没有改动的计划不需要批准：只记下这次提交，不询问任何人。",
    inTurn: "同一账号的任务依次运行，不会取消；已被更新的提交取代的会跳过。",
    noSnapshot: "没有保存快照：合并请求的计划显示的是之前的线上内容",
    night: "北京时间 02:17。",
    pullInput: "把后台的改动写进文档，放在一个分支上",
    drift: "保存线上的内容，供合并请求的计划使用；并在一个 issue 里说明别处改了什么。",
    robot: "如果密钥 WXCARDS_ROBOT_URL 是群机器人的地址，群里也会收到通知。",
    pull: "手动运行：把后台的改动写进文档。用摘要里的链接创建合并请求：\n由工作流自己创建的，不会触发其他工作流。",
    gitlabVariables:
      "各账号的变量设为 protected 和 masked，并限定 environment 为 wxcards*（Settings，CI/CD，Variables）：\n合并请求的任务拿不到它们。WXCARDS_GIT_TOKEN 是带 write_repository 权限的项目访问令牌，限定同样的 environment。",
    gitlabRunner: "如果微信只应答某台执行机，在 .gitlab-ci.yml 里写明：.wxcards-platform: { tags: [fixed-address] }",
    gitlabComment:
      "不执行合并请求里的任何内容：工具来自目标分支，计划只当作数据读取。\nGITLAB_TOKEN 是权限范围为 api、角色为 Reporter 的项目访问令牌：合并请求的任务能读到它。",
    gitlabPlanned: "退出码 2 显示为橙色：有内容等待应用。没有改动的计划会立即记下，不询问任何人。",
    gitlabApplied:
      "由可以部署到受保护 environment wxcards 的人启动；只执行本次流水线的计划。\n以 4 结束，说明其间有变动：先重新运行计划，再运行它。",
    gitlabDrift: "用于定时流水线（Build，Pipeline schedules），例如每天夜里。",
  },
};
