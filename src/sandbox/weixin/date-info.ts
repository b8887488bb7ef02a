import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Behaviours } from "../behaviours.ts";
import { wholeOf } from "../exact-json.ts";
import { unsourcedRefusal } from "./call.ts";
import { type Refusal, refuse } from "./refusal.ts";

const PERMANENT = "DATE_TYPE_PERMANENT";
const RANGE = "DATE_TYPE_FIX_TIME_RANGE";
const TERM = "DATE_TYPE_FIX_TERM";

/** Moments with more digits than this are milliseconds by mistake. */
const MOST_DIGITS = 10;

/**
 * Instants of a validity lie before this: 2038-01-19T00:00:00+08:00 in unix seconds.
 *
 * Source: note 3 of Create a Card, because of the overflow of 32 bits. The page prints a day and no zone; it is read in
 * that of Shanghai, as the schema does (`x-before`).
 */
export const INSTANT_LIMIT_SECONDS = 2_147_443_200;

/**
 * The name of a validity type; requests may still carry 1 (range) or 2 (term), as number or text. Undefined for
 * anything else.
 */
function typeName(type: Json | undefined): string | undefined {
  if (type === 1 || type === "1") return RANGE;
  if (type === 2 || type === "2") return TERM;
  return type === PERMANENT || type === RANGE || type === TERM ? type : undefined;
}

/** The validity with its type by name, as it is stored. */
export function namedDateInfo(dateInfo: JsonObject): JsonObject {
  const type = typeName(dateInfo["type"]);
  return type === undefined ? dateInfo : { ...dateInfo, type };
}

/** The validity with 1 or 2 for its type, as card/get wrote it until 2015. A permanent one had no number. */
export function numberedDateInfo(dateInfo: JsonObject): JsonObject {
  const type = dateInfo["type"] === RANGE ? 1 : dateInfo["type"] === TERM ? 2 : undefined;
  return type === undefined ? dateInfo : { ...dateInfo, type };
}

function checkRange(begin: bigint, end: bigint): Refusal | undefined {
  const tooLong = [begin, end].some((value) => String(value).length > MOST_DIGITS);
  return tooLong || end < begin ? refuse(40079) : undefined;
}

/**
 * An instant on 2038-01-19 or later, unless it stands on the card already: such cards were made elsewhere, and a
 * validity travels whole.
 */
function checkLimit(behaviours: Behaviours, dateInfo: JsonObject, stored: JsonObject): Refusal | undefined {
  const instantTooLate = ["begin_timestamp", "end_timestamp"].some((key) => {
    const instant = wholeOf(dateInfo[key]);
    return instant !== undefined && instant >= BigInt(INSTANT_LIMIT_SECONDS) && instant !== wholeOf(stored[key]);
  });
  return unsourcedRefusal(behaviours, { instantTooLate });
}

/**
 * The validity of a new card: 41011 when a member is missing, 40150 for an unknown type, 40079 for impossible moments.
 */
export function checkNewDateInfo(dateInfo: JsonObject, behaviours: Behaviours): Refusal | undefined {
  if (dateInfo["type"] === undefined) return refuse(41011);
  const type = typeName(dateInfo["type"]);
  if (type === undefined) return refuse(40150);
  if (type === TERM && dateInfo["fixed_term"] === undefined) return refuse(41011);
  const limit = () => checkLimit(behaviours, dateInfo, {});
  if (type !== RANGE) return limit();
  const begin = wholeOf(dateInfo["begin_timestamp"]);
  const end = wholeOf(dateInfo["end_timestamp"]);
  return begin === undefined || end === undefined ? refuse(41011) : (checkRange(begin, end) ?? limit());
}

/**
 * A new validity against the stored one: only a fixed range may change, its type stays, and it may only grow (40100).
 *
 * Source: errmsg of 40100, which states the rule; Manage Member Card 8.2.
 */
export function checkChangedDateInfo(
  stored: Json | undefined,
  sent: JsonObject,
  behaviours: Behaviours,
): Refusal | undefined {
  const begin = wholeOf(sent["begin_timestamp"]);
  const end = wholeOf(sent["end_timestamp"]);
  if (begin !== undefined && end !== undefined) {
    const impossible = checkRange(begin, end);
    if (impossible !== undefined) return impossible;
  }
  const tooLate = checkLimit(behaviours, sent, isObject(stored) ? stored : {});
  if (tooLate !== undefined) return tooLate;
  if (!isObject(stored) || typeName(stored["type"]) !== RANGE || typeName(sent["type"]) !== RANGE) return refuse(40100);
  const oldBegin = wholeOf(stored["begin_timestamp"]);
  const oldEnd = wholeOf(stored["end_timestamp"]);
  if (begin === undefined || end === undefined || oldBegin === undefined || oldEnd === undefined) return refuse(40100);
  return begin <= oldBegin && oldEnd <= end ? undefined : refuse(40100);
}
