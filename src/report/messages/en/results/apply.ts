import type { AccountResult } from "../../../account-results.ts";
import type { ApplySummary } from "../../../apply-summary.ts";

/** What is said of the steps of an apply. */
export const applyWords = {
  /** The head of the table in Markdown. */
  head: "| step | resource | call | status | result |",
  /** `2 done (1 settled, 1 in review), 1 failed`. */
  counts: (counts: ApplySummary): string => {
    const part = (number: number, word: string) => (number === 0 ? [] : [`${number} ${word}`]);
    const results = [
      ...part(counts.settled, "settled"),
      ...part(counts.inReview, "in review"),
      ...part(counts.notApplied, "not applied"),
      ...part(counts.refused, "refused by review"),
      ...part(counts.partial, "partial"),
    ];
    const done = `${counts.done} done${results.length === 0 ? "" : ` (${results.join(", ")})`}`;
    return [
      done,
      ...part(counts.failed, "failed"),
      ...part(counts.skipped, "skipped"),
      ...part(counts.unknown, "unknown"),
    ].join(", ");
  },
  statuses: ({ done, failed, skipped, unknown }: ApplySummary): string =>
    `${done} done, ${failed} failed, ${skipped} skipped, ${unknown} unknown.`,
  /** What became of an account. */
  account: (result: AccountResult["result"]): string => result.replaceAll("-", " "),
  ended: (counts: string): string => `Apply: ${counts}.`,
  notNeeded: "not needed",
  unseen: "sent, never shown",
};
