import type { Allowed } from "../../../model/plan.ts";
import type { CommandWords, FlagWords } from "../command-words.ts";
import { planCommand } from "./command-of-plan.ts";
import { commandsOfDocuments } from "./commands-of-documents.ts";
import { commandsOfHosts } from "./commands-of-hosts.ts";
import { commandsOfMembers } from "./commands-of-members.ts";
import { commandsOfState, groups } from "./commands-of-state.ts";
import { usageWords } from "./usage.ts";

/** What the program says of itself, and of what every command has. */
export const program = {
  summary:
    "用代码管理微信公众号的会员卡、支付即会员规则和微信支付的商家名片会员卡：内容写成 git 里的 YAML，经过校验，与线上状态比对，只应用有变化的部分。",
  version: "输出版本号",
  help: "显示命令的帮助",
  afterError: "运行 wxcards --help 查看命令，运行 wxcards COMMAND --help 查看参数。",
};

/** What is said around flags and commands in the help, and of a command line that is wrong. */
export const usage = usageWords;

/** What stands in the help for a word below which commands stand. */
export const groupSummary = (name: string): string => groups[name] ?? name;

/** Every command that the help shows, in its order. */
export const commands = {
  validate: {
    summary: "离线检查文档，一次列出所有问题",
    about: "检查全部文档，或指定文件和文件夹里的文档：结构、上限、字段之间和文档之间的规则；一次列出所有问题",
    arguments: { "[path...]": "只检查这些文件或文件夹" },
    flags: {},
    examples: {
      "wxcards validate": "项目里的所有文档",
      "wxcards validate cards/gold.yaml": "只报告其中一个，判断时仍与其他文档一起",
    },
  },
  plan: planCommand,
  apply: {
    summary: "计划、询问、执行，然后读回",
    about: "计划、询问、执行、读回，并记入状态；给出[保存的计划](saved-plans.md)时不再询问，只执行其中仍然成立的部分",
    arguments: { "[plan.json]": "保存的计划：只执行它批准的内容，不再询问" },
    flags: {
      "--expect-digest <digest>": {
        summary: "计划的摘要与此不同时什么都不执行",
        about: "计划的摘要与此不同时什么都不写入；相同时不再询问",
      },
      "--write-concurrency <number>": {
        summary: "同时写入多少个资源",
        about:
          "同时写入多少个资源，1 到 32：每个资源写入前都重新读取，写入后再读回，各资源同时进行；对微信支付每秒仍最多五次调用",
      },
      "--yes": { summary: "不询问" },
      "--recover-only": { summary: "只了结以前的运行留下的未决调用，不做别的" },
      "--wait-lease <duration>": {
        summary: "账号正由另一次运行写入时，最多等待多久，例如 20m",
        about: "账号的[租约](state.md#leases)由另一次运行持有时，最多等待多久（`20m`）；等不到则退出码为 7",
      },
      "--if-older <what>": {
        summary: "skip：已应用过更新的提交时不发送任何内容，正常结束",
        about:
          "`skip`：已应用过更新的提交的账号保持不动，并正常结束；用于可能被后来的任务赶超的任务。[旧提交](state.md#old-commits)",
      },
      "--wait-recovery <duration>": {
        summary: "未决调用还无法判断时，最多等待多久，例如 15m",
        about: "以前的运行留有未决调用时，最多等待多久（`15m`）：调用发出十分钟之后，才能确定它是否没有生效",
      },
    },
    examples: {
      "wxcards apply": "先显示计划再询问，只有输入 yes 才继续",
      "wxcards apply --yes --allow delete=MemberCard/old": "在流水线里，同意删除一张会员卡",
      "wxcards apply plan.json": "执行已批准的内容，以仍然成立的为限",
    },
  },
  verify: {
    summary: "保存的计划是否仍与文件和线上状态相符；只读取",
    about: "判断[保存的计划](saved-plans.md)是否仍与文件和线上状态相符；只读取",
    arguments: { "<plan.json>": "由 plan --out 保存的计划" },
    flags: {},
    examples: { "wxcards verify plan.json": "在应用它之前" },
  },
  diff: {
    summary: "两份保存的计划有什么不同；不询问任何平台",
    about:
      "说明两份[保存的计划](saved-plans.md)有什么不同：请求、字段的内容、许可。不询问任何平台，也不需要项目。[两份计划](saved-plans.md#two-plans)",
    arguments: { "<old.json>": "由 plan --out 保存的计划", "<new.json>": "另一份计划" },
    flags: { "--detailed-exitcode": { summary: "两份计划内容不同时以 2 退出" } },
    examples: { "wxcards diff approved.json fresh.json": "看一份保存的计划为什么不再适用" },
  },
  ...commandsOfDocuments,
  status: {
    summary: "每个已纳管资源的线上状态和审核状态；退出码 0 为已生效，2 为审核中，5 为审核未通过",
    about:
      "每张已纳管的会员卡和每条规则的线上状态和审核状态，各占一行。[等待审核](reviews.md#waiting-for-it-wxcards-status)",
    arguments: {},
    flags: {
      "--wait <duration>": {
        summary: "最多等待多久让审核结束，例如 2h",
        about: "最多等待多久让审核结束：`90s`、`30m`、`2h`、`3d`",
      },
    },
    examples: {
      "wxcards status": "会员卡现在是什么情况",
      "wxcards status --wait 2h": "等到所有审核结束，最多两小时",
    },
  },
  ...commandsOfState,
  ...commandsOfMembers,
  ...commandsOfHosts,
  init: {
    summary: "写出一个入门项目：项目文件、内嵌平台上的一张会员卡、供编辑器使用的 schema、持续集成工作流",
    about:
      "在当前目录写出一个[入门项目](going-live.md#a-project-to-begin-with-wxcards-init)；加上 `--ci`，还会写出[各账号的工作流](ci.md)；从不覆盖别人写的内容",
    arguments: {},
    flags: {
      "--ci <host>": {
        summary: "同时写出用于合并请求、主分支和每夜运行的工作流，并把工具放入 vendor/",
        about:
          "同时写出用于合并请求、主分支和每夜运行的工作流，按项目的账号生成，并把工具放入 `vendor/`。[在持续集成中](ci.md)",
      },
    },
    examples: {
      "wxcards init": "在空文件夹里，或在仓库的根目录",
      "wxcards init --ci github": "连同工作流；增加账号后再运行一次",
    },
  },
  schema: {
    summary: "写出 schema，供编辑器补全和检查文档",
    about:
      "在项目文件旁边写出 `wxcards.schema.json`：供编辑器使用的[schema](editors.md)，包括各资源类型的文档，使用项目的语言。旧的副本会被覆盖",
    arguments: {},
    flags: {
      "--out <file>": {
        summary: "改为写到这个文件",
      },
    },
    examples: {
      "wxcards schema": "写在 wxcards.yaml 旁边，使用项目的语言",
      "wxcards schema --out editor/wxcards.schema.json": "写到别处；不需要项目",
    },
  },
  sandbox: {
    summary: "在本机回环地址上运行内嵌平台，并打印使用它的环境变量",
    about: "在本机回环地址上运行[内嵌平台](sandbox.md)，并打印使用它的环境变量",
    arguments: {},
    flags: {
      "--port <number>": { summary: "监听端口；0 表示任选一个空闲端口" },
      "--fill": {
        summary: "在内嵌平台上放入文档用 id 指明的会员卡，然后结束",
        about: "在内嵌平台上放入文档用 `id:` 指明的会员卡和规则，然后结束",
      },
    },
    examples: {
      "wxcards sandbox --fill": "在内嵌平台上建好项目的会员卡",
      "wxcards sandbox --port 8080": "一直运行，直到按下 Ctrl-C",
    },
  },
  explain: {
    summary: "关于一个字段的全部信息：类型、上限、能否修改、由哪个接口修改、是否审核、出处",
    about:
      "关于一个资源类型或[字段](documents.md#what-is-this-field-wxcards-explain)的全部信息：类型、上限、能否修改、由哪个接口修改、是否审核、出处；不需要项目",
    arguments: {
      "[field]": "资源类型，例如 MemberCard；或字段，例如 MemberCard.base_info.title；不写则列出所有资源类型",
    },
    flags: {},
    examples: {
      "wxcards explain": "所有资源类型",
      "wxcards explain MemberCard": "所有字段：路径、类型、能否修改、是否审核",
      "wxcards explain MemberCard.base_info": "某个前缀之下的字段",
      "wxcards explain MemberCard.base_info.title": "一个字段的全部信息",
    },
  },
  completion: {
    summary: "打印 shell 自动补全脚本",
    about: "打印 `bash`、`zsh` 或 `fish` 的[自动补全](completion.md)脚本",
    arguments: { "<shell>": "哪个 shell" },
    flags: {},
    examples: { "source <(wxcards completion bash)": "写在 ~/.bashrc 里" },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;

/** What consent can be given to; each guard asks for its own. In the order of the reference page. */
const consents = {
  delete: "文档要求的[删除](deleting.md)",
  replace:
    "撤下支付即会员规则并[重新添加](pay-gift-rules.md#replacing)；[已不在线上](pay-gift-rules.md#drift)的规则重新添加；把人移出[测试白名单](test-whitelist.md#changes)",
  irreversible: "在 `delete` 之外：[商家名片会员卡](brand-cards.md#taking-off)永久作废",
  many: "有改动的会员卡和规则超过 `guards.max_changes`；不带资源地址",
  drift: "用文件中的值覆盖[漂移](drift.md#for-one-run-or-one-card)",
  unverified:
    "向没有任何记录的账号中的线上会员卡发送[查询接口不返回](drift.md#write-only-fields)的值；设置没有记录的[测试白名单](test-whitelist.md#the-first-time)",
  resubmit: "[再次](reviews.md)提交审核未通过的值",
  rollback: "所用文档的提交[早于](state.md#old-commits)上次应用的提交",
  lossy: "线上内容无法原样写回，可能[丢失](live-content.md)",
  reach: "改动[已领取张数](consent.md#many-holders)超过 `guards.max_reach` 的会员卡",
} as const satisfies Readonly<Record<Allowed["what"], string>>;

/** The flags that several commands have, with the names of the formats of stdout and of reports. */
export const sharedFlags = (formats: readonly string[], reports: readonly string[]) =>
  ({
    "--report <format=file>": {
      summary: `把结果另写入文件：${reports.join("、")}；github 不带文件；可重复`,
      about:
        "把结果另写入文件，例如 `--report html=plan.html`；`--report github` 写到当前作业；可重复。[报告](output.md#a-second-format-in-a-file)",
    },
    "--allow <what>": {
      summary:
        "同意防护项拦下的操作：delete、replace、irreversible、drift、unverified、resubmit、reach、many，或其中之一加 =ADDRESS；可重复",
      about:
        "同意防护项拦下的操作，对整次运行有效；写成 `=ADDRESS` 时只对一张会员卡或一条规则有效；可重复，有 `--yes` 时也需要。[许可](consent.md)",
      values: consents,
    },
    "--format <format>": {
      summary: "输出到 stdout 的格式",
      about: `输出到 stdout 的格式：${formats.map((name) => `\`${name}\``).join("、")}`,
    },
    "--lang <language>": {
      summary: "显示所用的语言",
      about:
        "显示所用的语言：`en`、`zh-CN`；没有此参数时看项目文件的 `language:`，再看 `LC_ALL`、`LC_MESSAGES` 和 `LANG`。[语言](languages.md)",
    },
    "--no-color": {
      summary: "不用颜色",
      about: "不用颜色；也可用 `NO_COLOR` 和 `FORCE_COLOR` 设定",
    },
    "--project <file>": {
      summary: "项目文件；不写则用当前文件夹或上级文件夹中的 wxcards.yaml",
      about: "项目文件；不写则用当前文件夹或上级文件夹中的 `wxcards.yaml`",
    },
    "--account <name>": {
      summary: "只处理这个账号；可重复，* 代表任意内容",
      about: "只处理这个账号；可重复，`*` 代表任意内容",
    },
    "--target <address>": {
      summary: "只处理这个资源，例如 MemberCard/gold；可重复，* 代表任意内容",
      about:
        "只处理这张会员卡或这条规则，例如 `MemberCard/gold` 或 `coffee/MemberCard/*`；可重复。多个账号都有 `MemberCard/gold` 时，写完整的资源地址，或用 `*/MemberCard/gold` 指全部",
    },
    "--exclude <address>": {
      summary: "排除这个资源；可重复，* 代表任意内容",
      about: "排除这张会员卡或这条规则，写法与 `--target` 相同；可重复。依赖它的资源也会等待",
    },
    "--sandbox": { summary: "本次运行的所有账号都改用内嵌平台" },
    "--concurrency <number>": { summary: "同时读取的数量", about: "同时读取的数量，1 到 200" },
    "--verbose": { summary: "在 stderr 上显示每个请求，不含密钥" },
  }) as const satisfies Readonly<Record<string, FlagWords>>;

/** The same flag of apply. */
export const reportOfApply = {
  summary: "把结果另写入文件；journal=FILE 保存没能写入状态的内容；可重复",
  about:
    "把结果另写入文件，与其他命令相同；`journal=FILE` 写出没能写入状态的内容，供 `state push FILE` 使用，适合用后即销毁的执行机；可重复",
} as const satisfies FlagWords;

/** What is wrong with the value of a flag: the end of a line that names the flag and the value. */
export const wrongValue = {
  reason: "必须是一行有内容的文字：会员会读到它。",
  duration: "应为数字加 s、m、h 或 d，例如 2h。",
  reportForm: (example: string): string => `应写成 FORMAT=FILE，例如 ${example}。`,
  noFile: (format: string): string => `${format} 不带文件，内容写到当前作业，写成 --report ${format}。`,
  sameFile: "同一个文件写了两次。",
  commit: "必须是提交的名称：7 到 64 位十六进制数字。",
  title: "必须是一行，最多 255 个字符。",
  commentId: "必须由 ASCII 字母、数字、不连续的连字符、点和下划线组成，最多 64 个字符，首尾为字母或数字。",
  choices: (names: readonly string[]): string => `可选的值：${names.join("、")}。`,
  wholeRun: "它对整次运行有效，不带资源地址。",
  consents: (names: readonly string[]): string => `可用的有：${names.join("、")}。`,
  wholeNumber: (least: number, most: number): string => `应为 ${least} 到 ${most} 的整数。`,
};
