import type { CardErrcode } from "../../../../platform/weixin/codes-card.ts";
import type { CodeWords } from "../../language.ts";

/** Codes about a card or a picture. */
// biome-ignore format: a table, three lines a row
export const cardWords = {
  // The shape of the request
  47001: {
    meaning: "The platform's strict reader met a key it does not take in this call or at this level, a null, or a value of the wrong type; nothing was changed.",
    todo: "Take the named field out of the document. For brand_name: rename the account, edit and save the card in mp.weixin.qq.com (卡券功能), then apply again to undo that edit." },
  40035: {
    meaning: "An argument is not acceptable; the platform does not say which.",
    todo: "Compare the fields changed last with docs/reference/member-card.md, and change them one at a time." },
  40097: {
    meaning: "An argument is not acceptable; the platform does not say which.",
    todo: "Compare the fields changed last with docs/reference/member-card.md, and change them one at a time." },
  40150: {
    meaning: "Some fields of the card do not fit together; the platform does not say which.",
    todo: "Compare the fields changed last with docs/reference/member-card.md, and change them one at a time." },
  41011: {
    meaning: "A field that every card must have is missing; the platform does not say which.",
    todo: "Run `wxcards validate`, and look for the required fields in docs/reference/member-card.md." },
  45021: {
    meaning: "A text is too long, counted in bytes of UTF-8: a Chinese character takes 3, most emoji 4. The platform does not say which text.",
    todo: "Shorten the longest texts changed last; title takes 27 bytes, notice 48, a cell's name 15." },
  40151: {
    meaning: "A text or a picture was stopped by the content filter.",
    todo: "Reword the texts, or replace the pictures, changed last; claims and brand names of others are the usual cause." },

  // Which card, and its state
  41012: {
    meaning: "The request arrived without a card id.",
    todo: "Check that no relay changes the body; without a relay, report a bug of wxcards." },
  40073: {
    meaning: "The platform does not know this card id in this account.",
    todo: "Check that `id:` belongs to this appid: every account has its own ids, and case matters." },
  73204: {
    meaning: "There is no card of this id.",
    todo: "Check `id:`; for a card that is really gone remove its document." },
  40071: {
    meaning: "The card is of another type than the call expects, or is gone.",
    todo: "Check that the id is that of a member card; coupons are not managed by this tool." },
  40078: {
    meaning: "The state of the card does not allow this call: deleted, or taken off by the platform; what is allowed in review is not documented.",
    todo: "Look at the card in mp.weixin.qq.com; wait for a review to end, replace a deleted card by one with a new name." },
  40107: {
    meaning: "The function works only for a card that has passed its review and names stores.",
    todo: "Wait until the review has passed, and fill in location_id_list." },
  45030: {
    meaning: "This card may not use the function: something it needs is not switched on, or it belongs to another product by now.",
    todo: "Check the field the function needs, such as wx_activate: true for the activation form, and whether the card was moved to WeChat Pay." },

  // Stock
  40070: {
    meaning: "The stock is missing or not a whole number.",
    todo: "Write sku.total_quantity as a whole number." },
  40122: {
    meaning: "The stock is out of range: more than 100,000,000, zero on a new card, or less than users already hold.",
    todo: "Choose a sku.total_quantity from what users hold up to 100000000." },
  40136: {
    meaning: "The stock and the number of imported member numbers do not fit. The text asks for more stock than numbers; the rule of the documentation is stock 0, import, then raise.",
    todo: "Import the member numbers first, then raise sku.total_quantity up to their number." },
  45031: {
    meaning: "The return codes say the stock is above its limit, the card page says it is 0: either too much is added or nothing is left.",
    todo: "Compare the live stock in `wxcards plan` with sku.total_quantity, and stay between 1 and 100000000." },
  45041: {
    meaning: "The card has reached the most stock it may have in all.",
    todo: "Lower sku.total_quantity to what is live, or set up a new card." },
  45095: {
    meaning: "The card is used in an advertisement, and its stock is fixed there.",
    todo: "Change the stock where the advertisement is managed, and remove sku from the document." },
  72014: {
    meaning: "The card shares its stock with a task, so it cannot be changed here.",
    todo: "Remove sku from the document, and manage the stock in mp.weixin.qq.com." },
  73210: {
    meaning: "The stock of this card cannot be changed by a call.",
    todo: "Remove sku from the document, and manage the stock in mp.weixin.qq.com." },

  // Validity and times
  40079: {
    meaning: "A time is not acceptable; milliseconds in place of seconds are the usual cause.",
    todo: "Write date_info as dates, or as 10 digits of unix seconds, the end after the beginning." },
  40100: {
    meaning: "The validity of an existing card can only grow: the type stays, the beginning may move earlier, the end later.",
    todo: "Set date_info back to the live type with an equal or wider range; for anything else set up a new card." },
  72066: {
    meaning: "The card is used in an advertisement, and its validity is fixed there.",
    todo: "Change the validity where the advertisement is managed, and remove date_info from the document." },
  40149: {
    meaning: "The hours in advanced_info.time_limit are not acceptable.",
    todo: "Use MONDAY to SUNDAY or HOLIDAY as type, hours from 0 to 23, minutes from 0 to 59." },

  // Points, stored value, fields on the card
  40124: {
    meaning: "A card has three places for information, and points, stored value and custom_field1 to 3 share them, with what is already live counted in, even if empty.",
    todo: "Keep at most three of supply_bonus, supply_balance, custom_field1, custom_field2, custom_field3; points and stored value cannot be switched off again." },
  40135: {
    meaning: "Points are one way: once a card gives them they cannot be switched off.",
    todo: "Set supply_bonus back to true; a card without points must be a new card." },
  45022: {
    meaning: "A number of points is too large.",
    todo: "Lower the numbers in bonus_rule." },
  45023: {
    meaning: "A stored value is too large.",
    todo: "Lower the amounts changed last; they are in fen." },
  40112: {
    meaning: "The card cannot be bound to single users in this combination.",
    todo: "Remove bind_openid from the document, or combine it with use_custom_code: true." },
  40158: {
    meaning: "Something else on the card does not go with member numbers of one's own.",
    todo: "Set use_custom_code: false, which is possible on a new card only." },
  72026: {
    meaning: "A field needs activation inside Weixin, and that is not switched on.",
    todo: "Set wx_activate: true, and remove auto_activate and activate_url, which override it." },
  72009: {
    meaning: "One user may take at most 50 of a card.",
    todo: "Set base_info.get_limit to 50 or less; 1 suits a member card." },
  72006: {
    meaning: "The title is not acceptable; the code is from the time of coupons, and the platform writes it so.",
    todo: "Use a plain base_info.title of at most 27 bytes, 9 Chinese characters." },
  40076: {
    meaning: "The colour is not one of the named ones; the platform shows colours as hex but takes only names.",
    todo: "Write base_info.color as one of the names in docs/reference/member-card.md, such as Color010." },
  40072: {
    meaning: "The return codes say a store id is wrong, the card page says the way of showing the member number (code_type) is.",
    todo: "Check base_info.location_id_list against the stores of this account, and base_info.code_type against its list of values." },

  73213: {
    meaning: "The way of showing the member number is not acceptable.",
    todo: "Write base_info.code_type as one of the values in docs/reference/member-card.md." },

  // Cells: what a tap on the card leads to
  40145: {
    meaning: "The middle of the card shows either payment or a link, not both.",
    todo: "Set center_title, center_sub_title and center_url to null, or switch payment off." },
  45046: {
    meaning: "The middle of the card can show a link, payment or self-service, but only one of them.",
    todo: "Keep one of center_*, payment and self-service; set the others to null or switch them off." },
  43017: {
    meaning: "The function needs stores, and the card names none.",
    todo: "Fill in base_info.location_id_list, or set use_all_locations: true." },
  72019: {
    meaning: "A message lists too many cards. The server's text allows 5, the documentation 10.",
    todo: "Keep at most 5 ids in card_id_list of modify_msg_operation and activate_msg_operation." },
  73103: {
    meaning: "The mini program of a url_cell is not linked with this account.",
    todo: "Link it in mp.weixin.qq.com → 小程序管理, or correct app_brand_id of the url_cell." },
  73211: {
    meaning: "The platform no longer takes a web page as the target of this link; which links it means is not documented.",
    todo: "Replace the link changed last by a mini program (the *_app_brand_user_name and *_app_brand_pass fields beside it)." },
  40165: {
    meaning: "The path within a mini program is not acceptable.",
    todo: "Check the *_app_brand_pass fields: a page of the released version, without a leading slash." },
  40166: {
    meaning: "The mini program named is not known.",
    todo: "Write the *_app_brand_user_name fields as the original id with @app (gh_…@app)." },
  40168: {
    meaning: "The mini program is not linked with this account.",
    todo: "Link it in mp.weixin.qq.com → 小程序管理, then run again." },

  // Pictures
  40141: {
    meaning: "A picture does not lie on a host the card calls accept; mmbiz.qpic.cn is accepted, mmecoa.qpic.cn is not, even when the upload itself returned it.",
    todo: "Use an address on mmbiz.qpic.cn: upload the picture again, or save it in mp.weixin.qq.com → 素材库 and take its address." },
  40009: {
    meaning: "The picture is too large: at most 1 MB.",
    todo: "Make the file smaller; 300×300 suits a logo, at most 1000×600 a background." },
  45001: {
    meaning: "The picture is too large: at most 1 MB.",
    todo: "Make the file smaller; 300×300 suits a logo, at most 1000×600 a background." },
  40005: {
    meaning: "The file is not a kind of picture the upload takes.",
    todo: "Save the picture as JPG or PNG; renaming the file is not enough." },
  40113: {
    meaning: "The file is not a kind of picture the upload takes.",
    todo: "Save the picture as JPG or PNG; renaming the file is not enough." },
  40137: {
    meaning: "The file is not a kind of picture the upload takes.",
    todo: "Save the picture as JPG or PNG; renaming the file is not enough." },
  41005: {
    meaning: "The picture did not arrive in the upload.",
    todo: "Check that the file is not empty, and that no relay rewrites multipart bodies." },
  44001: {
    meaning: "The uploaded picture has no content.",
    todo: "Check that the file is not empty, and that no relay rewrites multipart bodies." },
  41026: {
    meaning: "An entry of advanced_info.text_image_list lacks its picture or its text.",
    todo: "Give every entry both image_url and text." },
  45044: {
    meaning: "The cover, advanced_info.abstract, has more pictures than it may.",
    todo: "Keep one address in abstract.icon_url_list." },

  // Cards for sub-merchants
  40139: {
    meaning: "The sub-merchant of the card is not known to this account.",
    todo: "Check base_info.sub_merchant_info.merchant_id against the sub-merchants of this account." },
  40140: {
    meaning: "The sub-merchant of the card has not passed its review, or its letter of authorisation has run out.",
    todo: "Renew the sub-merchant in mp.weixin.qq.com → 卡券功能, and run again when it is approved." },
  45042: {
    meaning: "This type of card cannot be set up for a sub-merchant.",
    todo: "Remove base_info.sub_merchant_info, or let the sub-merchant set up the card in its own account." },
} as const satisfies Readonly<Record<CardErrcode, CodeWords>>;
