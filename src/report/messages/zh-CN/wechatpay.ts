import type { Json } from "../../../model/json.ts";
import type { WechatpayArgs } from "../../../model/problems/platform.ts";
import { wechatpayCode } from "../../../platform/wechatpay/codes.ts";
import { grouped } from "../amounts.ts";
import { has, text } from "../args.ts";
import type { ArgsInContext, Theme, Words } from "../language.ts";
import { clause, count, joined, list, withVariables } from "./phrases.ts";
import { answerWords } from "./wechatpay-answers.ts";
import { wechatpayCodeWords } from "./wechatpay-codes.ts";
import { callText, clock, codeOf, of, raw } from "./wechatpay-facts.ts";
import { keyWords } from "./wechatpay-keys.ts";

/** What comes of the keys of a WeChat Pay account, and of answers that have to be signed. */
export const wechatpay = {
  title: "微信支付：凭证与应答",
  when: "`platform: wechatpay` 的账号在第一次调用之前会检验密钥，之后检验收到的应答，问题就出现在这两处。平台自己的错误码另有一页：[微信支付错误码](wechatpay-codes.md)。",
  words: { ...keyWords, ...answerWords },
} satisfies Theme;

/** For every `wechatpay-<code>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const wechatpayRefusals: Words<ArgsInContext<WechatpayArgs>> = {
  about:
    "微信支付拒绝了调用。其余部分是它的 `code`，改成小写，用短横线连接；各错误码在这里的含义和处理办法见[微信支付错误码](wechatpay-codes.md)。",
  message: (args) => {
    const known = wechatpayCode(codeOf(args));
    // Busy is no refusal, nor is any 5xx: a write may have been carried out all the same.
    const unclear = known.class === "busy" || args.status >= 500;
    const outcome = unclear ? "没有得到明确的答复" : "被拒绝";
    return `${joined(of(args), callText(args))}${outcome}：${clause(withVariables(wechatpayCodeWords(codeOf(args)).meaning, args))}${raw(args)}`;
  },
  hint: (args) => {
    const wait = args.waitSeconds ?? 0;
    const slower = wait > 0 ? [`平台要求等待 ${count(wait, "秒")}`] : [];
    const first = [...slower, ...signature(args)].join("；");
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
    `${who === "" ? "" : `签名身份为 ${who}，`}证书序列号为 ${text(args.serialNo)}`,
    ...(ahead === undefined ? [] : [off ? `${ahead}，需要校准` : ahead]),
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
    ...(differs(method, args.method) ? [`方法 ${text(method, "")}`] : []),
    ...(url !== "" && path(url) !== path(text(args.call)) ? [`地址 ${url}`] : []),
    ...(differs(bytes, args.signedBytes)
      ? [`待签名内容 ${grouped(Number(bytes))} 字节（应为 ${grouped(args.signedBytes ?? 0)} 字节）`]
      : []),
  ];
  return said.length === 0 ? [] : [`平台看到的是${list(said)}：途中的中转服务或代理改动了请求`];
}
