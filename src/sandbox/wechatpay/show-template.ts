import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { momentOf, momentText } from "./moment.ts";
import type { StoredTemplate } from "./state.ts";
import { VALIDITY_MEMBERS } from "./template-rules.ts";

/** What the documented samples show in every template. Source: seed page and partner documentation 4015336974. */
const SAMPLE_VALIDITY: JsonObject = {
  available_begin_time: "2020-05-20T13:29:35.120+08:00",
  available_end_time: "2030-05-20T13:29:35.120+08:00",
  available_day_after_receive: 200,
};

/** A template as every call answers it. */
export function shownTemplate(
  brandId: string,
  cardId: string,
  { content, out_request_no, state, create_time, modify_time }: StoredTemplate,
  behaviours: WechatPayBehaviours,
): JsonObject {
  const info = content["valid_date_information"];
  return {
    card_id: cardId,
    brand_id: brandId,
    out_request_no,
    ...content,
    ...(isObject(info) ? { valid_date_information: shownValidity(info, behaviours) } : {}),
    ...(behaviours.colourAs === "upper-case" ? shownColour(content["card_color"]) : {}),
    state,
    create_time: momentText(create_time),
    [behaviours.timeName]: momentText(modify_time),
  };
}

function shownColour(colour: Json | undefined): JsonObject {
  return typeof colour === "string" ? { card_color: colour.toUpperCase() } : {};
}

/** Instants come back in one spelling, whatever they were sent in, unless the behaviours say otherwise. */
function shownValidity(info: JsonObject, { echoForeignValidity, momentsAs }: WechatPayBehaviours): JsonObject {
  const own = VALIDITY_MEMBERS[String(info["type"])] ?? [];
  const foreign = Object.keys(SAMPLE_VALIDITY).filter((key) => !own.includes(key));
  const all = echoForeignValidity ? { ...SAMPLE_VALIDITY, ...info } : info;
  const shown = Object.entries(all).filter(([key]) => echoForeignValidity || !foreign.includes(key));
  if (momentsAs === "as-sent") return Object.fromEntries(shown);
  return Object.fromEntries(shown.map(([key, value]) => [key, shownMember(key, value)]));
}

function shownMember(key: string, value: Json): Json {
  const moment = Object.hasOwn(SAMPLE_VALIDITY, key) && typeof value === "string" ? momentOf(value) : undefined;
  return moment === undefined ? value : momentText(moment);
}
