import type { fieldProblems } from "../../../model/problems/fields.ts";
import { yuan } from "../amounts.ts";
import { has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count, field, joined, list, money } from "./phrases.ts";

/** Rules across the fields of one document. */
export const rules = {
  title: "字段之间的规则",
  when: "离线检查时发现。平台文档说明不起作用、但不会拒绝的写法是警告。",
  words: {
    "member-does-not-apply": {
      about:
        "整体发送的对象里，有一个成员与另一个成员并存时没有意义，例如有效期为固定日期区间时的天数。它既不参与比对，也不发送。如果改动只有它，则是错误。",
      message: (args) => `${joined(field(args), "与")} ${list(args.beside)} 并存时没有意义`,
      hint: () => "去掉它，或改另一个；如果另一个已写在文件里，只是线上的漂移被保留，用 --allow drift 以文件为准",
    },
    "stock-quantity": {
      about:
        "`sku.quantity` 在创建会员卡时是平台接受的库存，卡上线后则是剩余数量。请用 `sku.total_quantity` 声明库存的目标值：已领取与剩余之和。",
      message: () => "sku.quantity 不能声明：每有用户领一张卡，它就会变",
      hint: () => "改写 `total_quantity:`，即已领取与剩余之和",
    },
    "custom-cell3": {
      about: "有些 SDK 有第三个自定义入口 `custom_cell3`，平台会以 47001 拒绝。一张会员卡有两个自定义入口。",
      message: () => "平台不接受 custom_cell3（47001）：一张会员卡有两个自定义入口",
      hint: () => "改用 custom_cell1 或 custom_cell2",
    },
    "activation-modes": {
      about:
        "文档写了几种激活方式。平台都会接受，但只有一种生效：auto_activate 优先于 activate_url，activate_url 优先于 wx_activate。",
      message: (args) => `同时写了 ${list(args.modes)}，只有 ${text(args.effective)} 生效`,
      hint: (args) => `保留 ${text(args.effective)}，或去掉它、改用另一种`,
    },
    "stores-twice": {
      about: "适用于全部门店的会员卡又列出了门店，这份列表没有意义。",
      message: (args) => `写了 use_all_locations: true 时，${count(number(args.count), "家门店")}的列表不起作用`,
      hint: () => "删掉列表，或写成 `use_all_locations: false`",
    },
    "too-many-info-items": {
      about:
        "积分、储值和自定义会员信息类目共用会员卡上的三个位置；自定义类目即使文字为空也占一个。超过时平台以 40124 拒绝。",
      message: (args) =>
        `${list(args.items)} 要占 ${count(itemsOf(args.items), "个位置")}，一张会员卡只有 ${number(args.limit)} 个`,
      hint: (args) =>
        `去掉其中 ${count(Math.max(1, itemsOf(args.items) - number(args.limit)), "个")}；空的自定义类目也算`,
    },
    "image-host-refused": {
      about:
        "平台只接受自己图片域名上的图片，其他地址一律以 40141 拒绝，即使是它以前在别的域名上给出的地址。请把图片上传到微信，使用返回的地址。",
      message: (args) => `${joined(field(args), "在")} ${text(args.host)} 上，平台不接受那里的图片（40141）`,
      hint: (args) => `把图片上传到微信，使用它给出的地址，域名是 ${list(args.allowed, "或")}`,
    },
    "ends-before-it-begins": {
      about: "有效期或规则的时间在开始之前就结束了。只写日期时，开始指 00:00:00，结束指 23:59:59，按项目的时区计算。",
      message: (args) => {
        if (!has(args.field)) return "结束时间早于开始时间";
        const end = text(args.field);
        const begin = end.replace(/(\b|_)end_/, "$1begin_");
        return begin === end ? `${end} 早于开始时间` : `${end} 早于 ${begin}`;
      },
      hint: () => "把两者对调，或改正年份",
    },
    "validity-member-foreign": {
      about:
        "`date_info` 里有一个成员与类型不符：永久有效的卡没有日期和天数，按天计算的没有开始日期，固定日期区间没有天数。",
      message: (args) => `${text(args.key)} 不能用于 ${text(args.type)}`,
      hint: () => "去掉它，或改正类型",
    },
    "instant-past": {
      about: "结束时间已经过去。平台可能拒绝，也可能接受并显示为已过期；已结束的规则不会再发送任何内容。",
      message: (args) => joined(field(args), "已经过去"),
      hint: () => "改到将来；如果本来就要写过去的时间，可以不管",
    },
    "cards-void-beside-link": {
      about: "消息里既有链接，又列出了要赠送的卡券。链接优先，列表没有意义，尽管平台自己的示例两样都写了。",
      message: (args) => `有 ${text(args.link)} 时，card_id_list 不起作用`,
      hint: (args) => `只留一个：列表，或 ${text(args.link)}`,
    },
    "cards-above-five": {
      about: "消息里列出的赠送卡券超过五张。平台有一页文档允许十张，而返回码 72019 的说明是最多五张。",
      message: (args) => `card_id_list 有 ${count(number(args.count), "张卡券")}，超过 5 张可能被平台拒绝（72019）`,
      hint: (args) => `如果被拒绝，去掉 ${Math.max(1, number(args.count) - 5)} 张`,
    },
    "least-above-most": {
      about: "规则的最低金额高于最高金额，没有任何支付能符合。金额单位是分：100 是 ¥1.00；可能其中一个误写成了元。",
      message: (args) => `${field(args)} ${money(args.least)}高于最高金额 ${money(args.most)}：没有支付能符合`,
      hint: (args) => {
        const [least, most] = [number(args.least), number(args.most)];
        const meant = most > 0 && most * 100 >= least ? `；如果本意是 ¥${most}，把最高金额写成 ${most * 100}` : "";
        return `把两者对调${meant}`;
      },
    },
    "amount-below-yuan": {
      about: "金额不到一元。金额单位是分，因此 2 是 ¥0.02，¥2 要写 200；平台自己的示例看起来像是以元为单位。",
      message: (args) => `${field(args)}：${fenOf(args)} 分是 ${yuan(fenOf(args))}，金额单位是分`,
      hint: (args) => `如果本意是 ¥${fenOf(args)}，写成 ${fenOf(args) * 100}；如果就是 ${yuan(fenOf(args))}，保持不变`,
    },
    "two-ways-to-claim": {
      about: "规则同时写了领卡网页和领卡小程序。没有文档说明平台会用哪一个。",
      message: () => "jump_url 和小程序同时存在，没有文档说明用哪一个打开会员卡",
      hint: () => "只留一种：jump_url，或 app_brand_id 加 app_brand_pass",
    },
    "rule-id-in-spec": {
      about:
        "`rule_id` 写在了 `spec` 里。它由平台在添加规则时给出；已有的规则在文档里用 `id:` 指明，与 `name:` 并列；新规则没有它。",
      message: () => "rule_id 不属于 spec：已有的规则用 `id:` 指明，与 `name:` 并列",
      hint: () => "移到那里并加上引号；新规则直接去掉",
    },
    "rule-status-in-spec": {
      about: "`status` 写在了 `spec` 里。它是平台给出的规则状态，只能读取，从不发送。",
      message: () => "status 由平台给出，从不发送",
      hint: () => "去掉它；要下线规则，在 `name:` 旁边写 `state: absent` 和 `reason:`",
    },
    "character-unproven": {
      about: "文字里有 emoji 或其他生僻字符。没有人报告过平台在会员卡文字里如何处理它们，而且每个至少占四个字节。",
      message: (args) => `${joined(field(args), "里有")} ${text(args.character)}，不确定平台是否接受这样的字符`,
      hint: () => "去掉它，或在应用后到微信里看看这张卡",
    },
  } satisfies WordsOf<keyof typeof fieldProblems>,
} satisfies Theme;

function fenOf(args: { readonly fen: number }): number {
  return number(args.fen);
}

function itemsOf(items: readonly string[]): number {
  return items.length;
}
