import { defined } from "../../model/defined.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { CheckInput } from "../../model/kind.ts";
import { childPointer, type Pointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { instantSeconds } from "../../schema/instant.ts";
import { conditions, validity, validityOrder } from "./conditions.ts";

/**
 * Rules across the fields of one document, without any network. The shape may be wrong at the same time, so every value
 * is looked at with care.
 *
 * A document of a template that exists need not say everything: what it asks for is judged together with what is live,
 * when a plan is made.
 */
export function check({ spec, exists, timezone, now }: CheckInput): Finding[] {
  const whole = exists ? validityOrder(spec, timezone) : conditions(spec, timezone);
  return [
    ...types(spec),
    ...whole,
    ...past({ spec, timezone, ...defined({ now }) }),
    ...notifying(spec),
    ...picture(spec),
    ...bytes(spec, ""),
  ];
}

/** Source: partner documentation 4015336970: other types are answered with an error today. */
function types(spec: JsonObject): Finding[] {
  const type = valueAt(spec, "/card_type");
  if (type !== "PURCHASE" && type !== "BALANCE") return [];
  return [finding("card-type-not-sold", { type }, { path: "/card_type" })];
}

function past({ spec, timezone, now }: Pick<CheckInput, "spec" | "timezone" | "now">): Finding[] {
  const path = childPointer(validity, "available_end_time");
  const end = instantSeconds(valueAt(spec, path), "end", timezone);
  const type = valueAt(spec, `${validity}/type`);
  // Beside another type it says nothing.
  if (type !== undefined && type !== "FIX_TIME_RANGE") return [];
  if (now === undefined || end === undefined || end * 1_000 >= now) return [];
  return [finding("instant-past", {}, { path })];
}

/** Hosts that nobody outside can reach. */
const inside = /^(?:[^.]+|.*\.(?:local|localhost|internal|lan)|\[(?:::1?|f[cd].*|fe80:.*)\])$/i;

/** The same by address. Source: RFC 6890. */
const insideAddress =
  /^(?:0|10|127)\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\./;

/** WeChat Pay calls this address from outside. Source: general rules of notifications. */
function notifying(spec: JsonObject): Finding[] {
  const url = valueAt(spec, "/notify_url");
  if (typeof url !== "string" || !URL.canParse(url)) return [];
  const host = new URL(url).hostname.replace(/\.$/, "");
  const isAddress = /^\d+(?:\.\d+){3}$/.test(host);
  if (!(isAddress ? insideAddress : inside).test(host)) return [];
  return [finding("address-not-public", { host }, { path: "/notify_url" })];
}

/**
 * Where the upload call puts pictures, as far as published samples show. Source: sample of the page on changing a
 * template.
 */
const uploaded = /(^|\.)qpic\.cn$/i;

function picture(spec: JsonObject): Finding[] {
  const url = valueAt(spec, "/card_picture_url");
  if (typeof url !== "string" || !URL.canParse(url)) return [];
  const { hostname: host } = new URL(url);
  return uploaded.test(host) ? [] : [finding("picture-not-uploaded", { host }, { path: "/card_picture_url" })];
}

/** WeChat Pay takes characters of one to three bytes of UTF-8 only. Source: official basic rules. */
function bytes(value: Json, path: Pointer): Finding[] {
  if (typeof value === "string") {
    const found = /[\u{10000}-\u{10FFFF}]/u.exec(value);
    return found === null ? [] : [finding("character-of-four-bytes", { character: found[0] }, { path })];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => bytes(item as Json, childPointer(path, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => bytes(child, childPointer(path, key)));
}
