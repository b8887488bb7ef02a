import type { ComponentErrcode } from "../../../../platform/weixin/codes-component.ts";
import type { CodeWords } from "../../language.ts";

const CENTRE = "open.weixin.qq.com → 管理中心 → 第三方平台 → 详情";

/** Codes about a third-party platform. Variables in braces are those of the platform, not of an account. */
// biome-ignore format: a table, three lines a row
export const componentWords = {
  40094: {
    meaning: "第三方平台的 token 无效，或已经失效。",
    todo: "在 {ACCESS_TOKEN} 中填入新的 component_access_token，或改为设置 {APPSECRET} 和 {VERIFY_TICKET}，由 wxcards 自行获取。" },
  41018: {
    meaning: "请求到达时没有带第三方平台的 AppID。",
    todo: "确认 WXCARDS_WEIXIN_BASE_URL 中的中转会转发请求体；没有使用中转时，请报告 wxcards 的缺陷。" },
  41019: {
    meaning: "请求到达时没有带第三方平台的 AppSecret。",
    todo: "确认运行 wxcards 的环境设置了 {APPSECRET}，并且不为空。" },
  41020: {
    meaning: "请求到达时没有带第三方平台的 ticket。",
    todo: "确认运行 wxcards 的环境设置了 {VERIFY_TICKET}，并且不为空。" },
  41021: {
    meaning: "请求到达时没有带第三方平台的 token；wxcards 总会带上，所以是中间环节把它去掉了。",
    todo: "确认 WXCARDS_WEIXIN_BASE_URL 中的中转会转发地址中的查询参数；没有使用中转时，请报告 wxcards 的缺陷。" },
  42006: {
    meaning: "第三方平台的 token 已超过两小时的有效期。",
    todo: "在 {ACCESS_TOKEN} 中填入新的 component_access_token，或改为设置 {APPSECRET} 和 {VERIFY_TICKET}，由 wxcards 自行获取。" },
  61005: {
    meaning: "component_verify_ticket 已超过十二小时的有效期。",
    todo: "把微信最近一次推送给第三方平台的 ticket 填入 {VERIFY_TICKET}；每十分钟推送一次。" },
  61006: {
    meaning: "component_verify_ticket 不是微信推送给这个第三方平台的。",
    todo: "把这个第三方平台最近收到的 ticket 填入 {VERIFY_TICKET}，须完整，并且已解密。" },
  61011: {
    meaning: "component 之下的 AppID 不是正在使用的第三方平台。",
    todo: `把 wxcards.yaml 中的 component.appid 与“${CENTRE}”逐字核对。` },
  61014: {
    meaning: "该接口需要第三方平台自己的 token，而发送的是某个账号的 token。",
    todo: "在 {ACCESS_TOKEN} 中填入 component_access_token，而不是某个账号的 authorizer_access_token。" },
  61023: {
    meaning: "refresh_token 无效，或已经失效：重新授权会使之前的失效，取消授权也会。",
    todo: "把该账号最近的 authorizer_refresh_token 填入对应的变量，或清空该变量，由 wxcards 查找；列表中也没有时，让管理员重新授权第三方平台。" },
} as const satisfies Readonly<Record<ComponentErrcode, CodeWords>>;

/** What other codes mean where a third-party platform calls about itself. */
// biome-ignore format: a table, three lines a row
export const ofComponents: Readonly<Record<number, CodeWords>> = {
  40013: {
    meaning: "平台不认识这个 AppID：它既不是第三方平台，也不是已授权给它的账号。",
    todo: `把 wxcards.yaml 中的 appid 和 component.appid 与“${CENTRE}”逐字核对。` },
  40125: {
    meaning: "第三方平台的 AppSecret 错误，例如重置之后，旧的立即失效。",
    todo: `把当前的 AppSecret 填入 {APPSECRET}；如果没有人保存，在“${CENTRE}”重置，并更新所有程序。` },
  61004: {
    meaning: "调用方的 IP 不在第三方平台的白名单中。这里以第三方平台自己的白名单为准，而不是账号的白名单。",
    todo: `把该地址加入“${CENTRE} → 开发配置 → 白名单IP地址列表”，等几分钟再运行。` },
};
