import type { JsonObject } from "../../model/json.ts";
import { payRole } from "../../model/project.ts";

/**
 * Where the calls of an account begin: a service provider speaks for a brand, or the brand for itself. Source: WeChat
 * Pay documentation, partner and brand editions.
 */
export function cardsPath(settings: JsonObject): string {
  return payRole(settings) === "brand" ? "/brand/card-member/cards" : "/v3/brand/partner/card-member/cards";
}

/** A service provider says whose card is meant; a brand has no other. */
export function brandMember(settings: JsonObject): JsonObject {
  return payRole(settings) === "brand" ? {} : { brand_id: brandId(settings) };
}

/** The same in an address, with what else it asks for. */
export function query(settings: JsonObject, more: Readonly<Record<string, string | number>> = {}): string {
  const pairs = Object.entries({ ...brandMember(settings), ...more }).map(
    ([key, value]) => `${key}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** The brand of an account, whoever speaks for it. */
export function brandId(settings: JsonObject): string {
  return String(settings["brand_id"] ?? "");
}
