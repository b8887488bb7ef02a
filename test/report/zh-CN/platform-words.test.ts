import { describe, expect, test } from "vitest";
import { kinds } from "../../../src/kinds/registry.ts";
import type { KindWords } from "../../../src/model/kind-words.ts";
import { wechatpayCodes } from "../../../src/platform/wechatpay/codes.ts";
import { weixinCodes } from "../../../src/platform/weixin/codes.ts";
import { english } from "../../../src/report/messages/en/english.ts";
import type { CodeWords, Words } from "../../../src/report/messages/language.ts";
import { wordsOfKind } from "../../../src/report/messages/zh-CN/kinds.ts";
import { platform } from "../../../src/report/messages/zh-CN/platform.ts";
import { wechatpay, wechatpayRefusals } from "../../../src/report/messages/zh-CN/wechatpay.ts";
import { wechatpayCodeWords } from "../../../src/report/messages/zh-CN/wechatpay-codes.ts";
import { weixin } from "../../../src/report/messages/zh-CN/weixin.ts";
import { weixinCodeWords } from "../../../src/report/messages/zh-CN/weixin-codes/weixin-codes.ts";

const [card, rule] = ["MemberCard", "PayGiftRule"].map((kind) => wordsOfKind(kinds.get(kind)?.kind)) as [
  KindWords,
  KindWords,
];

interface Row {
  readonly code: string;
  readonly inEnglish: CodeWords;
  readonly inChinese: CodeWords;
}

const calls = ["/card/update", "/card/paygiftcard/add"];

const rows: readonly Row[] = [
  ...[...weixinCodes.keys(), 99999].flatMap((errcode) =>
    calls.map((call) => ({
      code: `${errcode} of ${call}`,
      inEnglish: english.codes.weixin(errcode, call),
      inChinese: weixinCodeWords(errcode, call),
    })),
  ),
  ...[...wechatpayCodes.keys(), "NEVER_SEEN"].map((code) => ({
    code,
    inEnglish: english.codes.wechatpay(code),
    inChinese: wechatpayCodeWords(code),
  })),
];

/** What is no word of any language: variables, commands, fields, addresses, paths of menus, numbers. */
function namesIn(sentence: string): readonly string[] {
  const commands = sentence.match(/`[^`]+`/g) ?? [];
  const rest = sentence.replace(/`[^`]+`/g, " ");
  const menus = rest.match(/\p{Script=Han}+/gu) ?? [];
  const names = rest.match(/\{[A-Z0-9_]+\}|--[a-z-]+|[\w*]+(?:[._/*-]+[\w*]+)+|\d+/g) ?? [];
  return [...commands, ...menus, ...names.filter((name) => /[\d_./{*]|^--/.test(name))];
}

/** A blank or a mark of Latin print where Chinese print has none, or no blank where it has one. */
const misprints =
  /\p{Script=Han}[,;:!?()]|[,;!?(]\p{Script=Han}|\p{Script=Han} \p{Script=Han}|）（|[，。：；、（）“”] | [，。：；、（）“”]|\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}/u;

/** The names of menus and headers, and words of the platforms, stand as the platforms write them: `AppID账号管理`. */
function prose(sentence: string): string {
  return sentence.replace(
    /API IP白名单|请先将appid绑定到品牌|AppID(?:账号|授权)管理|API(?:安全|v3密钥)|Http头缺少Accept或User-Agent/g,
    "菜单",
  );
}

describe("the codes of the platforms", () => {
  test.each(rows)("$code names in Chinese what it names in English", ({ inEnglish, inChinese }) => {
    for (const part of ["meaning", "todo"] as const)
      expect(namesIn(inEnglish[part]).filter((name) => !inChinese[part].includes(name))).toEqual([]);
  });

  test.each(rows)("$code is written as Chinese is printed", ({ inChinese: { meaning, todo } }) => {
    for (const sentence of [meaning, todo]) {
      expect(sentence).toMatch(/\p{Script=Han}.*。$/u);
      expect(prose(sentence)).not.toMatch(misprints);
    }
  });
});

describe("what the words make of their arguments", () => {
  const themes: Readonly<Record<string, { readonly about: string }>> = { ...platform.words, ...wechatpay.words };

  test.each(Object.entries({ ...themes, weixin, wechatpay: wechatpayRefusals }))(
    "%s says what it is about",
    (code, { about }) => {
      const whole: Readonly<Record<string, { readonly about: string }>> = english.words;
      const original = whole[code]?.about ?? english[code as "weixin" | "wechatpay"].about;
      expect(about).toMatch(/\p{Script=Han}.*。$/u);
      expect(prose(about)).not.toMatch(misprints);
      expect(namesIn(original).filter((name) => !about.includes(name))).toEqual([]);
    },
  );

  const samples: readonly object[] = [
    {},
    {
      account: "coffee",
      address: "coffee/PayGiftRule/shops",
      agreed: true,
      aheadSeconds: -61,
      asked: "p1",
      attempts: 3,
      bytes: 1200,
      call: "/card/update",
      came: "p2",
      code: "SIGN_ERROR",
      continues: "WECHATPAY_PRIVATE_KEY",
      count: 5,
      credential: { account: "coffee", platform: "weixin" },
      errcode: 40001,
      errmsg: "invalid credential",
      fault: "plain-http",
      fields: ["/base_info/title", "/custom_field1"],
      file: "keys/.env",
      host: "api.weixin.qq.com",
      identity: "wx0123456789abcdef",
      members: ["member_rule.new_one", "base_info.other"],
      method: "POST",
      missing: [{ what: "serial-number", variables: ["WECHATPAY_SERIAL_NO", "WXCARDS_COFFEE_SERIAL_NO"] }],
      named: true,
      path: "/v3/x/../y",
      platform: "wechatpay",
      reason: "ECONNREFUSED",
      reasons: ["sealed", "expired"],
      removal: true,
      requestId: "08F7",
      rid: "5f0a-1a2b",
      role: "brand",
      sandbox: true,
      sent: true,
      serial: "PUB_KEY_ID_0114",
      status: 401,
      until: "2026-11-28T10:00:00+08:00",
      variable: "WECHATPAY_PRIVATE_KEY_FILE",
      variables: ["WECHATPAY_SERIAL_NO", "WXCARDS_COFFEE_SERIAL_NO"],
    },
    {
      account: "coffee",
      call: "/v3/certificates",
      code: "3",
      fields: ["/benefits"],
      home: true,
      missing: ["private-key", "serial-number"].map((what) => ({ what, variables: ["A_1", "B_2", "C_3"] })),
      nearest: "WECHATPAY_SERIAL_NO",
      notId: "null",
      platform: "weixin",
      serial: "5A3F",
      variable: "WECHATPAY_PUBLIC_KEY",
    },
    { call: "/card/get", code: "7", errmsg: "strange", variable: "WECHATPAY_PRIVATE_KEY", variables: ["A_1"] },
    { call: "/card/get", fields: ["/base_info/title"] },
  ];

  test.each(Object.entries(themes))("%s is written as Chinese is printed, whatever is known", (_code, entry) => {
    const { message, hint } = entry as Words<object>;
    for (const words of [card, rule, wordsOfKind(undefined)])
      for (const sample of samples) {
        expect(prose(message({ ...sample, words }))).not.toMatch(misprints);
        expect(prose(hint?.({ ...sample, words }) ?? "")).not.toMatch(misprints);
      }
  });

  const occupied = {
    call: "/card/paygiftcard/add",
    errcode: 72004,
    errmsg: "mchid is occupied by the other appid",
    rid: "5f0a-1a2b",
    item: "1900000155",
    words: rule,
  };
  const raw = "（errcode 72004：mchid is occupied by the other appid，rid 5f0a-1a2b）";

  test("a merchant id in a rule of another AppID", () => {
    const args = { ...occupied, account: "coffee", occupantId: "12332123", occupant: "wxfedcba9876543210", own: false };
    expect(weixin.message(args)).toBe(
      `账号 coffee 的 card/paygiftcard/add 调用中的商户号 1900000155 被拒绝：它已在 AppID wxfedcba9876543210 的规则 12332123 中${raw}`,
    );
    expect(weixin.hint?.(args)).toBe(
      "让 AppID wxfedcba9876543210 删除规则 12332123，再重新应用；否则从本文档中去掉该商户号，或在 `allow` 中以 `what: occupied` 列出",
    );
  });

  test("a merchant id in a rule of this account that has no id", () => {
    expect(weixin.message({ ...occupied, own: true })).toBe(
      `card/paygiftcard/add 调用中的商户号 1900000155 被拒绝：它已在本账号的一条规则中${raw}`,
    );
    expect(weixin.hint?.({ ...occupied, own: true })).toBe(
      "用 `wxcards import` 导入该规则，并且只在一份文档中保留该商户号；或从该规则中去掉它",
    );
  });

  test("a wrong secret names both variables, without a blank beside a wide bracket", () => {
    const credential = { account: "coffee", platform: "weixin" as const };
    const args = { errcode: 40001, errmsg: "invalid credential", account: "coffee", credential, words: card };
    expect(weixin.message(args)).toMatch(/^账号 coffee 的调用被拒绝：access_token 不是当前有效的那一个，/);
    expect(weixin.hint?.(args)).toMatch(/^把 WXCARDS_COFFEE_APPSECRET（或 WECHAT_APPSECRET）设为这个 appid/);
  });

  test("a signature that was refused", () => {
    const args = {
      call: "/v3/brand/partner/card-member/cards",
      method: "POST",
      code: "SIGN_ERROR",
      message: "错误的签名",
      status: 401,
      account: "coffee-pay",
      role: "partner",
      identity: "1900007291",
      serialNo: "5A3F",
      aheadSeconds: 420,
      signedBytes: 1300,
      seen: { method: "GET", bytes: 1200 },
      words: card,
    };
    expect(wechatpayRefusals.message(args)).toMatch(
      /^账号 coffee-pay 的 POST \/v3\/brand\/partner\/card-member\/cards 调用被拒绝：.*（code SIGN_ERROR：错误的签名，HTTP 401）$/,
    );
    expect(wechatpayRefusals.hint?.(args)?.split("\n")[0]).toBe(
      "签名身份为 partner 1900007291，证书序列号为 5A3F；本机时钟比平台快 420 秒，需要校准；平台看到的是方法 GET 和待签名内容 1,200 字节（应为 1,300 字节）：途中的中转服务或代理改动了请求",
    );
  });

  test("an update that changed nothing", () => {
    const args = { call: "/card/update", fields: ["/base_info/title", "/custom_field1"], words: card };
    expect(platform.words["not-applied"].message(args)).toBe(
      "card/update 返回成功，但 base_info.title 和 custom_field1 没有变化",
    );
    expect(platform.words["not-applied"].hint(args)).toBe(
      "一分钟后运行 `wxcards plan`；如果仍不一致，在 mp.weixin.qq.com 查看该会员卡究竟有没有这个字段，并在 pay.weixin.qq.com 查看它是否已升级到微信支付：如已升级，就在那里修改，并删除它的文档",
    );
  });
});
