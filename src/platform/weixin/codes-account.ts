const GLOBAL = "global return codes";
const TOKEN_PAGE = "global return codes; access token pages";
const LIVE = "global return codes; seen live";
const CARD_PAGE = "global return codes; card error code page";

/**
 * Codes any call can answer: token, caller's address, quota, permission, transport. Read through `weixinCodes`.
 *
 * Sources: the global return codes as transcribed by public SDKs, the pages of the token calls and of the IP whitelist,
 * posts of the community.
 */
// biome-ignore format: a table, one line a row
export const accountCodes = [
  // Busy, and how fast and how often one may call
  { code: -1, class: "busy", says: "system error", source: "card error code page; community reports" },
  { code: 45009, class: "quota", says: "reach max api daily quota limit", source: "global return codes; API call limits" },
  { code: 45011, class: "rate", says: "api minute-quota reach limit, must slower, retry next minute", source: GLOBAL },
  { code: 45501, class: "environment", says: "part or whole of the requests from the very app is temporary blocked by supervisor", source: GLOBAL },

  // The access token
  { code: 40001, class: "token", says: "invalid credential, access_token is invalid or not latest", source: TOKEN_PAGE },
  { code: 40014, class: "token", says: "invalid access_token", source: TOKEN_PAGE },
  { code: 42001, class: "token", says: "access_token expired", source: TOKEN_PAGE },
  { code: 42007, class: "environment", says: "access_token and refresh_token exception", source: GLOBAL },
  { code: 41001, class: "permanent", says: "access_token missing", source: GLOBAL },
  { code: 50004, class: "environment", says: "user not allow to use accesstoken, maybe for punishment", source: GLOBAL },

  // AppID and AppSecret
  { code: 40002, class: "permanent", says: "invalid grant_type", source: TOKEN_PAGE },
  { code: 40013, class: "environment", says: "invalid appid", source: "card error code page; community reports" },
  { code: 40125, class: "environment", says: "invalid appsecret", source: TOKEN_PAGE },
  { code: 40243, class: "environment", says: "AppSecret frozen", source: "access token pages" },
  { code: 41002, class: "environment", says: "appid missing", source: GLOBAL },
  { code: 41004, class: "environment", says: "appsecret missing", source: GLOBAL },

  // The address of the caller. One source guards all calls by the list, an older one only the token calls; three codes
  // are in use for it.
  { code: 40164, class: "environment", says: "invalid ip …, not in whitelist", source: "IP whitelist page; access token pages; seen live" },
  { code: 61004, class: "environment", says: "access clientip is not registered", source: "service account guide; global return codes; seen live" },
  { code: 45035, class: "environment", says: "access clientip is not registered, not in ip-white-list", source: "global return codes; channels list" },
  { code: 89501, class: "environment", says: "此IP正在等待管理员确认", source: "access token page" },
  { code: 89503, class: "environment", says: "此IP调用需要管理员确认", source: "access token page; announcement" },
  { code: 89506, class: "environment", says: "24小时内该IP被管理员拒绝调用两次", source: "access token page" },
  { code: 89507, class: "environment", says: "1小时内该IP被管理员拒绝调用一次", source: "access token page" },

  // Permission
  { code: 48001, class: "environment", says: "api unauthorized", source: LIVE },
  { code: 48004, class: "environment", says: "api forbidden for irregularities", source: GLOBAL },
  { code: 48009, class: "permanent", says: "this api is expired", source: GLOBAL },
  { code: 50001, class: "environment", says: "api unauthorized or user unauthorized", source: GLOBAL },
  { code: 50002, class: "environment", says: "user limited", source: GLOBAL },
  { code: 50003, class: "environment", says: "user unexpected, maybe not in white list", source: GLOBAL },
  { code: 61007, class: "environment", says: "api is unauthorized to component", source: "global return codes; community reports" },
  { code: 61003, class: "environment", says: "component is not authorized by this account", source: GLOBAL },
  { code: 61015, class: "environment", says: "must use biz account token for not component api", source: GLOBAL },
  { code: 61016, class: "environment", says: "function category of API need be confirmed by component", source: GLOBAL },
  { code: 61017, class: "environment", says: "function category is not authorized", source: GLOBAL },
  { code: 43008, class: "environment", says: "require biz pay auth", source: LIVE },
  { code: 43009, class: "environment", says: "can not use custom code, need authorize", source: CARD_PAGE },
  { code: 43010, class: "environment", says: "can not use balance, need authorize", source: CARD_PAGE },
  { code: 43011, class: "environment", says: "can not use bonus, need authorize", source: GLOBAL },
  { code: 43012, class: "environment", says: "can not use custom url, need authorize", source: GLOBAL },
  { code: 43015, class: "environment", says: "require authorize by team to use this function!", source: GLOBAL },
  { code: 45160, class: "environment", says: "invalid category to create card", source: GLOBAL },
  { code: 72016, class: "environment", says: "unauthorized create member card", source: GLOBAL },

  // Transport: the tool does these right, so something between it and the platform does not
  { code: 40033, class: "permanent", says: "invalid charset. please check your request, if include \\uxxxx will create fail!", source: GLOBAL },
  { code: 47002, class: "permanent", says: "do NOT use json unicode encode (\\uxxxx), use utf8 text", source: GLOBAL },
  { code: 43002, class: "permanent", says: "require POST method", source: GLOBAL },
  { code: 43003, class: "permanent", says: "require https", source: GLOBAL },
  { code: 44002, class: "permanent", says: "empty post data", source: GLOBAL },
  { code: 45002, class: "permanent", says: "content size out of limit", source: GLOBAL },
] as const;

export type AccountErrcode = (typeof accountCodes)[number]["code"];
