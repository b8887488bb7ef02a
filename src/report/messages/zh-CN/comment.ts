import type { commentProblems } from "../../../model/problems/comment.ts";
import { answerText, has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** What comes of comments on hosts of repositories. */
export const comment = {
  title: "评论",
  when: "由 `wxcards comment` 报告，它调用 GitHub、GitLab 或 Gitee 的 API。",
  words: {
    "comment-file-format": {
      about:
        "该文件既不是本版本保存的计划，也不是 apply 的报告。`plan --out FILE` 写出前者，`apply --report json=FILE` 写出后者。",
      message: (args) =>
        has(args.format)
          ? `${text(args.file)} 的格式是 ${text(args.format)}，既不是计划，也不是 apply 的报告`
          : `${text(args.file)} 既不是保存的计划，也不是 apply 的报告`,
      hint: () => "用同一版本的 wxcards，以 `plan --out FILE` 或 `apply --report json=FILE` 写出",
    },
    "comment-place-missing": {
      about:
        "没有说明评论写到哪个合并请求：没有参数，也没有 CI 的环境变量。在不属于合并请求的任务中，该命令不写评论并正常结束；在本地则必须指明。",
      message: (args) =>
        has(args.variable)
          ? `没有说明是 ${text(args.host)} 的哪个合并请求：没有设置 ${text(args.variable)}`
          : `没有说明是 ${text(args.host)} 的哪个合并请求`,
      hint: () => "加上 --number N；或用 --commit SHA 指合入某个提交的合并请求；或用 --issue TITLE 写到 issue",
    },
    "flags-exclusive": {
      about: "命令行中有互相排斥的参数：每一个都指定了评论写到哪里。",
      message: (args) => `${list(args.flags.map(text))} 互相排斥`,
      hint: () => "只保留其中一个",
    },
    "host-variable-missing": {
      about:
        "用来找到仓库的环境变量没有设置，或者值不对：API 的地址，或仓库的名称。托管平台的 CI 会自动设置；在别处请自行设置。",
      message: (args) =>
        args.malformed === true
          ? `${text(args.variable)} 的值在 ${text(args.host)} 上不表示任何东西`
          : `没有设置 ${text(args.variable)}`,
      hint: (args) =>
        /URL$/.test(text(args.variable))
          ? `把 ${text(args.variable)} 设为 API 的地址，例如 https://gitlab.example.com/api/v4`
          : `把 ${text(args.variable)} 设为仓库，例如${/ID$/.test(text(args.variable)) ? "项目的编号" : " owner/name"}`,
    },
    "host-event-unreadable": {
      about: "GitHub Actions 用来描述任务事件的文件不存在，或不是 JSON。",
      message: (args) => `${text(args.variable)} 所指的文件无法作为任务的事件读取`,
      hint: () => "加上 --number N、--commit SHA 或 --issue TITLE",
    },
    "host-token-missing": {
      about:
        "环境变量中没有托管平台的 token，或者其中的值不是 token。来自 fork 的合并请求得不到作为密钥的 token。该 token 只需要写评论的权限。",
      message: (args) =>
        args.malformed === true
          ? `${text(args.variable)} 中有 token 不会有的字符`
          : `没有 ${text(args.host)} 的 token：没有设置 ${text(args.variable)}`,
      hint: (args) => `设置 ${text(args.variable)}；在 CI 中，确认该任务可以读取这个密钥`,
    },
    "host-token-refused": {
      about: "托管平台不认这个 token：它不正确、已过期或被撤销，或者属于别的平台。没有写入任何内容。",
      message: (args) => `${text(args.host)} 拒绝了 ${text(args.variable)} 中的 token（${text(args.call)}）`,
      hint: (args) => `把在该平台上有效的 token 放入 ${text(args.variable)}`,
    },
    "host-not-permitted": {
      about:
        "该 token 连要评论的内容都无权读取，因此无法知道评论是否已经存在。在 GitHub 上需要 `pull-requests: write`，写 issue 还需要 `issues: write`；在 GitLab 上需要 `api` 范围；在 Gitee 上需要 `pull_requests` 和 `notes` 权限，写 issue 还需要 `issues`。",
      message: (args) =>
        `${text(args.host)} 不允许 ${text(args.call)}${has(args.answer) ? `：${answerText(args.answer)}` : ""}`,
      hint: (args) => `给 ${text(args.variable)} 中的 token 授予 docs/comments.md 列出的权限`,
    },
    "host-not-found": {
      about: "托管平台上没有这个仓库、合并请求或提交，或者不向该 token 显示：token 无权查看的内容，平台也这样返回。",
      message: (args) => `${text(args.host)} 上没有该 token 可以查看的 ${text(args.call)}`,
      hint: (args) => `核对编号或提交以及 ${text(args.variable)}，再核对 token 的权限`,
    },
    "host-refused": {
      about: "托管平台出于自己的原因拒绝了该调用，原因在消息中。",
      message: (args) =>
        `${text(args.host)} 以 HTTP ${number(args.status)} 拒绝了 ${text(args.call)}${has(args.answer) ? `：${answerText(args.answer)}` : ""}`,
      hint: (args) =>
        number(args.status) >= 500 ? "稍后重新运行：已有的评论会被找到并编辑" : "按其说明解决后重新运行",
    },
    "host-redirects": {
      about:
        "API 的地址返回了重定向。不会跟随重定向：token 不能发往它所属之外的地方。可能是仓库已迁移或改名，或者该地址是网站的地址。",
      message: (args) =>
        `${text(args.host)} 对 ${text(args.call)} 返回了重定向（HTTP ${number(args.status)}），不予跟随`,
      hint: (args) => `检查 ${text(args.variable)} 和仓库现在的名称`,
    },
    "host-busy": {
      about: "托管平台暂时不再接受该 token 的调用：调用次数已用完。较短的等待会自动等完。",
      message: (args) => `${text(args.host)} 在 ${text(args.until)} 之前不接受调用（${text(args.call)}）`,
      hint: (args) => `在 ${text(args.until)} 之后重新运行；看看是否有其他任务使用同一个 token`,
    },
    "host-no-answer": {
      about: "无法连接托管平台，或者它没有及时返回；读取已经重试过。",
      message: (args) =>
        args.sent === true
          ? `${text(args.host)} 对 ${text(args.call)} 的返回不完整：${text(args.reason)}`
          : `${text(args.call)} 没有到达 ${text(args.host)}：${text(args.reason)}`,
      hint: () => "检查网络、HTTPS_PROXY 和 NO_PROXY，然后重新运行：已有的评论会被编辑",
    },
    "host-answer-unusable": {
      about:
        "返回的不是 API 的内容：一个 HTML 页面、不完整的返回，或缺少所需内容的 JSON。该地址可能是网站或中间设备的地址。",
      message: (args) =>
        `${text(args.host)} 对 ${text(args.call)} 返回了 HTTP ${number(args.status)}，其中没有可用的内容`,
      hint: () => "检查 API 的地址、HTTPS_PROXY，以及网络是否要求登录",
    },
    "comment-unknown": {
      about: "评论可能已经创建，也可能没有：没有收到返回，再次查看也没有看到。如果已经存在，下一次运行会找到它。",
      message: (args) => `不知道 ${text(args.host)} 是否已创建评论（${text(args.call)}：${text(args.reason)}）`,
      hint: () => "重新运行：已有的评论会被找到并编辑",
    },
  } satisfies WordsOf<keyof typeof commentProblems>,
} satisfies Theme;
