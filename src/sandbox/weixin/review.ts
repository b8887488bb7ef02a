import type { JsonObject } from "../../model/json.ts";
import type { ReviewBehaviour } from "../behaviours.ts";
import type { Account } from "./account.ts";
import { baseInfoOf, overlay } from "./overlay.ts";
import type { StoredCard } from "./state.ts";

/**
 * Passing one of these in sends the card to review, whether its value differs or not. Source: Manage Member Card 8.2.
 */
const REVIEWED_BASE_INFO = ["title", "description"];
const REVIEWED_MEMBER_CARD = ["supply_bonus", "supply_balance", "discount"];

function split(from: JsonObject, keys: readonly string[]): readonly [JsonObject, JsonObject] {
  const members = Object.entries(from);
  return [
    Object.fromEntries(members.filter(([key]) => keys.includes(key))),
    Object.fromEntries(members.filter(([key]) => !keys.includes(key))),
  ];
}

/** Parts an update into what goes to review and what counts at once. `reviewed` is empty when nothing does. */
export function splitReviewed(changes: JsonObject): { readonly reviewed: JsonObject; readonly direct: JsonObject } {
  const [reviewed, direct] = split(changes, REVIEWED_MEMBER_CARD);
  const [reviewedBase, directBase] = split(baseInfoOf(changes), REVIEWED_BASE_INFO);
  return {
    reviewed: Object.keys(reviewedBase).length === 0 ? reviewed : { ...reviewed, base_info: reviewedBase },
    direct: Object.hasOwn(direct, "base_info") ? { ...direct, base_info: directBase } : direct,
  };
}

/**
 * The card with these values submitted. They join a review under way, and the later end and verdict count.
 *
 * What the platform does with a second submission is not documented; joining loses nothing of either.
 */
export function submitted(
  card: StoredCard,
  reviewed: JsonObject,
  behaviour: ReviewBehaviour,
  nowMs: number,
): StoredCard {
  const joined = overlay(card.review?.changes ?? {}, reviewed);
  const atOnce = behaviour.shows === "at-once";
  return {
    ...card,
    status: "CARD_STATUS_NOT_VERIFY",
    content: atOnce ? overlay(card.content, joined) : card.content,
    review: { ends_ms: nowMs + behaviour.seconds * 1000, verdict: behaviour.verdict, changes: atOnce ? {} : joined },
  };
}

/** Ends every review whose time has come. A refused one keeps what is shown and drops what was waiting. */
export function settleReviews(account: Account, nowMs: number): void {
  for (const id of [...account.inReview()]) {
    const card = account.card(id);
    if (card?.review === undefined || card.review.ends_ms > nowMs) continue;
    const { review, ...settled } = card;
    if (review.verdict === "refuse") account.put(id, { ...settled, status: "CARD_STATUS_VERIFY_FAIL" });
    else {
      const content = overlay(card.content, review.changes);
      account.put(id, { ...settled, status: "CARD_STATUS_VERIFY_OK", content });
    }
  }
}
