import { type Call, isRefusal, OK, readBody } from "../call.ts";
import { objectOf, text } from "../shape.ts";
import { namedMember, refusalOf } from "./named-member.ts";

const table = objectOf({ card_id: text, code: text, reason: text });

/**
 * POST /card/code/unavailable: the code of a member is invalid from now on. What the platform says of one that is not in
 * use no source has; it is played as what card/code/get says. Source: documentation of managing coupons; a captured 40056.
 */
export const invalidateCode: Call = (context) => {
  const read = readBody(context, table);
  if (isRefusal(read)) return read;
  const member = namedMember(context.account, read.body);
  if (isRefusal(member)) return member;
  const refusal = refusalOf(member, context.clock);
  if (refusal !== undefined) return refusal;
  if (context.behaviours.okButUnchanged === true) return { json: OK };
  const { reason } = read.body;
  context.account.putMember({
    ...member,
    status: "UNAVAILABLE",
    ...(typeof reason === "string" ? { reason } : {}),
  });
  return { json: OK };
};
