import type { answerProblems } from "../../../model/problems/wechatpay.ts";
import { has, text } from "../args.ts";
import type { WordsOf } from "../language.ts";
import { joined, withVariables } from "./phrases.ts";
import { callText, clock, marks, publicKeyPage, safety } from "./wechatpay-facts.ts";

/** What comes of answers that have to be signed, and of calls that get none. */
export const answerWords = {
  "call-unknown": {
    about:
      "平台或途中的某处不认识这个调用：返回 404 或 405，没有错误码。中转服务改动了路径，或该接口已停用，都会这样。",
    message: (args) => `${joined("对方不认识", callText(args))}（${marks(args)}）`,
    hint: () => "如有中转服务，检查 WXCARDS_WECHATPAY_BASE_URL 指向的中转服务；没有时，查看是否有更新的 wxcards",
  },
  "answer-pending": {
    about: "平台已接受请求，但尚未执行（202）。结果如何，会去查询。",
    message: (args) => `${callText(args)}已被接受，尚未执行（${marks(args)}）`,
    hint: () => "一分钟后运行 `wxcards plan`：它会显示那时的线上状态",
  },
  "answer-unsigned": {
    about:
      "成功的应答没有签名，而微信支付对所有成功的应答都签名，因此这个应答可能来自任何人。中转服务去掉了应答头就会这样。",
    message: (args) => `${callText(args)}的应答没有签名（${marks(args)}）`,
    hint: () =>
      "让中转服务或代理转发 Wechatpay-Timestamp、Wechatpay-Nonce、Wechatpay-Signature 和 Wechatpay-Serial 这些应答头；然后运行 `wxcards plan`",
  },
  "answer-signature": {
    about: "成功应答的签名与应答体不符。要么公钥与其 ID 不是一对，要么途中有东西改动了应答。",
    message: (args) => `${callText(args)}的应答签名不对${key(args)}（${marks(args)}）`,
    hint: (args) =>
      withVariables(
        `把 {PUBLIC_KEY} 和 {PUBLIC_KEY_ID} 与商户平台核对（${publicKeyPage}）：两者必须是一对\n如果无误，则是中转服务或代理改动了应答体；然后运行 \`wxcards plan\``,
        args,
      ),
  },
  "answer-signature-type": {
    about: "成功的应答所用的签名算法不是 SHA256 with RSA，这里只认识这一种。",
    message: (args) => `${callText(args)}的应答使用了未知的签名算法${key(args)}（${marks(args)}）`,
    hint: () => "使用 RSA 类型的微信支付公钥；然后运行 `wxcards plan`",
  },
  "answer-probe": {
    about: "微信支付有时故意返回错误的签名，以检验调用方是否验签。读操作会立即重发；写操作的结果会去查询。",
    message: (args) => `${callText(args)}的应答带有故意写错的签名，这是微信支付在检验调用方（${marks(args)}）`,
    hint: () => "运行 `wxcards plan`：它会显示当前的线上状态",
  },
  "answer-serial-unknown": {
    about: "成功的应答所用的签名密钥没有提供给 wxcards。要么环境变量中的公钥已被更换，要么应答仍用平台证书签名。",
    message: (args) =>
      `${joined(`${callText(args)}的应答由密钥`, text(args.serial, "（序列号未知）"), "签名")}，而该密钥没有提供给 wxcards（${marks(args)}）`,
    hint: (args) =>
      withVariables(
        /^PUB_KEY_ID_/i.test(text(args.serial, ""))
          ? `从“${publicKeyPage}”取得该公钥，把它填入 {PUBLIC_KEY}，它的 ID 填入 {PUBLIC_KEY_ID}；然后运行 \`wxcards plan\``
          : `这是平台证书：在商户平台完成向微信支付公钥的切换（${safety}），或设置 {APIV3_KEY}，代替 {PUBLIC_KEY}；然后运行 \`wxcards plan\``,
        args,
      ),
  },
  "answer-clock": {
    about: "成功应答的时间与本机相差超过五分钟。要么这台机器的时钟不准，要么途中有东西返回了旧的应答。",
    message: (args) => `${callText(args)}的应答不是当前的：${clock(args) ?? "两边的时钟相差过大"}（${marks(args)}）`,
    hint: () =>
      "校准这台机器的时钟（NTP）；如果时钟无误，则是途中的缓存或中转服务返回了旧的应答；然后运行 `wxcards plan`",
  },
  "rate-wait-too-long": {
    about:
      "微信或微信支付平台要求的等待时间（`Retry-After`）超过了一次运行在没有进展时所能持续的十分钟。wxcards 会遵守：不再发送该账号的任何请求。",
    message: (args) => `${callText(args)}没有执行：平台在 ${text(args.until)} 之前不接受调用`,
    hint: (args) => `在 ${text(args.until)} 之后重新运行；查找使用同一个账号或商户号的其他程序`,
  },
} satisfies WordsOf<keyof typeof answerProblems>;

function key({ serial }: { readonly serial?: string | undefined }): string {
  return has(serial) ? `，密钥为 ${text(serial)}` : "";
}
