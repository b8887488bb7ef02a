import { accountCodes } from "./codes-account.ts";
import { cardCodes } from "./codes-card.ts";
import { componentCodes } from "./codes-component.ts";
import { memberCodes } from "./codes-member.ts";
import { payGiftCodes } from "./codes-pay-gift.ts";

/** How the tool reacts. */
export type CodeClass =
  | "busy" // try again with backoff (reads); look up first (writes)
  | "token" // one new token, once; on the token call itself there is nothing to renew, so stop
  | "rate" // wait at least a minute
  | "quota" // stop this account
  | "environment" // an administrator must act: exit 77
  | "permanent"; // the request is wrong: fail the resource, exit 1

/**
 * What is known about one `errcode`, but for its meaning and the way out: those are words, and stand in the catalogue
 * of messages.
 */
export interface WeixinCode {
  readonly code: number;
  /** The platform's own wording in short, as seen (for searching). */
  readonly says: string;
  readonly class: CodeClass;
  /** Who says so. */
  readonly source: string;
}

/**
 * The `errcode`s that can reach the calls the tool makes, by number.
 *
 * The calls: cgi-bin/stable_token; cgi-bin/component/api_component_token, api_authorizer_token and
 * api_get_authorizer_list; card/get, batchget, update, create, delete, modifystock; media/uploadimg;
 * card/paygiftcard/add, delete, getbyid, batchget; card/code/get, card/membercard/userinfo/get and
 * card/user/getcardlist. `codes-account.ts` has what any call can answer (token, address,
 * quota, permission, transport), `codes-card.ts` what is about a card or a picture, `codes-pay-gift.ts` what is about a
 * rule that gives a card after a payment, or about a merchant id in it, `codes-member.ts` what is about one member,
 * `codes-component.ts` what is about a third-party platform.
 *
 * Left out, because nothing the tool sends can cause them:
 *
 *     per user          40053 40075 40080 40109–40111 40116 45029 45033 72011 72012 72020 72022   codes, QR codes, claiming
 *     other card kinds  72007 72008 72021 and 40142–40148, 40153, 45043, 45045                                      coupons, friends' cards
 *     other products    40058 40096 40098 40128 45028 65104 71001–71008 72015 72017 72018 72023–72025
 *                       72027–72029 72036–72093 9001001–9001036 9008001 9008002                                     menu, stores, coins, invoices, beacons
 *     other calls       48006 61500 61501 76001–76003 76021 76022                                                   clear_quota, datacube, rid, quota
 *     third party only  61000–61002 61008–61010 61012 61013                                                         authorising, options
 *     placeholder       23112                                                                                       only in one example of the docs
 *
 * Wording comes from the global return codes; where sources disagree, the meaning says so. An entry is not a promise
 * that the code is still in use.
 */
export const weixinCodes: ReadonlyMap<number, WeixinCode> = new Map(
  (
    [...accountCodes, ...cardCodes, ...payGiftCodes, ...memberCodes, ...componentCodes] satisfies readonly WeixinCode[]
  ).map((row): [number, WeixinCode] => [row.code, row]),
);

/**
 * What is known about a code; for an unknown one an entry of class `permanent`.
 *
 * Total, so that a new code of the platform never crashes a run: repeating a request nobody understands is the worse
 * guess.
 */
export function weixinCode(code: number): WeixinCode {
  return weixinCodes.get(code) ?? { code, says: "", class: "permanent", source: "not catalogued" };
}

/**
 * The exit code a failure of this class leads to: 77 where credentials or permissions stand in the way, 1 for
 * everything else.
 */
export function exitFor(codeClass: CodeClass): 1 | 77 {
  return codeClass === "environment" || codeClass === "token" ? 77 : 1;
}
