import { defined } from "../model/defined.ts";
import type { DocumentConsent, RawDocument } from "../model/document.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { joinedIds } from "../model/objects.ts";
import { fieldsIn } from "../model/parts.ts";
import type { YamlValue } from "../yaml/yaml.ts";

/**
 * The resources of one document: one per account that it names, each with what its overlay changes.
 *
 * Fields are laid over the common ones key by key; scalars and lists replace. One level, one file, no variables. The
 * shape may be wrong, so every value is looked at with care.
 */
export function resourcesOf(kind: string, value: JsonObject, { source, line }: YamlValue): RawDocument[] {
  const { name } = value;
  const fields = fieldsIn(value);
  return accountsOf(value).map(({ account, overlay }) =>
    defined({
      kind,
      name: typeof name === "string" ? name : undefined,
      line,
      account,
      ...envelope(value, overlay),
      namesId: (Object.hasOwn(overlay, "id") ? overlay["id"] : value["id"]) !== undefined,
      spec: laidOver(fields, fieldsIn(overlay)),
      source: account === undefined || value["accounts"] === undefined ? source : { ...source, overlay: account },
    }),
  );
}

/** Most accounts of a document, and of a project. */
export const mostAccounts = 1_000;

/** How many accounts a document names. */
export function accountCount({ accounts }: JsonObject): number {
  if (Array.isArray(accounts)) return accounts.length;
  return isObject(accounts) ? Object.keys(accounts).length : 1;
}

function accountsOf(value: JsonObject): { account?: string; overlay: JsonObject }[] {
  const { accounts, account } = value;
  if (Array.isArray(accounts)) {
    return (accounts as Json[]).flatMap((one) => (typeof one === "string" ? [{ account: one, overlay: {} }] : []));
  }
  if (isObject(accounts))
    return Object.entries(accounts).map(([one, overlay]) => ({ account: one, overlay: objectOr(overlay) }));
  return [{ ...(typeof account === "string" ? { account } : {}), overlay: {} }];
}

/** The accounts whose overlay asks for a deletion for which neither it nor the common part gives a reason. */
export function reasonless(value: JsonObject): string[] {
  if (!isObject(value["accounts"]) || value["reason"] !== undefined) return [];
  return Object.entries(value["accounts"]).flatMap(([name, overlay]) =>
    isObject(overlay) && overlay["state"] === "absent" && overlay["reason"] === undefined ? [name] : [],
  );
}

function envelope(common: JsonObject, overlay: JsonObject) {
  const pick = (key: string): Json | undefined => (Object.hasOwn(overlay, key) ? overlay[key] : common[key]);
  const id = pick("id");
  const reason = pick("reason");
  const ignore = pick("ignore");
  const allow = pick("allow");
  return {
    protect: pick("protect") === true,
    absent: pick("state") === "absent",
    reason: typeof reason === "string" ? reason : undefined,
    id: idOf(id),
    was: typeof common["was"] === "string" ? common["was"] : undefined,
    ignore: Array.isArray(ignore) ? (ignore as Json[]).filter((one): one is string => typeof one === "string") : [],
    allow: Array.isArray(allow)
      ? (allow as Json[]).filter(isObject).map((one) => one as unknown as DocumentConsent)
      : [],
  };
}

/** One id, or several of a resource that is made of several objects. */
function idOf(id: Json | undefined): string | undefined {
  if (typeof id === "string") return id;
  const ids = Array.isArray(id) ? (id as readonly Json[]).filter((one): one is string => typeof one === "string") : [];
  return ids.length === 0 ? undefined : joinedIds(ids);
}

function laidOver(common: JsonObject, overlay: JsonObject): JsonObject {
  // Most documents have no overlay, and the others many accounts: what they share stays one object.
  if (Object.keys(overlay).length === 0) return common;
  const keys = Object.entries(overlay).map(([key, value]) => {
    const below = common[key];
    return [key, isObject(value) && isObject(below) ? laidOver(below, value) : value] as const;
  });
  return { ...common, ...Object.fromEntries(keys) };
}

function objectOr(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
