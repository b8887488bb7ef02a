import { define } from "./entry.ts";
import type { TroubleArgs } from "./files.ts";
import type { WechatpayArgs } from "./platform.ts";

export interface Variable {
  readonly variable: string;
}

export interface KeyFile extends Variable {
  /** What is plainly the name of a file; anything else may be a key. */
  readonly file?: string | undefined;
  /** True for a path that begins with `~`. */
  readonly home?: boolean | undefined;
}

export interface Answered {
  readonly call: string;
  readonly method: string;
  readonly status: number;
  readonly requestId?: string | undefined;
}

export interface Unverified extends Answered {
  /** Of the key the answer says it was signed with. */
  readonly serial?: string | undefined;
  readonly aheadSeconds?: number | undefined;
}

export interface Certificates {
  readonly call: string;
  readonly count: number;
  readonly reasons: readonly string[];
}

/** What comes of the keys of an account, which are tried before its first call. */
export const keyProblems = {
  "key-not-a-key": define<Variable>("error", "not-allowed"),
  "key-file-missing": define<KeyFile>("error", "not-allowed"),
  "key-file-unreadable": define<KeyFile & TroubleArgs>("error", "not-allowed"),
  "key-in-place-of-file": define<Variable>("error", "not-allowed"),
  "key-cut-off": define<Variable>("error", "not-allowed"),
  "key-is-public": define<Variable>("error", "not-allowed"),
  "key-is-certificate": define<Variable>("error", "not-allowed"),
  "key-encrypted": define<Variable>("error", "not-allowed"),
  "key-is-p12": define<Variable>("error", "not-allowed"),
  "key-not-rsa": define<Variable>("error", "not-allowed"),
  "key-too-short": define<Variable>("error", "not-allowed"),
  "key-is-private": define<Variable>("error", "not-allowed"),
  "key-is-own-certificate": define<Variable>("error", "not-allowed"),
  "public-key-id-missing": define<Variable>("error", "not-allowed"),
  "public-key-id-malformed": define<Variable>("error", "not-allowed"),
  "public-key-id-differs": define<Variable>("error", "not-allowed"),
  "apiv3-key-length": define<Variable>("error", "not-allowed"),
  "serial-no-malformed": define<Variable>("error", "not-allowed"),
  "key-does-not-sign": define("error", "not-allowed"),
  "public-key-is-own": define<{ readonly serial: string }>("error", "not-allowed"),
  "public-key-needed": define<{ readonly role: string }>("error", "not-allowed"),
  "platform-certificates-absent": define<WechatpayArgs>("error", "not-allowed"),
  "apiv3-key-wrong": define<Certificates>("error", "not-allowed"),
  "platform-certificates-unusable": define<Certificates>("error", "not-allowed"),
};

/** What comes of answers that have to be signed, and of calls that get none. */
export const answerProblems = {
  "call-unknown": define<Answered>("error", "failure"),
  "answer-pending": define<Answered>("error", "failure"),
  "answer-unsigned": define<Unverified>("error", "failure"),
  "answer-signature": define<Unverified>("error", "failure"),
  "answer-signature-type": define<Unverified>("error", "failure"),
  "answer-probe": define<Unverified>("error", "failure"),
  "answer-serial-unknown": define<Unverified>("error", "not-allowed"),
  "answer-clock": define<Unverified>("error", "not-allowed"),
  "rate-wait-too-long": define<{ readonly call: string; readonly method: string; readonly until: string }>(
    "error",
    "failure",
  ),
};
