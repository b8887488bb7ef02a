import type { JsonObject } from "../json.ts";
import { define } from "./entry.ts";

export interface Refusal {
  readonly call?: string | undefined;
  /** As the platform wrote it. */
  readonly errcode: number | string;
  readonly errmsg: string;
  readonly rid?: string | undefined;
}

/** A refusal of Weixin, `weixin-<errcode>`; of a single item where one is named. */
export interface WeixinArgs extends Refusal {
  /** The address a whitelist lacks. */
  readonly address?: string | undefined;
  /** Where the platform's reader stopped. */
  readonly key?: string | undefined;
  readonly item?: string | undefined;
  /** The object that has the item, its AppID, and whether that is this account. */
  readonly occupantId?: string | undefined;
  readonly occupant?: string | undefined;
  readonly own?: boolean | undefined;
  /** What its account gives for the item, as another call tells it. */
  readonly occupantGives?: string | undefined;
  /** The document that manages it. */
  readonly manager?: string | undefined;
}

/** A refusal of WeChat Pay, `wechatpay-<code>`. */
export interface WechatpayArgs {
  readonly call: string;
  readonly method: string;
  readonly code: string;
  readonly message?: string | undefined;
  readonly status: number;
  readonly requestId?: string | undefined;
  /** Where the platform says what is wrong. */
  readonly detail?: JsonObject | undefined;
  /** The pause the platform asks for. */
  readonly waitSeconds?: number | undefined;
  /** Of a signature that was refused: who signed, how the clocks stand, and what the platform saw. */
  readonly role?: string | undefined;
  readonly identity?: string | undefined;
  readonly serialNo?: string | undefined;
  readonly aheadSeconds?: number | undefined;
  readonly signedBytes?: number | undefined;
  readonly seen?: JsonObject | undefined;
}

/** What is known of an HTTP answer that is not the platform's. */
export interface Stated {
  readonly call: string;
  readonly method?: string | undefined;
  readonly status: number;
  readonly requestId?: string | undefined;
  readonly bytes?: number | undefined;
  readonly fault?: string | undefined;
}

/** What comes of calls: credentials, tokens, answers, reading back. */
export const platformProblems = {
  "credential-missing": define<{
    readonly account: string;
    readonly variables: readonly string[];
    /** Of a credential with several parts: what is missing, and where each may stand. */
    readonly missing?: readonly { readonly what: string; readonly variables: readonly string[] }[] | undefined;
  }>("error", "not-allowed"),
  "env-file-unclear": define<{ readonly file: string }>("error", "document"),
  "env-file-tracked": define<{ readonly file: string }>("error", "document"),
  "env-line-refused": define<{
    readonly file: string;
    readonly variables: readonly string[];
    readonly nearest?: string | undefined;
    /** The key whose value goes on over several lines. */
    readonly continues?: string | undefined;
    /** The variable of a command, which stands in no file. */
    readonly command?: string | undefined;
  }>("error", "document"),
  "credential-of-another-account": define<{
    readonly account: string;
    readonly identity: string;
    readonly platform: string;
    readonly count: number;
    readonly sandbox?: boolean | undefined;
  }>("error", "not-allowed"),
  "answer-unusable": define<{
    readonly call: string;
    /** What the id that was asked for is called, that id, and the one that came. */
    readonly name?: string | undefined;
    readonly asked?: string | undefined;
    readonly came?: string | undefined;
    readonly fields?: readonly string[] | undefined;
    /** What stands in the place of an id. */
    readonly notId?: string | undefined;
    readonly code?: string | undefined;
    /** The words of the platform. */
    readonly errmsg?: string | undefined;
  }>("error", "failure"),
  "base-url-insecure": define<{ readonly variable: string; readonly fault: string }>("error", "usage"),
  "request-misled": define<{ readonly path: string }>("error", "failure"),
  "proxy-unusable": define<{ readonly variable: string; readonly fault: string }>("error", "usage"),
  "token-given-refused": define<Refusal>("error", "not-allowed"),
  "token-not-renewed": define<Refusal>("error", "not-allowed"),
  "token-refused-again": define<Refusal>("error", "not-allowed"),
  "token-missing": define<{ readonly call: string }>("error", "failure"),
  "no-answer": define<{
    readonly call: string;
    readonly method?: string | undefined;
    readonly reason: string;
    readonly sent: boolean;
  }>("error", "failure"),
  "host-silent": define<{
    readonly host: string;
    /** Requests in a row. */
    readonly attempts: number;
  }>("error", "failure"),
  "http-status": define<Stated>("error", "failure"),
  "answer-not-json": define<Stated & { readonly bytes: number }>("error", "failure"),
  "not-applied": define<{
    readonly call: string;
    /** Pointers below `spec`. */
    readonly fields: readonly string[];
    readonly removal?: boolean | undefined;
    readonly several?: boolean | undefined;
  }>("error", "failure"),
  "live-member-refused": define<{
    readonly address: string;
    readonly members: readonly string[];
    /** True where the refusal names them. */
    readonly named: boolean;
    /** True with consent to lose them. */
    readonly agreed: boolean;
  }>("error", "failure"),
  "review-refused-now": define<{ readonly call: string; readonly fields: readonly string[] }>("error", "failure"),
};
