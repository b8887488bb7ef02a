import type { AccountErrcode } from "../../../../platform/weixin/codes-account.ts";
import type { CodeWords } from "../../language.ts";

const BASICS = "微信开发者平台 → 我的业务 → 服务号 → 基础信息";

const SECRETS = `${BASICS} → 开发信息`;

const WHITELIST = `${SECRETS} → API IP白名单`;

const PERMISSIONS = "mp.weixin.qq.com → 设置与开发 → 接口权限";

const CARDS = "mp.weixin.qq.com → 卡券功能";

/** Codes any call can answer: token, caller's address, quota, permission, transport. */
// biome-ignore format: a table, three lines a row
export const accountWords = {
  // Busy, and how fast and how often one may call
  "-1": {
    meaning: "平台提示系统繁忙；遇到它无法解析的内容时也会返回此码，例如该写整数的地方写了 100.0000。",
    todo: "稍后重新运行；如果一直如此，检查最近改动的值，并把 rid 提供给平台。" },
  45009: {
    meaning: "该账号今天的这类调用次数已用完，服务商代为发起的调用也计算在内。",
    todo: "明天再运行，或由管理员在后台清零调用次数（每月最多 10 次）。" },
  45011: {
    meaning: "该账号的所有程序合计，一分钟内的调用过多。",
    todo: "等一分钟再运行；如果再次出现，调低 --concurrency。" },
  45501: {
    meaning: "平台暂时封禁了该账号的接口调用。",
    todo: "登录 mp.weixin.qq.com 查看账号收到的通知，解封后再运行。" },

  // The access token
  40001: {
    meaning: "access_token 不是当前有效的那一个，通常是因为另一个程序获取了新的；如果返回此码的是获取 token 的调用，则是 AppSecret 错误。",
    todo: "把 {APPSECRET} 设为这个 appid 自己的 AppSecret，或把 {ACCESS_TOKEN} 设为新的 token；让该账号的所有程序共用一个 token 中控服务器，或都使用 cgi-bin/stable_token。" },
  40014: {
    meaning: "平台不认识这个 access_token：不完整、属于其他账号，或已被替换。",
    todo: "把完整的 token 重新填入 {ACCESS_TOKEN}，或改为设置 {APPSECRET}，由 wxcards 自行获取。" },
  42001: {
    meaning: "access_token 已超过两小时的有效期。",
    todo: "在 {ACCESS_TOKEN} 中填入新的 token，或改为设置 {APPSECRET}，由 wxcards 自行获取。" },
  42007: {
    meaning: "管理员修改了账号密码，第三方平台得到的 token 因此全部失效。",
    todo: "让管理员重新授权第三方平台，再从那里取新的 token。" },
  41001: {
    meaning: "请求到达平台时没有 token；wxcards 总会带上它，说明中途被去掉了。",
    todo: "检查 WXCARDS_WEIXIN_BASE_URL 指向的中转服务是否保留了地址中的查询参数；没有中转服务时，向 wxcards 报告缺陷。" },
  50004: {
    meaning: "该账号目前不能使用 access_token，一般是受到了处罚。",
    todo: "登录 mp.weixin.qq.com 查看处罚通知，完成整改或提出申诉。" },

  // AppID and AppSecret
  40002: {
    meaning: "获取 token 的调用到达平台时，grant_type 不是 wxcards 发出的那个。",
    todo: "检查 WXCARDS_WEIXIN_BASE_URL 指向的中转服务；没有中转服务时，向 wxcards 报告缺陷。" },
  40013: {
    meaning: "平台不认识这个 appid；有的卡券接口虽然没有任何字段是 appid，也返回过此码。",
    todo: `把 wxcards.yaml 中的 appid 与“${BASICS}”中的逐字核对，注意大小写。` },
  40125: {
    meaning: "AppSecret 错误，例如重置之后，旧的立即失效。此码的中文说明归咎于 AppID，英文说明归咎于 AppSecret。",
    todo: `把当前的 AppSecret 填入 {APPSECRET}；如果没有人保存，在“${SECRETS}”重置，并更新所有程序。` },
  40243: {
    meaning: "AppSecret 已被管理员冻结。",
    todo: `在“${SECRETS}”解冻，等十分钟再运行；或改用第三方平台的 token。` },
  41002: {
    meaning: "获取 token 的调用没有带 appid。",
    todo: "在 wxcards.yaml 中填写该账号的 appid。" },
  41004: {
    meaning: "获取 token 的调用没有带 AppSecret。",
    todo: "确认运行 wxcards 的环境设置了 {APPSECRET}，并且不为空；来自 fork 的合并请求在 CI 中读不到密钥。" },

  // The address of the caller. One source guards all calls by the list, an older one only the token calls; three codes
  // are in use for it.
  40164: {
    meaning: "调用方的 IP 不在该账号的白名单中。白名单限制的只是获取 token 的调用，还是所有调用，各处资料说法不一。",
    todo: `把平台指出的地址加入“${WHITELIST}”（单个地址，或 203.0.113.0/24 这样的网段），等几分钟；地址经常变化时使用固定的出口。` },
  61004: {
    meaning: "调用方的 IP 不在白名单中：第三方平台以自己的白名单为准，服务号的指南则称此码针对账号的白名单。此码的中文说明讲的是没有权限。",
    todo: `把该地址加入“${WHITELIST}”；写有 component: 的账号则加入第三方平台的设置。等几分钟。` },
  45035: {
    meaning: "调用方的 IP 不在白名单中；这种形式已知来自视频号。",
    todo: `把该地址加入“${WHITELIST}”，等几分钟再运行。` },
  89501: {
    meaning: "平台已请管理员确认这个 IP，管理员尚未答复。",
    todo: "让管理员在微信中确认该消息，再重新运行。" },
  89503: {
    meaning: "平台认为这个 IP 异常，已向管理员发送确认消息。",
    todo: "让管理员在微信中确认该消息，再重新运行。" },
  89506: {
    meaning: "管理员已两次拒绝这个 IP，24 小时内不能调用。",
    todo: `与管理员商定，把该地址加入“${WHITELIST}”，24 小时后再运行。` },
  89507: {
    meaning: "管理员拒绝了这个 IP，一小时内不能调用。",
    todo: `与管理员商定，把该地址加入“${WHITELIST}”，一小时后再运行。` },

  // Permission
  48001: {
    meaning: "该账号没有这个接口的权限，或 token 的种类不对；会员卡需要已认证并开通了卡券功能的服务号，测试号的情况不一。",
    todo: `查看“${PERMISSIONS}”，在“广告与服务”下开通“卡券功能”；token 来自别处时，确认它属于谁。` },
  48004: {
    meaning: "该账号因违规被平台收回了这个接口。",
    todo: "登录 mp.weixin.qq.com 查看违规通知，完成整改或提出申诉。" },
  48009: {
    meaning: "平台已停用这个接口。",
    todo: "查看是否有更新的 wxcards；在此之前到 mp.weixin.qq.com 管理会员卡。" },
  50001: {
    meaning: "账号的所有者没有把这个接口授权给调用方。",
    todo: `查看“${PERMISSIONS}”；使用第三方平台时，让管理员重新授权。` },
  50002: {
    meaning: "该账号受限、被冻结或已注销。",
    todo: "登录 mp.weixin.qq.com 查看账号状态，解除限制。" },
  50003: {
    meaning: "这个接口只向受邀账号开放，该账号不在其中。",
    todo: "向平台申请这个接口，或去掉需要它的内容。" },
  61007: {
    meaning: "提供 token 的第三方平台没有得到卡券权限集（编号 8）的授权。",
    todo: "让管理员再次扫第三方平台的授权码，勾选编号 8 的卡券权限集：新增权限集总要重新授权。然后重新运行。" },
  61003: {
    meaning: "该账号没有授权提供 token 的第三方平台，或已取消授权。",
    todo: "让管理员扫第三方平台的授权码，勾选编号 8 的卡券权限集；然后重新运行，设置了 refresh_token 时换成新的。" },
  61015: {
    meaning: "这是第三方平台自己的 token；卡券接口需要的是已授予编号 8 的卡券权限集的账号给它的 token。",
    todo: "在 {ACCESS_TOKEN} 中填入该账号的 authorizer_access_token，或让 {TOKEN_COMMAND} 中的程序输出它，而不是 component_access_token。" },
  61016: {
    meaning: "第三方平台须先确认接受编号 8 的卡券权限集。",
    todo: "在第三方平台上确认该权限集，再取新的 token。" },
  61017: {
    meaning: "提供 token 的第三方平台没有得到编号 8 的卡券权限集的授权。",
    todo: "让管理员再次扫第三方平台的授权码，勾选编号 8 的卡券权限集，然后重新运行。" },
  43008: {
    meaning: "该账号没有开通微信支付，而文档中有内容需要它：会员卡快速买单、支付后的消息，或支付后赠卡的规则。",
    todo: "为该账号开通微信支付；或从会员卡的文档中去掉 pay_info、modify_msg_operation 和 activate_msg_operation，并且不使用支付即会员规则。" },
  43009: {
    meaning: "该账号没有自定义卡号的权限。",
    todo: `在“${CARDS}”申请“自定义卡号”，或从文档中去掉 use_custom_code。` },
  43010: {
    meaning: "该账号没有储值的权限；测试号在没有发送任何余额字段时也返回过此码。",
    todo: `在“${CARDS}”申请“储值”，或在要新建的会员卡上写 supply_balance: false。` },
  43011: {
    meaning: "该账号没有积分的权限。",
    todo: `在“${CARDS}”申请该权限，或在要新建的会员卡上写 supply_bonus: false。` },
  43012: {
    meaning: "该账号没有在会员卡上使用自定义链接的权限。",
    todo: `在“${CARDS}”申请该权限，或从文档中去掉 custom_url 及其文字。` },
  43015: {
    meaning: "这项功能只能由平台人工开通。",
    todo: "请平台（weixin_card@foxmail.com）为该账号开通，或去掉最近添加的字段。" },
  45160: {
    meaning: "该账号的类目不允许发放这类卡券。",
    todo: "在“mp.weixin.qq.com → 设置与开发 → 账号设置”补全类目及其资质，再重新运行。" },
  72016: {
    meaning: "该账号可以使用卡券，但不能使用会员卡。",
    todo: `在“${CARDS}”申请“会员卡”。` },

  // Transport: the tool does these right, so something between it and the platform does not
  40033: {
    meaning: "到达平台的文本带有 \\u 转义；wxcards 发送的是未转义的 UTF-8，只转义控制字符和残缺的字符。",
    todo: "从文档的文本中去掉控制字符和只剩一半的表情符号；确认没有中转服务重新编码请求体。" },
  47002: {
    meaning: "到达平台的文本带有 \\u 转义；wxcards 发送的是未转义的 UTF-8，只转义控制字符和残缺的字符。",
    todo: "从文档的文本中去掉控制字符和只剩一半的表情符号；确认没有中转服务重新编码请求体。" },
  43002: {
    meaning: "请求到达平台时不是 POST。",
    todo: "确认 WXCARDS_WEIXIN_BASE_URL 指向的中转服务既不重定向，也不改变请求方法。" },
  43003: {
    meaning: "请求到达平台时没有使用 TLS。",
    todo: "让 WXCARDS_WEIXIN_BASE_URL 指向的中转服务用 https 调用平台。" },
  44002: {
    meaning: "请求体没有到达平台。",
    todo: "确认 WXCARDS_WEIXIN_BASE_URL 指向的中转服务会转发请求体及其 Content-Length。" },
  45002: {
    meaning: "整个请求过大；上限没有公开说明。",
    todo: "缩短 description、prerogative 和 advanced_info。" },
} as const satisfies Readonly<Record<AccountErrcode, CodeWords>>;
