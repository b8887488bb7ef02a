import type { ComponentErrcode } from "../../../../platform/weixin/codes-component.ts";
import type { CodeWords } from "../../language.ts";

const CENTRE = "open.weixin.qq.com → 管理中心 → 第三方平台 → 详情";

/** Codes about a third-party platform. Variables in braces are those of the platform, not of an account. */
// biome-ignore format: a table, three lines a row
export const componentWords = {
  40094: {
    meaning: "The token of the third-party platform is none, or no longer one.",
    todo: "Put a fresh component_access_token into {ACCESS_TOKEN}, or set {APPSECRET} and {VERIFY_TICKET} instead so that the tool fetches its own." },
  41018: {
    meaning: "The request arrived without the AppID of the third-party platform.",
    todo: "Check that the relay in WXCARDS_WEIXIN_BASE_URL passes bodies on; without a relay, report a bug of wxcards." },
  41019: {
    meaning: "The request arrived without the AppSecret of the third-party platform.",
    todo: "Check that {APPSECRET} is set and not empty where the tool runs." },
  41020: {
    meaning: "The request arrived without a ticket of the third-party platform.",
    todo: "Check that {VERIFY_TICKET} is set and not empty where the tool runs." },
  41021: {
    meaning: "The request arrived without the token of the third-party platform; the tool always sends one, so something on the way has dropped it.",
    todo: "Check that the relay in WXCARDS_WEIXIN_BASE_URL passes the query of the address on; without a relay, report a bug of wxcards." },
  42006: {
    meaning: "The token of the third-party platform is older than its two hours.",
    todo: "Put a fresh component_access_token into {ACCESS_TOKEN}, or set {APPSECRET} and {VERIFY_TICKET} instead so that the tool fetches its own." },
  61005: {
    meaning: "The component_verify_ticket is older than its twelve hours.",
    todo: "Put the latest ticket that Weixin pushed to the third-party platform into {VERIFY_TICKET}; one comes every ten minutes." },
  61006: {
    meaning: "The component_verify_ticket is none that Weixin pushed to this third-party platform.",
    todo: "Put the latest ticket of exactly this platform into {VERIFY_TICKET}, whole and decrypted." },
  61011: {
    meaning: "The AppID below component is not that of a third-party platform that is in service.",
    todo: `Compare component.appid in wxcards.yaml, letter by letter, with ${CENTRE}.` },
  61014: {
    meaning: "The call needs the token of the third-party platform itself, and the token that was sent is one of an account.",
    todo: "Put the component_access_token into {ACCESS_TOKEN}, not the authorizer_access_token of an account." },
  61023: {
    meaning: "The refresh token is none, or no longer one: authorising the platform anew ends the one from before, and taking the authorisation back ends it as well.",
    todo: "Put the latest authorizer_refresh_token of this account into its variable, or leave it out so that the tool looks it up; where the list has none, let the administrator authorise the platform again." },
} as const satisfies Readonly<Record<ComponentErrcode, CodeWords>>;

/** What other codes mean where a third-party platform calls about itself. */
// biome-ignore format: a table, three lines a row
export const ofComponents: Readonly<Record<number, CodeWords>> = {
  40013: {
    meaning: "The AppID is not one the platform knows as that of a third-party platform, or of an account that has authorised it.",
    todo: `Compare appid and component.appid in wxcards.yaml, letter by letter, with ${CENTRE}.` },
  40125: {
    meaning: "The AppSecret of the third-party platform is wrong, as after a reset, which ends the old one at once.",
    todo: `Put the present AppSecret into {APPSECRET}; when nobody has it, reset it under ${CENTRE} and update every program.` },
  61004: {
    meaning: "The machine calls from an address that the third-party platform has not allowed. Its own list counts here, and not that of the account.",
    todo: `Add the address under ${CENTRE} → 开发配置 → 白名单IP地址列表, wait some minutes and run again.` },
};
