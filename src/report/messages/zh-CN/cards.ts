import type { Json } from "../../../model/json.ts";
import type { cardProblems } from "../../../model/problems/fields.ts";
import { has, number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, joined, list, shown, telling } from "./phrases.ts";

/** What cards and rules open, how cards are activated, and what new ones must not share. */
export const cards = {
  title: "激活、入口与新会员卡",
  when: "离线检查时发现；有关激活和必需字段的，计划时也会发现。除非改动完全不起作用，否则都是警告。",
  words: {
    "activation-form-unset": {
      about:
        "新会员卡，或原来没有激活方式的线上会员卡，要改为一键激活。在设置开卡字段之前，它不起作用，而文档没有写开卡字段。没有接口能读回开卡字段，因此也可能已经用消息里写明的接口设置过。",
      message: (args) => `在用 ${text(args.call)} 设置这张卡的开卡字段之前，wx_activate 不起作用`,
      hint: () =>
        "在 `settings:` 之下用 `activateuserform:` 写明开卡字段；或在应用之后调用一次该接口，带上 card_id 和会员要填写的字段",
    },
    "activation-none": {
      about:
        "新会员卡没有激活方式：`auto_activate`、`activate_url`、`wx_activate` 都没有写。用户可以领取，但在商户服务器逐张调用接口激活之前，卡一直处于未激活状态。",
      message: () => "新会员卡没有激活方式：用户领取后一直处于未激活状态",
      hint: () =>
        "加上 `auto_activate: true`、`wx_activate: true` 或 `activate_url:`；如果由自己的服务器逐张调用接口激活，可以不管",
    },
    "activation-switched": {
      about:
        "线上会员卡要更换激活方式。有用户反映，这样的修改没有返回错误，却不生效；随后设置一键开卡的字段时，会以 72026 或 45030 拒绝（2018–2024 年的社区反馈）。",
      message: (args) =>
        `这张线上会员卡由 ${text(args.from)} 激活，${has(args.to) ? `将改为 ${text(args.to)}` : "将变为没有激活方式"}；有用户反映这样的修改不生效`,
      hint: (args) =>
        has(args.call)
          ? `应用之后用 ${text(args.call)} 设置开卡字段：返回 72026 说明会员卡没有改动，那就只能新建一张`
          : "应用之后到微信里看看这张卡；如果没有变化，就只能新建一张",
    },
    "form-without-activation": {
      about:
        "文档写了一键开卡的开卡字段，而这张卡不是一键激活：文档和线上的卡都没有 `wx_activate: true`。平台会以 45030 或 72026 拒绝这样的开卡字段。",
      message: () => "开卡字段只能用于一键激活的会员卡，而 wx_activate 不是 true",
      hint: () => "在 `spec:` 之下加上 `wx_activate: true`，不要写 auto_activate 和 activate_url；或去掉开卡字段",
    },
    "form-field-twice": {
      about: "同一个字段既在必填字段里，又在选填字段里。没有资料说明平台会怎样处理。",
      message: (args) => `${text(args.id)} 既是必填字段，又是选填字段`,
      hint: () => "只在其中一个列表里保留它",
    },
    "form-personal": {
      about: "开卡字段要求填写敏感的个人信息：身份证号、详细住址、收入。商户要为此负责。",
      message: (args) => `${text(args.id)} 要求每位会员填写敏感的个人信息`,
      hint: () => "确实必要时才要求填写；大多数会员卡只要求 MOBILE（手机号）",
    },
    "form-editable": {
      about: "会员以后可以修改激活时填写的内容。商户只能通过事件得知，需要服务器接收。",
      message: () => "会员以后可以修改填写的内容，而商户只能通过事件得知",
      hint: () => "如果服务器不接收这个事件，请写 `can_modify: false`",
    },
    "middle-taken-twice": {
      about: "卡面中部只能显示一项：center_url 的链接、买单或自助核销。同时使用多项时，平台会以 45046 拒绝。",
      message: (args) => `${list(args.fields)} 占用卡面上的同一位置，而那里只能放一项`,
      hint: () => "只保留其中一项；其余的写 `is_open: false` 关闭，或去掉 center_url",
    },
    "page-without-program": {
      about: "写了小程序的页面，却没有写是哪个小程序，因此找不到页面。",
      message: (args) => `${joined(field(args), "是小程序页面，但")} ${text(args.program)} 没有写明是哪个小程序`,
      hint: (args) => `加上 \`${last(args.program)}:\` 写明小程序，或去掉页面`,
    },
    "app-id-expected": {
      about: "应填 AppID（wx…）的地方填了小程序或公众号的原始 ID（gh_…）。平台后台的同一页上两者都有。",
      message: (args) => `${joined(field(args), "的值")} ${shown(args.value)} 是原始 ID，这里应填 AppID（wx…）`,
      hint: () => "填写 AppID，它以 wx 开头，共 18 个字符",
    },
    "original-id-expected": {
      about:
        "应填小程序原始 ID（形式为 gh_…@app）的地方填了 AppID，或填了缺少 @app 结尾的原始 ID。平台后台的同一页上两者都有。",
      message: (args) => `${joined(field(args), "的值是")} ${shown(args.value)}，这里应填小程序的原始 ID（gh_…@app）`,
      hint: () => "填写以 gh_ 开头的原始 ID，并在后面加上 @app",
    },
    "cell-without-target": {
      about: "入口或推荐内容有文字，却打不开任何东西：没有链接，没有小程序，消息里也没有卡券。",
      message: (args) => `${joined(field(args), "有文字，却打不开任何东西：缺少")} ${list(args.targets, "或")}`,
      hint: (args) => `加上 ${list(args.targets, "或")}，或去掉文字`,
    },
    "cell-without-text": {
      about: "消息下方的推荐内容有链接、小程序或截止时间，却没有文字。用户看到的正是文字。",
      message: (args) => `${joined(field(args), "有文字时才起作用，而这里缺少")} \`text\``,
      hint: () => "加上 `text:`，写用户会看到的文字；或去掉 url_cell",
    },
    "coupons-ended": {
      about:
        "消息要赠送优惠券。2021-04-01 起，接口和平台后台都不能再新建优惠券；这里只能写以前创建的，而它们也将停用（2021-03 的公告）。",
      message: () => "card_id_list 要赠送优惠券，而 2021-04-01 起不能再新建：只有以前创建的还有效",
      hint: () => "确认这些优惠券还能领取；新的优惠活动请用链接或小程序",
    },
    "instant-too-late": {
      about: "会员卡的某个时间在 2038-01-19 或之后。平台在这里用 32 位数记秒，创建会员卡的文档也要求早于那一天。",
      message: (args) => `${joined(field(args), "必须早于")} ${text(args.before)}`,
      hint: ({ last, words: { object, endless } }) =>
        `写 ${text(last)} 或更早的日期${endless === undefined ? "" : `；新建的${object[0]}如果不设截止时间，写 ${endless}`}`,
    },
    "new-lookalike": {
      about:
        "新文档描述的资源与该账号的另一个资源（新的或已有的）无法区分：商户名字和标题都相同的会员卡，或标题相同的商家名片会员卡。常见原因是复制后忘了改标题。",
      message: (args) =>
        `新的${args.words.object[0]}与 ${text(args.other)}（${text(args.file)}:${number(args.line)}）相同：${list(texts(args.looks).map((look) => `“${look}”`))}`,
      hint: (args) =>
        args.exists === true
          ? `${telling("它", args.words)}，或去掉这份文档：应用它会重复创建${args.words.object[0]}`
          : `${telling("其中一个", args.words)}；如果其中一个已经存在，写明它的 \`id:\``,
    },
  } satisfies WordsOf<keyof typeof cardProblems>,
} satisfies Theme;

function last(name: Json | undefined): string {
  return text(name, "app_brand_id").split(".").at(-1) ?? "app_brand_id";
}
