import { dotted } from "../../../model/pointer.ts";
import type { runProblems } from "../../../model/problems/run.ts";
import { has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { movedWords } from "./moved.ts";
import { count, fileReason, list } from "./phrases.ts";

/** What ends or bounds a run. */
export const run = {
  title: "运行本身",
  when: "由 `apply` 和命令行给出。",
  words: {
    "sandbox-state-damaged": {
      about: "内嵌平台保存资源的文件无法解读。",
      message: (args) => `${text(args.file)} 不是内嵌平台的状态文件`,
      hint: () => "删掉它，从空的平台重新开始",
    },
    "ci-not-at-root": {
      about: "`init --ci` 写出工作流，而代码托管平台只在仓库根目录里寻找它们。",
      message: (args) => `--ci 要写到仓库的根目录，而这里是其中的文件夹 ${text(args.folder)}`,
      hint: (args) =>
        `到 ${text(args.root)} 去，并用 --project ${text(args.folder)}/wxcards.yaml 指明这个文件夹的项目文件`,
    },
    "file-not-written": {
      about: "wxcards 放在项目里的文件写不进去：`init` 要写的文件，或内嵌平台的状态。",
      message: (args) => `${text(args.file)} 写入失败（${fileReason(args)}）`,
      hint: () => "让目录可写（或腾出磁盘空间），并确认路径上没有符号链接",
    },
    "more-problems": {
      about: "一个文件的问题超过 100 个。只显示前面的，错误在警告之前；这一条代表其余的，位置是第一个没有显示的问题。",
      message: (args) => {
        const [errors, warnings] = [number(args.errors), number(args.warnings)];
        const both = errors > 0 && warnings > 0 ? `（${count(errors, "个错误")}、${count(warnings, "个警告")}）` : "";
        return `……此文件还有 ${count(errors + warnings, "个问题")}${both}`;
      },
      hint: () => "先改好上面的，再运行一次",
    },
    "port-taken": {
      about: "内嵌平台要用的端口已有别的程序在监听。",
      message: (args) => `端口 ${number(args.port)} 已被占用`,
      hint: () => "用 --port 换一个端口，或不写该参数，自动选用空闲端口",
    },
    "field-unknown": {
      about: "向 `explain` 查询的字段，该资源类型没有。`wxcards explain KIND` 列出它的全部字段。",
      message: (args) => `${text(args.kind)} 没有字段 ${text(args.path)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `是不是想写 ${text(args.nearest)}？`
          : `\`wxcards explain ${text(args.kind)}\` 列出它的全部字段`,
    },
    "report-not-written": {
      about: "`--report` 要求的文件写不进去。命令做的其他事不受影响，结果在标准输出上。",
      message: (args) => `报告 ${text(args.file)} 写入失败（${fileReason(args)}）`,
      hint: () => "让目录可写（或腾出磁盘空间），或换一个文件；结果在标准输出上",
    },
    "step-summary-missing": {
      about:
        "用了 `--report github`，但环境变量里没有作业摘要：`GITHUB_STEP_SUMMARY` 由执行机设定，容器或脚本没有传入时就会丢失。发现的问题仍已输出为注解。",
      message: () => "没有设定 GITHUB_STEP_SUMMARY，没有可写入的作业摘要",
      hint: () =>
        "请在 GitHub Actions 的步骤中运行，或把 GITHUB_STEP_SUMMARY 传入容器\n`--report markdown=FILE` 可以把同样的内容写到文件",
    },
    "step-summary-full": {
      about: "这个步骤的摘要已没有空间：GitHub 每个步骤最多 1 MiB，已有的内容把它占满了。",
      message: (args) => `这个步骤的摘要已满（${text(args.file)}）`,
      hint: () => "让 wxcards 单独占一个步骤，或用 `--report markdown=FILE` 把结果写到文件",
    },
    "output-not-written": {
      about:
        "结果没能全部写到标准输出：它通向已满的磁盘上的文件，或已经关闭的终端。运行照样做完了，`apply` 也记下了所做的事。",
      message: (args) => `结果没能写到标准输出（${fileReason(args)}）`,
      hint: () => "运行 `wxcards plan` 查看现在的线上状态；`--report FORMAT=FILE` 可以把结果另写一份到文件",
    },
    "secret-in-output": {
      about:
        "将要写入的文件会暴露本次运行的密钥（全部或一部分，包括各种常见的编码写法）：可能是计划、文档、状态，或内嵌平台保存的内容。文件没有写入。把密钥换成别的文字会改变文件的含义，因此不会从中删去任何内容。",
      message: (args) => {
        const names = texts(args.variables);
        const whose = names.length === 0 ? "本次运行的 token" : `${list(names)} 里的内容`;
        return `没有写入 ${text(args.file)}：它会暴露${names.length === 0 ? "" : " "}${whose}`;
      },
      hint: (args) =>
        texts(args.variables).length === 0
          ? "查明 token 是怎么进入账号文字内容的，并在那里去掉"
          : "从文档或平台的文字里去掉它，并更换该凭证：别人可能已经看到；如果这个变量并不是密钥，给它换一个名字",
    },
    "plan-file-missing": {
      about: "命令行指定的计划文件不存在。",
      message: (args) => `${text(args.file)} 不存在`,
      hint: () => "检查文件名；`plan --out FILE` 会写出计划文件",
    },
    "plan-file-altered": {
      about: "计划文件与写出时不是逐字节相同。其中的内容一概不算获得批准。",
      message: (args) => `${text(args.file)} 与写出时不一致`,
      hint: () => "用 `plan --out` 重新生成；不要用编辑器打开保存，也不要让换行符被转换",
    },
    "plan-file-format": {
      about: "计划文件出自另一个版本的 wxcards，或者不是计划。",
      message: (args) => `${text(args.file)} 不是当前版本的计划文件`,
      hint: () => "用执行应用的同一版本，以 `plan --out` 重新生成",
    },
    "plan-of-other-platform": {
      about: "在内嵌平台上生成的计划不能批准真实平台上的任何改动，反过来也一样。",
      message: (args) =>
        args.sandbox === true
          ? "保存的计划是在内嵌平台上生成的，不能批准真实平台上的改动"
          : "保存的计划是在真实平台上生成的，不能批准内嵌平台上的改动",
      hint: () => "用与 apply 相同的参数重新生成计划",
    },
    "plan-of-other-account": {
      about: "保存的计划里有一个账号，在项目文件里已经换成了另一个身份。",
      message: (args) => `保存的计划里 ${text(args.account)} 是 ${text(args.saved)}，现在是 ${text(args.identity)}`,
      hint: () => "重新生成计划，并交人审阅",
    },
    "plan-moved": {
      about: "计划保存之后，有资源在文件里或平台上变了。这个资源不动，其余的继续。",
      message: (args) => `${text(args.address)} 不作改动，因为计划保存之后它有变动${movedWords(args)}`,
      hint: () => "查看新的计划，并让它获得批准",
    },
    "moved-meanwhile": {
      about:
        "资源在发出第一个请求之前又读了一次，有一个声明的字段与生成计划时不同：有人改了它。这个资源不动，其余的继续。",
      message: (args) => `${text(args.address)} 不作改动，因为计划生成之后有别人改过它${fieldNames(args)}`,
      hint: () => "重新计划，看看现在有哪些不同",
    },
    "plan-not-needed": {
      about: "保存的计划为某个资源批准的改动已经不需要了：有人已经做了，或者撤销了。",
      message: (args) => `${text(args.address)} 已不需要保存的计划所批准的改动${movedWords(args)}`,
      hint: () => "查看新的计划",
    },
    "plan-not-approved": {
      about: "有资源需要的改动不在保存的计划里。这个资源不动。",
      message: (args) => `${text(args.address)} 不作改动，因为所需的改动不在保存的计划里${movedWords(args)}`,
      hint: () => "重新生成计划；如果计划只针对部分资源，给 apply 加上相同的 --target",
    },
    "digest-differs": {
      about: "将要执行的计划与期望摘要对应的计划不同。什么都没有写入。",
      message: (args) =>
        `计划的摘要是 ${text(args.digest)}，不是 ${text(args.expected)}；现在${args.sends.length === 0 ? "什么都不会发送" : `会发送 ${list(args.sends.map(text))}`}`,
      hint: () => "重新查看计划，再改用它的摘要",
    },
    "consent-missing": {
      about: "有改动需要许可而没有得到，因此什么都没有写入。",
      message: (args) => `需要许可：${text(args.what)}${args.address ? `（${text(args.address)}）` : ""}`,
      hint: (args) =>
        args.address
          ? `用 --allow ${text(args.what)}=${text(args.address)} 给出许可，或写在文档里`
          : `先看清有多少改动，再用 --allow ${text(args.what)} 给出许可，或在项目文件里调高防护项的上限`,
    },
    "no-terminal": {
      about: "`apply` 写入之前会询问，而这里没有可以询问的终端。请先查看计划，再用 `--yes` 表示同意。",
      message: () => "没有终端可以询问是否同意；什么都没有写入",
      hint: () => "先看 `wxcards plan`，再带 --yes 运行 apply",
    },
    "not-confirmed": {
      about: "没有用 `yes` 回答 `apply` 或 `code invalidate` 的询问，因此什么都没有写入。",
      message: () => "没有确认；什么都没有写入",
      hint: () => "要继续，输入 yes",
    },
    interrupted: {
      about: "运行被中断，这一步没有发送。正在进行的步骤已经结束，或报告为结果未知。",
      message: () => "未发送：运行被中断",
      hint: () => "再次运行 apply：它会重新计划，只发送仍有不同的内容",
    },
    "run-without-progress": {
      about: "十分钟内没有任何请求得到应答，运行自行结束。这一步没有发送；正在进行的步骤报告为结果未知。",
      message: (args) => `未发送：${count(number(args.minutes), "分钟")}没有收到应答，运行已结束`,
      hint: () => "检查网络和平台，再次运行 apply：它只发送仍有不同的内容",
    },
    "skipped-after-failure": {
      about:
        "这一步依赖的前一步没有成功，因此没有发送：前一步属于同一资源，或属于它引用的资源，或属于它要接手其商户号等内容的资源。",
      message: (args) =>
        `未发送：${has(args.other) ? `${text(args.other)} 的` : "同一资源的"}步骤 ${text(args.step)} 没有成功`,
      hint: (args) => `先解决步骤 ${text(args.step)} 报告的问题，再运行 apply`,
    },
    "account-stopped": {
      about:
        "同一账号前面的一次调用被拒绝，原因对该账号的所有调用都成立，例如 token，因此后面的步骤没有发送。原因见那一步。",
      message: (args) => `未发送：${text(args.account)} 拒绝一切调用，原因见前面的步骤`,
      hint: () => "先解决那一步报告的问题，再运行 apply",
    },
    bug: {
      about: "这是 wxcards 自身的缺陷，与文档无关。欢迎反馈，请先去掉不宜公开的内容。",
      message: (args) => `wxcards 遇到了自身的缺陷：${text(args.reason)}`,
      hint: () => "请反馈所用的命令和这段文字，并先去掉不宜公开的内容",
    },
  } satisfies WordsOf<keyof typeof runProblems>,
} satisfies Theme;

/** The fields of which something is said, behind a colon. */
function fieldNames(args: { readonly fields: readonly string[] }): string {
  const fields = texts(args.fields).map(dotted);
  return fields.length === 0 ? "" : `：${list(fields)}`;
}
