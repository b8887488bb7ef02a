import { weixinCode } from "../../../platform/weixin/codes.ts";
import { callName, has, text } from "../args.ts";
import type { Args, Words } from "../language.ts";
import { clause } from "./phrases.ts";
import { raw } from "./platform.ts";

/** For every `weixin-<errcode>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const weixin: Words = {
  about:
    "The platform refused a call. The number is its `errcode`; [Codes of Weixin](weixin-codes.md) says what each means here and what to do.",
  message: (args) => {
    const known = weixinCode(errcodeOf(args));
    const account = has(args, "account") ? ` for account ${text(args["account"], "")}` : "";
    // Busy is no refusal: a write may have been carried out all the same.
    const outcome = known.class === "busy" ? "got no clear answer" : "was refused";
    return `${callName(args["call"], "a call")}${account} ${outcome}: ${clause(known.meaning)}${raw(args)}`;
  },
  hint: (args) =>
    [specific(args), clause(weixinCode(errcodeOf(args)).todo)].filter((line) => line !== undefined).join("\n"),
};

function errcodeOf(args: Args): number {
  return Number(args["errcode"]);
}

/** What this one answer adds to what is known of its code. */
function specific(args: Args): string | undefined {
  const address = text(args["address"], "");
  if (/[x*]/i.test(address))
    return `the platform shows only a part of the address, ${address}: do not paste it, but look up the full one`;
  if (address !== "") return `the address to add: ${address}`;
  const key = text(args["field"], text(args["key"], ""));
  return errcodeOf(args) === 47001 && key !== "" ? `the platform's reader stopped at ${key}` : undefined;
}
