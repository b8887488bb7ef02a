import { isComponentCall } from "../../../../platform/weixin/codes-component.ts";
import { isRuleCall } from "../../../../platform/weixin/codes-rule.ts";
import type { CodeWords } from "../../language.ts";
import { accountWords } from "./account.ts";
import { cardWords } from "./card.ts";
import { componentWords, ofComponents } from "./component.ts";
import { memberWords } from "./member.ts";
import { payGiftWords } from "./pay-gift.ts";
import { ofCards, ruleWords } from "./rule.ts";

const usual: Readonly<Record<number, CodeWords>> = {
  ...accountWords,
  ...cardWords,
  ...payGiftWords,
  ...memberWords,
  ...componentWords,
};
const ofRules: Readonly<Record<number, CodeWords>> = ruleWords;

/**
 * The meaning of an `errcode` and the way out, for the call that was answered with it; total, also for a code nobody
 * knows yet.
 */
export function weixinCodeWords(errcode: number, call: string): CodeWords {
  const particular = isComponentCall(call)
    ? ofComponents[errcode]
    : isRuleCall(call)
      ? ruleCodeWords(errcode)
      : undefined;
  return particular ?? usual[errcode] ?? unknown(errcode);
}

/** What a code means for a call about rules; undefined where its usual words hold for them too. */
export function ruleCodeWords(errcode: number): CodeWords | undefined {
  return ofRules[errcode] ?? (isOfCards(errcode) ? ofCards(errcode) : undefined);
}

function isOfCards(errcode: number): errcode is keyof typeof cardWords {
  return errcode in cardWords;
}

function unknown(errcode: number): CodeWords {
  return {
    meaning: `The platform refused the request with code ${errcode}, which is not in the catalogue of wxcards.`,
    todo: `Search the platform's documentation and community for ${errcode} together with the text it sent; give its rid when asking the platform.`,
  };
}
