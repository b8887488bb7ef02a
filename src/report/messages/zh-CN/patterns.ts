import type { patternProblems } from "../../../model/problems/project.ts";
import { grouped } from "../amounts.ts";
import { has, text, value } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { joined, list, suggestion } from "./phrases.ts";

/** Where documents lie: the patterns of `cards:`, and the paths that are named. */
export const patternWords = {
  "cards-pattern-unmatched": {
    about:
      "项目文件里 `cards:` 的某个模式没有匹配到任何文件，它所指的文档因此不会检查。请改正或删除它；不写 `cards:` 时，文档是 `cards/**/*.{yaml,yml}`。",
    message: (args) =>
      has(args.exceptions)
        ? `\`cards:\` 没有匹配到文件：${joined("其他模式找到的文件都被", list(args.exceptions), "排除了")}`
        : `\`cards: ${text(args.pattern, "")}\` 没有匹配到文件`,
    hint: (args) =>
      has(args.nearest)
        ? suggestion(args.nearest, [])
        : has(args.exceptions)
          ? "改正以感叹号开头的模式，或删除它们"
          : "改正它（从这个文件所在的文件夹算起），或删除它",
  },
  "cards-pattern-outside": {
    about:
      "项目文件里 `cards:` 的某个模式从磁盘根目录开始，或指向项目文件夹的上级。文档都在项目文件夹之内，别处不会查找。",
    message: (args) => `\`cards: ${text(args.pattern)}\` 指向项目之外`,
    hint: (args) =>
      has(args.nearest) ? suggestion(args.nearest, []) : "从这个文件所在的文件夹写起，例如 cards/**/*.yaml",
  },
  "cards-pattern-refused": {
    about:
      "项目文件里 `cards:` 的某个模式用了不支持的写法：含有 `..`、以点开头的部分、反斜杠、`@(a|b)` 这样的括号，或星号、可选项、字符、模式的数目超出列举文档所需。请写得简单一些；在此之前不会查找任何文档。",
    message: (args) => {
      const limit = args.limit ?? 0;
      if (args.rule === "patterns") return `\`cards:\` 的模式超过 ${limit} 个，这是多出的第一个`;
      return joined(
        "`cards:`",
        `的模式 ${value(args.pattern, "")}`.trimEnd(),
        refusals[text(args.rule)]?.(limit) ?? "用了不支持的写法",
      );
    },
    hint: (args) => remedies[text(args.rule)] ?? "写得简单一些，例如 cards/**/*.yaml",
  },
  "file-not-document": {
    about:
      "命令行上写的路径既不是项目的文件夹，也不是可以作为文档的文件。文档以 `.yaml` 或 `.yml` 结尾，路径的任何部分都不以点开头，也不在 `node_modules` 里；除此之外都不读取。",
    message: (args) => joined(text(args.file), "既不是文档所在的文件夹，也不是 .yaml 或 .yml 文件"),
    hint: () => "写文档或文档所在文件夹的路径；名称以点开头的都不是文档",
  },
  "too-many-files": {
    about:
      "`cards:` 的模式要查找的文件夹里，文件和文件夹过多或过深，或者用这样长的模式匹配这么多名称要花太长时间。只列出一部分会让其余文档看起来像被删除了，所以什么都不做。",
    message: (args) =>
      has(args.work)
        ? `用 \`cards:\` 的模式匹配这么多很长的名称要花太长时间（${joined("在", text(args.folder), "里")}）`
        : `为了找文档，要查看超过 ${grouped(args.entries ?? 0)} 个文件和文件夹，或超过 ${grouped(args.depth ?? 0)} 层（${joined("在", text(args.folder), "里")}）`,
    hint: (args) =>
      has(args.work)
        ? "写短一些的模式，例如 cards/**/*.yaml，少用 `?`、`[…]` 和花括号"
        : "让 `cards:` 的模式以文档所在的文件夹开头，例如 cards/**/*.yaml",
  },
  "document-not-matched": {
    about:
      "命令行上写的文件已经检查，但项目文件里 `cards:` 的模式都没有匹配到它，或有一个把它排除了。因此 `plan`、`apply` 和其他所有命令都不会处理它。",
    message: (args) => joined(text(args.file), "不在 `cards:` 的匹配范围内，plan 和 apply 不会处理它"),
    hint: (args) =>
      has(args.exceptions)
        ? `${joined("它被", list(args.exceptions), "排除了")}：在 \`cards:\` 里改正，或移动文件`
        : `${joined("把它移到", list(args.patterns, "或"), "能找到的地方")}，或在 \`cards:\` 里加一个模式`,
  },
  "document-ending-unread": {
    about: "如果扩展名是小写，这个文件就是文档。`cards:` 的模式区分大小写，因此没有命令会读取它。",
    message: (args) => joined("不读取", text(args.file), "，因为它的扩展名是大写"),
    hint: () => "把它改名为 .yaml 或 .yml，或在 `cards:` 里加一个带这种扩展名的模式",
  },
} satisfies WordsOf<keyof typeof patternProblems>;

/** What is wrong with a pattern that is refused. */
const refusals: Readonly<Record<string, (limit: number) => string>> = {
  parent: () => "含有 `..` 这一部分",
  dot: () => "有以点开头的部分，而这样的文件和文件夹不是文档",
  extglob: () => "含有带特殊含义的圆括号，这种写法不支持",
  backslash: () => "含有反斜杠",
  stars: (limit) => `有一部分的星号超过 ${limit} 个`,
  alternatives: (limit) => `有一对花括号里的可选项超过 ${limit} 个`,
  combinations: (limit) => `所有花括号合起来展开成的模式超过 ${limit} 个`,
  total: (limit) => `过多：所有模式的花括号合起来展开成的模式超过 ${limit} 个`,
  characters: (limit) => `超过 ${limit} 个字符`,
};

/** What to do about it. */
const remedies: Readonly<Record<string, string>> = {
  parent: "从这个文件所在的文件夹写起，写实际的路径",
  dot: "把文档移到名称不以点开头的文件夹里",
  extglob: "把可选项写在花括号里，例如 cards/{gold,silver}.yaml",
  backslash: "文件夹之间用 / 分隔",
  total: "合并其中一些，例如 cards/**/*.yaml",
  patterns: "合并其中一些，例如 cards/**/*.yaml",
};
