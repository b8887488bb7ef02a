import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import {
  type Call,
  type CallContext,
  isDeleted,
  isRefusal,
  namedCard,
  nowSeconds,
  OK,
  readBody,
  unsourcedRefusal,
} from "./call.ts";
import { baseInfoOf } from "./overlay.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { listOf, type ObjectShape, objectOf, oneOf, text, textOf, truth } from "./shape.ts";
import type { StoredCard } from "./state.ts";
import { checkValues } from "./value-checks.ts";

/*
 * What calls of their own set on a card, and no read shows. Source: one-click activation, paycell and selfconsumecell of
 * the documentation, models of public SDKs (WxJava, SKIT). Names take 32 bytes in one table of it and 21 in the other.
 */

const known = oneOf(
  [
    "MOBILE",
    "SEX",
    "NAME",
    "BIRTHDAY",
    "IDCARD",
    "EMAIL",
    "LOCATION",
    "DETAIL_LOCATION",
    "EDUCATION_BACKGROUND",
    "CAREER",
    "INDUSTRY",
    "INCOME",
    "HABIT",
    "POST_CODE",
  ].map((name) => `USER_FORM_INFO_FLAG_${name}`),
  40097,
);

const sort = oneOf(["FORM_FIELD_RADIO", "FORM_FIELD_SELECT", "FORM_FIELD_CHECK_BOX"], 40097);

const fields = objectOf({
  can_modify: truth,
  common_field_id_list: listOf(known),
  custom_field_list: listOf(textOf(32)),
  rich_field_list: listOf(objectOf({ type: sort, name: textOf(32), values: listOf(text) })),
});

const link = objectOf({ name: textOf(32), url: text });

const formTable = objectOf({
  card_id: text,
  service_statement: link,
  bind_old_card: link,
  required_form: fields,
  optional_form: fields,
});

const payCellTable = objectOf({ card_id: text, is_open: truth });

const selfConsumeCellTable = objectOf({
  card_id: text,
  is_open: truth,
  need_verify_cod: truth,
  need_remark_amount: truth,
});

/** Most fields of free text, and with choices, in one list. */
const MOST_FIELDS = 5;

/** What stands against a setting of a card; undefined when nothing. */
type Check = (context: CallContext, card: StoredCard, value: JsonObject) => Refusal | undefined;

/** A call that replaces one setting of a card whole. */
function settingOf(name: string, table: ObjectShape, check: Check): Call {
  return (context) => {
    const read = readBody(context, table);
    if (isRefusal(read)) return read;
    const found = namedCard(context.account, read.body);
    if (isRefusal(found)) return found;
    const { id, card } = found;
    const { card_id: _id, ...value } = read.body;
    const refusal =
      unsourcedRefusal(context.behaviours, { deletedCard: isDeleted(card) }) ??
      (card.card_type === "MEMBER_CARD" ? undefined : refuse(40071)) ??
      checkValues(read.body, table, context.behaviours) ??
      check(context, card, value);
    if (refusal !== undefined) return refusal;
    if (context.behaviours.okButUnchanged === true) return { json: OK };
    const settings = { ...card.settings, [name]: value };
    context.account.put(id, { ...card, settings, update_time: nowSeconds(context.clock) });
    return { json: OK };
  };
}

/** POST /card/membercard/activateuserform/set: for cards with one-click activation and no other way only. */
export const setForm: Call = settingOf("activateuserform", formTable, ({ behaviours }, { content }, form) => {
  const others = content["auto_activate"] === true || Boolean(content["activate_url"]);
  if (content["wx_activate"] !== true || others) return refuse(behaviours.formRefusal);
  const isLong = (list: Json | undefined) => Array.isArray(list) && list.length > MOST_FIELDS;
  const formTooLong = [form["required_form"], form["optional_form"]]
    .filter(isObject)
    .some((part) => isLong(part["custom_field_list"]) || isLong(part["rich_field_list"]));
  return unsourcedRefusal(behaviours, { formTooLong });
});

/** POST /card/paycell/set: needs stores (recorded: 43017), and the middle of the card to itself (45046). */
export const setPayCell: Call = settingOf("paycell", payCellTable, (_context, card, value) => {
  if (value["is_open"] !== true) return undefined;
  return hasStores(card) ? conflict(card, "selfconsumecell") : refuse(43017);
});

/** POST /card/selfconsumecell/set: needs the middle of the card to itself. */
export const setSelfConsumeCell: Call = settingOf(
  "selfconsumecell",
  selfConsumeCellTable,
  ({ behaviours }, card, value) => {
    if (value["is_open"] !== true) return undefined;
    if (behaviours.selfServiceNeedsStores && !hasStores(card)) return refuse(43017);
    return conflict(card, "paycell");
  },
);

function hasStores({ content }: StoredCard): boolean {
  const { location_id_list: list, use_all_locations: all } = baseInfoOf(content);
  return all === true || (Array.isArray(list) && list.length > 0);
}

/** The middle of a card is a link, payment or self-service. Source: global return codes, 45046. */
function conflict({ content, settings = {} }: StoredCard, other: string): Refusal | undefined {
  const beside = settings[other];
  const isTaken = isObject(beside) && beside["is_open"] === true;
  return isTaken || baseInfoOf(content)["center_url"] ? refuse(45046) : undefined;
}
