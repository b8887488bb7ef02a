import { defined } from "../../model/defined.ts";
import type { Json } from "../../model/json.ts";
import type { MultiObject } from "../../model/objects.ts";

/**
 * The older protocol, keyed by merchant id and without any rule id: which card is given for a merchant id, and which
 * AppID has it so. What it answers about rules of the present protocol no source says, so it is asked only where those
 * show nothing. Source: public SDKs of 2016 and later; the update log of the documentation says that it is still there.
 */
export const holder: NonNullable<MultiObject["holder"]> = {
  request: (mchid) => ({ method: "POST", path: "/card/paygiftmembercard/get", body: { mchid } }),
  read: ({ occupy_appid: identity, card_id: gives }) => defined({ identity: word(identity), gives: word(gives) }),
};

function word(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
