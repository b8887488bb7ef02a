import type { peopleProblems } from "../../../model/problems/people.ts";
import { callName, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** People whom documents name, and what every account has exactly one of. */
export const people = {
  title: "个人与测试白名单",
  when: "针对写明个人的文档，以及每个账号只有一个的资源：离线检查、计划和应用之后都会出现。",
  words: {
    "person-in-file": {
      about:
        "文档里写明了个人，而仓库有远程：现在或以后能读到仓库的人，都能看到他们是谁。可以改由账号的环境变量提供，这样就不出现在任何文件里。",
      message: (args) => `这里写明了 ${number(args.count)} 个人，凡是能读到仓库的人都能看到`,
      hint: (args) =>
        `改为设置 ${text(args.variable)}（用逗号分隔），并删去这个列表；已经提交过的内容仍留在 git 历史里`,
    },
    "person-in-patch": {
      about: "文件的差异里还有改动前后的行，而这些行写明了个人。差异没有打印，什么也没有改动。",
      message: (args) => `${text(args.file)} 的差异会显示个人，因此没有打印`,
      hint: () => "不加 --dry-run 运行 pull，再用 git diff 查看文件；把个人放在单独的文件里即可分开",
    },
    "people-said-twice": {
      about: "名单既写在文档里，又由账号的环境变量提供。无法判断以哪一个为准，合在一起又无法移出任何人。",
      message: (args) => `名单既写在这里，又由 ${text(args.variable)} 提供`,
      hint: () => "删去这里的列表，或取消该环境变量",
    },
    "person-variable-malformed": {
      about: "指明个人的环境变量里有文档也写不进去的内容：形式不对、重复，或超出了人数。不显示其中的任何文字。",
      message: (args) => {
        const which = `${text(args.variable)} 中的第 ${number(args.position)} 个`;
        if (args.reason === "twice") return `${which}重复了`;
        return args.reason === "many" ? `${which}超出了人数` : `${which}不像是 openid 或微信号`;
      },
      hint: () => "用逗号或空格分隔各人，不要写别的内容",
    },
    "people-thrown-out": {
      about:
        "下发的名单会整个替换线上的名单；按记录在名单上的人，有的已不在文档里。计划只用摘要指代个人：同一账号的各次计划里，同一个人的摘要相同。",
      message: (args) => `将有 ${args.people.length} 人被移出名单：${list(texts(args.people))}`,
      hint: () => "同意 `replace`，或把他们写回来",
    },
    "people-unknown": {
      about:
        "下发的名单会整个替换线上的名单，而没有任何记录说明现在名单上有谁：本工具从未设置过，或状态已丢失。没有接口可以查询，别人加进去的人会被移出。只需用 `unverified` 同意一次。",
      message: () => "没有人知道现在名单上有谁：设置之后，这里没有写的人都会被移出",
      hint: () => "先问清以前设置过的人，再同意一次 `unverified`",
    },
    "person-left-out": {
      about:
        "平台接受了名单，但应答表明有人不在其中，其余的人都在。可能是 openid 或微信号写错了，或此人没有关注该公众号。",
      message: (args) => `${text(args.person)} 不在名单上：${callName(args.call)} 成功了，但没有包括此人`,
      hint: () => "请核对这一项；下次应用会再次下发整个名单",
    },
    "account-has-one": {
      about: "两个文档描述了同一账号只有一个的资源。每次运行都会互相覆盖。",
      message: (args) =>
        `账号 ${text(args.account)} 只有一个 ${text(args.kind)}，${text(args.other)}（${text(args.file)}:${number(args.line)}）也在描述它`,
      hint: () => "合并为一个文档，并删去另一个",
    },
    "own-without-id": {
      about: "这种资源每个账号有且只有一个，平台没有给它 id，因此 `id:` 没有可写的内容。",
      message: (args) => `不需要 ${text(args.key)}：每个账号有且只有一个，没有 id`,
      hint: () => "删去这一行",
    },
    "own-always-there": {
      about:
        "每个账号有且只有一个的资源既不会新建，也不会删除，因此文档不能要求删除它、保护它不被删除，也没有删除原因可写。可以把它清空。",
      message: (args) => `${text(args.key)} 在这里没有意义：每个账号总有自己的名单`,
      hint: (args) => `要移出所有人，请在 \`spec:\` 下写 ${list(args.fields.map((name) => `\`${text(name)}: []\``))}`,
    },
    "people-unsaid": {
      about:
        "文档讲的是一份名单，却没有写任何人：文档里没有列表，账号的环境变量也没有提供。此时什么也不下发；空列表才表示移出所有人。",
      message: () => "文档和环境变量都没有写任何人：名单保持不变",
      hint: (args) => `设置 ${list(texts(args.variables), "或")}，或写出列表；\`[]\` 表示移出所有人`,
    },
    "whitelist-too-long": {
      about: "测试白名单最多 10 人，两个列表合计。",
      message: (args) => `共 ${number(args.count)} 人，测试白名单最多 ${number(args.limit)} 人`,
      hint: (args) => `从任一列表中去掉 ${number(args.count) - number(args.limit)} 人`,
    },
    "whitelist-list-missing": {
      about:
        "测试白名单的一个列表有变化，而另一个列表文档和环境变量都没有写，但名单上有这些人。两个列表在同一个请求里下发，而记录里只有这些人的摘要：他们会全部被移出。",
      message: (args) => `没有写 ${text(args.list)}，其中的 ${number(args.count)} 人会被移出`,
      hint: (args) => `在本次运行中也设置提供他们的环境变量，或写 \`${text(args.list)}: []\` 表示移出`,
    },
  } satisfies WordsOf<keyof typeof peopleProblems>,
} satisfies Theme;
