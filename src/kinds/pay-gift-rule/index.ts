import type { Kind } from "../../model/kind.ts";
import { about } from "./about.ts";
import { answer } from "./answer.ts";
import { check } from "./check.ts";
import { holder } from "./holder.ts";
import { listing } from "./listing.ts";
import { operations, readRule } from "./operations.ts";
import { readingOf, subject } from "./reading.ts";
import { words } from "./words.ts";

/** Pay-gift rules of a Weixin Official Account, `api.weixin.qq.com/card/paygiftcard/*`. */
export const payGiftRule: Kind = {
  name: "PayGiftRule",
  platform: "weixin",
  forms: {},
  read: readRule,
  reading: readingOf,
  subject,
  missingCodes: ["weixin-72034"],
  listing,
  // A rule has no title: the card it gives and a merchant id, which no other rule has, tell people which one it is.
  importing: { nameFrom: ["/member_rule/card_id", "/base_info/mchid_list"], nameWord: "rule", leaveOut: [] },
  operations,
  multiObject: {
    add: "add",
    find: "find",
    remove: "delete",
    idAt: "/rule_id",
    added: answer,
    // Entity, authorization, occupation, number and form of merchant ids: one of them may be all that is wrong.
    itemCodes: ["weixin-72001", "weixin-72002", "weixin-72004", "weixin-72005", "weixin-72010", "weixin-72030"],
    occupiedCode: "weixin-72004",
    holder,
    goneCodes: ["weixin-72034", "weixin-72032"],
    expiredCodes: ["weixin-72032"],
    end: "/base_info/end_time",
  },
  words,
  removal: () => "delete",
  order: ["find", "delete", "add"],
  embedded: "pay-gift-rule",
  refusedKeys: { "/rule_id": "rule-id-in-spec", "/base_info/status": "rule-status-in-spec" },
  memberCodes: ["weixin-47001", "weixin-40035", "weixin-40097", "weixin-40150", "weixin-72031"],
  idNames: ["rule_id"],
  wrappers: ["rule_info"],
  about,
  check,
  checkPlan: () => [],
};
