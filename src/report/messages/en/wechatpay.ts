import type { Json } from "../../../model/json.ts";
import type { WechatpayArgs } from "../../../model/problems/platform.ts";
import { wechatpayCode } from "../../../platform/wechatpay/codes.ts";
import { grouped } from "../amounts.ts";
import { has, text, withVariables } from "../args.ts";
import type { ArgsInContext, Theme, Words } from "../language.ts";
import { clause, count, list } from "./phrases.ts";
import { answerWords } from "./wechatpay-answers.ts";
import { wechatpayCodeWords } from "./wechatpay-codes.ts";
import { callText, clock, codeOf, raw } from "./wechatpay-facts.ts";
import { keyWords } from "./wechatpay-keys.ts";

/** What comes of the keys of a WeChat Pay account, and of answers that have to be signed. */
export const wechatpay = {
  title: "WeChat Pay: credentials and answers",
  when: "Found before the first call of an account with `platform: wechatpay`, where its keys are tried, and in what comes back. The platform's own codes have a page of their own: [Codes of WeChat Pay](wechatpay-codes.md).",
  words: { ...keyWords, ...answerWords },
} satisfies Theme;

/** For every `wechatpay-<code>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const wechatpayRefusals: Words<ArgsInContext<WechatpayArgs>> = {
  about:
    "WeChat Pay refused a call. The rest is its `code`, in lower case with dashes; [Codes of WeChat Pay](wechatpay-codes.md) says what each means here and what to do.",
  message: (args) => {
    const known = wechatpayCode(codeOf(args));
    // Busy is no refusal, nor is any 5xx: a write may have been carried out all the same.
    const unclear = known.class === "busy" || args.status >= 500;
    const outcome = unclear ? "got no clear answer" : "was refused";
    return `${callText(args)}${has(args.account) ? ` for account ${text(args.account)}` : ""} ${outcome}: ${clause(withVariables(wechatpayCodeWords(codeOf(args)).meaning, args))}${raw(args)}`;
  },
  hint: (args) => {
    const wait = args.waitSeconds ?? 0;
    const slower = wait > 0 ? [`the platform asks for a pause of ${count(wait, "second")}`] : [];
    const first = [...slower, ...signature(args)].join("; ");
    return [first, clause(withVariables(wechatpayCodeWords(codeOf(args)).todo, args))]
      .filter((line) => line !== "")
      .join("\n");
  },
};

/** What this one answer says of the signature of its request: who signed, how the clocks stand, what arrived. */
function signature(args: WechatpayArgs): string[] {
  if (!has(args.serialNo)) return [];
  const who = `${text(args.role, "")} ${text(args.identity, "")}`.trim();
  const ahead = clock(args);
  const off = Math.abs(args.aheadSeconds ?? 0) > 60;
  return [
    `signed as ${who} with certificate ${text(args.serialNo)}`,
    ...(ahead === undefined ? [] : [off ? `${ahead}: set it right` : ahead]),
    ...arrived(args),
  ];
}

/** What the platform saw, where it is not what was sent. */
function arrived(args: WechatpayArgs): string[] {
  const { seen = {} } = args;
  const path = (url: string) => url.replace(/^https?:\/\/[^/]*/, "").replace(/\?.*$/s, "");
  const differs = (theirs: Json | undefined, ours: Json | undefined) => has(theirs) && text(theirs) !== text(ours, "");
  const { method, bytes } = seen;
  const url = text(seen["url"], "");
  const said = [
    ...(differs(method, args.method) ? [`method ${text(method, "")}`] : []),
    ...(url !== "" && path(url) !== path(text(args.call)) ? [`address ${url}`] : []),
    ...(differs(bytes, args.signedBytes)
      ? [`${grouped(Number(bytes))} bytes to sign, not ${grouped(args.signedBytes ?? 0)}`]
      : []),
  ];
  return said.length === 0 ? [] : [`the platform saw ${list(said)}: a relay or proxy on the way changed the request`];
}
