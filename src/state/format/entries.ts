import { defined } from "../../model/defined.ts";
import { byText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import { joinedIds } from "../../model/objects.ts";
import type { Agreement, FieldDigests, Intent, ReviewRecord, StateEntry } from "../../model/state.ts";

/** An entry as files hold it, which `isEntry` has seen. */
export function readEntry(entry: JsonObject): StateEntry {
  const { id, settled, review, refused, unshown, deleted, objects, replaced, ...more } = entry;
  const { pending, former, agreed, unverified, ...rest } = more;
  const ids = isObject(objects) ? Object.keys(objects).sort(byText) : [];
  return {
    ...(typeof id === "string" ? { id } : {}),
    ...(ids.length === 0 ? {} : { id: joinedIds(ids) }),
    ...(isObject(objects) ? { objects: objects as Record<string, readonly string[]> } : {}),
    settled: digests(settled),
    ...(isObject(review) ? { review: readReview(review) } : {}),
    ...defined({
      refused: refused === undefined ? undefined : digests(refused),
      unshown: unshown === undefined ? undefined : digests(unshown),
    }),
    ...(deleted === true ? { deleted } : {}),
    ...readOpen({ ...defined({ pending, former, agreed, unverified }) }),
    ...defined({ replaced: replaced === undefined ? undefined : (replaced as readonly string[]) }),
    ...(Object.keys(rest).length === 0 ? {} : { rest }),
  };
}

/** What is open of an entry, as the journal holds it. */
function readOpen({ pending, former, agreed, unverified }: JsonObject): Partial<StateEntry> {
  return {
    ...(isObject(pending) ? { pending: readIntent(pending) } : {}),
    ...(isObject(former) ? { former: readBodies(former) } : {}),
    ...(isObject(agreed) ? { agreed: agreed as unknown as Agreement } : {}),
    ...(unverified === true ? { unverified } : {}),
  };
}

function readReview({ since, fields, unseen }: JsonObject): ReviewRecord {
  const isKnown = unseen === "passed" || unseen === "refused";
  return { since: String(since), fields: digests(fields), ...(isKnown ? { unseen } : {}) };
}

/** A call under way as files hold it. */
export function readIntent({
  operation,
  body,
  at,
  idempotency_key: idempotencyKey,
  items,
  restore,
  removes,
  sent,
  fields,
  moves,
}: JsonObject): Intent {
  return {
    operation: String(operation),
    body: String(body),
    at: String(at),
    ...defined({
      idempotencyKey: idempotencyKey === undefined ? undefined : String(idempotencyKey),
      items: items === undefined ? undefined : (items as readonly string[]),
      restore: restore === undefined ? undefined : String(restore),
      removes: removes === undefined ? undefined : String(removes),
      sent: sent === undefined ? undefined : (JSON.parse(String(sent)) as JsonObject),
      fields: fields === undefined ? undefined : digests(fields),
      moves: moves === undefined ? undefined : (moves as Intent["moves"]),
    }),
  };
}

/** An entry as the journal holds it: with what is open. */
export function writeEntry(entry: StateEntry): JsonObject {
  const { pending, former, agreed, unverified } = entry;
  return {
    ...writeSettled(entry),
    ...defined({
      pending: pending && writeIntent(pending),
      former: former && writeBodies(former),
      agreed: agreed && { ...agreed },
      unverified,
    }),
  };
}

/** An entry as the state holds it: without what is open, which stands with the lease. */
export function writeSettled(entry: StateEntry): JsonObject {
  return {
    // Several objects have their ids as keys below.
    ...(entry.id === undefined || entry.objects !== undefined ? {} : { id: entry.id }),
    ...defined({ objects: entry.objects === undefined ? undefined : sortKeys(entry.objects) }),
    ...(Object.keys(entry.settled).length === 0 ? {} : { settled: sortKeys(entry.settled) }),
    ...defined({
      review: entry.review === undefined ? undefined : { ...entry.review, fields: sortKeys(entry.review.fields) },
      refused: entry.refused === undefined ? undefined : sortKeys(entry.refused),
      unshown: entry.unshown === undefined ? undefined : sortKeys(entry.unshown),
      replaced: entry.replaced,
      deleted: entry.deleted === undefined ? undefined : true,
    }),
    ...entry.rest,
  };
}

/** A call under way. */
export function writeIntent({ idempotencyKey, sent, ...rest }: Intent): JsonObject {
  const key = defined({ idempotency_key: idempotencyKey });
  return { ...rest, ...key, ...defined({ sent: sent && JSON.stringify(sent) }) };
}

/**
 * Whole bodies are kept as JSON texts: to the digit and the key, which YAML would read in ways of its own. That they
 * are JSON is seen to before.
 */
export function readBodies(former: JsonObject): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(former).map(([id, text]) => [id, JSON.parse(String(text)) as JsonObject]));
}

/** Whole bodies as files hold them, in order. */
export function writeBodies(former: Readonly<Record<string, JsonObject>>): Record<string, string> {
  return sortKeys(Object.fromEntries(Object.entries(former).map(([id, body]) => [id, JSON.stringify(body)])));
}

/** Nothing but texts: that is seen to before. */
function digests(value: Json | undefined): FieldDigests {
  return isObject(value) ? (value as FieldDigests) : {};
}

function sortKeys<Value>(fields: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => byText(a, b)));
}
