import { valueDigest } from "../../model/digest.ts";
import type { Json } from "../../model/json.ts";
import { type Call, isRefusal, OK, readBody, unsourcedRefusal } from "./call.ts";
import { refuse } from "./refusal.ts";
import { listOf, objectOf, text } from "./shape.ts";

const table = objectOf({ openid: listOf(text), username: listOf(text) });

/** Most people of both lists together. Source: test whitelist of the documentation. */
const MOST_TESTERS = 10;

/** How openids look. Source: every published one; no page says it. */
const openidForm = /^o[0-9A-Za-z_-]{27}$/;

/**
 * POST /card/testwhitelist/set: replaces the list of the account whole, and says who is on it by then. Who cannot be
 * listed is left out of the answer without a word. Nothing reads it, and nobody is kept but by a digest: what this
 * platform keeps stands in a file. Source: test whitelist of the documentation, models of public SDKs.
 */
export const setTestWhitelist: Call = (context) => {
  const read = readBody(context, table);
  if (isRefusal(read)) return read;
  const { behaviours, account } = context;
  const [openid, username] = [textsOf(read.body["openid"]), textsOf(read.body["username"])];
  const refusal =
    unsourcedRefusal(behaviours, { whitelistTooLong: openid.length + username.length > MOST_TESTERS }) ??
    (openid.every((one) => openidForm.test(one)) ? undefined : refuse(40003));
  if (refusal !== undefined) return refusal;
  const isTaken = (one: string) => !behaviours.testersLeftOut.includes(one);
  const taken = { openid: openid.filter(isTaken), username: username.filter(isTaken) };
  account.putTesters({ openid: taken.openid.map(valueDigest), username: taken.username.map(valueDigest) });
  return {
    json: {
      ...OK,
      white_list_size: taken.openid.length + taken.username.length,
      success_openid: taken.openid,
      success_username: taken.username,
    },
  };
};

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
