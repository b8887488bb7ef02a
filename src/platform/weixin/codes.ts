import { accountCodes } from "./codes-account.ts";
import { cardCodes } from "./codes-card.ts";
import { payGiftCodes } from "./codes-pay-gift.ts";
import { ruleWords } from "./codes-rule.ts";

/** How the tool reacts. */
export type CodeClass =
  | "busy" // try again with backoff (reads); look up first (writes)
  | "token" // one new token, once; on the token call itself there is nothing to renew, so stop
  | "rate" // wait at least a minute
  | "quota" // stop this account
  | "environment" // an administrator must act: exit 77
  | "permanent"; // the request is wrong: fail the resource, exit 1

/** What is known about one `errcode`: what it says, what it means here, the way out, and who says so. */
export interface WeixinCode {
  readonly code: number;
  /** The platform's own wording in short, as seen (for searching). */
  readonly says: string;
  readonly class: CodeClass;
  /** What it means here, in plain words; names in braces as in `todo`. */
  readonly meaning: string;
  /** What to do, imperative and concrete. Never empty. A name in braces stands for the variable of the account: `{APPSECRET}`. */
  readonly todo: string;
  /** Who says so. */
  readonly source: string;
}

/**
 * The `errcode`s that can reach the calls the tool makes, by number.
 *
 * The calls: cgi-bin/stable_token; card/get, batchget, update, create, delete, modifystock; media/uploadimg; card/paygiftcard/add, delete, getbyid,
 * batchget. `codes-account.ts` has what any call can answer (token, address, quota, permission, transport), `codes-card.ts` what is about a card or a
 * picture, `codes-pay-gift.ts` what is about a rule that gives a card after a payment, or about a merchant id in it.
 *
 * Left out, because nothing the tool sends can cause them:
 *
 *     per user          40053 40056 40075 40080 40099 40109–40111 40116 40127 45029 45033 72011 72012 72020 72022   codes, QR codes, claiming
 *     other card kinds  72007 72008 72021 and 40142–40148, 40153, 45043, 45045                                      coupons, friends' cards
 *     other products    40058 40096 40098 40128 45028 65104 71001–71008 72015 72017 72018 72023–72025
 *                       72027–72029 72036–72093 9001001–9001036 9008001 9008002                                     menu, stores, coins, invoices, beacons
 *     other calls       48006 61500 61501 76001–76003 76021 76022                                                   clear_quota, datacube, rid, quota
 *     third party only  61010 61023                                                                                 the component's own token calls
 *     placeholder       23112                                                                                       only in one example of the docs
 *
 * Wording comes from the global return codes; where sources disagree, the meaning says so. An entry is not a promise that the code is still in use.
 */
export const weixinCodes: ReadonlyMap<number, WeixinCode> = new Map(
  ([...accountCodes, ...cardCodes, ...payGiftCodes] satisfies readonly WeixinCode[]).map(
    (row): [number, WeixinCode] => [row.code, row],
  ),
);

/**
 * What is known about a code; for an unknown one an entry of class `permanent` that says so.
 *
 * Total, so that a new code of the platform never crashes a run: repeating a request nobody understands is the worse guess. Where the call is known, its words speak
 * of what the call is about: many codes are answered to calls about cards and about rules.
 */
export function weixinCode(code: number, call = ""): WeixinCode {
  const known = weixinCodes.get(code);
  if (known !== undefined && isRuleCall(call)) return { ...known, ...ruleWords(code) };
  return (
    known ?? {
      code,
      says: "",
      class: "permanent",
      meaning: `The platform refused the request with code ${code}, which is not in the catalogue of wxcards.`,
      todo: `Search the platform's documentation and community for ${code} together with the text it sent; give its rid when asking the platform.`,
      source: "not catalogued",
    }
  );
}

/** True for a call about pay-gift rules, by its path. */
function isRuleCall(call: string): boolean {
  return /^\/?card\/paygiftcard\//.test(call);
}

/** The exit code a failure of this class leads to: 77 where credentials or permissions stand in the way, 1 for everything else. */
export function exitFor(codeClass: CodeClass): 1 | 77 {
  return codeClass === "environment" || codeClass === "token" ? 77 : 1;
}
