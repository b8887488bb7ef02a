import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { Formatter, Rsa } from "wechatpay-axios-plugin";
import { type Distrust, verifyAnswer } from "../../../src/platform/wechatpay/verify.ts";
import { seededRandom, startMs } from "../../helpers/clock.ts";
import { mutants, otherSerial } from "./mutants.ts";
import { keyPair, publicKeyId, type Success, signedAnswer, startSeconds } from "./support.ts";

// Proves G18.

const platform = keyPair();
const other = keyPair();
const keys = new Map([
  [publicKeyId, platform.publicKey],
  [otherSerial, other.publicKey],
]);

describe("an answer of the platform is believed", () => {
  test.each<[string, Success]>([
    ["with a body", { body: '{"card_title":"金卡会员"}' }],
    ["of 204", { status: 204, body: "" }],
    ["of 202", { status: 202 }],
    [
      "that says how it was signed, for a partner",
      { headers: { "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048" } },
    ],
    ["that says so for a brand", { headers: { "wechatpay-signature-type": "WECHATPAY-BRAND-SHA256-RSA2048" } }],
    ["five minutes old", { seconds: startSeconds - 300 }],
    ["five minutes ahead", { seconds: startSeconds + 300 }],
  ])("%s", (_, success) => {
    expect(verifyAnswer(signedAnswer(platform.privateKey, success), keys, startMs)).toEqual({
      verdict: "authentic",
      serial: publicKeyId,
    });
  });

  test("each with the key its serial names: both occur while keys are exchanged", () => {
    const answer = signedAnswer(other.privateKey, { serial: otherSerial });
    expect(verifyAnswer(answer, keys, startMs)).toEqual({ verdict: "authentic", serial: otherSerial });
  });

  test("over bytes, so that a body which is no UTF-8 is as good as another", () => {
    const text = "\u00ff";
    const answer = signedAnswer(platform.privateKey, { body: text });
    expect(verifyAnswer(answer, keys, startMs).verdict).toBe("authentic");
    expect(verifyAnswer({ ...answer, body: Buffer.from(text, "latin1") }, keys, startMs).verdict).toBe("refused");
  });

  test("when another client has signed it", () => {
    const pem = platform.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const signature = Rsa.sign(Formatter.response(startSeconds, "n", '{"金":1}'), pem);
    const answer = signedAnswer(other.privateKey, {
      body: '{"金":1}',
      nonce: "n",
      headers: { "wechatpay-signature": signature },
    });
    expect(verifyAnswer(answer, keys, startMs).verdict).toBe("authentic");
  });
});

describe("any other is not, with the reason", () => {
  const good = (headers: Readonly<Record<string, string>>) => ({ headers });
  test.each<[string, Success, Distrust]>([
    ["no time", good({ "wechatpay-timestamp": "" }), "unsigned"],
    ["a time that is none", good({ "wechatpay-timestamp": "2026-11-21" }), "unsigned"],
    ["no nonce", good({ "wechatpay-nonce": "" }), "unsigned"],
    ["no signature", good({ "wechatpay-signature": "" }), "unsigned"],
    ["no serial", good({ "wechatpay-serial": "" }), "unsigned"],
    ["another algorithm", good({ "wechatpay-signature-type": "WECHATPAY2-SM2-WITH-SM3" }), "signature-type"],
    ["a probe", good({ "wechatpay-signature": `WECHATPAY/SIGNTEST/${"A".repeat(300)}` }), "probe"],
    [
      "a probe whose clock and key are unknown",
      { ...good({ "wechatpay-signature": "WECHATPAY/SIGNTEST/" }), seconds: 1, serial: "x" },
      "probe",
    ],
    ["too old", { seconds: startSeconds - 301 }, "clock"],
    ["too far ahead", { seconds: startSeconds + 301 }, "clock"],
    ["a key we do not have", { serial: "PUB_KEY_ID_1" }, "serial-unknown"],
    ["the key of somebody else", { serial: otherSerial }, "signature"],
    ["a signature that is no base64", good({ "wechatpay-signature": "?" }), "signature"],
    ["a signature of another length", good({ "wechatpay-signature": "AAAA" }), "signature"],
    ["no success", { status: 400 }, "status"],
  ])("%s: %#", (_, success, reason) => {
    expect(verifyAnswer(signedAnswer(platform.privateKey, success), keys, startMs)).toMatchObject({
      verdict: "refused",
      reason,
    });
  });

  test("with what helps to tell why: how far our clock is ahead, and which key is meant", () => {
    const late = signedAnswer(platform.privateKey, { seconds: startSeconds - 400 });
    expect(verifyAnswer(late, keys, startMs)).toMatchObject({ aheadSeconds: 400, serial: publicKeyId });
    const unknown = signedAnswer(platform.privateKey, { serial: "PUB_KEY_ID_1" });
    expect(verifyAnswer(unknown, keys, startMs)).toMatchObject({ serial: "PUB_KEY_ID_1" });
  });

  test("a key of another kind, which can verify nothing", () => {
    const wrong = new Map([[publicKeyId, generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey]]);
    expect(verifyAnswer(signedAnswer(platform.privateKey), wrong, startMs)).toMatchObject({ reason: "signature" });
  });
});

test("5,000 answers that somebody has tampered with: none is believed", () => {
  const believed: string[] = [];
  let seen = 0;
  for (const { how, answer, original } of mutants(5_000, seededRandom(20_261_121), platform, other)) {
    seen += 1;
    // What it was made of would have been believed.
    if (verifyAnswer(original, keys, startMs).verdict !== "authentic") believed.push(`not the original: ${how}`);
    if (verifyAnswer(answer, keys, startMs).verdict === "authentic") believed.push(how);
  }
  expect(seen).toBe(5_000);
  expect(believed).toEqual([]);
});
