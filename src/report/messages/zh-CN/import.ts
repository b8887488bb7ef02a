import type { importProblems } from "../../../model/problems/import.ts";
import type { ArgsOf } from "../../../model/problems/table.ts";
import { grouped } from "../amounts.ts";
import { number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, field, fileReason, joined, list, objectNames } from "./phrases.ts";

const form = "写成 KIND/NAME=ID 或 ACCOUNT/KIND/NAME=ID，NAME 是文档要用的名称";

/** What keeps a live resource from becoming a document. */
export const importing = {
  title: "导入",
  when: "由 `import` 给出。",
  words: {
    "import-unclear": {
      about: "`import` 用 `ADDRESS=ID` 指明要导入什么，或用 `--all` 找出全部；两者选一，不能用 `--target`。",
      message: (args) => unclear[text(args.reason)] ?? "没有指明要导入什么",
      hint: () => `${form}；或用 --all，再用 --account 限定账号`,
    },
    "member-unknown": {
      about:
        "线上有一个成员是当前版本的 wxcards 不认识的。文档不能包含它；它保持不变，所在的内容整体发送时也会原样带上。",
      message: (args) => `${field(args)}：线上有，但 wxcards 不认识；保持不变`,
      hint: () => "不用处理；要声明它，看看有没有更新版本的 wxcards",
    },
    "import-argument": {
      about: "要导入的内容写成它将使用的资源地址、等号和 ID。消息指出的那一部分写错了。",
      message: (args) => `${text(args.argument)} ${mistake(args)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `是不是想写 ${text(args.nearest)}？`
          : args.reason === "account"
            ? `写项目里的一个账号：${list(args.known ?? [], "或")}`
            : args.reason === "unread"
              ? "见 docs/test-whitelist.md"
              : form,
    },
    "address-taken": {
      about: "这个资源地址已有文档，或者状态里为它记下了另一个 ID。不会覆盖任何内容；请换一个名称导入。",
      message: (args) => `${text(args.address)} 已被占用`,
      hint: (args) => `换一个名称导入 ${text(args.id)}`,
    },
    "listing-incomplete": {
      about:
        "列表各页加起来，与平台给出的总数不符。可能读取期间有变化，也可能应答被截断；绝不会凭猜测把列表当作完整的。",
      message: (args) =>
        `${text(args.account)} 的列表不完整：共 ${count(number(args.total), "个 ID")}，只找到 ${grouped(number(args.listed))} 个`,
      hint: () => "再运行一次；如果仍然如此，用 ADDRESS=ID 导入",
    },
    "listing-endless": {
      about: "平台声称账号的资源数超过了任何账号的上限，列表会没有尽头。什么都不读，也不认定任何内容。",
      message: (args) =>
        `${text(args.account)} 的列表声称有 ${count(number(args.total), "条")}，最多只读 ${count(number(args.most), "条")}`,
      hint: () => "如果途中有中转服务或代理，检查它；否则再运行一次，或用 ADDRESS=ID 导入",
    },
    "listing-long": {
      about: "读完列表所需的调用比逐个读取还多，因此逐个读取。这一条不会显示给用户。",
      message: (args) => `${text(args.account)} 的列表有 ${count(number(args.total), "条")}`,
      hint: () => "不用处理",
    },
    "import-objects-gone": {
      about:
        "要一起导入的对象（例如几条规则）不全在了：平台不认识其中一个 ID，或者它已经结束、不再显示。缺了它们的文档少于所要求的内容，因此什么都没有写。",
      message: (args) => `找不到，无法导入：${objectNames(args.ids, args.words)}`,
      hint: () => "改正 ID，或不导入这些",
    },
    "import-objects-differ": {
      about:
        "要把几个对象（例如几条规则）合成一份文档，但它们的条件不同。一份文档只有一套条件，只有其中的条目（规则的商户号）分布在各个对象里。",
      message: (args) => `${objectNames(args.ids, args.words)} 除${args.words.item[1]}外还有不同，不能合成一份文档`,
      hint: (args) => {
        const [first = "ID"] = texts(args.ids);
        return `相同的一起导入，其余的用各自的名称导入：${text(args.address)}=${first}`;
      },
    },
    "cards-pattern-unclear": {
      about:
        "`cards:` 的第一个模式没有说明新文档放在哪里。它的最后一段必须含有一个 `*`，例如 `cards/**/*.{yaml,yml}`。",
      message: (args) => `\`cards: ${text(args.pattern)}\` 没有说明新文档放在哪里`,
      hint: () => "在 wxcards.yaml 里把 cards/**/*.{yaml,yml} 这样的模式放在第一个",
    },
    "document-not-written": {
      about: "有一份文档写不进去。导入到此为止，写回则继续处理其他文件。已写入的都是完整的，再次运行该命令会接着进行。",
      message: (args) => `${text(args.file)} 写入失败（${fileReason(args)}）`,
      hint: () => "让文件和目录可写（或腾出磁盘空间），再运行该命令",
    },
    "import-not-valid": {
      about: "无论去掉什么，都不能为这个线上资源写出有效的文档。这种情况没有人预料到，欢迎反馈。",
      message: (args) => `不能为 ${text(args.id)} 写出有效的文档（${text(args.reason)}）`,
      hint: () => "请附上这段文字反馈；可以手写一份只有 `id:` 和几个字段的文档",
    },
    "value-not-kept": {
      about: "有一个线上值写进 YAML 再读回来会变样，因此文档里没有写这个字段。",
      message: (args) => joined(field(args), "写入后读回的值会与线上值不同"),
      hint: () => "请反馈：schema 接受的值都应该能写",
    },
  } satisfies WordsOf<keyof typeof importProblems>,
} satisfies Theme;

const unclear: Readonly<Record<string, string>> = {
  target: "--target 用来选择文档，而导入是生成文档",
  both: "--all 会导入全部，不要再写资源地址",
  neither: "没有指明要导入什么",
};

function mistake(args: ArgsOf<"import-argument">): string {
  switch (args.reason) {
    case "kind":
      return "里的资源类型未知";
    case "account":
      return typeof args.account === "string" ? "里的账号没有这类资源" : "没有写明是哪个账号";
    case "name":
      return "里的名称不符合要求：只能用字母、数字、- 和 _，最多 64 个字符";
    case "id":
      return "里的 ID 形式不对";
    case "twice":
      return "里的资源地址或 ID 前面已经写过";
    case "unread":
      return "指的是平台没有接口可以查询的资源：请手写它的文档";
    default:
      return "不是“资源地址=ID”的形式";
  }
}
