import type { vendoredProblems } from "../../../model/problems/vendored.ts";
import { has, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";

/** What keeps the tool from being brought into a repository. */
export const vendored = {
  title: "放进仓库的 wxcards",
  when: "由 `init` 报告：它为流水线把 wxcards 放进仓库。出现这些问题时，与 wxcards 有关的文件一个也不写。",
  words: {
    "vendor-no-package": {
      about: "这个 wxcards 直接从源代码运行，或者所在的文件夹不是它的软件包，因此没有可以放进仓库的东西。",
      message: () => "这个 wxcards 不是从软件包运行的，没有可以放进仓库的东西",
      hint: () => "请运行已安装的软件包里的命令，或运行构建过的克隆里的 `dist/wxcards.cjs`",
    },
    "vendor-from-binary": {
      about:
        "这个 wxcards 是 `npm run build:binary` 生成的单个可执行文件。流水线用软件包安装 wxcards，而可执行文件里没有软件包。",
      message: () => "这个 wxcards 是单个可执行文件，里面没有可以放进仓库的软件包",
      hint: () =>
        "请用软件包运行一次这个命令：`npx wxcards init --ci github`，或使用构建过的克隆里的 `dist/wxcards.cjs`",
    },
    "vendor-package-differs": {
      about:
        "该版本的软件包已经存在，但内容不同：它出自另一次构建，或者被人修改过。无法判断应以哪一个为准，因此不覆盖它。",
      message: (args) => `${text(args.file)} 已经存在，但不是这个 wxcards 会写出的内容`,
      hint: () => "如果应以这个 wxcards 为准，请删除该文件，然后重新运行",
    },
    "vendor-folder-taken": {
      about:
        "仓库自己的 package.json 和 package-lock.json 无法添加，因此 wxcards 需要在软件包旁边有自己的一份，而那里已有别的文件。",
      message: (args) => `${text(args.file)} 占用了 wxcards 自己需要的位置`,
      hint: () => "把它移到别处，然后重新运行",
    },
    "vendor-of-go": {
      about:
        "项目是一个 Go 模块。Go 把这个名称的文件夹当作模块所需的包：它一出现，就会从中构建；重新生成时会先清空它。",
      message: (args) => `有 ${text(args.file)}，因此 ${text(args.folder)}/ 是 Go 的文件夹`,
      hint: () => "请把文档及其流水线放在单独的仓库里",
    },
    "vendor-in-workspaces": {
      about:
        "项目的 workspaces 包含了 wxcards 放置自己的 package.json 的文件夹。这个文件夹会因此成为项目的一个包，而项目的锁文件里没有它，按锁文件安装就会失败。",
      message: (args) => `${text(args.file)} 的 workspaces 包含了 ${text(args.folder)}/`,
      hint: (args) => `在其中加上 "!${text(args.folder)}"，然后重新运行`,
    },
    "json-syntax": {
      about: "应为 JSON 的文件不是 JSON。JSON 没有注释，最后一个值之后也没有逗号。",
      message: (args) => `${text(args.file)} 不是 JSON`,
      hint: () => "请在此处改正，然后重新运行",
    },
    "json-not-object": {
      about: "JSON 文件或其中的某个成员不是对象，npm 同样无法读取。",
      message: (args) =>
        has(args.key) ? `${text(args.file)} 的 ${text(args.key)} 不是对象` : `${text(args.file)} 不是对象`,
      hint: () => "请写成 { … }，然后重新运行",
    },
  } satisfies WordsOf<keyof typeof vendoredProblems>,
} satisfies Theme;
