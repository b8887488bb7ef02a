import type { ApplyReport, Outcome } from "../model/outcome.ts";

/** How many steps ended in which way; the first four add up to what was planned. */
export interface ApplySummary {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly settled: number;
  readonly inReview: number;
  readonly notApplied: number;
  readonly refused: number;
  readonly partial: number;
}

/** Counts the outcomes of an apply. */
export function applySummary({ outcomes }: ApplyReport): ApplySummary {
  const status = (word: Outcome["status"]) => outcomes.filter((outcome) => outcome.status === word).length;
  const result = (word: Outcome["result"]) => outcomes.filter((outcome) => outcome.result === word).length;
  return {
    done: status("done"),
    failed: status("failed"),
    skipped: status("skipped"),
    unknown: status("unknown"),
    settled: result("settled"),
    inReview: result("in-review"),
    notApplied: result("not-applied"),
    refused: result("refused"),
    partial: result("partial"),
  };
}
