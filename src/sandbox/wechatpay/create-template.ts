import { createHash } from "node:crypto";
import { canonicalJson, type JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import { randomWord } from "../random-text.ts";
import { brandOf, type Call, type CallContext, readBody } from "./call.ts";
import { missing } from "./read-value.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";
import { objectOf } from "./shape.ts";
import { shownTemplate } from "./show-template.ts";
import type { StoredTemplate } from "./state.ts";
import { checkTemplate } from "./template-rules.ts";
import { CREATE_ONLY, MODIFIABLE, ONLY_IN_ANSWERS, REQUIRED } from "./template-tables.ts";

const KEYS = { ...CREATE_ONLY, ...MODIFIABLE };

/** What a template is when nothing is said of it. Source: partner documentation 4015336970. */
export const DEFAULTS: JsonObject = { need_pinned: false, need_display_level: false };

/** `p` and 27 characters, as in the documented sample. */
export function newCardId(random: Random): string {
  return `p${randomWord(random, 27)}`;
}

function checkCreate(sent: JsonObject, { behaviours }: CallContext): Refusal | undefined {
  const needs = behaviours.memberInformation === "required" ? [...REQUIRED, "member_information"] : REQUIRED;
  const refusal = missing(sent, objectOf(KEYS, ...needs), behaviours) ?? checkTemplate(sent, sent, behaviours);
  if (refusal !== undefined) return refusal;
  // "目前仅支持普通会员卡": partner documentation 4015336970.
  if (sent["card_type"] !== "NORMAL") return refuse("INVALID_REQUEST", "目前仅支持普通会员卡");
  const isUnbound = behaviours.unboundAppids.includes(String(sent["appid"]));
  return isUnbound ? refuse("INVALID_REQUEST", "AppID与品牌没有绑定关系") : undefined;
}

/**
 * POST /cards: a new template, in effect at once.
 *
 * The number makes a repeated request harmless: with the same body it gives the template that it made, whatever has
 * become of it since; with another body it is 400 ALREADY_EXISTS. Source: a sibling product; of brand cards it is not
 * written.
 */
export const createTemplate: Call = (context) => {
  const { behaviours, random, now } = context;
  const read = readBody(context, KEYS, { never: ONLY_IN_ANSWERS });
  if (isRefusal(read)) return read;
  const { brand_id: named, ...sent } = read.value;
  const brand = brandOf(context, named, "body");
  if (isRefusal(brand)) return brand;

  const request = createHash("sha256").update(canonicalJson(sent)).digest("hex");
  const madeId = brand.madeBy(String(sent["out_request_no"] ?? ""));
  const made = madeId === undefined ? undefined : brand.template(madeId);
  if (madeId !== undefined && made !== undefined) {
    if (made.request !== request || behaviours.sameRequestNumber === "refused") return refuse("ALREADY_EXISTS");
    return { json: shownTemplate(brand.id, madeId, made, behaviours) };
  }

  const refusal = checkCreate(sent, context);
  if (refusal !== undefined) return refusal;
  const { out_request_no: number, ...content } = sent;
  const template: StoredTemplate = {
    out_request_no: String(number),
    request,
    state: "CARD_EFFECTIVE",
    content: { ...DEFAULTS, ...content },
    create_time: now,
    modify_time: now,
  };
  const id = newCardId(random);
  brand.put(id, template);
  return { json: shownTemplate(brand.id, id, template, behaviours) };
};
