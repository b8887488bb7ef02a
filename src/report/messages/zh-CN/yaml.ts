import type { fileProblems } from "../../../model/problems/files.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, fileReason, joined } from "./phrases.ts";
import { syntaxReason } from "./yaml-syntax.ts";

/** Files that cannot be read as plain YAML. */
export const yaml = {
  title: "文件与 YAML",
  when: "读取文件时发现，这时还没有理解其中的内容。",
  words: {
    "file-unreadable": {
      about: "文件存在但无法读取，多半是缺少权限。",
      message: (args) => `${joined("无法读取", text(args.file))}（${fileReason(args)}）`,
      hint: (args) =>
        args.reason === "slow" ? "检查是什么程序在向它写入；换成普通文件就不限时间" : "检查它的权限和所有者",
    },
    "file-missing": {
      about: "命令行上写的文件不存在或无法读取。路径从运行命令的文件夹算起。",
      message: (args) => joined("无法读取", text(args.file)),
      hint: () => "检查路径；不写路径时，会检查 `cards:` 之下的所有文件",
    },
    "file-outside": {
      about: "路径指向项目文件夹之外。只读取其中的文件，也不会写入其外的任何内容。",
      message: (args) => joined(text(args.file), "指向项目文件夹之外"),
      hint: () => "把文件移到项目里，或用 --project 指定另一个项目",
    },
    "file-linked": {
      about:
        "项目的文件是符号链接，或通向它的某个文件夹是符号链接。能改动仓库的人可以让链接指向机器上的任何文件，因此无论指向哪里都不会跟随。",
      message: (args) => `不读取 ${text(args.file)}：${joined(text(args.part, "它"), "是符号链接")}`,
      hint: () => "在原处放上文件本身；无论链接指向哪里都不会跟随",
    },
    "file-mounted": {
      about: "项目的文件或通向它的某个文件夹是挂载点：挂载的内容不属于仓库。只有 Linux 能识别。请把整个项目一起挂载。",
      message: (args) => `不读取 ${text(args.file)}：${joined(text(args.part, "通向它的某个文件夹"), "是挂载点")}`,
      hint: () => "把项目文件夹整个挂载，或把文件复制进来",
    },
    "file-irregular": {
      about: "要读取的不是普通文件，而是文件夹、管道、套接字或设备。这些都不会打开。",
      message: (args) => joined(text(args.file), args.folder === true ? "是文件夹" : "不是普通文件"),
      hint: (args) =>
        args.folder === true ? "写明其中的项目文件：--project FOLDER/wxcards.yaml" : "在原处放上普通文件",
    },
    "file-too-large": {
      about: "文件大得超出 wxcards 在这里会读取的任何内容，因此完全不读取。",
      message: (args) => joined(text(args.file), `过大：超过 ${count(args.limit ?? 0, "字节")}`),
      hint: () => "检查文件名：可能写成了另一个文件",
    },
    "file-not-utf8": {
      about: "文件里有不属于 UTF-8 的字节，例如以 GBK 保存时。请存为 UTF-8。",
      message: (args) => joined(text(args.file), "不是 UTF-8 文本"),
      hint: () => "在编辑器里存为 UTF-8（旧的 Windows 程序写出的文件常常是 GBK）",
    },
    "yaml-syntax": {
      about: "文件不是有效的 YAML，因此什么都没有读到。多半是缩进不对、少了引号，或文本里有后面跟着空格的冒号。",
      message: (args) => `不是有效的 YAML：${syntaxReason(args)}`,
      hint: (args) =>
        args.rule === "TAB_AS_INDENT"
          ? "用空格缩进：YAML 不接受以制表符缩进"
          : args.rule === "BAD_DIRECTIVE"
            ? "删除这一行，或给文本加上引号：以 % 开头的行是 YAML 指令"
            : "检查缩进和引号；含有冒号的文本要加引号",
    },
    "yaml-fullwidth": {
      about:
        "这一行有全角标点，例如 ：、“ ”、， 或 【 】，而 YAML 只认半角的 : 以及半角的引号、逗号和括号。它们看起来相似，用中文输入法时很容易打出来。",
      message: () => "这一行无法读取：其中有全角标点，YAML 不认识",
      hint: () =>
        "切换到英文输入法重新输入：键后面用半角冒号加一个空格，引号、[ ] { } - 和逗号都用半角，前面的空格也用半角",
    },
    "merge-conflict": {
      about: "文档或项目文件里有未完成的 git 合并留下的冲突标记，无从判断以哪一边为准。请完成合并并删除标记。",
      message: (args) => joined(text(args.file), "里有未完成的 git 合并留下的冲突标记"),
      hint: () => "合并两边的内容：留下需要的行，删除 <<<<<<<、|||||||、======= 和 >>>>>>>",
    },
    "yaml-version": {
      about:
        "文件用 `%YAML` 行要求另一个 YAML 版本。wxcards 按 YAML 1.2 读取；在 1.1 里，文本 no 表示 false，010 表示 8。",
      message: (args) =>
        `${has(args.version) ? `文件要求 YAML ${text(args.version)}` : "文件里的 `%YAML` 行没有写版本"}，而这里只读 YAML 1.2`,
      hint: () => "删除 %YAML 这一行",
    },
    "yaml-tag": {
      about: "值带有 YAML 标签，例如 `!secret` 或 `!!binary`。文档只写普通数据，请直接写值本身。",
      message: (args) => joined("不支持标签", text(args.tag), "：文档里只能写普通的值"),
      hint: () => "删除标签，直接写值本身",
    },
    "yaml-too-large": {
      about: "单个文件大得超出文档文件应有的大小。请拆成几个文件。",
      message: (args) => `文件超过 ${count(args.limit ?? 0, "字节")}`,
      hint: () => "拆分文件：`cards:` 之下的每个文件都会读取",
    },
    "yaml-too-deep": {
      about: "文件嵌套过深，或者值过多（别名和账号重复的值每次都计入），或者文档过多。请写得简单一些，或拆分文件。",
      message: (args) =>
        `文件超过 ${count(number(args.depth), "层")}、${count(number(args.nodes), "个值")}或 ${count(number(args.documents), "个文档")}`,
      hint: () => "减少嵌套，拆分文件，或不用别名而直接写出重复的内容",
    },
    "yaml-too-long": {
      about:
        "只要写法普通（块状的映射和列表、值各占一行、注释），长文件也能很快读取。有特殊写法时，例如锚点、标签、制表符或跨行的文本，文件的词法单元（词、符号和行尾）不能超过这个数目，因为读取它们费时又费内存。标出的是第一处特殊写法，或有错的地方，例如出现两次的键；请改正或换成普通写法，或拆分文件。",
      message: (args) => `文件超过 ${count(number(args.tokens), "个词法单元")}，而这一行有错，或不是普通写法的 YAML`,
      hint: () => "改正这一行或换成普通写法，或拆分文件：`cards:` 之下的每个文件都会读取",
    },
    "yaml-not-data": {
      about:
        "由 wxcards 写出的文件里有锚点、别名、标签或指令。wxcards 从不写这些，所以是别人或别的程序写的；这样的状态不会读取（`state-damaged`）。",
      message: (args) => joined("文件里有", notData[text(args.what)] ?? text(args.what), "，而 wxcards 从不写它"),
      hint: () => "恢复到之前的版本",
    },
    "key-not-text": {
      about: "键是数字、列表或其他不是文本的内容。文档的键都是文本。",
      message: (args) => joined("键", text(args.key), "不是文本"),
      hint: (args) => `确实要用它就加上引号：${JSON.stringify(text(args.key))}`,
    },
    "key-forbidden": {
      about: "键用了文档里不允许的名称，例如 `__proto__`：读取 JSON 的程序会因此出错。平台没有这样的字段。",
      message: (args) => joined(text(args.key), "不能用作键"),
      hint: () => "删除它",
    },
    "duplicate-key": {
      about: "同一个映射里有一个键出现了两次，两个值必有一个丢失。请只留一个。",
      message: (args) => joined(text(args.key), `在这里第二次出现；第一次在第 ${number(args.line)} 行`),
      hint: () => "两个只留一个",
    },
    "integer-too-large": {
      about:
        "数字的位数多得无法精确保存。这样的数字一般是 ID，而 ID 是文本：请加上引号。整数字段不接受大于 9,007,199,254,740,991 的值。",
      message: (args) => joined(text(args.written, "这个数字"), "太大，作为数字无法精确保存"),
      hint: (args) =>
        args.text === false
          ? `${joined(text(args.field, "此字段"), "的整数最大为")} 9,007,199,254,740,991：请改正数字\n${joined("如果平台上确实是这个值，删除", text(args.field, "此字段"), "：线上保持不变，需要时在平台后台设置")}`
          : `如果是 ID，加上引号：${JSON.stringify(text(args.written, "1234"))}`,
    },
    "number-not-finite": {
      about: "`.inf` 和 `.nan` 在 YAML 里是数字，而平台没有这样的值。请写普通的数字；本意是文本的要加引号。",
      message: (args) => joined(text(args.written), "不是可以发送的数字"),
      hint: () => "写普通的数字；本意是文本则加上引号",
    },
    "text-broken": {
      about: "文本里有半个字符，例如单独一个 `\\uD83D` 这样的转义。请直接写字符本身。",
      message: () => "文本里有半个字符",
      hint: () => "直接写字符本身，不用 \\uD8 到 \\uDF 开头的转义",
    },
  } satisfies WordsOf<keyof typeof fileProblems>,
} satisfies Theme;

/** What stands in a file that wxcards never writes there. */
const notData: Readonly<Record<string, string>> = {
  anchor: "锚点",
  alias: "别名",
  tag: "标签",
  directive: "指令",
};
