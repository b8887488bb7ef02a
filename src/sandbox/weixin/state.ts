import { type FormatName, formatName } from "../../model/format.ts";
import type { JsonObject } from "../../model/json.ts";
import type { KeptNumber } from "../exact-json.ts";

/** A review under way. */
export interface PendingReview {
  /** When it ends, in milliseconds since 1970. */
  readonly ends_ms: number;
  readonly verdict: "pass" | "refuse";
  /** What is shown only once it passed, below `member_card`; empty when the submitted values are shown at once. */
  readonly changes: JsonObject;
}

/** One card as the platform keeps it. A value: every change makes a new one. */
export interface StoredCard {
  /** `MEMBER_CARD`, or the type of a coupon. */
  readonly card_type: string;
  readonly created_in: "api" | "console";
  readonly status: string;
  /**
   * What was sent, the members of `member_card`; without what the platform adds (id, status, sku, times), with what it
   * never shows. Whatever stands here beyond that is shown as it is.
   */
  readonly content: JsonObject;
  /** `quantity` is what is left, `total_quantity` that plus what users claimed. */
  readonly sku: { readonly quantity: KeptNumber; readonly total_quantity: KeptNumber };
  /** Unix seconds. */
  readonly create_time: number;
  /** Unix seconds. */
  readonly update_time: number;
  /** Codes imported so far; only for cards in deposit mode. */
  readonly deposited?: number;
  readonly review?: PendingReview;
  /** What calls of their own have set, by the name of the call; no read shows it. Absent for nothing. */
  readonly settings?: JsonObject;
}

/** One pay-gift rule as the platform keeps it. A value: every change makes a new one. */
export interface StoredRule {
  /** `RULE_TYPE_PAY_MEMBER_CARD`, the only documented one. */
  readonly type: string;
  readonly mchid_list: readonly string[];
  /** Unix seconds. */
  readonly begin_time: KeptNumber;
  /** Unix seconds; the last second in which it is in effect. */
  readonly end_time: KeptNumber;
  readonly status: string;
  /** Unix seconds. */
  readonly create_time: number;
  /** Unix seconds. */
  readonly update_time: number;
  /** What was sent as `member_rule`: the card, the amounts in fen, where the card is claimed. */
  readonly member_rule: JsonObject;
  /** What reads show besides at the top of the rule, whatever it is; absent for none. */
  readonly rule_info?: JsonObject;
  /** The same of its `base_info`. */
  readonly base_info?: JsonObject;
}

/** One code of a card that somebody holds. A value: every change makes a new one. */
export interface StoredMember {
  readonly card_id: string;
  readonly code: string;
  readonly openid: string;
  /** `NORMAL`, `GIFTING`, `UNAVAILABLE` and their kin; one whose end has passed is shown as `EXPIRE`. */
  readonly status: string;
  /** Unix seconds; 0 of a card that never ends. */
  readonly begin_time: number;
  /** Unix seconds; 4294967295 of a card that never ends. */
  readonly end_time: number;
  /** Channel by which the card was taken. */
  readonly outer_str?: string;
  /** What card/membercard/userinfo/get shows besides: `nickname`, `bonus`, `user_info` and their kin. */
  readonly info: JsonObject;
  /** Why it was made invalid, which the member reads. */
  readonly reason?: string;
}

/** Who is on the test whitelist of an account, each by a digest: this is written to a file. */
export interface StoredTesters {
  readonly openid: readonly string[];
  readonly username: readonly string[];
}

/** All that one account has on the platform; plain JSON. */
export interface WeixinState {
  readonly format: FormatName<"sandbox">;
  /** By card id, in the order of their creation. */
  readonly cards: Readonly<Record<string, StoredCard>>;
  /** By rule id, in no order that counts; absent when there are none, and in files from before there were any. */
  readonly rules?: Readonly<Record<string, StoredRule>>;
  /** Codes that people hold, in the order they were taken; absent when there are none. */
  readonly members?: readonly StoredMember[];
  /** Absent until the test whitelist was set for the first time. */
  readonly testers?: StoredTesters;
  /** One more than the largest rule id so far, so that no id is given twice; absent before the first rule. */
  readonly next_rule_id?: string;
}

/** An account with nothing in it. */
export function emptyState(): WeixinState {
  return { format: formatName("sandbox"), cards: {} };
}
