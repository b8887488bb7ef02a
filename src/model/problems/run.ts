import type { JsonObject } from "../json.ts";
import { define } from "./entry.ts";
import type { TroubleArgs } from "./files.ts";

export interface Moved {
  readonly address: string;
  /** What moved: a pointer each, and what both sides were and are. */
  readonly moved?: readonly JsonObject[] | undefined;
}

export interface Unwritten extends TroubleArgs {
  readonly file: string;
}

/** What ends or bounds a run. */
export const runProblems = {
  "sandbox-state-damaged": define<{ readonly file: string }>("error", "usage"),
  "ci-not-at-root": define<{ readonly root: string; readonly folder: string }>("error", "usage"),
  "file-not-written": define<Unwritten>("error", "failure"),
  "more-problems": define<{ readonly errors: number; readonly warnings: number }>("error", "document"),
  "port-taken": define<{ readonly port: number }>("error", "usage"),
  "field-unknown": define<{ readonly kind: string; readonly path: string; readonly nearest?: string | undefined }>(
    "error",
    "usage",
  ),
  "report-not-written": define<Unwritten>("error", "failure"),
  "step-summary-missing": define("warning", "usage"),
  "step-summary-full": define<{ readonly file: string }>("warning", "failure"),
  "output-not-written": define<TroubleArgs>("error", "failure"),
  "secret-in-output": define<{ readonly file: string; readonly variables: readonly string[] }>("error", "failure"),
  "plan-file-missing": define<{ readonly file: string }>("error", "usage"),
  "plan-file-altered": define<{ readonly file: string }>("error", "stale"),
  "plan-file-format": define<{ readonly file: string }>("error", "stale"),
  "plan-of-other-platform": define<{ readonly sandbox: boolean }>("error", "stale"),
  "plan-of-other-account": define<{ readonly account: string; readonly saved: string; readonly identity: string }>(
    "error",
    "stale",
  ),
  "plan-moved": define<Moved>("error", "stale"),
  "moved-meanwhile": define<{ readonly address: string; readonly fields: readonly string[] }>("error", "stale"),
  "plan-not-needed": define<Moved>("error", "stale"),
  "plan-not-approved": define<Moved>("error", "stale"),
  "digest-differs": define<{
    readonly digest: string;
    readonly expected: string;
    /** What would be sent now: an address each, with its fields. */
    readonly sends: readonly string[];
  }>("error", "stale"),
  "consent-missing": define<{ readonly what: string; readonly address?: string | undefined }>("error", "refused"),
  "no-terminal": define("error", "refused"),
  "not-confirmed": define("error", "refused"),
  interrupted: define("error", "failure"),
  "run-without-progress": define<{ readonly minutes: number }>("error", "failure"),
  "skipped-after-failure": define<{ readonly step: string; readonly other?: string | undefined }>("error", "failure"),
  "account-stopped": define<{ readonly account: string; readonly cause: string }>("error", "failure"),
  bug: define<{ readonly reason: string }>("error", "failure"),
};
