import type { brandProblems } from "../../../model/problems/fields.ts";
import { text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { field, joined } from "./phrases.ts";

/** What is particular to documents of WeChat Pay brands. */
export const brand = {
  title: "商家名片会员卡",
  when: "离线检查和计划时发现，只涉及 `platform: wechatpay` 的账号的文档。",
  words: {
    "hex-colour-malformed": {
      about: "微信支付的颜色是十六进制值，要加引号：不加引号，YAML 会把它当作注释。",
      message: (args) => `${joined(field(args), "不是 #RRGGBB 形式的颜色：")}${text(args.written, text(args.value))}`,
      hint: () => '在 # 后写六位十六进制数，并加引号，例如 "#1A7F37"',
    },
    "card-type-not-sold": {
      about:
        "目前除 NORMAL 之外的会员卡类型，微信支付都返回错误（官方文档，2026-11 查阅）。文档里可以写，但创建时很可能被拒绝。",
      message: (args) => `${text(args.type)} 目前尚未开放：只接受 NORMAL`,
      hint: () => "写 `card_type: NORMAL`，或等微信支付开放这个类型",
    },
    "code-needs-jump": {
      about: "点击会员码打开小程序时，要写明是哪个小程序：`code_jump_information`。",
      message: () => "JUMP_MINI_PROGRAM 需要 code_jump_information",
      hint: () => "加上 `code_jump_information: { jump_appid: …, jump_path: … }`",
    },
    "level-needs-first": {
      about: "展示会员等级的会员卡，要写明新会员的初始等级：`init_level`。",
      message: () => "need_display_level: true 需要 init_level",
      hint: () =>
        "加上 `init_level:`，最多 10 个字；如果文件里已经写了，只是线上的漂移被保留，用 --allow drift 以文件为准",
    },
    "validity-member-missing": {
      about: "每种有效期类型都有必需的成员：固定区间要有起止时间，按天计算要有天数。",
      message: (args) => `${text(args.type)} 需要 ${text(args.key)}`,
      hint: (args) => `在 valid_date_information 里加上 \`${text(args.key)}:\``,
    },
    "address-not-public": {
      about: "微信支付从外网访问回调地址，因此主机必须是公网可达的：不能是 localhost、内网地址或不带点的主机名。",
      message: (args) => `notify_url 的主机 ${text(args.host)} 无法从外网访问`,
      hint: () => "写接收回调的公网 https 地址",
    },
    "picture-not-uploaded": {
      about:
        "微信支付只接受由它自己的图片上传接口给出地址的图片。公开示例里的地址都在 qpic.cn 上，别的域名很可能被拒绝。",
      message: (args) =>
        `card_picture_url 在 ${text(args.host)} 上；微信支付只接受它的上传接口给出的地址，例如 https://wxpaylogo.qpic.cn/…`,
      hint: () => "用微信支付的上传接口上传图片，填写它返回的地址",
    },
    "jump-incomplete": {
      about: "打开小程序页面的入口，要同时写明哪个小程序和哪个页面。",
      message: (args) => `缺少 ${text(args.member)}：入口需要 jump_appid 和 jump_path`,
      hint: (args) =>
        `加上 \`${text(args.member).split(".").at(-1) ?? text(args.member)}:\`；如果文件里已经写了，把它从 \`ignore:\` 里去掉，或用 --allow drift 以文件为准、覆盖漂移`,
    },
    "emptying-undocumented": {
      about: "文档要求列表为空，而线上有内容。没有文档说明微信支付是否会清掉原有内容；请求的实际效果会读回并告知。",
      message: (args) => joined("没有文档说明空列表能否清空", field(args)),
      hint: () => "如果没有效果，到平台后台清空，或把此字段从文档里去掉",
    },
    "character-of-four-bytes": {
      about:
        "微信支付只接受 UTF-8 编码为一到三个字节的字符（官方基本规则）：不能有 emoji，也不能有 U+FFFF 以外的生僻汉字。",
      message: (args) =>
        `${joined(field(args), "里有")} ${text(args.character)}，它的 UTF-8 编码占四个字节，微信支付最多接受三个`,
      hint: () => "去掉这个字符",
    },
    "change-disputed": {
      about:
        "已有会员卡的这个字段能否修改，各处资料说法不一：旧版文档说可以，新版文档的示例里没有它。它会放在单独的请求里发送，被拒绝时不影响其他改动。",
      message: (args) => joined(field(args), "能否修改，各处资料说法不一；它会单独发送"),
      hint: () => "如果被拒绝，撤销这处改动：其他改动照常执行",
    },
    "validity-type-changes": {
      about: "没有文档说明有效期的类型能否改变。微信支付的同类接口只接受同一类型的延长。",
      message: (args) => `有效期的类型要从 ${text(args.from)} 改为另一种，没有资料说明可以这样改`,
      hint: () => "可能会被拒绝；换有效期类型也许只能新建一张会员卡",
    },
    "number-is-ours": {
      about: "`out_request_no` 由 wxcards 根据账号、资源地址和文档内容生成：应答丢失时，靠它找回已创建的会员卡。",
      message: () => "out_request_no 由 wxcards 生成，不能声明",
      hint: () => "去掉它；对应关系由状态保存",
    },
    "brand-in-project": {
      about: "会员卡属于哪个品牌只写一处：项目文件里的账号。",
      message: () => "brand_id 应写在项目文件的账号里",
      hint: () => "从这里去掉，并用 `account:` 写明该品牌的账号",
    },
    "card-id-in-spec": {
      about: "已有会员卡的 ID 写在 `id:`，与 `spec` 并列。",
      message: () => "card_id 不能写在 spec 里",
      hint: () => "在 `name:` 旁边写成 `id:`；新会员卡不写",
    },
    "platforms-own-in-spec": {
      about: "这个字段由平台给出：应答里能看到，但不能设置。",
      message: (args) => `${text(args.key)} 由平台给出，不能声明`,
      hint: () => "去掉它",
    },
    "state-in-spec": {
      about: "会员卡的状态由平台给出。要作废会员卡，在 `name:` 旁边写 `state: absent`。",
      message: () => "state 不能写在 spec 里",
      hint: () => "去掉它；要作废会员卡，在 `name:` 旁边写 `state: absent` 和 `reason:`",
    },
  } satisfies WordsOf<keyof typeof brandProblems>,
} satisfies Theme;
