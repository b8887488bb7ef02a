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
export function resourcesOf(kind: string, value: JsonObject, { source, line, traits }: YamlValue): RawDocument[] {
  const { name } = value;
  const fields = fieldsIn(value);
  return accountsOf(value).map(({ account, overlay }) => {
    const pick = (key: string): Json | undefined => (Object.hasOwn(overlay, key) ? overlay[key] : value[key]);
    const [reason, id, was] = [pick("reason"), idOf(pick("id")), value["was"]];
    // Put together member by member: there may be thousands, and most say little of this.
    const raw: Mutable<RawDocument> = {
      kind,
      line,
      protect: pick("protect") === true,
      absent: pick("state") === "absent",
      ignore: textsIn(pick("ignore")),
      allow: consentsIn(pick("allow")),
      namesId: pick("id") !== undefined,
      spec: laidOver(fields, fieldsIn(overlay)),
      source: account === undefined || value["accounts"] === undefined ? source : { ...source, overlay: account },
    };
    if (typeof name === "string") raw.name = name;
    if (account !== undefined) raw.account = account;
    if (typeof reason === "string") raw.reason = reason;
    if (id !== undefined) raw.id = id;
    if (typeof was === "string") raw.was = was;
    if (traits?.isAllVisible === true) raw.isAllVisible = true;
    return raw;
  });
}

type Mutable<Members> = { -readonly [Key in keyof Members]: Members[Key] };

/** Most accounts of a document, and of a project. */
export const mostAccounts = 1_000;

/** How many accounts a document names. */
export function accountCount({ accounts }: JsonObject): number {
  if (Array.isArray(accounts)) return accounts.length;
  return isObject(accounts) ? Object.keys(accounts).length : 1;
}

/** The overlay of documents that have none. */
const empty: JsonObject = {};
const onlyOne = [{ overlay: empty }];

function accountsOf(value: JsonObject): readonly { readonly account?: string; readonly overlay: JsonObject }[] {
  const { accounts, account } = value;
  if (Array.isArray(accounts)) {
    return (accounts as Json[]).flatMap((one) => (typeof one === "string" ? [{ account: one, overlay: {} }] : []));
  }
  if (isObject(accounts))
    return Object.entries(accounts).map(([one, overlay]) => ({ account: one, overlay: objectOr(overlay) }));
  return typeof account === "string" ? [{ account, overlay: empty }] : onlyOne;
}

/** The accounts whose overlay asks for a deletion for which neither it nor the common part gives a reason. */
export function reasonless(value: JsonObject): string[] {
  if (!isObject(value["accounts"]) || value["reason"] !== undefined) return [];
  return Object.entries(value["accounts"]).flatMap(([name, overlay]) =>
    isObject(overlay) && overlay["state"] === "absent" && overlay["reason"] === undefined ? [name] : [],
  );
}

const nothing: readonly never[] = [];

function textsIn(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return nothing;
  return (value as readonly Json[]).filter((one): one is string => typeof one === "string");
}

function consentsIn(value: Json | undefined): readonly DocumentConsent[] {
  if (!Array.isArray(value)) return nothing;
  return (value as readonly Json[]).filter(isObject).map((one) => one as unknown as DocumentConsent);
}

/** One id, or several of a resource that is made of several objects. */
function idOf(id: Json | undefined): string | undefined {
  if (typeof id === "string") return id;
  const ids = textsIn(id);
  return ids.length === 0 ? undefined : joinedIds(ids);
}

function laidOver(common: JsonObject, overlay: JsonObject): JsonObject {
  // Most documents have no overlay, and the others many accounts: what they share stays one object.
  if (overlay === empty || Object.keys(overlay).length === 0) return common;
  const keys = Object.entries(overlay).map(([key, value]) => {
    const below = common[key];
    return [key, isObject(value) && isObject(below) ? laidOver(below, value) : value] as const;
  });
  return { ...common, ...Object.fromEntries(keys) };
}

function objectOr(value: Json | undefined): JsonObject {
  return isObject(value) ? value : empty;
}
