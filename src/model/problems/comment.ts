import { define } from "./entry.ts";

/** A call to a host of repositories, for messages: `GET /repos/shop/cards/issues/7/comments`. */
export interface HostCall {
  /** What people call the host. */
  readonly host: string;
  readonly call: string;
}

/** What comes of comments on hosts of repositories. */
export const commentProblems = {
  "comment-file-format": define<{ readonly file: string; readonly format?: string | undefined }>("error", "usage"),
  "comment-place-missing": define<{
    readonly host: string;
    /** The variable in which a job has the number. */
    readonly variable?: string | undefined;
  }>("error", "usage"),
  "flags-exclusive": define<{ readonly flags: readonly string[] }>("error", "usage"),
  "host-variable-missing": define<{
    readonly variable: string;
    readonly host: string;
    /** True where it is set, and not to anything of the kind. */
    readonly malformed?: boolean | undefined;
  }>("error", "usage"),
  "host-event-unreadable": define<{ readonly variable: string }>("error", "usage"),
  "host-token-missing": define<{
    readonly variable: string;
    readonly host: string;
    readonly malformed?: boolean | undefined;
  }>("error", "not-allowed"),
  "host-token-refused": define<HostCall & { readonly variable: string }>("error", "not-allowed"),
  "host-not-permitted": define<HostCall & { readonly variable: string; readonly answer: string }>(
    "error",
    "not-allowed",
  ),
  "host-not-found": define<HostCall & { readonly variable: string }>("error", "failure"),
  "host-refused": define<HostCall & { readonly status: number; readonly answer: string }>("error", "failure"),
  "host-redirects": define<HostCall & { readonly status: number; readonly variable: string }>("error", "failure"),
  "host-busy": define<HostCall & { readonly until: string }>("error", "failure"),
  "host-no-answer": define<HostCall & { readonly reason: string; readonly sent: boolean }>("error", "failure"),
  "host-answer-unusable": define<HostCall & { readonly status: number; readonly bytes: number }>("error", "failure"),
  "comment-unknown": define<HostCall & { readonly reason: string }>("error", "failure"),
};
