import { isObject, type JsonObject } from "../../model/json.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { momentOf } from "./moment.ts";
import { type Refusal, wrong } from "./refusal.ts";

/** The members of `valid_date_information` that count, by its type. Others may be sent: the documented samples do. */
export const VALIDITY_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  FIX_TIME_RANGE: ["available_begin_time", "available_end_time"],
  FIX_TERM: ["available_day_after_receive"],
  PERMANENT: [],
};

/**
 * Rules between the fields of a template as it would be, for those that were sent; each place by itself has been looked
 * at before.
 */
export function checkTemplate(
  template: JsonObject,
  sent: JsonObject,
  { foreignValidity }: WechatPayBehaviours,
): Refusal | undefined {
  return (
    ("valid_date_information" in sent ? checkValidity(template["valid_date_information"]) : undefined) ??
    (foreignValidity === "refused" ? checkForeign(sent["valid_date_information"]) : undefined) ??
    ("code_type" in sent ? checkCode(template) : undefined) ??
    ("need_display_level" in sent ? checkLevel(template) : undefined)
  );
}

function checkValidity(info: JsonObject[string] | undefined): Refusal | undefined {
  if (!isObject(info)) return undefined;
  const at = (key: string) => ({ field: `/valid_date_information/${key}`, location: "body" }) as const;
  const type = String(info["type"]);
  for (const key of VALIDITY_MEMBERS[type] ?? [])
    if (info[key] === undefined) return wrong(at(key), undefined, `is required for ${type}`);
  if (type !== "FIX_TIME_RANGE") return undefined;
  const [begin, end] = [momentOf(String(info["available_begin_time"])), momentOf(String(info["available_end_time"]))];
  if (begin === undefined || end === undefined || begin <= end) return undefined;
  return wrong(at("available_end_time"), info["available_end_time"], "must not be before the beginning");
}

function checkForeign(info: JsonObject[string] | undefined): Refusal | undefined {
  if (!isObject(info) || typeof info["type"] !== "string") return undefined;
  const own = VALIDITY_MEMBERS[info["type"]] ?? [];
  const key = Object.values(VALIDITY_MEMBERS)
    .flat()
    .find((member) => info[member] !== undefined && !own.includes(member));
  if (key === undefined) return undefined;
  const place = { field: `/valid_date_information/${key}`, location: "body" } as const;
  return wrong(place, info[key], `does not belong to ${info["type"]}`);
}

/** Source: partner documentation 4015336970, "当会员码型为跳转商家小程序时必填". */
function checkCode(template: JsonObject): Refusal | undefined {
  if (template["code_type"] !== "JUMP_MINI_PROGRAM" || template["code_jump_information"] !== undefined)
    return undefined;
  return wrong({ field: "/code_jump_information", location: "body" }, undefined, "is required for JUMP_MINI_PROGRAM");
}

function checkLevel(template: JsonObject): Refusal | undefined {
  if (template["need_display_level"] !== true || template["init_level"] !== undefined) return undefined;
  return wrong({ field: "/init_level", location: "body" }, undefined, "is required when levels are displayed");
}
