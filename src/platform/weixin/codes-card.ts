const GLOBAL = "global return codes";
const CARD_PAGE = "global return codes; card error code page";
const PAGE_LIVE = "global return codes; card error code page; seen live";
const LIVE = "global return codes; seen live";
const UPLOAD = "global return codes; image upload page";
const CREATE_DOC = "global return codes; Create a Member Card";

/**
 * Codes about a card or a picture. Read through `weixinCodes`.
 *
 * Sources: the global return codes as transcribed by public SDKs, the card error code page, Manage Member Card, posts
 * of the community.
 */
// biome-ignore format: a table, one line a row
export const cardCodes = [
  // The shape of the request
  { code: 47001, class: "permanent", says: "data format error", source: "global return codes; update notes of Manage Member Card; seen live" },
  { code: 40035, class: "permanent", says: "invalid args size", source: GLOBAL },
  { code: 40097, class: "permanent", says: "invalid args", source: GLOBAL },
  { code: 40150, class: "permanent", says: "invalid card parameters", source: LIVE },
  { code: 41011, class: "permanent", says: "missing required fields! please check document and request json!", source: CARD_PAGE },
  { code: 45021, class: "permanent", says: "some argument may be out of length limit! please check document and request json!", source: PAGE_LIVE },
  { code: 40151, class: "permanent", says: "invalid card info, text/pic hit antispam", source: GLOBAL },

  // Which card, and its state
  { code: 41012, class: "permanent", says: "missing card id", source: CARD_PAGE },
  { code: 40073, class: "permanent", says: "invalid card id", source: GLOBAL },
  { code: 73204, class: "permanent", says: "request card not exist", source: GLOBAL },
  { code: 40071, class: "permanent", says: "invalid card type", source: CARD_PAGE },
  { code: 40078, class: "permanent", says: "invalid card status", source: CARD_PAGE },
  { code: 40107, class: "permanent", says: "invalid card id! 1,card status must verify ok; 2,this card must have location_id", source: GLOBAL },
  { code: 45030, class: "permanent", says: "limit cardid, not support this function", source: "global return codes; card error code page; community reports" },

  // Stock
  { code: 40070, class: "permanent", says: "invalid sku info", source: GLOBAL },
  { code: 40122, class: "permanent", says: "invalid card quantity", source: CARD_PAGE },
  { code: 40136, class: "permanent", says: "invalid use DepositCodeMode, make sure sku.quantity>DepositCode.quantity", source: GLOBAL },
  { code: 45031, class: "permanent", says: "stock is out of limit", source: "global return codes; card error code page" },
  { code: 45041, class: "permanent", says: "this card reach total sku quantity limit!", source: GLOBAL },
  { code: 45095, class: "permanent", says: "not allow to modify stock for the advertisement batch", source: GLOBAL },
  { code: 72014, class: "permanent", says: "task card share stock can not modify stock", source: GLOBAL },
  { code: 73210, class: "permanent", says: "当前批次不支持修改卡券批次库存", source: GLOBAL },

  // Validity and times
  { code: 40079, class: "permanent", says: "invalid time", source: PAGE_LIVE },
  { code: 40100, class: "permanent", says: "invalid DateInfo, Make Sure OldDateInfoType==NewDateInfoType && NewBeginTime<=OldBeginTime && OldEndTime<=NewEndTime", source: PAGE_LIVE },
  { code: 72066, class: "permanent", says: "the card is send for advertisement, not allow modify time and budget", source: GLOBAL },
  { code: 40149, class: "permanent", says: "invalid use time limit", source: GLOBAL },

  // Points, stored value, fields on the card
  { code: 40124, class: "permanent", says: "too many custom field!", source: PAGE_LIVE },
  { code: 40135, class: "permanent", says: "invalid not supply bonus, can not change card_id which supply bonus to be not supply", source: GLOBAL },
  { code: 45022, class: "permanent", says: "bonus is out of limit", source: GLOBAL },
  { code: 45023, class: "permanent", says: "balance is out of limit", source: GLOBAL },
  { code: 40112, class: "permanent", says: "can not set bind openid", source: GLOBAL },
  { code: 40158, class: "permanent", says: "invalid use_custom_code, need be false", source: GLOBAL },
  { code: 72026, class: "permanent", says: "need set wx_activate true", source: GLOBAL },
  { code: 72009, class: "permanent", says: "invalid get limit, can not over 50", source: GLOBAL },
  { code: 72006, class: "permanent", says: "invald title", source: GLOBAL },
  { code: 40076, class: "permanent", says: "invalid color id", source: GLOBAL },
  { code: 40072, class: "permanent", says: "invalid location id", source: "global return codes; card error code page" },

  { code: 73213, class: "permanent", says: "invalid code type", source: GLOBAL },

  // Cells: what a tap on the card leads to
  { code: 40145, class: "permanent", says: "invalid update! Can not both set PayCell and CenterCellInfo", source: GLOBAL },
  { code: 45046, class: "permanent", says: "operate field conflict, CenterCell, PayCell, SelfConsumeCell conflict", source: GLOBAL },
  { code: 43017, class: "permanent", says: "require location id!", source: LIVE },
  { code: 72019, class: "permanent", says: "limit msg operation card list size, must <= 5", source: "global return codes; Manage Member Card 8.3" },
  { code: 73103, class: "permanent", says: "invalid wxa appid in url_cell, wxa appid is need to bind biz appid", source: GLOBAL },
  { code: 73211, class: "permanent", says: "不再支持配置网页链接跳转，请选择小程序替代", source: GLOBAL },
  { code: 40165, class: "permanent", says: "invalid weapp pagepath", source: GLOBAL },
  { code: 40166, class: "permanent", says: "invalid weapp appid", source: GLOBAL },
  { code: 40168, class: "permanent", says: "unlinked weapp card", source: GLOBAL },

  // Pictures
  { code: 40141, class: "permanent", says: "invalid image url", source: LIVE },
  { code: 40009, class: "permanent", says: "invalid image size", source: "card error code page; image upload page" },
  { code: 45001, class: "permanent", says: "media size out of limit", source: UPLOAD },
  { code: 40005, class: "permanent", says: "invalid file type", source: UPLOAD },
  { code: 40113, class: "permanent", says: "unsupported file type", source: UPLOAD },
  { code: 40137, class: "permanent", says: "invalid image format", source: UPLOAD },
  { code: 41005, class: "permanent", says: "media data missing", source: "global return codes; seen live on image upload" },
  { code: 44001, class: "permanent", says: "empty media data", source: UPLOAD },
  { code: 41026, class: "permanent", says: "missing image list info, text maybe empty", source: CREATE_DOC },
  { code: 45044, class: "permanent", says: "icon url size in abstract is out of limit", source: CREATE_DOC },

  // Cards for sub-merchants
  { code: 40139, class: "permanent", says: "invalid sub merchant id", source: GLOBAL },
  { code: 40140, class: "permanent", says: "invalid sub merchant status", source: GLOBAL },
  { code: 45042, class: "permanent", says: "limit card type, this card type can NOT create by sub merchant", source: GLOBAL },
] as const;

export type CardErrcode = (typeof cardCodes)[number]["code"];
