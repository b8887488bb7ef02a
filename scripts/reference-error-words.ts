import type { CodeClass } from "../src/platform/weixin/codes.ts";
import type { SchemaLanguage } from "../src/schema/localized.ts";

/** What the reference pages of codes say beside what the catalogue says, in one language. */
export interface ErrorPageWords {
  readonly problems: { readonly title: string; readonly intro: readonly string[]; readonly refusals: string };
  readonly weixin: { readonly title: string; readonly intro: readonly string[]; readonly exits: string };
  readonly wechatpay: { readonly title: string; readonly intro: readonly string[]; readonly exits: string };
  readonly reaction: { readonly title: string; readonly head: readonly string[] };
  readonly codes: { readonly title: string; readonly head: readonly string[]; readonly headOfPay: readonly string[] };
  /** What the tool does by itself, for each class of codes. */
  readonly reactions: Readonly<Record<CodeClass, string>>;
  /** The same for the limit of requests of WeChat Pay. */
  readonly rateOfPay: string;
  /** Words that a code has beside others where it is about a rule. */
  ofRule(words: string, ofRules: string): string;
}

export const errorPageWords: Readonly<Record<SchemaLanguage, ErrorPageWords>> = {
  en: {
    problems: {
      title: "Every problem wxcards can report",
      intro: [
        "Each problem has a code that stays the same, on screen at the end of its first line and in JSON as `code`. Scripts should look at the code and",
        "never at the words. On screen a problem also says where it is and what to do there; this page says what it means in general.",
      ],
      refusals: "Refusals of the platform",
    },
    weixin: {
      title: "Codes of Weixin",
      intro: [
        "The `errcode`s that can reach the calls wxcards makes, what they mean there, and the way out. A refusal is reported as the problem",
        "`weixin-<errcode>`, always with the platform's own `errcode`, `errmsg` and `rid`; the `rid` is what the platform asks for in a support question.",
        "A code that is not in the table is reported in the same way and treated as `permanent`. The platform documents its codes in several places that",
        "do not always agree, and an entry is no promise that a code is still in use; the last column says who says so.",
      ],
      exits:
        "The exit code is the one of a run in which nothing else happened. When part of a plan was written and part was not, it is 5; when the outcome of\na write is unknown, 6.",
    },
    wechatpay: {
      title: "Codes of WeChat Pay",
      intro: [
        "The `code`s that can reach the calls wxcards makes, what they mean there, and the way out. A refusal is reported as the problem",
        "`wechatpay-<code>`, in lower case with dashes (`PARAM_ERROR` is `wechatpay-param-error`), always with the platform's own `code`, `message` and",
        "`detail`, the HTTP status and the `Request-ID`, which is what the platform asks for in a support question. A code that is not in the table is",
        "reported in the same way and treated as `permanent`. The pages of these calls list no errors of their own, and an entry is no promise that a code",
        "is still in use; the last column says who says so.",
      ],
      exits:
        "The status counts as well: 401 is treated as `environment`, 429 as `rate` and 5xx as `busy`, whatever the code. The exit code is the one of a run in\nwhich nothing else happened. When part of a plan was written and part was not, it is 5; when the outcome of a write is unknown, 6.",
    },
    reaction: { title: "What wxcards does by itself", head: ["class", "reaction", "exit code"] },
    codes: {
      title: "The codes",
      head: ["code", "says", "meaning", "what to do", "class", "exit code", "source"],
      headOfPay: ["code", "HTTP status", "says", "meaning", "what to do", "class", "exit code", "source"],
    },
    reactions: {
      busy: "A read is tried again with growing pauses. A write may have been carried out, so it is looked up first and sent again only where that is safe; when a read cannot tell, the step is reported as unknown (exit 6).",
      token:
        "A new token is fetched once and the call sent again. When that is refused too, or the token came from the environment, the run stops for this account.",
      rate: "The call waits a minute and is sent again, a few times. Then the run stops for this account.",
      quota: "Nothing is tried again; the run stops for this account and goes on with others.",
      environment:
        "Nothing is tried again, because an administrator has to act; the run stops for this account and goes on with others.",
      permanent: "Nothing is tried again. This resource fails, the others go on.",
    },
    rateOfPay:
      "Every call of the same merchant id, or brand, waits as long as the answer says, or 1, 2, 4 … seconds; then the call is sent again, a few times. Then the run stops for this account, as it does where more than a minute is asked for.",
    ofRule: (words, ofRules) => `${words} Of a rule: ${ofRules}`,
  },
  "zh-CN": {
    problems: {
      title: "wxcards 可能报告的全部问题",
      intro: [
        "每个问题都有一个不变的代码：屏幕上在第一行的末尾，JSON 里是 `code`。脚本应当看代码，而不是看文字。",
        "屏幕上还会写明问题在哪里、当下该怎么做；本页说明它一般是什么意思。",
      ],
      refusals: "平台的拒绝",
    },
    weixin: {
      title: "微信的错误码",
      intro: [
        "wxcards 所调用的接口可能返回的 `errcode`、它们在这里的含义和解决办法。拒绝报告为问题 `weixin-<errcode>`，",
        "始终附上平台自己的 `errcode`、`errmsg` 和 `rid`；向平台求助时，对方要的就是 `rid`。",
        "表中没有的错误码以同样的方式报告，按 `permanent` 处理。平台在多处说明错误码，各处并不总是一致；列在这里也不保证",
        "某个错误码仍在使用，最后一列写明依据。",
      ],
      exits: "退出码指没有发生别的事情时的退出码。计划有一部分写入、另一部分没有写入时为 5；某次写入的结果未知时为 6。",
    },
    wechatpay: {
      title: "微信支付的错误码",
      intro: [
        "wxcards 所调用的接口可能返回的 `code`、它们在这里的含义和解决办法。拒绝报告为问题 `wechatpay-<code>`，",
        "写成小写并以短横线连接（`PARAM_ERROR` 写作 `wechatpay-param-error`），始终附上平台自己的 `code`、`message` 和 `detail`、",
        "HTTP 状态码，以及向平台求助时对方要的 `Request-ID`。表中没有的错误码以同样的方式报告，按 `permanent` 处理。",
        "这些接口的文档没有列出自己的错误；列在这里也不保证某个错误码仍在使用，最后一列写明依据。",
      ],
      exits:
        "HTTP 状态码也算数：无论错误码是什么，401 按 `environment`、429 按 `rate`、5xx 按 `busy` 处理。退出码指没有发生别的事情时的退出码。\n计划有一部分写入、另一部分没有写入时为 5；某次写入的结果未知时为 6。",
    },
    reaction: { title: "wxcards 自己会怎么做", head: ["类别", "反应", "退出码"] },
    codes: {
      title: "错误码",
      head: ["错误码", "平台原文", "含义", "怎么做", "类别", "退出码", "来源"],
      headOfPay: ["错误码", "HTTP 状态码", "平台原文", "含义", "怎么做", "类别", "退出码", "来源"],
    },
    reactions: {
      busy: "读取会隔越来越长的时间重试。写入可能已经生效，所以先查明，只有重发安全时才再发一次；读取也查不明时，该步骤报告为结果未知（退出码 6）。",
      token: "重新获取一次 access_token，再发一次请求。仍被拒绝，或 access_token 来自环境变量时，停止处理这个账号。",
      rate: "等待一分钟后再发，最多几次；之后停止处理这个账号。",
      quota: "不再重试；停止处理这个账号，继续处理其他账号。",
      environment: "不再重试，因为需要管理员处理；停止处理这个账号，继续处理其他账号。",
      permanent: "不再重试。这个资源失败，其他资源继续。",
    },
    rateOfPay:
      "同一商户号或品牌的每个请求，都按应答要求的时间等待，没有要求时等待 1、2、4…… 秒；然后再发，最多几次。之后停止处理这个账号；要求等待超过一分钟时也是如此。",
    ofRule: (words, ofRules) => `${words}对规则：${ofRules}`,
  },
};
