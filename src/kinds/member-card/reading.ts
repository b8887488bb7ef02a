import { asText, isObject, type JsonObject } from "../../model/json.ts";
import type { NamedSubject, Reading, Target } from "../../model/kind.ts";
import { valueAt } from "../../model/pointer.ts";
import type { ReviewState } from "../../model/resource.ts";

/**
 * States of a card that is no longer there to be managed. Source: card/get, captured answers and the admin console's
 * own table.
 */
const gone = new Set(["CARD_STATUS_DELETE", "CARD_STATUS_USER_DELETE", "CARD_STATUS_SYS_DELETE"]);

/**
 * Understands the answer of card/get. The state is an open text: an unknown one counts as passed, so that a new word of
 * the platform never stops a plan.
 *
 * Numbers are those of the admin console; `VERIFY_FALL` is a spelling some answers had.
 */
export function readingOf(id: string, reply: JsonObject): Reading {
  const card = reply["card"];
  const cardType = isObject(card) ? card["card_type"] : undefined;
  if (!isObject(card) || typeof cardType !== "string") return { status: "unusable" };
  const spec = card[cardType.toLowerCase()];
  if (cardType.toUpperCase() !== "MEMBER_CARD" || !isObject(spec)) return { status: "foreign", why: cardType };
  const info = isObject(spec["base_info"]) ? spec["base_info"] : {};
  const state = asText(info["status"]);
  if (gone.has(state)) return { status: "missing", why: state };
  return { status: "found", id, spec, review: reviewOf(state), state };
}

/**
 * The id in an answer of card/get, for cards of every type. Source: all captured answers 2014–2019, of member cards and
 * of coupons, made through the API and in the console: `base_info.id` is in each and equals the `card_id` of the
 * request.
 */
export function subject({ card }: JsonObject, { id }: Target): NamedSubject[] {
  const cardType = valueAt(card, "/card_type");
  const came = typeof cardType === "string" ? valueAt(card, `/${cardType.toLowerCase()}/base_info/id`) : undefined;
  return [{ name: "base_info.id", asked: id, came, shown: "always" }];
}

function reviewOf(state: string): ReviewState {
  if (state === "CARD_STATUS_NOT_VERIFY" || state === "1") return "in-review";
  return /^CARD_STATUS_VERIFY_FA[IL]L$/.test(state) || state === "2" ? "refused" : "passed";
}
