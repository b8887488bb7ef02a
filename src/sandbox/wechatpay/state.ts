import { type FormatName, formatName } from "../../model/format.ts";
import type { JsonObject } from "../../model/json.ts";

/** One template as the platform keeps it. A value: every change makes a new one. */
export interface StoredTemplate {
  /** The number that its create said. */
  readonly out_request_no: string;
  /** SHA-256 of the body that made it, key order left aside; absent for one that was set up without a call. */
  readonly request?: string;
  readonly state: "CARD_EFFECTIVE" | "CARD_INVALID";
  /** What was sent, without `brand_id` and `out_request_no`; instants as they were spelt. */
  readonly content: JsonObject;
  /** Milliseconds since 1970. */
  readonly create_time: number;
  /** Milliseconds since 1970. */
  readonly modify_time: number;
}

/** All that one brand has on the platform; plain JSON. */
export interface WechatPayState {
  readonly format: FormatName<"sandbox">;
  readonly platform: "wechatpay";
  /** By card id, in the order of their creation. */
  readonly cards: Readonly<Record<string, StoredTemplate>>;
}

/** A brand with nothing in it. */
export function emptyBrandState(): WechatPayState {
  return { format: formatName("sandbox"), platform: "wechatpay", cards: {} };
}
