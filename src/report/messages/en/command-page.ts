import type { ExitName } from "../../exit-code.ts";

/** What each exit code means, in Markdown. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  ok: "nothing to do, or everything done",
  failure: "a failure of platform or network, a change that was not applied, or a bug",
  changes: "with `--detailed-exitcode`: apply would change something; `status`: something is in review",
  refused: "refused: no consent, or a change that can never be carried out",
  stale: "a saved plan, or an expected digest, fits no more; a card moved between plan and write",
  partial: "something was written or took effect, and something else did not; `status`: a review refused",
  unknown: "the outcome of a write is unknown",
  held: "another `apply` or `import` is at work in the folder",
  usage: "wrong usage",
  documents: "documents are wrong (found offline)",
  notAllowed: "not allowed: credential, permission, IP whitelist; a credential of another account",
  interrupted: "interrupted by SIGINT",
  terminated: "interrupted by SIGTERM",
};

/** What a command does on the network, as the table of commands says it. */
export const networkUses = {
  none: "none",
  reads: "reads",
  writes: "reads and writes",
  serves: "serves on loopback",
  remote: "the remote of the repository",
} as const;
