import { define } from "./entry.ts";

/** What stands against looking at a member. */
export const memberProblems = {
  "member-unclear": define<{
    readonly reason: "both" | "neither" | "no-card" | "several-accounts" | "no-account";
    /** Of `several-accounts`: those that could be meant. */
    readonly accounts?: readonly string[] | undefined;
  }>("error", "usage"),
  "member-target-unclear": define<{
    readonly pattern: string;
    /** The addresses that it could mean; none where it fits nothing. */
    readonly addresses: readonly string[];
    readonly nearest?: string | undefined;
    /** True where what it fits is of a kind that nobody holds by a code. */
    readonly other?: boolean | undefined;
  }>("error", "usage"),
  "code-memory-missing": define<{ readonly account: string }>("error", "refused"),
  "code-consent-missing": define<{ readonly address: string; readonly status: string }>("error", "refused"),
  "code-outcome-unknown": define<{ readonly address: string }>("error", "failure"),
  "code-left-open": define<{ readonly address: string; readonly since: string }>("warning", "failure"),
  "member-target-new": define<{ readonly address: string }>("error", "usage"),
};
