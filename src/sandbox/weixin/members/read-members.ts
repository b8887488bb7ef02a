import { defined } from "../../../model/defined.ts";
import { type Call, isRefusal, OK, readBody } from "../call.ts";
import { refuse } from "../refusal.ts";
import { objectOf, text, truth } from "../shape.ts";
import { namedMember, refusalOf, statusOf } from "./named-member.ts";

const codeTable = objectOf({ card_id: text, code: text, check_consume: truth });
const memberTable = objectOf({ card_id: text, code: text });
const heldTable = objectOf({ openid: text, card_id: text });

/**
 * POST /card/code/get: how a code stands. With `check_consume: true`, which is also what an absent one means, a code
 * that is not in use is refused; with false its state is told. Source: documentation of managing coupons; SDKs.
 */
export const getCode: Call = (context) => {
  const read = readBody(context, codeTable);
  if (isRefusal(read)) return read;
  const member = namedMember(context.account, read.body);
  if (isRefusal(member)) return member;
  const refusal = read.body["check_consume"] === false ? undefined : refusalOf(member, context.clock);
  if (refusal !== undefined) return refusal;
  const status = statusOf(member, context.clock);
  const { card_id, code, begin_time, end_time, openid, outer_str, info } = member;
  const { bonus, membership_number } = info;
  return {
    json: {
      ...OK,
      card: { card_id, begin_time, end_time, code, ...defined({ bonus, membership_number }) },
      openid,
      can_consume: status === "NORMAL",
      user_card_status: status,
      ...defined({ outer_str }),
    },
  };
};

/**
 * POST /card/membercard/userinfo/get: what is known of a member. It tells the state of a code that is not in use as
 * well. Source: Manage Member Card 8.1.
 */
export const getMember: Call = (context) => {
  const read = readBody(context, memberTable);
  if (isRefusal(read)) return read;
  if (read.body["card_id"] === undefined) return refuse(41012);
  const member = namedMember(context.account, read.body);
  if (isRefusal(member)) return member;
  const { openid, info } = member;
  return { json: { ...OK, openid, ...info, user_card_status: statusOf(member, context.clock) } };
};

/**
 * POST /card/user/getcardlist: every code of a person, in whatever state. Source: documentation of managing coupons,
 * which one report contradicts.
 */
export const getHeldCards: Call = (context) => {
  const read = readBody(context, heldTable);
  if (isRefusal(read)) return read;
  const { openid, card_id: wanted } = read.body;
  if (typeof openid !== "string" || openid === "") return refuse(40003);
  const held = context.account
    .members()
    .filter((member) => member.openid === openid && (wanted === undefined || member.card_id === wanted));
  return { json: { ...OK, card_list: held.map(({ code, card_id }) => ({ code, card_id })), has_share_card: false } };
};
