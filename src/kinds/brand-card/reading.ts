import { asText, type JsonObject } from "../../model/json.ts";
import type { Reading } from "../../model/kind.ts";
import { brandId } from "./address.ts";

/** The state of a template that was taken off for good; it is still shown. */
export const invalid = "CARD_INVALID";

/** Understands a template, as reading it, listing it, changing it or making it shows it. Source: partner documentation 4015336974. */
export function readingOf(id: string, reply: JsonObject, settings: JsonObject): Reading {
  // A signature says who answered, not what was asked: another template, or another brand's, is no answer.
  const { card_id: cardId, brand_id: brand = brandId(settings), state = "" } = reply;
  if (cardId !== id || asText(brand) !== brandId(settings) || typeof state !== "string") return { status: "unusable" };
  if (state === invalid) return { status: "missing", why: state };
  const mark = markOf(reply);
  return { status: "found", id, spec: reply, review: "passed", state, ...(mark === undefined ? {} : { mark }) };
}

/** The number that the create of a template said. */
export function markOf({ out_request_no: number }: JsonObject): string | undefined {
  return typeof number === "string" && number !== "" ? number : undefined;
}
