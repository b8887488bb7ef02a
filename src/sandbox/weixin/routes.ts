import type { Call } from "./call.ts";
import { setForm, setPayCell, setSelfConsumeCell } from "./card-settings.ts";
import { createCard } from "./create-card.ts";
import { deleteCard } from "./delete-card.ts";
import { invalidateCode } from "./members/invalidate-code.ts";
import { getCode, getHeldCards, getMember } from "./members/read-members.ts";
import { addRule } from "./pay-gift/add-rule.ts";
import { deleteRule } from "./pay-gift/delete-rule.ts";
import { getFormerHolder } from "./pay-gift/former-holder.ts";
import { batchgetRules, getRule } from "./pay-gift/read-rules.ts";
import { batchgetCards, getCard } from "./read-calls.ts";
import { modifyStock } from "./stock.ts";
import { setTestWhitelist } from "./test-whitelist.ts";
import { updateCard } from "./update-card.ts";
import { uploadImage } from "./upload-image.ts";

/** The calls that take a token, all of them POST. Token calls themselves stand in `weixin.ts`. */
export const CALLS: ReadonlyMap<string, Call> = new Map([
  ["/card/get", getCard],
  ["/card/batchget", batchgetCards],
  ["/card/update", updateCard],
  ["/card/create", createCard],
  ["/card/delete", deleteCard],
  ["/card/modifystock", modifyStock],
  ["/card/membercard/activateuserform/set", setForm],
  ["/card/paycell/set", setPayCell],
  ["/card/selfconsumecell/set", setSelfConsumeCell],
  ["/card/paygiftcard/add", addRule],
  ["/card/paygiftcard/delete", deleteRule],
  ["/card/paygiftcard/getbyid", getRule],
  ["/card/paygiftcard/batchget", batchgetRules],
  ["/card/paygiftmembercard/get", getFormerHolder],
  ["/card/testwhitelist/set", setTestWhitelist],
  ["/card/code/get", getCode],
  ["/card/code/unavailable", invalidateCode],
  ["/card/membercard/userinfo/get", getMember],
  ["/card/user/getcardlist", getHeldCards],
  ["/cgi-bin/media/uploadimg", uploadImage],
]);
