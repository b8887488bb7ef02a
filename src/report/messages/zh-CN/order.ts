import type { Json } from "../../../model/json.ts";
import type { orderProblems, TwoCommits } from "../../../model/problems/order.ts";
import { number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count } from "./phrases.ts";

const onPurpose = "若确实要把账号退回到旧版本，在 git 中还原（revert）这些提交，或加上 --allow rollback";

/** Which of two commits is the newer one. */
export const order = {
  title: "旧提交",
  when: "由 `plan` 和 `apply` 在 git 仓库中报告，针对上次应用的是另一个提交的账号。",
  words: {
    "drift-not-saved": {
      about: "`plan --only drift` 只说明在别处改了什么，没有任何可以应用的内容，因此没有可保存的计划。",
      message: (args) => `--only drift 没有任何可以应用的内容，因此不写入 ${text(args.file)}`,
      hint: () => "去掉 --out 或 --only；--report json=FILE 可以保存所显示的内容",
    },
    "base-unknown": {
      about:
        "`plan --base` 指定的提交不在这个克隆里，或者不指向任何提交。不会为它拉取：执行机上有哪些引用，由检出步骤决定。",
      message: (args) => `--base ${text(args.ref)}：这个克隆里没有这个提交`,
      hint: (args) =>
        args.isShallow
          ? "先把它拉取下来，例如 `git fetch --depth=1 origin main`，再用 --base FETCH_HEAD；这是浅克隆"
          : "先把它拉取下来，例如 `git fetch origin main`，再用 --base origin/main",
    },
    "base-outside-git": {
      about: "`plan --base` 需要项目所在的 git 仓库，而这里没有。",
      message: (args) => `--base ${text(args.ref)}：项目不在 git 仓库里`,
      hint: () => "不带 --base 生成计划，或者把项目纳入 git",
    },
    "base-unreadable": {
      about:
        "`plan --base` 指定的提交在这里，但它的一些文件不在（例如部分克隆），或者 git 无法读取。缺少的文件会被当成新增的文档，因此停下。",
      message: (args) => `无法读取 --base ${text(args.ref)} 的文件：${text(args.reason)}`,
      hint: () => "不带过滤条件，完整拉取这个提交",
    },
    "base-submodule": {
      about: "有文档在子模块里，而 `plan --base` 所指的那个子模块提交不在这里。其中的字段一律算作本次变更的改动。",
      message: (args) =>
        `无法读取 --base ${text(args.ref)} 的子模块 ${text(args.folder)}：其中的文档算作本次变更的改动`,
      hint: () => "先拉取它，例如 git submodule update --init，并拉取所对照的提交指向的那个子模块提交",
    },
    "base-with-errors": {
      about: "`plan --base` 指定的提交里有错误的文档。其中无法读取的字段，一律算作本次变更的改动。",
      message: (args) =>
        `--base ${text(args.ref)} 的文档有 ${number(args.errors)} 个错误：在那里读不到的内容，算作本次变更的改动`,
      hint: () => "检出那个提交，运行 wxcards validate",
    },
    "older-commit": {
      about:
        "文档所在的提交比上次应用的提交更旧，或者与它并列、却不是任何分支、标签或合并请求的最新提交，而应用这些文档会带来改动：可能重新运行了旧的任务，或者克隆已经落后。没有写入任何内容。",
      message: (args) =>
        args.isOlder
          ? `${short(args.head)} 比 ${short(args.applied)} 更旧，后者${whence(args)}应用`
          : `${short(args.head)} 不包含 ${short(args.applied)}（${whence(args)}应用），也不是任何分支的最新提交`,
      hint: () => `运行最新提交的任务，或拉取最新提交\n${onPurpose}`,
    },
    "order-unknown": {
      about:
        "克隆里的历史不够，无法判断它的提交是否比上次应用的更旧，也没能从远端得知。设置了 `CI` 时，这种情况下不会写入任何内容；在本地则只是警告。",
      message: (args) => `无法判断 ${short(args.head)} 是否比 ${short(args.applied)}（${whence(args)}应用）更旧`,
      hint: () =>
        "检出完整的历史：actions/checkout 用 `fetch-depth: 0`，GitLab 用 `GIT_DEPTH: 0`\n或者确保任务可以从远端获取（fetch）历史；为此可设置 WXCARDS_GIT_TOKEN",
    },
    "commit-diverged": {
      about:
        "这个提交不包含上次应用的提交，但它是某个分支、标签或合并请求的最新提交：应用它是有意的，不过可能会撤销另一个提交设置的内容。",
      message: (args) =>
        `${short(args.head)} 不包含 ${short(args.applied)}（${whence(args)}应用）；这里的 ${count(number(args.changes), "处改动")}会撤销它设置的内容`,
      hint: () => "合并（merge）或变基（rebase），除非确实要这样做",
    },
    "commit-not-pushed": {
      about: "应用的提交在远端还没有：对其他人来说，下一次应用可能会把它退回去，而且谁也查不到它。",
      message: (args) => `${short(args.head)} 还没有推送到 ${text(args.remote)}`,
      hint: () => "在其他人应用之前把它推送上去",
    },
  } satisfies WordsOf<keyof typeof orderProblems>,
} satisfies Theme;

function short(commit: Json): string {
  return text(commit).slice(0, 10);
}

/** When a commit was applied, and from which branch: `于 2026-11-28T10:00:00+08:00 从 main `. */
function whence({ at, ref }: TwoCommits): string {
  const branch = ref === undefined ? "" : `从 ${text(ref).replace(/^refs\/(heads|tags)\//, "")} `;
  return `于 ${text(at)} ${branch}`;
}
