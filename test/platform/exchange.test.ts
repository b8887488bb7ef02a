import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../src/model/client.ts";
import type { HttpAnswer } from "../../src/model/ports.ts";
import { type Exchange, readExchange } from "../../src/platform/weixin/exchange.ts";

const request: WireRequest = { method: "POST", path: "/card/paygiftcard/add", body: { rule_info: {} } };
const RID = "5f0a1b2c-1a2b3c4d-5e6f7a8b";

function answered(body: string, status = 200): Exchange {
  const answer: HttpAnswer = { status, headers: {}, body: new TextEncoder().encode(body) };
  return readExchange(request, JSON.stringify(request.body), answer);
}

/** Codes of each class, as they come with something beside the code. */
const refusals = [
  { errcode: 72004, errmsg: `mchid is occupied by the other appid rid: ${RID}`, occupy_rule_id: 12332123 },
  { errcode: 40001, errmsg: "invalid credential, access_token is invalid or not latest" },
  { errcode: 48001, errmsg: "api unauthorized" },
  { errcode: 45009, errmsg: "reach max api daily quota limit" },
  { errcode: 45011, errmsg: "api minute-quota reach limit, must slower, retry next minute" },
  { errcode: -1, errmsg: "system error" },
  { errcode: 98765, fail_mchid_list: [{ mchid: "1900000155", errcode: 72001 }] },
];

describe("a refusal shows the answer it was made from", () => {
  test.each(refusals)("$errcode", (body) => {
    const exchange = answered(JSON.stringify(body));
    expect("reply" in exchange && exchange.reply).toMatchObject({
      status: "refused",
      code: `weixin-${body.errcode}`,
      body,
    });
  });

  test("whatever the status of HTTP is", () => {
    const exchange = answered('{"errcode":72034,"errmsg":"invlid rule id"}', 500);
    expect("reply" in exchange && exchange.reply).toMatchObject({ body: { errcode: 72034, errmsg: "invlid rule id" } });
  });

  test("with its large numbers in full", () => {
    const exchange = answered('{"errcode":72004,"errmsg":"","occupy_rule_id":9007199254740993}');
    expect("reply" in exchange && exchange.reply).toMatchObject({
      body: { occupy_rule_id: { $number: "9007199254740993" } },
    });
  });

  test("and has none when there was no answer of the platform", () => {
    const exchange = answered("slow down", 429);
    expect("reply" in exchange && exchange.reply).toMatchObject({ status: "refused", code: "http-status" });
    expect("reply" in exchange && "body" in exchange.reply).toBe(false);
  });
});

describe("the code of an answer", () => {
  test.each(["9007199254740993", "12345678901234567890", "1e400", "0.5", '"12345678901234567890"'])(
    "errcode %s is no code: nobody knows what was done, and it is shown as it was written",
    (errcode) => {
      const exchange = answered(`{"errcode":${errcode},"errmsg":"no"}`);
      expect(exchange).toMatchObject({ status: "refused", codeClass: "busy", errcode: -1 });
      const problem = "reply" in exchange && exchange.reply.status === "refused" ? exchange.reply.problem : undefined;
      expect(problem?.args["errcode"]).toBe(errcode.replaceAll('"', ""));
    },
  );

  test.each(["0", '"0"', '""', "null", '"ok"', "-0"])("errcode %s is no refusal", (errcode) => {
    expect(answered(`{"errcode":${errcode},"errmsg":"ok"}`)).toMatchObject({ status: "ok" });
  });

  test("may be missing", () => {
    expect(answered('{"access_token":"x"}')).toMatchObject({ status: "ok" });
  });

  test.each([
    ["40073", "weixin-40073"],
    ['"40073"', "weixin-40073"],
    ["-1", "weixin--1"],
  ])("errcode %s is a refusal", (errcode, code) => {
    expect(answered(`{"errcode":${errcode},"errmsg":"no"}`)).toMatchObject({ status: "refused", reply: { code } });
  });
});

test("an accepted answer keeps its large numbers in full", () => {
  expect(answered('{"errcode":0,"errmsg":"ok","rule_id":9007199254740993}')).toMatchObject({
    reply: { status: "ok", body: { rule_id: { $number: "9007199254740993" } } },
  });
});
