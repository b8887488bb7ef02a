import { describe, expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../../src/model/ports.ts";
import { secret } from "../../../src/model/secret.ts";
import { certificateStore } from "../../../src/platform/wechatpay/certificate-store.ts";
import { limiter } from "../../../src/platform/wechatpay/limiter.ts";
import { startMs } from "../../helpers/clock.ts";
import { ours, serialNo, take, theirs, wire } from "./client-support.ts";
import { certificatePem } from "./der.ts";
import { verifyRequest } from "./platform-side.ts";
import { keyPair, plainAnswer, seal, signedAnswer } from "./support.ts";
import { virtualClock } from "./virtual-clock.ts";

const apiV3Key = "0123456789abcdefghijklmnopqrstuv";
const [first, second] = ["5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC", "6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC"];
const next = keyPair();

/** The platform of an older merchant: certificates to download, and answers signed with one of them. */
function older(changed: { readonly downloads?: readonly HttpAnswer[]; readonly serials?: readonly string[] } = {}) {
  const issued = {
    commonName: "Tenpay.com sign",
    from: new Date(startMs - 1e9),
    to: new Date(startMs + 1e10),
    issuerKey: next.privateKey,
  };
  const one = {
    serial_no: first,
    encrypt_certificate: seal(certificatePem({ ...issued, serial: first, publicKey: theirs.publicKey }), apiV3Key),
  };
  const two = {
    serial_no: second,
    encrypt_certificate: seal(certificatePem({ ...issued, serial: second, publicKey: next.publicKey }), apiV3Key),
  };
  const downloads = changed.downloads ?? [plainAnswer(200, { data: [one] }), plainAnswer(200, { data: [one, two] })];
  const serials = changed.serials ?? [first];
  const asked = { downloads: 0, calls: 0 };
  const answer = (request: HttpRequest): HttpAnswer => {
    if (request.url.endsWith("/v3/certificates"))
      return downloads[Math.min(asked.downloads++, downloads.length - 1)] as HttpAnswer;
    const serial = serials[Math.min(asked.calls++, serials.length - 1)] as string;
    return signedAnswer(serial === second ? next.privateKey : theirs.privateKey, { serial, body: '{"card_id":"p"}' });
  };
  return { answer, asked };
}

/** A client that has nothing but the APIv3 key to check answers with. */
function client(answer: (request: HttpRequest) => HttpAnswer, clock = virtualClock()) {
  const store = certificateStore({ apiV3Key: secret(apiV3Key), clock });
  const shared = limiter({ clock });
  const made = () => wire([answer], { clock, limiter: shared, verification: { by: "certificates", store } });
  return { clock, made, one: made() };
}

const ok = { status: "ok", body: { card_id: "p" } };

describe("certificates are downloaded", () => {
  test("before anything else is sent, signed like every request, once for all calls and clients", async () => {
    const { answer, asked } = older();
    const { clock, made, one } = client(answer);
    const calls = [
      ...Array.from({ length: 6 }, () => one.client.call(...take.read)),
      ...Array.from({ length: 6 }, () => made().client.call(...take.write)),
    ];
    for (const reply of await clock.play(Promise.all(calls))) expect(reply).toEqual(ok);
    expect(asked.downloads).toBe(1);
    expect(one.sent[0]).toMatchObject({ method: "GET", url: "https://api.mch.weixin.qq.com/v3/certificates" });
    const { headers } = one.sent[0] as HttpRequest;
    const request = {
      method: "GET",
      path: "/v3/certificates",
      authorization: headers["authorization"],
      body: Buffer.alloc(0),
    };
    const caller = () => ({ serialNo, key: ours.publicKey });
    expect(verifyRequest(request, { caller, nowMs: startMs })).toMatchObject({ verdict: "authentic" });
    expect(Object.keys(headers)).not.toContain("wechatpay-serial");
  });

  test("once more when an answer names another, and that answer is believed then", async () => {
    const { answer, asked } = older({ serials: [first, second, first, second] });
    const { clock, one } = client(answer);
    for (let index = 0; index < 4; index += 1) expect(await clock.play(one.client.call(...take.write))).toEqual(ok);
    expect(asked).toEqual({ downloads: 2, calls: 4 });
  });

  test("by all who meet the new one at the same time together, with every place of the limiter taken", async () => {
    const { answer, asked } = older({ serials: [...Array(4).fill(first), second] });
    const { clock, one } = client(answer);
    const replies = await clock.play(Promise.all(Array.from({ length: 30 }, () => one.client.call(...take.read))));
    for (const reply of replies) expect(reply).toEqual(ok);
    expect(asked.downloads).toBe(2);
  });

  test("not again and again for a serial that nobody knows", async () => {
    const { answer, asked } = older({ serials: ["7DEA10EF"] });
    const { clock, one } = client(answer);
    for (let index = 0; index < 3; index += 1)
      expect(await clock.play(one.client.call(...take.write))).toMatchObject({
        status: "unknown",
        problem: { code: "answer-serial-unknown" },
      });
    expect(asked).toEqual({ downloads: 2, calls: 3 });
  });

  test("again with patience: not sent, 500, 429 and a page of a gateway come before it", async () => {
    const { answer } = older();
    const { clock, one } = client((request) => {
      const tries = [
        plainAnswer(500, { code: "SYSTEM_ERROR" }),
        plainAnswer(429, { code: "FREQUENCY_LIMITED" }),
        plainAnswer(502, "<html>"),
        plainAnswer(200, "<html>"),
      ];
      return tries[one.sent.length - 1] ?? answer(request);
    });
    expect(await clock.play(one.client.call(...take.write))).toEqual(ok);
  });
});

describe("when there are none, nothing is sent to the account", () => {
  test.each([
    [
      "a merchant who never had any",
      [plainAnswer(404, { code: "RESOURCE_NOT_EXISTS", message: "无可用的平台证书" })],
      "platform-certificates-absent",
      1,
    ],
    [
      "another APIv3 key",
      [plainAnswer(200, { data: [{ serial_no: first, encrypt_certificate: seal("x", "v".repeat(32)) }] })],
      "apiv3-key-wrong",
      1,
    ],
    ["an empty list", [plainAnswer(200, { data: [] })], "platform-certificates-unusable", 1],
    ["a signature that is refused", [plainAnswer(401, { code: "SIGN_ERROR" })], "wechatpay-sign-error", 1],
    ["a call that is not there", [plainAnswer(404, "")], "call-unknown", 1],
    ["a platform that is down", [plainAnswer(503, "")], "http-status", 6],
  ] as const)("%s", async (_, downloads, code, requests) => {
    for (const intent of ["read", "write"] as const) {
      const { answer, asked } = older({ downloads });
      const { clock, one } = client(answer);
      expect(await clock.play(one.client.call(...take[intent]))).toMatchObject({
        status: "refused",
        code,
        stops: true,
      });
      expect(asked.calls).toBe(0);
      expect(asked.downloads).toBe(requests);
    }
  });
});
