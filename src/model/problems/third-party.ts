import { define } from "./entry.ts";
import type { Refusal } from "./platform.ts";

/** A command that stands in a variable of an account. */
export interface OfCommand {
  readonly account: string;
  /** The variable; what is in it may hold a secret, and is told nowhere. */
  readonly variable: string;
}

/** What comes of third-party platforms, and of programs that give or keep tokens. */
export const thirdPartyProblems = {
  "command-malformed": define<OfCommand & { readonly fault: "not-json" | "no-list" | "empty" | "no-texts" }>(
    "error",
    "not-allowed",
  ),
  "command-failed": define<
    OfCommand & {
      readonly why: "missing" | "late" | "stopped" | "unstartable" | "overflow" | "exit";
      /** Of `exit`. */
      readonly exitCode?: number | undefined;
      /** Of `late`. */
      readonly seconds?: number | undefined;
      /** Of `overflow`. */
      readonly bytes?: number | undefined;
      /** The first line of what it said on stderr, as far as it can be no secret. */
      readonly said?: string | undefined;
    }
  >("error", "not-allowed"),
  "command-answer-unusable": define<
    OfCommand & { readonly fault: "not-utf8" | "not-json" | "no-object" | "no-token" | "expires" }
  >("error", "not-allowed"),
  "token-command-repeats": define<Refusal>("error", "not-allowed"),
  "component-token-refused": define<Refusal>("error", "not-allowed"),
  "refresh-token-unkept": define<{ readonly account: string; readonly variables: readonly string[] }>(
    "error",
    "not-allowed",
  ),
  "authorizer-not-listed": define<{ readonly identity: string; readonly component: string }>("error", "not-allowed"),
};
