import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";

const ofOpen = ["pending", "former", "agreed", "unverified"];
const ofSettled = [
  "id",
  "settled",
  "review",
  "refused",
  "unshown",
  "deleted",
  "objects",
  "replaced",
  "accepted",
  "unanswered",
];
const ofCall = ["operation", "body", "at", "idempotency_key", "items", "restore", "removes", "sent", "fields", "moves"];
const ofIntent = [...ofCall.filter((name) => name !== "sent"), "former", "agreed", "mac"];

/**
 * True for an entry of a state that is understood: nothing open is in it. A half-understood one would be a forgotten
 * one: forgotten drift is overwritten, and what a forgotten create made is made again. Members of newer versions are
 * fine; ones that look like a known one misspelt are not, and nothing but unknown ones are not either.
 */
export function isSettledEntry(entry: JsonObject): boolean {
  return ofOpen.every((name) => entry[name] === undefined) && isUnderstood(entry, ofSettled) && isSettled(entry);
}

/** The same of an entry of a journal, with what is open. */
export function isEntry(entry: JsonObject): boolean {
  const { pending, former, agreed } = entry;
  return (
    isUnderstood(entry, [...ofSettled, ...ofOpen]) &&
    isSettled(entry) &&
    (pending === undefined || isCall(pending)) &&
    isBodies(former) &&
    (agreed === undefined || isAgreement(agreed))
  );
}

/** The same of what is open of an entry, as it stands with a lease: no settings are in it. */
export function isIntentEntry(intent: JsonObject): boolean {
  const { former, agreed, mac, ...call } = intent;
  const hasCall = Object.keys(call).length > 0;
  return (
    isUnderstood(intent, ofIntent) &&
    intent["sent"] === undefined &&
    (!hasCall || isCall(call)) &&
    isBodies(former) &&
    (agreed === undefined || isAgreement(agreed)) &&
    (mac === undefined || typeof mac === "string")
  );
}

function isUnderstood(value: JsonObject, known: readonly string[]): boolean {
  const names = Object.keys(value);
  if (names.every((name) => known.includes(name))) return true;
  return (names.length === 0 || names.some((name) => known.includes(name))) && !isMisspelt(value, known);
}

function isSettled({
  id,
  settled,
  review,
  refused,
  unshown,
  objects,
  replaced = [],
  accepted,
  unanswered = [],
}: JsonObject): boolean {
  return (
    (id === undefined || typeof id === "string") &&
    isDigests(settled) &&
    isDigests(refused) &&
    isDigests(unshown) &&
    (review === undefined || isReview(review)) &&
    isTexts(replaced) &&
    isTexts(unanswered) &&
    isLists(objects) &&
    isLists(accepted)
  );
}

function isLists(value: Json | undefined): boolean {
  return value === undefined || (isObject(value) && Object.values(value).every(isTexts));
}

function isBodies(former: Json | undefined): boolean {
  return former === undefined || (isObject(former) && Object.values(former).every(isBody));
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

function isCall(pending: Json): boolean {
  if (!isObject(pending) || isMisspelt(pending, ofCall)) return false;
  const {
    operation,
    body,
    at,
    idempotency_key: idempotencyKey,
    items = [],
    restore,
    removes,
    sent,
    fields,
    moves = {},
  } = pending;
  const texts = [operation, body, at, ...[idempotencyKey, restore, removes].filter((text) => text !== undefined)];
  const isWhole =
    (sent === undefined || isBody(sent)) && isDigests(fields) && isObject(moves) && Object.values(moves).every(isMove);
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
    (isObject(value) && Object.values(value).every((digest) => typeof digest === "string" && digestShape.test(digest)))
  );
}

/** Of `valueDigest`. Made once: there may be hundreds of thousands. */
const digestShape = /^[0-9a-f]{16}$/;

/** True for an instant in ISO 8601. */
export function isInstant(value: Json | undefined): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isMisspelt(value: JsonObject, known: readonly string[]): boolean {
  return Object.keys(value).some((name) => !known.includes(name) && nearest(name, known) !== undefined);
}
