import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { wholeOf } from "../exact-json.ts";
import { type Refusal, refuse } from "./refusal.ts";

const PERMANENT = "DATE_TYPE_PERMANENT";
const RANGE = "DATE_TYPE_FIX_TIME_RANGE";
const TERM = "DATE_TYPE_FIX_TERM";

/** Moments with more digits than this are milliseconds by mistake. */
const MOST_DIGITS = 10;

/** The name of a validity type; requests may still carry 1 (range) or 2 (term), as number or text. Undefined for anything else. */
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

/** The validity of a new card: 41011 when a member is missing, 40150 for an unknown type, 40079 for impossible moments. */
export function checkNewDateInfo(dateInfo: JsonObject): Refusal | undefined {
  if (dateInfo["type"] === undefined) return refuse(41011);
  const type = typeName(dateInfo["type"]);
  if (type === undefined) return refuse(40150);
  if (type === PERMANENT) return undefined;
  if (type === TERM) return dateInfo["fixed_term"] === undefined ? refuse(41011) : undefined;
  const begin = wholeOf(dateInfo["begin_timestamp"]);
  const end = wholeOf(dateInfo["end_timestamp"]);
  return begin === undefined || end === undefined ? refuse(41011) : checkRange(begin, end);
}

/**
 * A new validity against the stored one: only a fixed range may change, its type stays, and it may only grow (40100).
 *
 * Source: errmsg of 40100, which states the rule; Manage Member Card 8.2.
 */
export function checkChangedDateInfo(stored: Json | undefined, sent: JsonObject): Refusal | undefined {
  const begin = wholeOf(sent["begin_timestamp"]);
  const end = wholeOf(sent["end_timestamp"]);
  if (begin !== undefined && end !== undefined) {
    const impossible = checkRange(begin, end);
    if (impossible !== undefined) return impossible;
  }
  if (!isObject(stored) || typeName(stored["type"]) !== RANGE || typeName(sent["type"]) !== RANGE) return refuse(40100);
  const oldBegin = wholeOf(stored["begin_timestamp"]);
  const oldEnd = wholeOf(stored["end_timestamp"]);
  if (begin === undefined || end === undefined || oldBegin === undefined || oldEnd === undefined) return refuse(40100);
  return begin <= oldBegin && oldEnd <= end ? undefined : refuse(40100);
}
