import { defined } from "../../model/defined.ts";
import { byText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import { joinedIds } from "../../model/objects.ts";
import type { AcceptedLists, Agreement, FieldDigests, Intent, ReviewRecord, StateEntry } from "../../model/state.ts";

/** An entry as files hold it, which `isEntry` has seen. */
export function readEntry(entry: JsonObject): StateEntry {
  return plainEntry(entry) ?? wholeEntry(entry);
}

/** One that says nothing but id and digests, as nearly all of thousands do. */
function plainEntry(entry: JsonObject): StateEntry | undefined {
  const { id, settled } = entry;
  const isPlain = typeof id === "string" && isObject(settled) && Object.keys(entry).length === 2;
  return isPlain ? { id, settled: digests(settled) } : undefined;
}

function wholeEntry(entry: JsonObject): StateEntry {
  const { id, settled, review, refused, unshown, deleted, objects, replaced, accepted, unanswered, ...more } = entry;
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
    ...defined({
      replaced: replaced === undefined ? undefined : (replaced as readonly string[]),
      accepted: isObject(accepted) ? (accepted as AcceptedLists) : undefined,
      unanswered: unanswered === undefined ? undefined : (unanswered as readonly string[]),
    }),
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

/**
 * An entry as the state holds it: without what is open, which stands with the lease. Member by member, since thousands
 * of them are written for one that has changed.
 */
export function writeSettled(entry: StateEntry): JsonObject {
  const { id, objects, settled, review, refused, unshown, replaced, accepted, unanswered, deleted, rest } = entry;
  const members: Record<string, Json> = {};
  // Several objects have their ids as keys below.
  if (id !== undefined && objects === undefined) members["id"] = id;
  if (objects !== undefined) members["objects"] = sortKeys(objects) as JsonObject;
  if (Object.keys(settled).length > 0) members["settled"] = sortKeys(settled);
  if (review !== undefined) members["review"] = { ...review, fields: sortKeys(review.fields) };
  if (refused !== undefined) members["refused"] = sortKeys(refused);
  if (unshown !== undefined) members["unshown"] = sortKeys(unshown);
  if (replaced !== undefined) members["replaced"] = replaced as Json;
  if (accepted !== undefined) members["accepted"] = sortKeys(accepted) as JsonObject;
  if (unanswered !== undefined) members["unanswered"] = unanswered as Json;
  if (deleted !== undefined) members["deleted"] = true;
  return rest === undefined ? members : { ...members, ...rest };
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
export function writeBodies(former: Readonly<Record<string, JsonObject>>): Readonly<Record<string, string>> {
  return sortKeys(Object.fromEntries(Object.entries(former).map(([id, body]) => [id, JSON.stringify(body)])));
}

/** Nothing but texts: that is seen to before. */
function digests(value: Json | undefined): FieldDigests {
  return isObject(value) ? (value as FieldDigests) : {};
}

/** In order; as they are where they are in order already, as what was read from a file is. */
function sortKeys<Value>(fields: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const keys = Object.keys(fields);
  if (keys.every((key, index) => index === 0 || byText(keys[index - 1] as string, key) < 0)) return fields;
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => byText(a, b)));
}
