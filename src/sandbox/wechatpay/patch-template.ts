import { canonicalJson, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { brandOf, type Call, type CallContext, readBody } from "./call.ts";
import { laid, withOld } from "./lay-changes.ts";
import { namedTemplate } from "./named-template.ts";
import { missing } from "./read-value.ts";
import { isRefusal, type Refusal, refuse, wrong } from "./refusal.ts";
import { objectOf } from "./shape.ts";
import { shownTemplate } from "./show-template.ts";
import { checkTemplate } from "./template-rules.ts";
import { CREATE_ONLY, DISPUTED, MODIFIABLE, ONLY_IN_ANSWERS } from "./template-tables.ts";

function refuseUnchangeable(sent: JsonObject, { behaviours }: CallContext): Refusal | undefined {
  const fixed =
    behaviours.levelInPatch === "refused" ? [...Object.keys(CREATE_ONLY), ...DISPUTED] : Object.keys(CREATE_ONLY);
  const key = fixed.find((one) => sent[one] !== undefined);
  return key === undefined ? undefined : wrong({ field: `/${key}`, location: "body" }, sent[key], "cannot be modified");
}

function refuseOtherType(
  stored: JsonObject,
  asked: JsonObject,
  { validityType }: WechatPayBehaviours,
): Refusal | undefined {
  if (validityType === "may-change" || validityTypeOf(stored) === validityTypeOf(asked)) return undefined;
  return refuse("INVALID_REQUEST", "有效期类型不允许修改");
}

function validityTypeOf({ valid_date_information: info }: JsonObject): Json | undefined {
  return isObject(info) ? info["type"] : undefined;
}

/** PATCH /cards/{card_id}: changes what is named. What an object needs is looked for in what it becomes. */
export const patchTemplate: Call = (context, cardId) => {
  const { behaviours, now } = context;
  const read = readBody(context, { ...CREATE_ONLY, ...MODIFIABLE }, { never: ONLY_IN_ANSWERS });
  if (isRefusal(read)) return read;
  const { brand_id: named, ...sent } = read.value;
  const brand = brandOf(context, named, "body");
  if (isRefusal(brand)) return brand;
  const unchangeable = refuseUnchangeable(sent, context);
  if (unchangeable !== undefined) return unchangeable;
  const found = namedTemplate(brand, cardId);
  if (isRefusal(found)) return found;
  const { template } = found;
  if (template.state === "CARD_INVALID" && behaviours.patchInvalid === "refused")
    return refuse("INVALID_REQUEST", "会员卡模板已作废");

  const asked = laid(template.content, sent, behaviours.nested);
  const touched = Object.fromEntries(Object.keys(sent).map((key) => [key, asked[key] as JsonObject[string]]));
  const refusal =
    missing(touched, objectOf(MODIFIABLE), behaviours) ??
    checkTemplate(asked, sent, behaviours) ??
    refuseOtherType(template.content, asked, behaviours);
  if (refusal !== undefined) return refusal;

  const content = behaviours.ignoreFields.reduce((result, path) => withOld(result, template.content, path), asked);
  const isUnchanged = canonicalJson(content) === canonicalJson(template.content);
  if (isUnchanged && behaviours.unchangedPatch === "keeps-time")
    return { json: shownTemplate(brand.id, cardId, template, behaviours) };
  const changed = { ...template, content, modify_time: now };
  brand.put(cardId, changed);
  return { json: shownTemplate(brand.id, cardId, changed, behaviours) };
};
