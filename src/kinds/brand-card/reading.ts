import { defined } from "../../model/defined.ts";
import type { JsonObject } from "../../model/json.ts";
import type { NamedSubject, Reading, Target } from "../../model/kind.ts";
import { brandId } from "./address.ts";

/** The state of a template that was taken off for good; it is still shown. */
export const invalid = "CARD_INVALID";

/**
 * Understands a template, as reading it, listing it, changing it or making it shows it. Source: partner documentation
 * 4015336974.
 */
export function readingOf(id: string, reply: JsonObject): Reading {
  const { state = "" } = reply;
  if (typeof state !== "string") return { status: "unusable" };
  if (state === invalid) return { status: "missing", why: state };
  const idempotencyKey = idempotencyKeyOf(reply);
  return {
    status: "found",
    id,
    spec: reply,
    review: "passed",
    state,
    ...defined({ idempotencyKey }),
  };
}

/**
 * Whose template an answer shows. Every documented answer names the template; whether those to a brand that calls by
 * itself name the brand no page says. Source: partner documentation 4015336974, brand documentation 4015582715.
 */
export function subject({ card_id, brand_id }: JsonObject, { id, settings }: Target): NamedSubject[] {
  return [
    { name: "card_id", asked: id, came: card_id, shown: "always" },
    { name: "brand_id", asked: brandId(settings), came: brand_id, shown: "never-proved" },
  ];
}

/** The number that the create of a template said. */
export function idempotencyKeyOf({ out_request_no: number }: JsonObject): string | undefined {
  return typeof number === "string" && number !== "" ? number : undefined;
}
