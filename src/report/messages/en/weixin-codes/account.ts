import type { AccountErrcode } from "../../../../platform/weixin/codes-account.ts";
import type { CodeWords } from "../../language.ts";

const WHITELIST = "微信开发者平台 → 我的业务 → 服务号 → 基础信息 → 开发信息 → API IP白名单";

const PERMISSIONS = "mp.weixin.qq.com → 设置与开发 → 接口权限";

/** Codes any call can answer: token, caller's address, quota, permission, transport. */
// biome-ignore format: a table, three lines a row
export const accountWords = {
  // Busy, and how fast and how often one may call
  "-1": {
    meaning: "The platform says it is busy; it also answers this to content it cannot digest, such as 100.0000 where an integer belongs.",
    todo: "Wait and run again; when it stays, look at the values of the last change and give the rid to the platform." },
  45009: {
    meaning: "The account has used up its calls of this kind for today; calls made by service providers count too.",
    todo: "Run again tomorrow, or let an administrator reset the counters in the console (ten times a month at most)." },
  45011: {
    meaning: "Too many calls within one minute, by all programs of this account together.",
    todo: "Wait a minute and run again, with a lower --concurrency when it comes back." },
  45501: {
    meaning: "The platform has blocked calls of this account for the time being.",
    todo: "Log in to mp.weixin.qq.com, read the notices of the account, and run again when the block is lifted." },

  // The access token
  40001: {
    meaning: "The token is no longer the valid one, usually because another program fetched a new one; on the token call itself it means a wrong AppSecret.",
    todo: "Set {APPSECRET} to the AppSecret of exactly this appid, or {ACCESS_TOKEN} to a fresh token; let every program of the account use one token server or cgi-bin/stable_token." },
  40014: {
    meaning: "The token is not one the platform knows: cut off, of another account, or replaced.",
    todo: "Copy the whole token into {ACCESS_TOKEN} again, or set {APPSECRET} instead so that the tool fetches its own." },
  42001: {
    meaning: "The token is older than its two hours.",
    todo: "Put a fresh token into {ACCESS_TOKEN}, or set {APPSECRET} instead so that the tool fetches its own." },
  42007: {
    meaning: "The administrator changed the password of the account, and that ended all tokens given to a third-party platform.",
    todo: "Let the administrator authorise the third-party platform again, then take a new token from it." },
  41001: {
    meaning: "The request arrived without a token; the tool always sends one, so something on the way has dropped it.",
    todo: "Check that the relay in WXCARDS_WEIXIN_BASE_URL passes the query of the address on; without a relay, report a bug of wxcards." },
  50004: {
    meaning: "The account may not use tokens at present, as a rule because of a penalty.",
    todo: "Log in to mp.weixin.qq.com, read the notice about the penalty, and resolve or appeal it." },

  // AppID and AppSecret
  40002: {
    meaning: "The token call arrived with another grant type than the one the tool sends.",
    todo: "Check the relay in WXCARDS_WEIXIN_BASE_URL; without a relay, report a bug of wxcards." },
  40013: {
    meaning: "The appid is not one the platform knows; card calls have also answered this although none of their fields is an appid.",
    todo: "Compare the appid in wxcards.yaml, letter by letter and case by case, with 微信开发者平台 → 我的业务 → 服务号 → 基础信息." },
  40125: {
    meaning: "The AppSecret is wrong, as after a reset, which ends the old one at once. The Chinese text of this code blames the AppID; the English one, the secret.",
    todo: "Put the present AppSecret into {APPSECRET}; when nobody has it, reset it under 微信开发者平台 → 我的业务 → 服务号 → 基础信息 → 开发信息 and update every program." },
  40243: {
    meaning: "The AppSecret has been frozen by an administrator.",
    todo: "Unfreeze it under 微信开发者平台 → 我的业务 → 服务号 → 基础信息 → 开发信息, wait ten minutes, run again; or use a token of a third-party platform." },
  41002: {
    meaning: "The token call arrived without an appid.",
    todo: "Fill in the appid of the account in wxcards.yaml." },
  41004: {
    meaning: "The token call arrived without an AppSecret.",
    todo: "Check that {APPSECRET} is set and not empty where the tool runs; CI hides secrets from pull requests of forks." },

  // The address of the caller. One source guards all calls by the list, an older one only the token calls; three codes
  // are in use for it.
  40164: {
    meaning: "The machine calls from an address that the account has not allowed. Sources differ on whether only the token calls are guarded or all calls.",
    todo: `Add the address the platform names under ${WHITELIST} (single addresses or a range like 203.0.113.0/24), wait some minutes; for changing addresses use a fixed exit.` },
  61004: {
    meaning: "The machine calls from an address that is not allowed: for a third-party platform its own list counts, and the service account guide names this code for the account's list. The Chinese text speaks of a missing permission.",
    todo: `Add the address under ${WHITELIST}; of an account with component: in the settings of the third-party platform instead. Wait some minutes.` },
  45035: {
    meaning: "The machine calls from an address that is not allowed; this form is known from the channels product.",
    todo: `Add the address under ${WHITELIST}, wait some minutes and run again.` },
  89501: {
    meaning: "An administrator has been asked about this address and has not answered yet.",
    todo: "Let the administrator confirm the message in Weixin, then run again." },
  89503: {
    meaning: "The platform finds this address unusual and has sent the administrator a message to confirm it.",
    todo: "Let the administrator confirm the message in Weixin, then run again." },
  89506: {
    meaning: "An administrator refused this address twice, so it is shut out for 24 hours.",
    todo: `Agree with the administrator, add the address under ${WHITELIST}, and run again after 24 hours.` },
  89507: {
    meaning: "An administrator refused this address, so it is shut out for an hour.",
    todo: `Agree with the administrator, add the address under ${WHITELIST}, and run again after an hour.` },

  // Permission
  48001: {
    meaning: "The account may not use this interface, or the token is of the wrong kind; cards need a verified service account with 卡券功能, and test accounts vary.",
    todo: `Look under ${PERMISSIONS} and open 卡券功能 under 广告与服务; for a token from elsewhere check whose it is.` },
  48004: {
    meaning: "The platform has taken this interface away from the account because of a violation.",
    todo: "Log in to mp.weixin.qq.com, read the notice of the violation, and resolve or appeal it." },
  48009: {
    meaning: "The platform has retired this call.",
    todo: "Look for a newer wxcards; manage the card in mp.weixin.qq.com until then." },
  50001: {
    meaning: "The owner of the account has not granted this interface to the caller.",
    todo: `Look under ${PERMISSIONS}; with a third-party platform let the administrator authorise it again.` },
  50002: {
    meaning: "The account is restricted, frozen or closed.",
    todo: "Log in to mp.weixin.qq.com, read the state of the account, and have the restriction lifted." },
  50003: {
    meaning: "The interface is open to invited accounts only, and this one is not among them.",
    todo: "Ask the platform for the interface, or leave out what needs it." },
  61007: {
    meaning: "The third-party platform that gave the token was not granted the permission set for cards, number 8 (卡券).",
    todo: "Let the administrator scan the code of the third-party platform again with permission set 8 (卡券) ticked: a new set always needs another authorisation. Then run again." },
  61003: {
    meaning: "The account has not authorised the third-party platform that gave the token, or has withdrawn it.",
    todo: "Let the administrator scan the code of the third-party platform, with permission set 8 (卡券) ticked; then run again, with the new refresh token if one is given." },
  61015: {
    meaning: "The token is that of the third-party platform itself; card calls need the one that an account which has granted it permission set 8 (卡券) gives it.",
    todo: "Put the authorizer_access_token of this account into {ACCESS_TOKEN}, or let the program in {TOKEN_COMMAND} print that, and not the component_access_token." },
  61016: {
    meaning: "The third-party platform must first confirm that it takes over the permission set for cards, number 8 (卡券).",
    todo: "Confirm the permission set on the third-party platform, then take a new token." },
  61017: {
    meaning: "The permission set for cards, number 8 (卡券), was not granted to the third-party platform that gave the token.",
    todo: "Let the administrator scan the code of the third-party platform again with permission set 8 (卡券) ticked, then run again." },
  43008: {
    meaning: "The account has no WeChat Pay, and something in the document needs it: quick pay with the card, messages after payment, or a rule that gives a card after a payment.",
    todo: "Open WeChat Pay for the account; or remove pay_info, modify_msg_operation and activate_msg_operation from the document of the card, and do without rules after payment." },
  43009: {
    meaning: "Member numbers of one's own need a permission the account does not have.",
    todo: "Apply for 自定义卡号 in mp.weixin.qq.com → 卡券功能, or remove use_custom_code from the document." },
  43010: {
    meaning: "Stored value needs a permission the account does not have; test accounts have answered this even when no balance field was sent.",
    todo: "Apply for 储值 in mp.weixin.qq.com → 卡券功能, or set supply_balance: false on a card to be created." },
  43011: {
    meaning: "Points need a permission the account does not have.",
    todo: "Apply for it in mp.weixin.qq.com → 卡券功能, or set supply_bonus: false on a card to be created." },
  43012: {
    meaning: "Links of one's own on the card need a permission the account does not have.",
    todo: "Apply for it in mp.weixin.qq.com → 卡券功能, or remove custom_url and its texts from the document." },
  43015: {
    meaning: "The platform grants this function by hand only.",
    todo: "Ask the platform (weixin_card@foxmail.com) to open it for the account, or remove the field added last." },
  45160: {
    meaning: "The business category of the account does not allow such cards.",
    todo: "Complete the category and its licences in mp.weixin.qq.com → 设置与开发 → 账号设置, then run again." },
  72016: {
    meaning: "The account may have cards but no member cards.",
    todo: "Apply for 会员卡 in mp.weixin.qq.com → 卡券功能." },

  // Transport: the tool does these right, so something between it and the platform does not
  40033: {
    meaning: "A text arrived with \\u escapes; the tool sends plain UTF-8 and escapes only control characters and broken characters.",
    todo: "Remove control characters and half emoji from the texts of the document; check that no relay re-encodes the body." },
  47002: {
    meaning: "A text arrived with \\u escapes; the tool sends plain UTF-8 and escapes only control characters and broken characters.",
    todo: "Remove control characters and half emoji from the texts of the document; check that no relay re-encodes the body." },
  43002: {
    meaning: "The request did not arrive as a POST.",
    todo: "Check that the relay in WXCARDS_WEIXIN_BASE_URL neither redirects nor changes the method." },
  43003: {
    meaning: "The request reached the platform without TLS.",
    todo: "Let the relay in WXCARDS_WEIXIN_BASE_URL call the platform with https." },
  44002: {
    meaning: "The body did not arrive.",
    todo: "Check that the relay in WXCARDS_WEIXIN_BASE_URL passes bodies and their Content-Length on." },
  45002: {
    meaning: "The request as a whole is too large; the limit is not documented.",
    todo: "Shorten description, prerogative and advanced_info." },
} as const satisfies Readonly<Record<AccountErrcode, CodeWords>>;
