import type { Kind } from "../../model/kind.ts";
import { check, checkPlan } from "./check.ts";
import { operations, readingOf } from "./operations.ts";
import { words } from "./words.ts";

/** The test whitelist of a Weixin Official Account, `api.weixin.qq.com/card/testwhitelist/set`. */
export const testWhitelist: Kind = {
  name: "TestWhitelist",
  platform: "weixin",
  forms: {},
  unread: { id: "testwhitelist" },
  reading: readingOf,
  missingCodes: [],
  operations,
  order: ["set"],
  words,
  refusedKeys: {},
  memberCodes: [],
  about: { "weixin-40003": ["/openid"], "weixin-72022": ["/openid", "/username"] },
  check,
  checkPlan,
};
