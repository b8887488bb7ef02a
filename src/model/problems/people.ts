import { define } from "./entry.ts";

/** People whom documents name, and what every account has exactly one of. */
export const peopleProblems = {
  "person-in-file": define<{ readonly count: number; readonly variable: string }>("warning", "document"),
  "person-in-patch": define<{ readonly file: string }>("error", "failure"),
  "people-said-twice": define<{ readonly variable: string }>("error", "document"),
  "person-variable-malformed": define<{
    readonly variable: string;
    /** Which of the people in it, from 1. */
    readonly position: number;
    readonly reason: "form" | "twice" | "many";
  }>("error", "usage"),
  "people-thrown-out": define<{ readonly people: readonly string[] }>("warning", "refused"),
  "people-unknown": define("warning", "refused"),
  "person-left-out": define<{ readonly person: string; readonly call: string }>("error", "failure"),
  "account-has-one": define<{
    readonly account: string;
    readonly kind: string;
    readonly other: string;
    readonly file: string;
    readonly line: number;
  }>("error", "document"),
  "own-without-id": define<{ readonly key: string }>("error", "document"),
  "own-always-there": define<{ readonly key: string; readonly fields: readonly string[] }>("error", "document"),
  "people-unsaid": define<{ readonly variables: readonly string[] }>("warning", "document"),
  "whitelist-too-long": define<{ readonly count: number; readonly limit: number }>("error", "document"),
  "whitelist-list-missing": define<{ readonly list: string; readonly count: number }>("error", "refused"),
};
