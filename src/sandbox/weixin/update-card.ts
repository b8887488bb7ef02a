import { isObject, type JsonObject } from "../../model/json.ts";
import type { Behaviours, ReviewBehaviour } from "../behaviours.ts";
import {
  type Call,
  type CallContext,
  isDeleted,
  isRefusal,
  namedCard,
  nowSeconds,
  OK,
  readBody,
  unsourcedRefusal,
} from "./call.ts";
import { checkChangedDateInfo, namedDateInfo } from "./date-info.ts";
import { updateTable } from "./member-card-tables.ts";
import { baseInfoOf, overlay, without } from "./overlay.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { splitReviewed, submitted } from "./review.ts";
import type { StoredCard } from "./state.ts";
import {
  checkImages,
  checkInfoItems,
  checkMessageCards,
  checkOneWay,
  checkPermissions,
  checkValues,
} from "./value-checks.ts";

/** What the platform holds against an update of this card, after the body was read; undefined when nothing. */
function checkUpdate(context: CallContext, card: StoredCard, sent: JsonObject): Refusal | undefined {
  const { permissions, maxMsgCards } = context.behaviours;
  const stored = overlay(card.content, card.review?.changes ?? {});
  const dateInfo = baseInfoOf(sent)["date_info"];
  return (
    checkValues({ member_card: sent }, updateTable, context.behaviours) ??
    checkImages(sent, context.behaviours) ??
    checkPermissions(sent, permissions) ??
    (isObject(dateInfo)
      ? checkChangedDateInfo(baseInfoOf(stored)["date_info"], dateInfo, context.behaviours)
      : undefined) ??
    checkOneWay(stored, sent) ??
    checkInfoItems(overlay(stored, sent), sent) ??
    checkMessageCards(sent, maxMsgCards)
  );
}

/** What the state of a card is held against any update of it. */
function stateRefusal(behaviours: Behaviours, card: StoredCard): Refusal | undefined {
  return unsourcedRefusal(behaviours, { deletedCard: isDeleted(card), updateInReview: card.review !== undefined });
}

/** What of an update takes effect: nothing, all, or all but the paths that are silently dropped. */
function effective(sent: JsonObject, okButUnchanged: boolean | readonly string[]): JsonObject | undefined {
  if (typeof okButUnchanged === "boolean") return okButUnchanged ? undefined : sent;
  return okButUnchanged.reduce(without, sent);
}

/** Parts an update into what waits for a review and what counts at once. */
function submission(changes: JsonObject, { withholds }: ReviewBehaviour): ReturnType<typeof splitReviewed> {
  const parts = splitReviewed(changes);
  const waitsWhole = withholds === "whole-call" && Object.keys(parts.reviewed).length > 0;
  return waitsWhole ? { reviewed: changes, direct: {} } : parts;
}

/** A validity sent with a number for its type is kept with the name. */
function named(sent: JsonObject): JsonObject {
  const base = baseInfoOf(sent);
  const dateInfo = base["date_info"];
  return isObject(dateInfo) ? { ...sent, base_info: { ...base, date_info: namedDateInfo(dateInfo) } } : sent;
}

/**
 * POST /card/update: lays the sent members over the card.
 *
 * Answers `send_check: true` when a member that needs review was passed in, changed or not; the card then waits for its
 * verdict, and everything else of the same call counts at once. Source: Manage Member Card 8.2.
 */
export const updateCard: Call = (context) => {
  const read = readBody(context, updateTable);
  if (isRefusal(read)) return read;
  const found = namedCard(context.account, read.body);
  if (isRefusal(found)) return found;
  const { id, card } = found;
  const barred = stateRefusal(context.behaviours, card);
  if (barred !== undefined) return barred;
  if (card.card_type !== "MEMBER_CARD") return refuse(40071);
  const sent = read.body["member_card"];
  if (!isObject(sent)) return refuse(41011);
  const refusal = checkUpdate(context, card, sent);
  if (refusal !== undefined) return refusal;

  const changes = effective(named(sent), context.behaviours.okButUnchanged);
  if (changes === undefined) return { json: { ...OK, send_check: false } };
  const { reviewed, direct } = submission(changes, context.behaviours.review);
  const touched = { ...card, content: overlay(card.content, direct), update_time: nowSeconds(context.clock) };
  const goesToReview = Object.keys(reviewed).length > 0;
  const after = goesToReview ? submitted(touched, reviewed, context.behaviours.review, context.clock.now()) : touched;
  context.account.putStale(id, after, context.behaviours.staleReads);
  return { json: { ...OK, send_check: goesToReview } };
};
