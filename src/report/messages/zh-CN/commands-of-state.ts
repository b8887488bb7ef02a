import type { CommandWords } from "../command-words.ts";

/** The commands about what is remembered, in the order of the help. */
export const commandsOfState = {
  history: {
    summary: "谁在什么时候、从哪个提交应用了什么，新的在前",
    about:
      "列出谁在什么时候、从哪个提交应用了什么，新的在前；内容来自[状态](command-line.md#state-show)分支，状态存放在文件夹里时没有历史。不写 `--limit` 时列出最近 20 次运行",
    arguments: { "[address]": "只列出改动过这个资源的运行，例如 MemberCard/gold" },
    flags: {
      "--limit <number>": { summary: "最多列出多少次运行", about: "最多列出多少次运行，1 到 1000" },
    },
    examples: {
      "wxcards history --limit 5": "每个账号最近五次运行",
      "wxcards history coffee/MemberCard/gold": "谁改过这张会员卡",
    },
  },
  "state show": {
    summary: "账号的状态里记着什么，租约由谁持有，本地日志里还有什么没处理",
    about: "显示账号的状态：上次应用的提交、租约的持有者、每个资源及其 ID，以及本机的本地日志里还有多少内容没有处理",
    arguments: { "[address]": "只显示这个资源，内容完整" },
    flags: {},
    examples: {
      "wxcards state show": "所有账号，每个资源一行",
      "wxcards state show MemberCard/gold --format json": "状态里关于这张会员卡的全部内容",
    },
  },
  "state forget": {
    summary: "从状态中去掉一个没有文档的资源，不改动平台",
    about: "从状态中去掉一个没有文档的资源。不改动平台：资源仍在平台上，只是变为未纳管",
    arguments: { "<address>": "要去掉的资源，例如 coffee/MemberCard/old" },
    flags: {},
    examples: { "wxcards state forget coffee/MemberCard/old": "它的文档已经移走，现在由别处管理" },
  },
  "state unlock": {
    summary: "结束一次运行的租约，前提是确知它已经终止",
    about:
      "结束一次运行的租约，前提是确知它已经终止，例如它所在的执行机已被销毁；下一次 `apply` 会先查清它留下的未决调用。运行还在进行时不要结束它的租约：它会继续写入，直到自己发现租约已失去",
    arguments: { "<nonce>": "租约的标识，见有关租约的消息，也可由 state show 查到" },
    flags: {},
    examples: { "wxcards state unlock 1h2k3j4h5k": "另一条命令提示被这个租约挡住" },
  },
  "state push": {
    summary: "把某次运行没能写入状态的内容补写进去",
    about:
      "把某次运行结束时没能写入状态的内容补写进去：来自本机的本地日志，或来自另一台机器上 `apply --report journal=FILE` 写出的文件。此后由别的运行写入的内容保持不变",
    arguments: { "[file]": "apply --report journal=FILE 写出的本地日志；不写则用本机的" },
    flags: {},
    examples: {
      "wxcards state push": "推送被拒绝之后，在同一台机器上",
      "wxcards state push journal.jsonl": "已销毁的执行机留下的构建产物",
    },
  },
  snapshot: {
    summary: "保存已声明字段的线上值，供 plan --offline 使用；只读取",
    about:
      "读取已声明字段的线上值，有变化时保存到分支 `wxcards-live/<account>` 或状态所在的文件夹，供 `plan --offline` 使用。其中没有剩余库存，也没有任何文档未声明的内容",
    arguments: {},
    flags: {
      "--out <file>": {
        summary: "改为写入这个文件",
        about: "改为写入这个文件，供 `plan --live FILE` 使用",
      },
    },
    examples: {
      "wxcards snapshot": "在平台放行的流水线里定时运行",
      "wxcards snapshot --out live.json": "写成文件交给别人",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;

/** What a word means below which commands stand, for the help. */
export const groups: Readonly<Record<string, string>> = { code: "处理会员的 code", state: "查看和处理账号的状态" };
