import { clipAnswer } from "../../model/clip.ts";
import { defined } from "../../model/defined.ts";
import { isExactNumber } from "../../model/exact-number.ts";
import { asText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Added, RefusedItem } from "../../model/objects.ts";

/**
 * Understands the answer to adding a rule: errcode 0 is not success by itself, since single merchant ids may have
 * failed.
 *
 * The lists have two names: `succ_mchid_list` and `fail_mchid_list` in the documented sample and in the SDKs,
 * `succ_list` and `fail_list` in the table beside it, from the older protocol. Source: Manage Member Card 8.4.1.
 */
export function answer(reply: JsonObject): Added {
  const id = idOf(reply["rule_id"]);
  const taken = listOf(reply, "succ_mchid_list", "succ_list").flatMap((one) => mchidOf(one) ?? []);
  const refused = listOf(reply, "fail_mchid_list", "fail_list").flatMap((one) => refusedOf(one) ?? []);
  return { ...defined({ id }), taken, refused };
}

/** The digits of an id; undefined for none, for what is no id, and for the 0 that stands for none. */
export function idOf(value: Json | undefined): string | undefined {
  const digits = asText(value);
  return /^[0-9]{1,20}$/.test(digits) && !/^0+$/.test(digits) ? digits : undefined;
}

function listOf(reply: JsonObject, ...names: readonly string[]): readonly Json[] {
  return names.flatMap((name) => {
    const list = reply[name];
    return Array.isArray(list) ? (list as readonly Json[]) : [];
  });
}

function mchidOf(value: Json | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" || isExactNumber(value) ? asText(value) : undefined;
}

function refusedOf(entry: Json): RefusedItem | undefined {
  // A bare merchant id says that it failed and not why.
  const bare = mchidOf(entry);
  if (bare !== undefined) return { item: bare, errcode: 0, errmsg: "" };
  const item = isObject(entry) ? mchidOf(entry["mchid"]) : undefined;
  if (!isObject(entry) || item === undefined) return undefined;
  const id = idOf(entry["occupy_rule_id"]);
  const identity = entry["occupy_appid"];
  const occupant = {
    ...defined({ id }),
    ...(typeof identity === "string" && identity !== "" ? { identity } : {}),
  };
  return {
    item,
    errcode: typeof entry["errcode"] === "number" ? entry["errcode"] : 0,
    errmsg: typeof entry["errmsg"] === "string" ? clipAnswer(entry["errmsg"]) : "",
    ...(Object.keys(occupant).length === 0 ? {} : { occupant }),
  };
}
