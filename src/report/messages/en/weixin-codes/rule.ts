import type { RuleErrcode } from "../../../../platform/weixin/codes-rule.ts";
import type { CodeWords } from "../../language.ts";
import { cardWords } from "./card.ts";

const FIELDS = "docs/reference/pay-gift-rule.md";
const GIVEN = "member_rule.card_id";

/** What the codes of cards and of all calls mean where a call about pay-gift rules is answered with them. */
export const ruleWords = {
  47001: {
    meaning:
      "The platform's strict reader met a key it does not take in a rule or at this level, a null, or a value of the wrong type; the rule was not touched.",
    todo: `Take the named field out of the rule's document; where none is named, compare the fields of the rule with ${FIELDS}.`,
  },
  41011: {
    meaning: "A field that every rule must have is missing; the platform does not say which.",
    todo: `Check that base_info has mchid_list, begin_time and end_time, and member_rule has card_id, least_cost and max_cost (${FIELDS}).`,
  },
  40035: {
    meaning: "The number of arguments is not acceptable for a rule; the platform does not say which.",
    todo: `Compare the fields of the rule that changed last with ${FIELDS}, and change them one at a time.`,
  },
  40097: {
    meaning: "A value of the rule is not acceptable; the platform does not say which.",
    todo: `Compare the fields of the rule that changed last with ${FIELDS}, and change them one at a time.`,
  },
  40150: {
    meaning: "Some fields of the rule do not fit together; the platform does not say which.",
    todo: `Compare the fields of the rule that changed last with ${FIELDS}, and change them one at a time.`,
  },
  45021: {
    meaning: "A text of the rule is too long; the platform does not say which.",
    todo: "Shorten member_rule.jump_url and app_brand_pass.",
  },
  45002: {
    meaning: "The rule as a whole is too large; the limit is not documented.",
    todo: "Divide base_info.mchid_list over more documents, and shorten member_rule.jump_url.",
  },
  41012: {
    meaning: "The rule arrived without the id of the card that it gives.",
    todo: `Write ${GIVEN}; where it is there, check that no relay changes the body.`,
  },
  40073: {
    meaning: "The platform does not know the card that the rule gives in this account.",
    todo: `Check that ${GIVEN} is a card of this appid: every account has its own ids, and case matters.`,
  },
  73204: {
    meaning: "The card that the rule gives does not exist.",
    todo: `Check ${GIVEN}; for a card that is really gone name another one.`,
  },
  40071: {
    meaning: "The card that the rule gives is of another type than member card, or is gone.",
    todo: `Write the address or the id of a member card as ${GIVEN}; coupons cannot be given by such a rule.`,
  },
  40078: {
    meaning:
      "The state of the card that the rule gives does not allow this: deleted, taken off by the platform, or still in review.",
    todo: `Look at that card in mp.weixin.qq.com; wait for a review to end, or name another card as ${GIVEN}.`,
  },
  40107: {
    meaning: "The card that the rule gives has not passed its review, or names no stores.",
    todo: "Wait for the review of that card, and give it base_info.location_id_list; then apply the rule again.",
  },
  45030: {
    meaning:
      "The card that the rule gives may not be used so: something it needs is not switched on, or it belongs to another product by now.",
    todo: "Check the activation of that card, and whether it was moved to WeChat Pay.",
  },
  40079: {
    meaning: "A time of the rule is not acceptable; milliseconds in place of seconds are the usual cause.",
    todo: "Write base_info.begin_time and end_time as dates, or as 10 digits of unix seconds, the end after the beginning.",
  },
} as const satisfies Readonly<Record<RuleErrcode, CodeWords>>;

/** The words of a code of cards that has none of its own for rules. */
export function ofCards(code: keyof typeof cardWords): CodeWords {
  return {
    meaning: `The rule was not taken; for cards the code means: ${cardWords[code].meaning}`,
    todo: `Compare the fields of the rule that changed last with ${FIELDS}, and look at the card that it gives; give the rid to the platform when neither explains it.`,
  };
}
