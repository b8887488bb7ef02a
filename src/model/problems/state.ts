import { define } from "./entry.ts";
import type { Unwritten } from "./run.ts";

/** What is said of the memory: where it is, who may write it, and what is wrong with it. */
export const stateProblems = {
  "state-damaged": define<{ readonly file: string; readonly reason: string }>("error", "document"),
  "state-outside-git": define<{ readonly folder: string }>("warning", "document"),
  "state-in-tree": define<{ readonly folder: string }>("warning", "document"),
  "state-none": define<{ readonly account: string; readonly place: string }>("warning", "refused"),
  "state-moves": define("error", "held"),
  "state-moved": define("error", "stale"),
  "state-seal": define<{ readonly file: string }>("error", "not-allowed"),
  "state-of-former-name": define<{
    /** The name under which the store has the memory. */
    readonly found: string;
    readonly identity: string;
    readonly account: string;
  }>("error", "document"),
  "state-of-another-account": define<{
    readonly file: string;
    readonly found?: string | undefined;
    readonly account: string;
    readonly expected: string;
  }>("error", "document"),
  "former-unverified": define<{
    readonly address: string;
    /** What would be put up again, each as the text of JSON. */
    readonly bodies: readonly string[];
  }>("error", "refused"),
  "state-not-written": define<Unwritten>("error", "failure"),
  "state-not-released": define<{ readonly account: string; readonly why: string }>("error", "failure"),
  "state-entry-unknown": define<{ readonly address: string; readonly nearest?: string | undefined }>("error", "usage"),
  "state-entry-ambiguous": define<{ readonly address: string; readonly addresses: readonly string[] }>(
    "error",
    "usage",
  ),
  "state-entry-declared": define<{ readonly address: string }>("error", "document"),
  "state-entry-open": define<{ readonly address: string }>("error", "refused"),
  "lease-unknown": define<{
    readonly nonce: string;
    /** The leases that are held, each as account and nonce. */
    readonly held: readonly string[];
  }>("error", "stale"),
  "live-damaged": define<{ readonly file: string }>("error", "document"),
  "plan-offline": define<{ readonly file: string }>("error", "stale"),
  "journal-tracked": define<{ readonly file: string }>("error", "document"),
  "journal-of-nobody": define<{ readonly file: string; readonly identity: string }>("error", "usage"),
  "journal-damaged": define<{ readonly file: string }>("error", "document"),
  "journal-not-written": define<Unwritten>("error", "failure"),
  "lease-held": define<{
    readonly account: string;
    readonly holder: string;
    readonly nonce: string;
    /** These two as instants in ISO 8601. */
    readonly since: string;
    readonly until: string;
  }>("error", "held"),
  "lease-lost": define<{
    readonly account: string;
    readonly until?: string | undefined;
    /** True where it was found out at the end. */
    readonly isOver?: boolean | undefined;
  }>("error", "failure"),
};
