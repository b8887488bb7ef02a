import { isEmpty, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { CheckInput } from "../../model/kind.ts";
import { childPointer, type Pointer, valueAt } from "../../model/pointer.ts";
import type { Finding } from "../../model/problem.ts";
import { instantSeconds } from "../../schema/instant.ts";

const validity = "/valid_date_information";

/** Rules across the fields of one document, without any network. The shape may be wrong at the same time, so every value is looked at with care. */
export function check(input: CheckInput): Finding[] {
  const { spec } = input;
  return [...types(spec), ...code(spec), ...level(spec), ...range(input), ...bytes(spec, "")];
}

/** Source: partner documentation 4015336970: other types are answered with an error today. */
function types(spec: JsonObject): Finding[] {
  const type = valueAt(spec, "/card_type");
  if (type !== "PURCHASE" && type !== "BALANCE") return [];
  return [warning("card-type-not-sold", "/card_type", { type })];
}

function code(spec: JsonObject): Finding[] {
  const jump = "/code_jump_information";
  const jumps = valueAt(spec, "/code_type") === "JUMP_MINI_PROGRAM";
  if (jumps && isEmpty(valueAt(spec, jump))) return [error("code-needs-jump", "/code_type", {})];
  return [];
}

function level(spec: JsonObject): Finding[] {
  const shown = valueAt(spec, "/need_display_level") === true;
  return shown && isEmpty(valueAt(spec, "/init_level")) ? [error("level-needs-first", "/need_display_level", {})] : [];
}

/** Each type of validity has members of its own; the platform's own sample gives all of them at once. */
function range({ spec, timezone, now }: CheckInput): Finding[] {
  const info = valueAt(spec, validity);
  if (!isObject(info)) return [];
  const found: Finding[] = [];
  const { type } = info;
  const own: readonly string[] =
    type === "FIX_TIME_RANGE"
      ? ["available_begin_time", "available_end_time"]
      : type === "FIX_TERM"
        ? ["available_day_after_receive"]
        : [];
  if (typeof type === "string") {
    for (const key of own)
      if (isEmpty(info[key]) && info[key] !== 0) found.push(error("validity-member-missing", validity, { key, type }));
    for (const key of ["available_begin_time", "available_end_time", "available_day_after_receive"])
      if (key in info && !own.includes(key))
        found.push(warning("validity-member-idle", childPointer(validity, key), { key, type }));
  }
  const begin = instantSeconds(info["available_begin_time"], "begin", timezone);
  const end = instantSeconds(info["available_end_time"], "end", timezone);
  const endAt = childPointer(validity, "available_end_time");
  if (begin !== undefined && end !== undefined && end < begin) found.push(error("ends-before-it-begins", endAt, {}));
  if (now !== undefined && end !== undefined && end * 1_000 < now) found.push(warning("instant-past", endAt, {}));
  return found;
}

/** WeChat Pay takes characters of one to three bytes of UTF-8 only. Source: official basic rules. */
function bytes(value: Json, pointer: Pointer): Finding[] {
  if (typeof value === "string") {
    const found = /[\u{10000}-\u{10FFFF}]/u.exec(value);
    return found === null ? [] : [error("character-of-four-bytes", pointer, { character: found[0] })];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => bytes(item as Json, childPointer(pointer, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => bytes(child, childPointer(pointer, key)));
}

function error(code: string, path: Pointer, args: Finding["args"]): Finding {
  return { code, severity: "error", path, args };
}

function warning(code: string, path: Pointer, args: Finding["args"]): Finding {
  return { code, severity: "warning", path, args };
}
