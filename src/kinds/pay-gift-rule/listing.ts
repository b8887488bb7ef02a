import { isObject, type Json } from "../../model/json.ts";
import type { Listing } from "../../model/kind.ts";
import { ruleType } from "./operations.ts";
import { isWhole, listedRule } from "./reading.ts";

/** What all SDKs ask for; the most of one page is not documented. */
const perPage = 10;

/**
 * Finds the rules of an account, those that are over included. No source shows an id in a listing, and none shows that
 * there is none: both are read.
 *
 * `type` has to be sent (a public SDK was mended for leaving it out). Source: Manage Member Card 8.4.4.
 */
export const listing: Listing = {
  pageSize: perPage,
  page: (offset) => ({
    method: "POST",
    path: "/card/paygiftcard/batchget",
    body: { type: ruleType, effective: false, offset, count: perPage },
  }),
  // An account without WeChat Pay has no such rules.
  noneCodes: ["weixin-43008"],
  read: ({ rule_list, total_count: total }) => {
    const list = rule_list ?? [];
    if (!Array.isArray(list) || typeof total !== "number" || !Number.isSafeInteger(total) || total < 0)
      return undefined;
    const rules = (list as readonly Json[]).filter(isObject).filter(isWhole);
    if (rules.length !== list.length) return undefined;
    const objects = rules.map(listedRule);
    return { ids: objects.map(({ id }) => id), total, objects };
  },
};
