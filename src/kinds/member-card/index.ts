import type { Kind } from "../../model/kind.ts";
import { about } from "./about.ts";
import { check } from "./check.ts";
import { checkPlan } from "./check-plan.ts";
import { colourForm } from "./colour.ts";
import { dateTypeForm } from "./date-type.ts";
import { face } from "./face.ts";
import { importing, listing } from "./listing.ts";
import { members } from "./members.ts";
import { creation, operations, readCard, settingNames } from "./operations.ts";
import { readingOf, subject } from "./reading.ts";
import { givenOut } from "./stock.ts";
import { words } from "./words.ts";

/** Member cards of a Weixin Official Account, `api.weixin.qq.com/card/*`. */
export const memberCard: Kind = {
  name: "MemberCard",
  platform: "weixin",
  forms: { colour: colourForm, "date-type": dateTypeForm },
  read: readCard,
  reading: readingOf,
  subject,
  // An id that does not exist, or one of another account: the platform does not say which.
  missingCodes: ["weixin-40073"],
  listing,
  importing,
  face,
  operations,
  creation,
  removal: () => "delete",
  order: ["update", "activate-msg", "modify-msg", "modifystock", ...settingNames],
  givenOut,
  members,
  words,
  embedded: "card",
  refusedKeys: {
    "/base_info/sku/quantity": "stock-quantity",
    "/custom_cell3": "custom-cell3",
  },
  memberCodes: ["weixin-47001", "weixin-40035", "weixin-40097", "weixin-40150"],
  idNames: ["card_id"],
  wrappers: ["card", "member_card"],
  about,
  check,
  checkPlan,
};
