import type { wordingProblems } from "../../../model/problems/wording.ts";
import { grouped } from "../amounts.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, joined, shown } from "./phrases.ts";

const keep = "确需保留时，在文档中写 `allow: [{ what: wording, because: … }]`";

/** Words that reviews refuse, or that members should not read. */
export const wording = {
  title: "会员看到的文字",
  when: "离线检查时发现，`validate` 和计划之前都会检查。只是警告：能否通过由审核决定。",
  words: {
    "wording-superlative": {
      about:
        "文字中有《广告法》第九条第（三）项所禁止的绝对化用语：国家级、最高级、最佳，以及监管部门认定与之相同的用语。自有名称中含有这类词的，以及执法指南列出的例外情形，请自行判断。",
      message: (args) => `${joined(field(args), "中有")} ${shown(args.found)}，属于《广告法》禁止的绝对化用语`,
      hint: () => `改为写明会员能得到什么\n${keep}`,
    },
    "wording-test": {
      about:
        "会员卡的标题像是测试用的。有反馈称，微信支付代金券的名称因含“测试”被拒；会员卡没有资料这样说，但会员会看到它。",
      message: (args) => `${joined(field(args), "中有")} ${shown(args.found)}，像是测试用的标题`,
      hint: () => `换成给会员看的名称\n${keep}`,
    },
    "wording-placeholder": {
      about: "文字中有占位内容，正式文字还没有写上。会员看到的就是它。",
      message: (args) => `${joined(field(args), "中有")} ${shown(args.found)}，像是占位内容`,
      hint: () => `写上正式内容\n${keep}`,
    },
    "wording-contact": {
      about:
        "会员卡的标题中有电话号码或网址。会员卡有专门的字段放这些内容，会员可以直接点击。没有资料说审核会因此不通过。",
      message: (args) => `${joined(field(args), "中有")} ${shown(args.found)}，写在标题里无法点击`,
      hint: () => `电话写到客服电话字段，网址写到入口的链接字段\n${keep}`,
    },
    "wording-platform-mark": {
      about:
        "会员卡的标题中有腾讯的商标。微信认证帐号命名规则不允许非官方的名称含“腾讯”“微信”，也有反馈称代金券因此被拒；会员卡没有资料这样说。",
      message: (args) => `${joined(field(args), "中有")} ${shown(args.found)}，是腾讯的商标`,
      hint: () => `从标题中去掉；在哪里使用不必写进名称\n${keep}`,
    },
    "wording-date-over": {
      about:
        "文字中承诺的截止日期已过。只有 `validate` 会提示：计划不受时间影响。会员卡的有效期由 `date_info` 决定，另行检查。",
      message: (args) => `${joined(field(args), "中的")} ${shown(args.found)} 已过`,
      hint: () => `改为新的日期，或去掉这句话\n${keep}`,
    },
    "wording-house": {
      about: "文字中有项目文件 `words:` 所列清单中的词。",
      message: (args) =>
        `${joined(field(args), "中有")} ${shown(args.found)}，列在 ${text(args.file)} 中${has(args.because) ? `：${text(args.because)}` : ""}`,
      hint: (args) => `换一种说法，或从 ${text(args.file)} 中去掉这个词\n${keep}`,
    },
    "words-file-missing": {
      about: "项目文件 `words:` 所指的文件不存在。路径从项目文件所在文件夹算起。",
      message: (args) => `${text(args.file)} 不存在`,
      hint: () => "检查路径，或去掉 `words:`",
    },
    "words-file-unusable": {
      about: "`words:` 所指的文件每行一个词。词太多，或有一行太长，不像是一个词。",
      message: (args) =>
        `${text(args.file)} 中的词多于 ${grouped(number(args.limit))} 个，或有词超过 ${number(args.longest)} 个字符`,
      hint: () => "每行写一个词，原因写在 ` # ` 之后",
    },
  } satisfies WordsOf<keyof typeof wordingProblems>,
} as const satisfies Theme;
