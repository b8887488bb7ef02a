interface OfField {
  readonly field?: string | undefined;
}

/** True for the list of what a consent is given for, which stands beside `what: occupied` only. */
export function isConsentIds({ field = "" }: OfField): boolean {
  return /(^|\.)allow\.\d+\.ids$/.test(field);
}

/** True for the list of the merchant ids of a rule. */
export function isMerchantIds({ field = "" }: OfField): boolean {
  return /(^|\.)mchid_list$/.test(field);
}
