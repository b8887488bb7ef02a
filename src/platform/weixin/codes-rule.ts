/**
 * Codes of cards and of all calls that a call about pay-gift rules can be answered with too: there they speak of the
 * rule, or of the card that it gives. No source lists them for these calls; what each means is what its text says, of
 * what was sent.
 */
export const ruleErrcodes = [
  47001, 41011, 40035, 40097, 40150, 45021, 45002, 41012, 40073, 73204, 40071, 40078, 40107, 45030, 40079,
] as const;

export type RuleErrcode = (typeof ruleErrcodes)[number];

/** True for a call about pay-gift rules, by its path. */
export function isRuleCall(call: string): boolean {
  return /^\/?card\/paygift(?:member)?card\//.test(call);
}
