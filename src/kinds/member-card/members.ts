import { defined } from "../../model/defined.ts";
import { isExactNumber, wholeOf } from "../../model/exact-number.ts";
import { asText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { CodeReading, FormAnswer, HeldCode, MemberCalls } from "../../model/member.ts";

/**
 * The end of a card that never ends: the largest number of 32 bits, with a sign or without. Source: captured answers of
 * card/code/get, whose begin is then 0.
 */
const endless: ReadonlySet<bigint> = new Set([2_147_483_647n, 4_294_967_295n]);

/** Members of an answer that say nothing of a person. */
const impersonal: ReadonlySet<string> = new Set([
  ...["errcode", "errmsg", "card_id", "user_card_status", "begin_time", "end_time", "sex", "background_pic_url"],
  ...["bonus", "balance"],
]);

/**
 * The people who hold a card. The state is asked for with `check_consume: false`: with true the platform refuses a code
 * in any other state than NORMAL (40127, 40099) instead of saying which it is in. The card's id goes along always: a
 * custom code is found by it only.
 *
 * Source: Manage Member Card 8.1, 8.6.2, 8.6.3; documentation of managing coupons; fixtures of public SDKs.
 */
export const members: MemberCalls = {
  code: (id, code) => ({ method: "POST", path: "/card/code/get", body: { card_id: id, code, check_consume: false } }),
  person: (id, code) => ({ method: "POST", path: "/card/membercard/userinfo/get", body: { card_id: id, code } }),
  held: (openid, id) => ({
    method: "POST",
    path: "/card/user/getcardlist",
    body: { openid, ...defined({ card_id: id }) },
  }),
  // Source: documentation of managing coupons: the member has to agree before, and reads the reason in a message.
  invalidate: (id, code, reason) => ({
    method: "POST",
    path: "/card/code/unavailable",
    body: { card_id: id, code, reason },
  }),
  readCode: (reply) => {
    const { card } = reply;
    return isObject(card) ? { ...stateIn(reply), ...periodOf(card), ...numbersIn(card), ...cardIn(card) } : undefined;
  },
  readPerson: (reply) => {
    const { user_info: info, has_active: active } = reply;
    const reading = { ...stateIn(reply), ...numbersIn(reply), ...defined({ active: truth(active) }) };
    const form = isObject(info)
      ? [...answersIn(info["common_field_list"]), ...answersIn(info["custom_field_list"])]
      : [];
    return Object.keys(reading).length === 0 && info === undefined ? undefined : { ...reading, form };
  },
  readHeld: ({ card_list: list }) => (Array.isArray(list) ? heldIn(list as readonly Json[]) : undefined),
  personalTexts: personal,
  idName: "card.card_id",
  stateCodes: ["weixin-40056", "weixin-40127", "weixin-40099"],
};

function stateIn({ user_card_status: status, can_consume: canConsume, openid }: JsonObject): CodeReading {
  return defined({ status: word(status), canConsume: truth(canConsume), openid: word(openid) });
}

function cardIn({ card_id: cardId }: JsonObject): CodeReading {
  return defined({ cardId: word(cardId) });
}

/** Its unit is not shown by any two sources alike: fen, or yuan. Source: SDKs, the samples of 8.1. */
function numbersIn({ bonus, balance, membership_number: membershipNumber }: JsonObject): CodeReading {
  const number = membershipNumber === undefined || membershipNumber === null ? undefined : asText(membershipNumber);
  return defined({
    bonus: shown(bonus),
    balance: shown(balance),
    membershipNumber: number === "" ? undefined : number,
  });
}

function periodOf({ begin_time: begin, end_time: end }: JsonObject): CodeReading {
  const [from, to] = [wholeOf(begin), wholeOf(end)];
  if (to !== undefined && endless.has(to)) return { permanent: true };
  return { permanent: false, ...defined({ begins: secondsOf(from), ends: secondsOf(to) }) };
}

/** An instant that any calendar has; 0 is none. */
function secondsOf(value: bigint | undefined): number | undefined {
  return value !== undefined && value > 0n && value < 10_000_000_000n ? Number(value) : undefined;
}

function answersIn(list: Json | undefined): readonly FormAnswer[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((item) => {
    const id = isObject(item) ? word(item["name"]) : undefined;
    if (id === undefined || !isObject(item)) return [];
    const { value, value_list: choices } = item;
    const values = Array.isArray(choices) ? (choices as readonly Json[]).map((choice) => asText(choice)) : [];
    return [{ id, value: value === undefined || value === null ? "" : asText(value), values }];
  });
}

function heldIn(list: readonly Json[]): readonly HeldCode[] | undefined {
  const held = list.flatMap((item) => {
    const cardId = isObject(item) ? word(item["card_id"]) : undefined;
    const code = isObject(item) ? item["code"] : undefined;
    return cardId === undefined || code === undefined || code === null ? [] : [{ cardId, code: asText(code) }];
  });
  return held.length === list.length ? held : undefined;
}

/** The names of fields are the merchant's; everything else that is a text may be about the person. */
function personal(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(personal);
  if (isObject(value)) {
    const isField = "name" in value && ("value" in value || "value_list" in value);
    const own = Object.entries(value).filter(
      ([name, member]) => !(impersonal.has(name) && isPlain(name, member)) && !(isField && name === "name"),
    );
    return own.flatMap(([, member]) => personal(member));
  }
  return value !== "" && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}

/** True for what such a member holds where an answer is as it should be: an id, a state, an address, a number. */
function isPlain(name: string, value: Json | undefined): boolean {
  return name === "errmsg" || typeof value !== "string" || /^[\w.:/?=&%-]*$/.test(value);
}

function shown(value: Json | undefined): Json | undefined {
  return typeof value === "number" || typeof value === "string" || isExactNumber(value) ? value : undefined;
}

function word(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function truth(value: Json | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
