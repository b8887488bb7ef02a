import { isEmpty, isObject, type JsonObject } from "../../model/json.ts";
import { childPointer, valueAt } from "../../model/pointer.ts";
import { type Finding, finding } from "../../model/problem.ts";
import { momentForm } from "./moment.ts";

export const validity = "/valid_date_information";

/** Objects that lead to a page of a mini program: neither half means anything by itself. */
const jumps = ["code_jump_information", "member_information", "points_information", "balance_information"];

/** The members that each type of validity needs. Source: partner documentation 4015336970. */
const needed: Readonly<Record<string, readonly string[]>> = {
  FIX_TIME_RANGE: ["available_begin_time", "available_end_time"],
  FIX_TERM: ["available_day_after_receive"],
};

/**
 * What a whole template needs besides what each field says: a document of a new one by itself, one of a live one
 * together with what is live.
 */
export function conditions(spec: JsonObject, timezone: string): Finding[] {
  return [...code(spec), ...level(spec), ...validityMembers(spec), ...validityOrder(spec, timezone), ...halves(spec)];
}

/** Source: partner documentation 4015336970, on `code_jump_information`. */
function code(spec: JsonObject): Finding[] {
  const wanting =
    valueAt(spec, "/code_type") === "JUMP_MINI_PROGRAM" && isEmpty(valueAt(spec, "/code_jump_information"));
  return wanting ? [finding("code-needs-jump", {}, { path: "/code_type", lacks: ["/code_jump_information"] })] : [];
}

function level(spec: JsonObject): Finding[] {
  const wanting = valueAt(spec, "/need_display_level") === true && isEmpty(valueAt(spec, "/init_level"));
  return wanting ? [finding("level-needs-first", {}, { path: "/need_display_level", lacks: ["/init_level"] })] : [];
}

function validityMembers(spec: JsonObject): Finding[] {
  const info = valueAt(spec, validity);
  const type = isObject(info) ? info["type"] : undefined;
  if (!isObject(info) || typeof type !== "string") return [];
  return (needed[type] ?? [])
    .filter((key) => info[key] === undefined || info[key] === "")
    .map((key) =>
      finding("validity-member-missing", { key, type }, { path: validity, lacks: [childPointer(validity, key)] }),
    );
}

/** An end before its beginning. Values may be of the wrong shape: then there is nothing to compare. */
export function validityOrder(spec: JsonObject, timezone: string): Finding[] {
  const path = childPointer(validity, "available_end_time");
  const [begin, end] = [
    momentForm("begin").key(valueAt(spec, childPointer(validity, "available_begin_time")) ?? null, { timezone }),
    momentForm("end").key(valueAt(spec, path) ?? null, { timezone }),
  ];
  const isWrong = typeof begin === "number" && typeof end === "number" && end < begin;
  return isWrong ? [finding("ends-before-it-begins", {}, { path })] : [];
}

function halves(spec: JsonObject): Finding[] {
  return [...jumps, "purchase_information"].flatMap((key) => {
    const object = spec[key];
    const path = childPointer("", key);
    if (!isObject(object) || Object.keys(object).length === 0) return [];
    return ["jump_appid", "jump_path"]
      .filter((member) => isEmpty(object[member]))
      .map((member) =>
        finding("jump-incomplete", { member: `${key}.${member}` }, { path, lacks: [childPointer(path, member)] }),
      );
  });
}
