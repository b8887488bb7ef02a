import type { pullProblems } from "../../../model/problems/pull.ts";
import { text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { declaredText, field, liveText } from "./phrases.ts";

/** What keeps a live value from being written into the document that declares it. */
export const pulling = {
  title: "把漂移写回文档",
  when: "由 `pull` 给出。",
  words: {
    "pull-conflict": {
      about:
        "自上次生效以来，文件和后台都改过这个字段，或者没有记录能说明是谁改的。采用线上的值会丢掉文件里的改动，因此只有加上 `--take live` 才会这样做。",
      message: (args) => `${field(args)}：文件和后台都改过，文件为 ${declaredText(args)}，线上为 ${liveText(args)}`,
      hint: () => "要采用线上的值，加上 --take live；要发送文件的值，用许可 drift：wxcards apply --allow drift",
    },
    "pull-cannot-clear": {
      about: "平台上这个字段已经没有内容，而文档里没有任何值能表示这一点：平台不能通过接口清空它。",
      message: (args) => `${field(args)}：平台上已经为空，而文档无法为这个字段写出这一点`,
      hint: () => "从文档里删去这一行，不再管理它；或者发送文件的值",
    },
    "pull-objects-differ": {
      about: "这份文档对应平台上的几个对象，它们在这个字段上并不一致，而文档只能为全部对象写一个值。",
      message: (args) => `${field(args)}：文档的各个对象的值并不相同`,
      hint: () => "写出它们都应有的值，然后应用",
    },
    "pull-alias": {
      about: "这个值带有锚点 `&`，别处用别名 `*` 引用了它。改了它，别处没有漂移的值也会跟着变。",
      message: (args) => `${field(args)}：文档中别处用别名引用了这个值`,
      hint: () => "把别名换成它所引用的值，然后再运行 pull",
    },
    "pull-unsayable": {
      about: "按这份文档的排版，无法只改这一个值：还得重写其他行。",
      message: (args) => `${field(args)}：不重新排版文档就无法改这个值`,
      hint: () => "请手工写入这个值",
    },
    "pull-file-changed": {
      about: "读取之后文件变了：有人同时写过它，或把它移走了。没有写入它的任何内容。",
      message: (args) => `${text(args.file)} 在读取之后变了`,
      hint: () => "再运行一次",
    },
    "pull-patch-unsafe": {
      about: "差异的每一行都按原样输出，而这个文件的差异中，有终端或 CI 可能当作命令的内容。没有输出它的差异。",
      message: (args) => `${text(args.file)} 的差异中有绝不能输出的字符或命令`,
      hint: () => "不加 --dry-run 运行 pull，再用 git diff 查看文件",
    },
  } satisfies WordsOf<keyof typeof pullProblems>,
} satisfies Theme;
