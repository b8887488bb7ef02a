import type { Kind } from "../../model/kind.ts";
import { about } from "./about.ts";
import { check } from "./check.ts";
import { checkPlan } from "./check-plan.ts";
import { hexColourForm } from "./colour.ts";
import { face } from "./face.ts";
import { listing } from "./listing.ts";
import { momentForm } from "./moment.ts";
import { creation, operations, readCard, removalOf } from "./operations.ts";
import { readingOf, subject } from "./reading.ts";
import { words } from "./words.ts";

/** Member-card templates of WeChat Pay brands, `api.mch.weixin.qq.com/…/card-member/cards`. */
export const brandCard: Kind = {
  name: "BrandCard",
  platform: "wechatpay",
  forms: {
    "hex-colour": hexColourForm,
    "moment-begin": momentForm("begin"),
    "moment-end": momentForm("end"),
  },
  read: readCard,
  reading: readingOf,
  subject,
  missingCodes: ["wechatpay-resource-not-exists"],
  listing,
  importing: { nameFrom: ["/card_title"], leaveOut: ["member-does-not-apply"] },
  face,
  operations,
  creation,
  removal: removalOf,
  // Nothing brings an invalidated template back.
  removalConsents: ["delete", "irreversible"],
  order: ["update", "level", "agreement"],
  words,
  embedded: "card-template",
  refusedKeys: {
    "/out_request_no": "number-is-ours",
    "/brand_id": "brand-in-project",
    "/card_id": "card-id-in-spec",
    "/state": "state-in-spec",
    "/create_time": "platforms-own-in-spec",
    "/update_time": "platforms-own-in-spec",
    "/modify_time": "platforms-own-in-spec",
  },
  memberCodes: ["wechatpay-param-error", "wechatpay-invalid-request"],
  idNames: ["card_id"],
  about,
  check,
  checkPlan,
};
