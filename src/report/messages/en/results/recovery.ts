import { invalidation } from "../../../../model/code.ts";
import type { OpenWork, RecoveryResult } from "../../../../model/recovery.ts";

/** What is said of what earlier runs left open. */
export const recoveryWords = {
  /** The head of the table in Markdown of what was settled. */
  head: "| settled first | operation | result |",
  /** The head of the table in Markdown of what is open. */
  openHead: "| left open | operation | since | apply will |",
  /** `settled first: coffee/MemberCard/gold  create: came to nothing`. */
  settled: (address: string, operation: string, result: string): string =>
    `settled first: ${address}  ${operation}: ${result}`,
  result: (result: RecoveryResult, notBefore: string | undefined): string => {
    const words: Readonly<Record<RecoveryResult, string>> = {
      adopted: "found",
      cleared: "came to nothing",
      "put-back": "put up again as it was",
      "kept-down": "stays down",
      refused: "not taken back",
      waits: `does not show yet, not before ${notBefore?.slice(11, 16) ?? ""}`,
      asks: "nobody can say which it is",
      unread: "could not be looked up",
    };
    return words[result];
  },
  open: (address: string, operation: string, since: string | undefined, will: string): string =>
    `left open: ${address}  ${operation}${since === undefined ? "" : ` since ${since}`}: apply ${will}`,
  will: ({ will, notBefore, operation }: Pick<OpenWork, "will" | "notBefore" | "operation">): string => {
    const words: Readonly<Record<OpenWork["will"], string>> = {
      look: "looks it up first",
      wait: `looks it up first, waits until ${notBefore?.slice(11, 16) ?? ""} for what does not show`,
      "put-back": "puts it up again first",
      ask: operation === invalidation ? "leaves it to `wxcards code invalidate`" : "leaves it down",
    };
    return words[will];
  },
};
