import type { memberProblems } from "../../../model/problems/member.ts";
import { has, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** What stands against looking at a member. */
export const members = {
  title: "会员",
  when: "由 `wxcards member` 和 `wxcards code invalidate` 报告。",
  words: {
    "member-unclear": {
      about:
        "命令行没有说明是哪个会员：code 加上它所属的会员卡，或者某人的 openid 加上一个账号。会员卡总是要写，因为平台只有凭会员卡才能找到自定义 code。",
      message: (args) => {
        if (args.reason === "both") return "code 和 --openid 同时出现，而它们查询的内容不同";
        if (args.reason === "no-card") return "没有说明 code 属于哪张会员卡：缺少 --card";
        if (args.reason === "several-accounts") return `openid 可能属于 ${list(texts(args.accounts), "或")}`;
        return args.reason === "no-account" ? "没有可用的微信账号" : "没有说明是哪个会员";
      },
      hint: (args) => {
        if (args.reason === "no-card") return "加上 --card ADDRESS：平台只有凭会员卡才能找到自定义 code";
        if (args.reason === "several-accounts") return "加上 --account NAME：一个 openid 只属于一个账号";
        if (args.reason === "no-account") return "在 wxcards.yaml 中写上一个微信账号，或改用别的 --account";
        return "写成 `wxcards member CODE --card ADDRESS`，或 `wxcards member --openid OPENID`";
      },
    },
    "member-target-unclear": {
      about: "`--card` 没有指到任何会员卡的文档，或者可能指好几个。它的值是文档的地址，而不是平台上的 id。",
      message: (args) => {
        const addresses = texts(args.addresses);
        if (addresses.length > 1) return `--card ${text(args.pattern)} 可能指 ${list(addresses, "或")}`;
        return args.other === true
          ? `--card ${text(args.pattern)} 不是可以凭 code 持有的资源`
          : `--card ${text(args.pattern)} 没有匹配任何文档`;
      },
      hint: (args) => {
        if (texts(args.addresses).length > 1) return "写出完整的地址";
        return has(args.nearest) ? `是不是 ${text(args.nearest)}？` : "写一张会员卡的地址";
      },
    },
    "code-memory-missing": {
      about: "账号还没有状态，因此发出调用之前没有地方记录它。应用或导入会建立状态。",
      message: (args) => `${text(args.account)} 还没有状态，无法记录这次调用`,
      hint: () => "先运行 `wxcards apply` 或 `wxcards import`，它们会建立状态",
    },
    "code-consent-missing": {
      about:
        "把 code 设为失效后不能撤回。会员必须已经同意，否则平台可能处罚账号；会员会读到原因。在终端里由人回答 `yes`；流水线里用 `--allow irreversible=code:CODE` 写明这个 code，其他任何许可都不适用。没有发送任何请求。",
      message: (args) => `把 ${text(args.address)} 的 code 设为失效不能撤回，而没有人同意`,
      hint: () => "会员同意之后，加上 --allow irreversible=code:CODE 并写出 code 本身，或在终端里回答",
    },
    "code-outcome-unknown": {
      about:
        "把 code 设为失效的调用已经发出，而之后查看时没有显示：可能已经执行，也可能没有。它留在本地日志里，没有再次查看之前不会重复发送。",
      message: (args) => `${text(args.address)} 的 code 是否已失效，结果未知`,
      hint: () => "几分钟后再次运行同一命令：它会先查看，已失效时不发送任何请求",
    },
    "code-left-open": {
      about: "之前的运行正要把这个 code 设为失效，没有留下结果。这次重新查看：它没有失效。",
      message: (args) => `之前的运行（${text(args.since)}）正要把这个 code 设为失效；它没有失效`,
      hint: () => "仍然需要时继续即可：没有重复发送",
    },
    "member-target-new": {
      about: "会员卡的文档没有写 id，状态里也没有：这张卡还不存在，或者还没有导入，因此不可能有人持有它。",
      message: (args) => `${text(args.address)} 还没有 id，不可能有人持有它`,
      hint: () => "先应用它，或用 `wxcards import` 接管已有的",
    },
  } satisfies WordsOf<keyof typeof memberProblems>,
} satisfies Theme;
