import type { branchProblems } from "../../../model/problems/state-branch.ts";
import { answerText, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** Ways out that hold for a branch whose history is not the one that was seen. */
function putBack(args: { repository: string; remote: string; seen: string; branch: string }): string {
  const push = `git --git-dir='${answerText(args.repository)}' push --force`;
  return `${push} ${text(args.remote)} ${text(args.seen)}:refs/heads/${text(args.branch)}`;
}

/** The memory of accounts on branches of a git repository. */
export const branches = {
  title: "状态分支",
  when: "状态存放在 git 仓库的分支上时，凡是读取或写入账号的状态都可能给出。",
  words: {
    "state-git-missing": {
      about: "项目在 git 仓库里，却找不到 `git`。没有它就无从得知应用过什么，因此不做计划。",
      message: () => "此项目在 git 仓库里，却找不到 git",
      hint: () => "安装 git，或确认 PATH 里能找到它",
    },
    "state-git-old": {
      about: "安装的 git 版本太旧，不能安全地读取项目的状态。",
      message: (args) => `git ${text(args.version)} 太旧：至少需要 ${text(args.least)}`,
      hint: () => "安装更新版本的 git",
    },
    "state-git-unwilling": {
      about: "项目上级有 `.git`，但 git 不愿意使用它，例如因为文件夹属于别的用户。这里显示 git 的原话。",
      message: (args) => `git 打不开此项目的仓库：${answerText(args.reason)}`,
      hint: () => "按 git 的提示处理；要让 `git status` 在此文件夹里正常运行",
    },
    "state-remote-unknown": {
      about: "仓库里没有存放状态的那个远端。项目文件不写 `remote:` 时，指的是 `origin`。",
      message: (args) => `此仓库没有远端 ${text(args.remote)}`,
      hint: (args) => {
        const names = texts(args.remotes);
        const known = names.length === 0 ? "" : `，NAME 可以是 ${list(names, "或")}`;
        return `写 \`state: { branch: wxcards-state, remote: NAME }\`${known}；或添加这个远端：\`git remote add ${text(args.remote)} ADDRESS\``;
      },
    },
    "state-repository-unmade": {
      about: "wxcards 在 git 目录下用一个自己的小仓库拉取和推送状态，而这个仓库没能建立。",
      message: (args) => `${text(args.folder)} 没能建立：${answerText(args.reason)}`,
      hint: () => "让 git 目录可写，或腾出磁盘空间",
    },
    "state-unreachable": {
      about: "存放状态的远端没有应答，以前也没有从它拉取过。没有状态就无从得知应用过什么。",
      message: (args) => `没能从 ${text(args.remote)} 拉取状态：${answerText(args.reason)}`,
      hint: () => "确认 `git fetch` 在这里能用；如果检出时没有保留凭证，把 WXCARDS_GIT_TOKEN 设为可读取该仓库的 token",
    },
    "state-not-fetched": {
      about: "这次要求不访问远端，而账号的状态从未拉取到本机。",
      message: (args) => `${text(args.branch)} 上的状态从未拉取到本机`,
      hint: (args) => `拉取它：\`git fetch ${text(args.remote)} ${text(args.branch)}\`；或不带 --offline 计划一次`,
    },
    "state-rewound": {
      about:
        "账号的分支不再包含上次在那里见到的提交：有人把它回退或替换了。此后应用过的内容会被遗忘，因此不用它做计划。",
      message: (args) => `${text(args.branch)} 被回退：${text(args.tip)} 不包含以前在那里见到的 ${text(args.seen)}`,
      hint: (args) => `恢复它：${putBack(args)}\n如果是有意为之：rm -r '${answerText(args.repository)}'`,
    },
    "state-gone": {
      about: "账号的分支以前存在，现在不见了。丢失状态的账号不等于没有状态的账号，因此不做计划。",
      message: (args) => `${text(args.remote)} 上的 ${text(args.branch)} 不见了，以前在那里见到过 ${text(args.seen)}`,
      hint: (args) => `恢复它：${putBack(args)}\n如果是有意为之：rm -r '${answerText(args.repository)}'`,
    },
    "state-branch-foreign": {
      about: "账号的分支上不是 wxcards 存放的状态，而是别的内容。",
      message: (args) => `${text(args.branch)} 的 ${text(args.commit)} 不是 wxcards 的状态`,
      hint: () => "给那个分支改名，或把状态放到别的分支：`state: { branch: NAME }`",
    },
    "state-branch-in-the-way": {
      about: "git 里不能同时有一个分支和它名下的另一个分支，就像文件夹不能同时是文件。",
      message: (args) => `${text(args.branch)} 没能建立：已有分支 ${text(args.other)}`,
      hint: () => "给那个分支改名，或把状态放到别的分支：`state: { branch: NAME }`",
    },
    "state-remote-empty": {
      about: "远端还没有任何分支，而许多托管平台把第一个推送的分支当作默认分支。因此不会先推送状态。",
      message: (args) => `${text(args.remote)} 还没有分支，状态分支不能成为默认分支`,
      hint: (args) => `先推送文档：\`git push ${text(args.remote)} HEAD\``,
    },
    "state-push-refused": {
      about: "远端能够访问，但不接受状态：当前的身份没有推送这些分支的权限。这里显示 git 的原话。",
      message: (args) => `${text(args.remote)} 不接受 ${list(texts(args.branches))}：${answerText(args.reason)}`,
      hint: () =>
        "在 GitHub Actions 里：`permissions: { contents: write }`；wxcards-state/** 上的规则集或保护分支，要允许执行应用的身份推送\n如果检出时没有保留凭证：把 WXCARDS_GIT_TOKEN 设为可推送的 token",
    },
    "state-push-unknown": {
      about: "状态已经推送，但没有收到应答，也无法向远端查询是否成功。",
      message: (args) => `无法确认状态是否已推送到 ${text(args.remote)}：${answerText(args.reason)}`,
      hint: () => "等远端能访问时再运行：下一次运行会去查看",
    },
  } satisfies WordsOf<keyof typeof branchProblems>,
} satisfies Theme;
