import { type Behaviours, usualBehaviours } from "./behaviours.ts";

/**
 * The words or numbers that a behaviour takes, as keys, so that one left out does not compile; never for a behaviour
 * that takes any value of its type.
 */
type Choice<Value> = [Value] extends [readonly unknown[]]
  ? never
  : [Value] extends [object]
    ? string extends keyof Value
      ? never
      : keyof Choices<Value> extends never
        ? never
        : Choices<Value>
    : [Extract<Value, string | number>] extends [infer Word extends string | number]
      ? [Word] extends [never]
        ? never
        : string extends Word
          ? never
          : number extends Word
            ? never
            : Readonly<Record<Word, true>>
      : never;

type Choices<Group> = {
  readonly [Name in keyof Group as [Choice<NonNullable<Group[Name]>>] extends [never] ? never : Name]-?: Choice<
    NonNullable<Group[Name]>
  >;
};

/** What each behaviour takes that takes a few values only. */
export const BEHAVIOUR_CHOICES: Choices<Behaviours> = {
  review: {
    verdict: { pass: true, refuse: true },
    shows: { "at-once": true, "after-review": true },
    withholds: { reviewed: true, "whole-call": true },
  },
  ipWhitelist: { code: { 40164: true, 61004: true }, scope: { "every-call": true, "token-calls": true } },
  colourAs: { hex: true, name: true },
  stockTotal: { moves: true, stays: true, absent: true },
  miniProgramFields: { shown: true, hidden: true },
  writeOnlyFields: { hidden: true, shown: true },
  unknownMembers: { refused: true, taken: true },
  numbersAsText: { taken: true, everywhere: true, refused: true },
  wholeNumbers: { strict: true, lenient: true },
  errorBefore: { begins: { at: true, behind: true }, quotes: { whole: true, short: true } },
  pictureHosts: { any: true },
  formRefusal: { 45030: true, 72026: true },
  unicodeEscapes: { refused: true, accepted: true },
  thirdParty: { refreshTokens: { kept: true, added: true, replaced: true } },
  payGift: {
    listing: { "with-ids": true, "without-ids": true },
    listNames: { long: true, short: true },
    refusals: { entries: true, "whole-named": true, whole: true },
    expired: { kept: true, status: true, refused: true, gone: true },
  },
  wechatpay: {
    nested: { merge: true, replace: true },
    timeName: { modify_time: true, update_time: true },
    levelInPatch: { accepted: true, refused: true },
    unknownMembers: { refused: true, taken: true },
    deleteCall: { accepted: true, gone: true },
    emptyListData: { absent: true, empty: true },
    memberInformation: { required: true, optional: true },
    platformKeys: { "public-key": true, certificate: true, both: true },
    nonceReuse: { refused: true, accepted: true },
    serialCase: { any: true, upper: true },
    pictureHosts: { any: true },
    notifyHosts: { public: true, any: true },
    emptyTexts: { refused: true, accepted: true },
    partialObjects: { refused: true, accepted: true },
    foreignValidity: { accepted: true, refused: true },
    validityType: { "may-change": true, fixed: true },
    patchInvalid: { refused: true, accepted: true },
    invalidateAgain: { accepted: true, refused: true },
    sameRequestNumber: { "same-template": true, refused: true },
    momentsAs: { shanghai: true, "as-sent": true },
    colourAs: { "as-sent": true, "upper-case": true },
    unchangedPatch: { "keeps-time": true, "moves-time": true },
    unknownPath: { json: true, empty: true },
  },
};

/** Behaviours that take a list of texts although the usual value is none. */
export const ALSO_LISTS: readonly string[] = ["okButUnchanged"];

/**
 * Behaviours whose keys are merchant ids, with an example of what stands behind each: every member of it has to be
 * there.
 */
export const BY_MERCHANT_ID: Readonly<Record<string, unknown>> = {
  "payGift.refuse": 72001,
  "payGift.occupied": { appid: "wx0123456789abcdef", rule_id: "1" },
} satisfies {
  "payGift.refuse": Behaviours["payGift"]["refuse"][string];
  "payGift.occupied": Behaviours["payGift"]["occupied"][string];
};

type Complete<Group> = { readonly [Name in keyof Group]-?: Group[Name] };

/** Every behaviour there is, those without a usual value included: the examples say of which type the values are. */
export function exampleBehaviours(): object {
  const usual = usualBehaviours();
  return {
    ...usual,
    review: { ...usual.review, withholds: "reviewed" },
    payGift: { ...usual.payGift, firstRuleId: "1" },
  } satisfies Omit<Complete<Behaviours>, "review" | "payGift"> & {
    readonly review: Complete<Behaviours["review"]>;
    readonly payGift: Complete<Behaviours["payGift"]>;
  };
}
