import { type PayGiftBehaviours, usualPayGiftBehaviours } from "./pay-gift-behaviours.ts";
import { type UnsourcedCodes, usualCodes } from "./unsourced-codes.ts";
import { usualWechatPayBehaviours, type WechatPayBehaviours } from "./wechatpay-behaviours.ts";

/** How a review runs. */
export interface ReviewBehaviour {
  /** How long it takes, in seconds of the sandbox's clock. */
  seconds: number;
  verdict: "pass" | "refuse";
  /**
   * When card/get shows the submitted values: `at-once`, or `after-review` (the old ones stay until it passed; refused
   * ones never come). Which of the two the platform does is not documented, so a client has to live with both.
   */
  shows: "at-once" | "after-review";
  /**
   * What waits for a review that `shows` its values after it: the fields that need one (when absent), or everything of
   * the same call. Not documented.
   */
  withholds?: "reviewed" | "whole-call";
}

/**
 * What may differ from account to account, from year to year or from day to day: every member may be changed while the
 * sandbox runs.
 */
export interface Behaviours {
  /** Waited on the sandbox's clock before each request is looked at. */
  latencyMs: number;
  /** Judged when something is submitted: a later change of the behaviour does not touch reviews under way. */
  review: ReviewBehaviour;
  /**
   * Refusal of the caller's address. Sources differ on whether it guards every call or only token calls, and on the
   * code (API IP whitelist page and captured 40164 answers; service guide: 61004).
   */
  ipWhitelist: { refuse: boolean; code: 40164 | 61004; ip: string; scope: "every-call" | "token-calls" };
  /** Card calls left today; each one takes one, and with none left the answer is 45009. */
  quota: { remaining: number };
  /**
   * Answers ok and does nothing: `true` for whole writes (update, delete, modifystock), or dotted paths below
   * `member_card` (`base_info.notice`) that an update drops silently. Source: community reports of ok answers without
   * effect.
   */
  okButUnchanged: boolean | readonly string[];
  /** Lifetime of tokens issued from now on. */
  tokenSeconds: number;
  /**
   * What the account was granted: 43008 without `wechatPay`, 43010 without `balance`, 43009 without `customCode`, 48001
   * without `cards`.
   */
  permissions: { wechatPay: boolean; balance: boolean; customCode: boolean; cards: boolean };
  /** Errors come as `text/plain`. Source: bug reports of several SDKs. */
  textPlainErrors: boolean;
  /** How card/get writes a colour. Real answers: always hex. */
  colourAs: "hex" | "name";
  /** card/get writes `date_info.type` as 1 or 2. Source: answers up to April 2015. */
  numericDateType: boolean;
  /**
   * What becomes of the total when stock is changed: it moves along, stays, or is not shown at all, as on cards from
   * before about 2015. Which of the first two the platform does is not documented.
   */
  stockTotal: "moves" | "stays" | "absent";
  /**
   * Whether card/get shows the keys of mini programs in `base_info` and `custom_fieldN`: sources contradict each other.
   */
  miniProgramFields: "shown" | "hidden";
  /**
   * How many of the next card/get of a card that an update has changed still show it as it was before, status included;
   * each update counts anew. Source: community reports of ok answers after which a read shows the old card.
   */
  staleReads: number;
  /**
   * Whether card/get shows what no captured answer ever did: message operations, and the mini programs of bonus,
   * balance and activation. That captures lack them may only mean that nobody had set them.
   */
  writeOnlyFields: "hidden" | "shown";
  /**
   * What becomes of a member that the tables do not know, in the content of create, update and paygiftcard/add:
   * `refused` with 47001, or `taken` and stored as it was sent, any JSON but null. Keys that are known to be refused
   * always are: those of create in an update, and what only answers have. Source of the first: 47001 answers of the
   * community; the second is for members that the platform adds some day.
   */
  unknownMembers: "refused" | "taken";
  /**
   * Moments of cards, and ids of stores, as a text of digits. `taken`: kept as numbers, but ids of stores in create
   * only, where SDKs send them so (WxJava); moments come so from shop software (the card module of we7). `everywhere`:
   * ids of stores in an update as well, of which no sender is known. `refused`:
   * 47001. No answer to any of it was ever published.
   */
  numbersAsText: "taken" | "everywhere" | "refused";
  /**
   * Which spellings of whole numbers are read. `strict`: digits of at most 64 bits, 47001 for anything else. `lenient`:
   * `100.0` and `1e2` as well, and more digits. No answer to them in card calls was ever published.
   */
  wholeNumbers: "strict" | "lenient";
  /**
   * What the errmsg of a 47001 quotes of the body. It `begins` `at` what the reader could not take (both recorded
   * forms: inside the key, before its closing quote, and at the value), or `behind` it. It `quotes` the `whole` rest,
   * or is cut `short` after 115 characters with `...` (one recorded answer).
   */
  errorBefore: { begins: "at" | "behind"; quotes: "whole" | "short" };
  /**
   * Hosts of logo and background, 40141 on others; `any` takes every one. Source: 40141 reports; no page lists the
   * hosts.
   */
  pictureHosts: readonly string[] | "any";
  /** The codes that no source has. */
  codes: UnsourcedCodes;
  /**
   * Most entries of `url_cell.card_id_list`; beyond it 72019. Source: 10 in Manage Member Card 8.3, 5 in the errmsg of
   * 72019.
   */
  maxMsgCards: number;
  /**
   * How a form for a card without one-click activation is refused. Source: 45030 in community reports, 72026 in the
   * global return codes.
   */
  formRefusal: 45030 | 72026;
  /**
   * Whether self-service redemption needs a card with stores, as payment does (43017). The documentation says so, and a
   * recorded answer of a card without any is ok.
   */
  selfServiceNeedsStores: boolean;
  /** People whom a test whitelist never takes: they are missing in the answer, which is ok all the same. */
  testersLeftOut: readonly string[];
  /**
   * Escapes that begin with `\u` in a body: `refused` with 47002, unless it stands for a control character, or
   * `accepted`.
   */
  unicodeEscapes: "refused" | "accepted";
  /**
   * Host of the addresses that uploadimg gives. Newer accounts got `mmecoa.qpic.cn`, which card calls then refuse
   * (community report).
   */
  imageHost: string;
  /**
   * Of third-party platforms. `addressRefused`: the caller is not on the platform's own list (61004), for its calls and
   * for those in the name of accounts. `refreshTokens`: what api_authorizer_token gives back, the same one; or another,
   * the former staying in force (`added`) or not (`replaced`). The documentation says to store one that differs, and not
   * what becomes of the other.
   */
  thirdParty: { addressRefused: boolean; refreshTokens: "kept" | "added" | "replaced" };
  /** What differs, or is not known, about pay-gift rules. */
  payGift: PayGiftBehaviours;
  /** What differs, or is not known, about WeChat Pay. */
  wechatpay: WechatPayBehaviours;
}

/** The behaviours of an ordinary verified account that has been granted everything. */
export function usualBehaviours(): Behaviours {
  return {
    latencyMs: 0,
    review: { seconds: 60, verdict: "pass", shows: "at-once" },
    ipWhitelist: { refuse: false, code: 40164, ip: "203.0.113.7", scope: "every-call" },
    quota: { remaining: Number.POSITIVE_INFINITY },
    okButUnchanged: false,
    tokenSeconds: 7200,
    permissions: { wechatPay: true, balance: true, customCode: true, cards: true },
    textPlainErrors: false,
    colourAs: "hex",
    numericDateType: false,
    stockTotal: "moves",
    miniProgramFields: "shown",
    staleReads: 0,
    writeOnlyFields: "hidden",
    unknownMembers: "refused",
    numbersAsText: "taken",
    wholeNumbers: "strict",
    errorBefore: { begins: "at", quotes: "whole" },
    pictureHosts: ["mmbiz.qpic.cn", "mmbiz.qlogo.cn"],
    codes: usualCodes(),
    maxMsgCards: 10,
    formRefusal: 45030,
    selfServiceNeedsStores: false,
    testersLeftOut: [],
    unicodeEscapes: "refused",
    imageHost: "mmbiz.qpic.cn",
    thirdParty: { addressRefused: false, refreshTokens: "kept" },
    payGift: usualPayGiftBehaviours(),
    wechatpay: usualWechatPayBehaviours(),
  };
}
