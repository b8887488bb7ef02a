import { equalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import { inDocument } from "../model/parts.ts";
import { childPointer, type Pointer, segments, valueAt, withoutValue, withValue } from "../model/pointer.ts";

/** A value of one account's resource that is to stand in its document. */
export interface FieldWrite {
  /** Absent for a document of one account that does not name it. */
  readonly account?: string;
  /** Of the field. */
  readonly path: Pointer;
  /** Undefined for a key that is taken out. */
  readonly value: Json | undefined;
}

/**
 * A document with values in the place that each account has them from: its own overlay, or what all share. What others
 * share is changed only where it is the same change for all of them; else the account gets a value of its own.
 *
 * Undefined where a key would have to be taken out of what others share.
 */
export function documentWith(document: JsonObject, writes: readonly FieldWrite[]): JsonObject | undefined {
  let changed: JsonObject | undefined = document;
  for (const path of new Set(writes.map((write) => write.path))) {
    const own = writes.filter((write) => write.path === path);
    const places = placesOf(document, path, own);
    if (places === undefined) return undefined;
    for (const { pointer, value } of places) changed = written(changed, pointer, value);
  }
  return changed;
}

/** Where values of a field go. */
function placesOf(
  document: JsonObject,
  path: Pointer,
  writes: readonly FieldWrite[],
): readonly { readonly pointer: Pointer; readonly value: Json | undefined }[] | undefined {
  const sharing = accountsOf(document).filter((account) => !isInOverlay(document, account, path));
  const ofShared = writes.filter(({ account }) => account === undefined || sharing.includes(account));
  const [first] = ofShared;
  const isSame = ofShared.every(({ value }) => same(value, first?.value));
  // All who share it say the same from now on.
  const isOfAll = isSame && ofShared.length >= Math.max(1, sharing.length);
  if (!isOfAll && ofShared.some(({ value }) => value === undefined)) return undefined;
  return writes.map(({ account, value }) => {
    const isOwn = account !== undefined && !sharing.includes(account);
    const holder = account === undefined || (isOfAll && !isOwn) ? "" : childPointer("/accounts", account);
    return { pointer: `${holder}${inDocument(path)}`, value };
  });
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalJson(a, b);
}

/** The accounts that a document names one by one. */
function accountsOf({ accounts }: JsonObject): readonly string[] {
  if (Array.isArray(accounts)) return (accounts as readonly Json[]).filter((one) => typeof one === "string");
  return isObject(accounts) ? Object.keys(accounts) : [];
}

/** True where an account has a value from its own overlay: that value, or something above it that is no mapping. */
function isInOverlay(document: JsonObject, account: string, path: Pointer): boolean {
  let value = valueAt(document, childPointer("/accounts", account));
  if (!isObject(value)) return false;
  for (const key of segments(inDocument(path))) {
    if (!isObject(value)) return true;
    if (!Object.hasOwn(value, key)) return false;
    value = value[key] as Json;
  }
  return true;
}

function written(document: JsonObject, pointer: Pointer, value: Json | undefined): JsonObject {
  if (value === undefined) return withoutValue(document, pointer);
  const { accounts } = document;
  // A list of names has no room for what differs.
  const isList = Array.isArray(accounts) && pointer.startsWith("/accounts/");
  const roomy = isList
    ? { ...document, accounts: Object.fromEntries(accountsOf(document).map((name) => [name, {}])) }
    : document;
  return withValue(roomy, pointer, value);
}
