/**
 * The codes of refusals for which no source has one: chosen by what the platform's words for them say. 0 takes what
 * would be refused.
 *
 * Every member may be changed while the sandbox runs.
 */
export interface UnsourcedCodes {
  /**
   * A number outside what its field can mean: `get_limit` 0, `discount` 101, amounts below 0, an `end_hour` past 24.
   */
  numberOutOfRange: number;
  /**
   * An instant of a validity on 2038-01-19 or later. The rule is documented, its code is not; live cards with later
   * ends are known all the same.
   */
  instantTooLate: number;
  /** More fields of a sort in an activation form than five. */
  formTooLong: number;
  /** More than ten people on a test whitelist. */
  whitelistTooLong: number;
  /** An update while a review is under way. Usual: taken, and the submission joins the first. */
  updateInReview: number;
  /** Deleting a card that is deleted. */
  deletedAgain: number;
  /** Updating a deleted card, or moving its stock. */
  deletedCard: number;
  /** A difference of stock below 0. */
  negativeStockChange: number;
  /** A stock of more than 100,000,000 by `modifystock`. */
  stockAboveMost: number;
  /** An `offset` below 0, or a `count` below 1; for cards also one above 50. */
  pageOutOfRange: number;
  /** A rule whose end is not behind its begin. */
  ruleEndBeforeBegin: number;
  /** A rule whose end has passed already. */
  ruleEndPast: number;
  /** Amounts of a rule that are negative or the wrong way round. */
  ruleAmounts: number;
  /** A rule on a card that is deleted. */
  ruleOfDeletedCard: number;
  /** A merchant id that is no number. */
  merchantNoNumber: number;
  /** A merchant id given twice in one `add`. Usual: counts once. */
  merchantTwice: number;
}

/** What the words of the platform suggest. */
export function usualCodes(): UnsourcedCodes {
  return {
    numberOutOfRange: 40150,
    instantTooLate: 40079,
    formTooLong: 40097,
    whitelistTooLong: 72022,
    updateInReview: 0,
    deletedAgain: 40078,
    deletedCard: 40078,
    negativeStockChange: 40122,
    stockAboveMost: 40122,
    pageOutOfRange: 40035,
    ruleEndBeforeBegin: 40079,
    ruleEndPast: 72031,
    ruleAmounts: 72031,
    ruleOfDeletedCard: 40073,
    merchantNoNumber: 72010,
    merchantTwice: 0,
  };
}
