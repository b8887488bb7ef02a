import { createPublicKey, type KeyObject, verify, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HttpAnswer } from "../../../src/model/ports.ts";
import { secret } from "../../../src/model/secret.ts";
import { open } from "../../../src/platform/wechatpay/aead.ts";
import { openCertificates } from "../../../src/platform/wechatpay/certificates.ts";
import { readApiV3Key, readPublicKey } from "../../../src/platform/wechatpay/keys.ts";
import { requestMessage } from "../../../src/platform/wechatpay/signature.ts";
import { verifyAnswer } from "../../../src/platform/wechatpay/verify.ts";
import { verifyRequest } from "./platform-side.ts";
import { vectors } from "./support.ts";

function keyOf(name: string): KeyObject {
  const { publicKeyPem, certificatePem } = vectors.keys[name] ?? {};
  return publicKeyPem === undefined
    ? new X509Certificate(certificatePem ?? "").publicKey
    : createPublicKey(publicKeyPem);
}

function signs(name: string, message: string, signature: string): boolean {
  return verify("sha256", Buffer.from(message), keyOf(name), Buffer.from(signature, "base64"));
}

test("the vectors hold no private key", () => {
  const text = readFileSync(join(import.meta.dirname, "../../fixtures/wechatpay/vectors.json"), "utf8");
  expect(text).not.toMatch(/PRIVATE/);
});

describe("requests", () => {
  test.each(vectors.requestSign)(
    "$id: the signed text, byte for byte",
    ({ method, url, timestamp, nonce, body, message }) => {
      expect(requestMessage({ method, path: url, seconds: timestamp, nonce, body })).toBe(message);
    },
  );

  test.each(vectors.requestSign)("$id: the printed signature is one of that text", (vector) => {
    expect(signs(vector.key, vector.message, vector.signature)).toBe(true);
  });

  test.each(vectors.requestSign)("$id: a platform would take it, at its time and not later", (vector) => {
    const { mchid = "", serialNo = "" } = vectors.keys[vector.key] ?? {};
    const items = { mchid, nonce_str: vector.nonce, signature: vector.signature, timestamp: vector.timestamp };
    const named = Object.entries({ ...items, serial_no: serialNo }).map(([name, value]) => `${name}="${value}"`);
    const request = {
      method: vector.method,
      path: vector.url,
      authorization: `WECHATPAY2-SHA256-RSA2048 ${named.join(",")}`,
      body: Buffer.from(vector.body),
    };
    const caller = () => ({ serialNo, key: keyOf(vector.key) });
    const at = (seconds: number) =>
      verifyRequest(request, { caller, nowMs: (Number(vector.timestamp) + seconds) * 1000 });
    expect(at(0)).toEqual({ verdict: "authentic", identity: { role: "partner", mchid }, nonce: vector.nonce });
    expect(at(300)).toMatchObject({ verdict: "authentic" });
    expect(at(301)).toEqual({ verdict: "refused", reason: "clock" });
  });

  test("the header that the documentation prints is taken, items in its order", () => {
    const [vector] = vectors.requestSign;
    const printed = vectors.authorizationHeader.find(({ id }) => id === "doc-example")?.expect;
    const request = { method: vector!.method, path: vector!.url, authorization: printed, body: Buffer.alloc(0) };
    const caller = () => ({ serialNo: vectors.keys[vector!.key]?.serialNo ?? "", key: keyOf(vector!.key) });
    const platform = { caller, nowMs: Number(vector!.timestamp) * 1000 };
    expect(verifyRequest(request, platform)).toMatchObject({ verdict: "authentic" });
    expect(verifyRequest({ ...request, method: "DELETE" }, platform)).toMatchObject({ reason: "signature" });
  });
});

describe("signatures over plain texts", () => {
  test.each(vectors.rawSign)("$id", ({ key, message, signature }) => {
    expect(signs(key, message, signature)).toBe(true);
    expect(signs(key, `${message} `, signature)).toBe(false);
  });
});

describe("answers", () => {
  test.each(vectors.responseVerify)("$id is believed: $valid", ({ key, headers, body, message, valid }) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const answer: HttpAnswer = { status: body === "" ? 204 : 200, headers: lower, body: Buffer.from(body) };
    const keys = new Map([[headers["Wechatpay-Serial"] ?? "", keyOf(key)]]);
    const atMs = Number(headers["Wechatpay-Timestamp"]) * 1000;
    const isProbe = (headers["Wechatpay-Signature"] ?? "").startsWith("WECHATPAY/SIGNTEST/");
    expect(verifyAnswer(answer, keys, atMs)).toMatchObject(
      valid ? { verdict: "authentic" } : { verdict: "refused", reason: isProbe ? "probe" : "signature" },
    );
    expect(verifyAnswer(answer, keys, atMs + 301_000).verdict).toBe("refused");
    expect(message).toBe(`${lower["wechatpay-timestamp"]}\n${lower["wechatpay-nonce"]}\n${body}\n`);
  });

  test("the probe is told from a wrong signature", () => {
    const probe = vectors.responseVerify.find(({ id }) => id === "derived-signtest-probe");
    const lower = Object.entries(probe!.headers).map(([name, value]) => [name.toLowerCase(), value]);
    const answer = { status: 200, headers: Object.fromEntries(lower), body: Buffer.from(probe!.body) };
    expect(verifyAnswer(answer, new Map(), 1_722_850_421_000)).toMatchObject({ reason: "probe" });
  });
});

describe("decrypting", () => {
  const [java, go] = vectors.aesGcm;

  test("the sample of the Java SDK opens, and no altered twin of it", () => {
    const sealed = { nonce: java!.nonce, associatedData: java!.associatedData, ciphertext: java!.ciphertext };
    expect(open(sealed, secret(java!.key))?.toString()).toBe(java!.plaintext);
    const bytes = Buffer.from(java!.ciphertext, "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(open({ ...sealed, ciphertext: altered.toString("base64") }, secret(java!.key))).toBeUndefined();
    }
    expect(open({ ...sealed, associatedData: "" }, secret(java!.key))).toBeUndefined();
    expect(open({ ...sealed, nonce: "uluk4a9R25RX" }, secret(java!.key))).toBeUndefined();
    expect(open({ ...sealed, nonce: "" }, secret(java!.key))).toBeUndefined();
    expect(open({ ...sealed, ciphertext: "AAAA" }, secret(java!.key))).toBeUndefined();
  });

  test("the sample of the Go SDK has a key of 16 bytes: refused as a key, and not opened", () => {
    const sealed = { nonce: go!.nonce, associatedData: go!.associatedData, ciphertext: go!.ciphertext };
    expect(open(sealed, secret(go!.key))).toBeUndefined();
    expect(readApiV3Key(go!.key, "WECHATPAY_APIV3_KEY")).toMatchObject({ code: "apiv3-key-length" });
  });
});

describe("platform certificates", () => {
  test.each(vectors.certificatesDownload)("$id opens to the certificate its serial number names", (vector) => {
    const answer = JSON.parse(vector.responseBody);
    const before = Date.parse(vector.validTo) - 1000;
    const { keys, left } = openCertificates(answer, secret(vector.apiV3Key), before);
    expect(left).toEqual([]);
    expect([...keys.keys()]).toEqual([vector.expectSerialNo]);
    const expected = new X509Certificate(vector.expectCertificatePem);
    expect(keys.get(vector.expectSerialNo)?.equals(expected.publicKey)).toBe(true);
    expect(openCertificates(answer, secret(vector.apiV3Key), before + 2000)).toMatchObject({ left: ["expired"] });
    expect(openCertificates(answer, secret("0".repeat(32)), before)).toMatchObject({ left: ["sealed"] });
  });

  test("a certificate in place of the public key is taken by its own serial number", () => {
    const { expectCertificatePem, expectSerialNo } = vectors.certificatesDownload[0]!;
    const read = readPublicKey(expectCertificatePem, { variable: "PUBLIC_KEY", idVariable: "PUBLIC_KEY_ID" });
    expect(read).toMatchObject({ serial: expectSerialNo });
  });
});

describe("published values that are wrong stay known as such", () => {
  test("the old sample of GET /v3/certificates is signed with none of the published keys", () => {
    const old = vectors.knownBadPublished.find(({ id }) => id === "old-doc-certificates-get");
    for (const name of Object.keys(vectors.keys)) expect(signs(name, old!.message!, old!.signature!)).toBe(false);
  });

  test("every one of them says why", () => {
    expect(vectors.knownBadPublished.map(({ why }) => why.length > 20)).toEqual([true, true, true]);
  });
});
