import type { CodeOutcome } from "../../../../model/code.ts";

/** What is said of a member. */
export const memberWords = {
  codeTitle: "wxcards code invalidate",
  /** The heads of the tables in Markdown. */
  head: "| what | value |",
  heldHead: "| document | card | code |",
  /** States of a code, by the platform's own words. */
  states: {
    NORMAL: "taken, and in use",
    CONSUMED: "used up",
    EXPIRE: "expired",
    GIFTING: "being given on to somebody else",
    GIFT_SUCC: "given on to somebody else",
    GIFT_TIMEOUT: "was to be given on, and nobody took it",
    DELETE: "deleted by the member",
    UNAVAILABLE: "invalid",
  } as Readonly<Record<string, string>>,
  /** Fields of the activation form, by the end of the platform's own words. */
  fields: {
    MOBILE: "mobile phone",
    SEX: "sex",
    NAME: "name",
    BIRTHDAY: "birthday",
    IDCARD: "ID number",
    EMAIL: "email",
    LOCATION: "region",
    DETAIL_LOCATION: "address",
    POST_CODE: "postcode",
    EDUCATION_BACKGROUND: "education",
    CAREER: "occupation",
    INDUSTRY: "industry",
    INCOME: "income",
    HABIT: "interests",
  } as Readonly<Record<string, string>>,
  rows: {
    state: "state",
    canConsume: "can be used",
    active: "activated",
    validity: "valid",
    bonus: "points",
    balance: "balance",
    membershipNumber: "membership number",
    openid: "openid",
    outcome: "result",
    before: "before",
    after: "after",
  },
  outcomes: {
    done: "made invalid, for good",
    already: "invalid already; nothing was sent",
    refused: "refused; nothing has changed",
    unknown: "nobody can say: look again before anything else",
  } satisfies Readonly<Record<CodeOutcome, string>>,
  yes: "yes",
  no: "no",
  permanent: "permanently",
  validity: (begins: string | undefined, ends: string | undefined): string => {
    if (begins === undefined && ends === undefined) return "the platform does not say";
    return [...(begins === undefined ? [] : [`from ${begins}`]), ...(ends === undefined ? [] : [`until ${ends}`])].join(
      " ",
    );
  },
  asReported: (balance: string): string => `${balance} (as the platform reports it, without a unit)`,
  notFilledIn: "not filled in",
  unmanaged: "(no document)",
  none: "The platform lists no card of this person.",
  masked: "What belongs to a person is masked; --show-personal shows it on the terminal, and nowhere else.",
};
