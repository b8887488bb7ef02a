/** Who holds a merchant id outside the sandbox. */
export interface ForeignHolder {
  readonly appid: string;
  /** Decimal digits. */
  readonly rule_id: string;
}

/**
 * What may differ about pay-gift rules, or is simply not known: every member may be changed while the sandbox runs.
 *
 * Where nothing else is said, the documentation is silent and no live answer was ever published.
 */
export interface PayGiftBehaviours {
  /**
   * Whether `rule_list` of batchget and `rule_info` of getbyid tell the `rule_id`. No documentation or SDK shows one
   * there.
   */
  listing: "with-ids" | "without-ids";
  /**
   * Names of the two lists in the answer of add: `succ_mchid_list` and `fail_mchid_list` (sample of the documentation,
   * all SDKs), or `succ_list` and `fail_list` (its table of fields).
   */
  listNames: "long" | "short";
  /**
   * How add tells that it refuses single merchant ids.
   *
   * | behaviour         | errcode          | added    | named                                              |
   * |---------------|------------------|----------|----------------------------------------------------|
   * | `entries`     | 0                | the rest | each one; `rule_id` is absent when there is no rest |
   * | `whole-named` | that of the first | nothing | each one                                           |
   * | `whole`       | that of the first | nothing | none                                               |
   *
   * Source of `entries`: sample of the documentation, and production code that meets errcode 0 without a rule id.
   */
  refusals: "entries" | "whole-named" | "whole";
  /**
   * Merchant ids that are refused, with the code of each: 72001 of another entity, 72002 not bound to the AppID, or any
   * other.
   */
  refuse: Record<string, number>;
  /** Merchant ids that accounts which the sandbox does not play hold (72004). */
  occupied: Record<string, ForeignHolder>;
  /**
   * What becomes of a rule whose end has passed: `kept` as it was; shown with another `status`; `refused` with 72032 by
   * getbyid and delete and no longer listed; or `gone`, as if it had been deleted. A listing of rules in effect leaves
   * it out in any case.
   */
  expired: "kept" | "status" | "refused" | "gone";
  /** Whether such a rule still keeps its merchant ids from other rules; one that is `gone` never does. */
  expiredOccupies: boolean;
  /** Whether a listing of rules in effect has those whose begin lies ahead. */
  effectiveBeforeBegin: boolean;
  /** Add says 0 and adds the rule, and does not tell its `rule_id`. */
  noRuleId: boolean;
  /** Add leaves the list of what succeeded out. */
  omitSuccess: boolean;
  /** Most rules in one page of batchget, whatever `count` asks for. */
  mostPerPage: number;
  /**
   * The least rule id given from now on, in decimal digits; for ids past 2^53. Seven to nine digits by chance, then
   * ever one more, when absent.
   */
  firstRuleId?: string;
}

/** As documented; where nothing is, a rule stays what it was after its end, and keeps its merchant ids. */
export function usualPayGiftBehaviours(): PayGiftBehaviours {
  return {
    listing: "without-ids",
    listNames: "long",
    refusals: "entries",
    refuse: {},
    occupied: {},
    expired: "kept",
    expiredOccupies: true,
    effectiveBeforeBegin: false,
    noRuleId: false,
    omitSuccess: false,
    mostPerPage: 10,
  };
}
