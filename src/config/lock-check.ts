import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";

const members = [
  "id",
  "settled",
  "review",
  "refused",
  "unshown",
  "deleted",
  "pending",
  "objects",
  "former",
  "replaced",
  "agreed",
];
const ofIntent = ["operation", "body", "at", "idempotency_key", "items", "restore", "removes", "sent", "moves"];

/**
 * True for an entry of a lock file that is understood. A half-understood one would be a forgotten one: forgotten drift
 * is overwritten, and what a forgotten create made is made again. Members of newer versions are fine; ones that look
 * like a known one misspelt are not, and nothing but unknown ones are not either.
 */
export function isEntry(entry: JsonObject): boolean {
  const { id, settled, review, refused, unshown, pending, objects, former, replaced = [], agreed } = entry;
  const names = Object.keys(entry);
  return (
    (names.length === 0 || names.some((name) => members.includes(name))) &&
    !isMisspelt(entry, members) &&
    (id === undefined || typeof id === "string") &&
    isDigests(settled) &&
    isDigests(refused) &&
    isDigests(unshown) &&
    (review === undefined || isReview(review)) &&
    (pending === undefined || isIntent(pending)) &&
    (former === undefined || (isObject(former) && Object.values(former).every(isBody))) &&
    isTexts(replaced) &&
    (agreed === undefined || isAgreement(agreed)) &&
    (objects === undefined || (isObject(objects) && Object.values(objects).every(isTexts)))
  );
}

/** True for the JSON text of an object. */
function isBody(value: Json): boolean {
  try {
    return typeof value === "string" && isObject(JSON.parse(value));
  } catch {
    return false;
  }
}

function isReview(review: Json): boolean {
  return isObject(review) && isInstant(review["since"]) && isDigests(review["fields"] ?? null);
}

function isIntent(pending: Json): boolean {
  if (!isObject(pending) || isMisspelt(pending, ofIntent)) return false;
  const {
    operation,
    body,
    at,
    idempotency_key: idempotencyKey,
    items = [],
    restore,
    removes,
    sent,
    moves = {},
  } = pending;
  const texts = [operation, body, at, ...[idempotencyKey, restore, removes].filter((text) => text !== undefined)];
  const isWhole = (sent === undefined || isBody(sent)) && isObject(moves) && Object.values(moves).every(isMove);
  return texts.every((text) => typeof text === "string") && isInstant(at) && isTexts(items) && isWhole;
}

function isMove(value: Json): boolean {
  return Array.isArray(value) && value.length === 2;
}

function isAgreement(agreed: Json): boolean {
  return (
    isObject(agreed) && isTexts(agreed["what"] ?? null) && typeof agreed["spec"] === "string" && isInstant(agreed["at"])
  );
}

function isDigests(value: Json | undefined): boolean {
  return (
    value === undefined ||
    (isObject(value) &&
      Object.values(value).every((digest) => typeof digest === "string" && /^[0-9a-f]{16}$/.test(digest)))
  );
}

function isInstant(value: Json | undefined): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isMisspelt(value: JsonObject, known: readonly string[]): boolean {
  return Object.keys(value).some((name) => !known.includes(name) && nearest(name, known) !== undefined);
}
