import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type Secret, secret } from "../../../src/model/secret.ts";
import { certificateStore } from "../../../src/platform/wechatpay/certificate-store.ts";
import { testKeys } from "../../../src/platform/wechatpay/key-check.ts";
import { readApiV3Key, readPrivateKey, readPublicKey } from "../../../src/platform/wechatpay/keys.ts";
import { limiter } from "../../../src/platform/wechatpay/limiter.ts";
import { fakeClock } from "../../helpers/clock.ts";
import { ours, partner, take, theirs, wire } from "./client-support.ts";
import { pem } from "./der.ts";
import { plainAnswer, signedAnswer } from "./support.ts";

/*
 * Looks for the private key and the APIv3 key in everything that is handed out, in every spelling: whole, and in pieces of the numbers that make up the key.
 */
const apiV3Key = "canary0123456789abcdefghijklmnop";
const privatePem = ours.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const { d = "", p = "", q = "" } = ours.privateKey.export({ format: "jwk" });

function needles(): string[] {
  const lines = privatePem.split("\n").filter((line) => line.length >= 40 && !line.startsWith("-----"));
  const der = ours.privateKey.export({ type: "pkcs8", format: "der" });
  const numbers = [d, p, q].map((number) => Buffer.from(number, "base64url"));
  const pieces = [der, ...numbers].flatMap((bytes) => [
    bytes.toString("hex").slice(80, 140),
    bytes.toString("base64").slice(80, 140),
  ]);
  const key = Buffer.from(apiV3Key);
  // The first line of a PKCS#8 is the same for every key of its length.
  return [
    ...lines.slice(1),
    ...pieces,
    apiV3Key,
    key.toString("hex"),
    key.toString("base64").replace(/=+$/, ""),
    "PRIVATE KEY",
  ];
}

function shown(value: unknown): string {
  return [
    inspect(value, { depth: 12, showHidden: true }),
    inspect(value, { depth: 12, customInspect: false }),
    JSON.stringify(value) ?? "",
    String(value),
    value instanceof Error ? (value.stack ?? "") : "",
  ].join("\n");
}

function expectNoSecret(value: unknown): void {
  const text = shown(value);
  expect(needles().filter((needle) => text.includes(needle))).toEqual([]);
}

test("the needles are there to be found: in the key itself", () => {
  const hex = ours.privateKey.export({ type: "pkcs8", format: "der" }).toString("hex");
  expect(needles().length).toBeGreaterThan(25);
  expect(needles().filter((needle) => `${privatePem}${hex}`.includes(needle)).length).toBeGreaterThan(20);
});

test("keys that were read print as secrets", () => {
  const key = readPrivateKey(privatePem, "V");
  const apiKey = readApiV3Key(apiV3Key, "V") as Secret;
  for (const held of [key, apiKey, { key, apiKey }, [key], new Map([[1, key]])]) expectNoSecret(held);
  expect(String(key)).toBe("(secret)");
  expect(JSON.stringify({ key, apiKey })).toBe('{"key":"(secret)","apiKey":"(secret)"}');
  expect(inspect(key)).toBe("(secret)");
});

test("what is wrong with a key says nothing of the key", () => {
  const damaged = [
    privatePem.replace("A", "!"),
    privatePem.slice(0, 900),
    privatePem.replace("PRIVATE", "SECRET"),
    privatePem.replaceAll("\n", "\\n").replace("BEGIN", "BEGUN"),
    Buffer.from(privatePem).toString("hex"),
    pem("PRIVATE KEY", ours.privateKey.export({ type: "pkcs8", format: "der" }).subarray(0, 700)),
  ];
  for (const text of damaged) expectNoSecret(readPrivateKey(text, "V"));
  expectNoSecret(
    readPublicKey(privatePem, { variable: "V", idVariable: "I", id: "PUB_KEY_ID_00000000000000000000000000000000" }),
  );
  expectNoSecret(readApiV3Key(`${apiV3Key}x`, "V"));
  expectNoSecret(testKeys({ identity: partner, privateKey: ours.held, publicKeys: new Map([["x", ours.publicKey]]) }));
});

test("nothing that comes of calls carries one: clients, stores, limiters, replies, traces, requests, whatever the platform says", async () => {
  const clock = fakeClock();
  const store = certificateStore({ apiV3Key: secret(apiV3Key), clock });
  const scripts = [
    [signedAnswer(theirs.privateKey)],
    [
      plainAnswer(401, {
        code: "SIGN_ERROR",
        message: "错误的签名，验签失败",
        detail: { sign_information: { url: "/x", sign_message_length: 1 } },
      }),
    ],
    [plainAnswer(400, { code: "PARAM_ERROR", detail: { field: "/card_title", value: 1 } })],
    [plainAnswer(404, { code: "RESOURCE_NOT_EXISTS" })],
    [plainAnswer(429, { code: "FREQUENCY_LIMITED" })],
    [plainAnswer(200, { data: [] })],
    [plainAnswer(500, "")],
    [{ failure: "not-sent", reason: "refused", cause: new Error("refused") } as const],
  ];
  for (const script of scripts) {
    for (const changed of [
      {},
      { verification: { by: "certificates", store: certificateStore({ apiV3Key: secret(apiV3Key), clock }) } as const },
    ]) {
      const { client, sent, traced } = wire(script, changed);
      const replies = [await client.call(...take.read), await client.call(...take.write)];
      for (const seen of [client, replies, traced, sent]) expectNoSecret(seen);
      // How a request was signed is nobody's business either.
      expect(shown([replies, traced])).not.toMatch(/WECHATPAY2|signature="/);
    }
  }
  for (const seen of [store, limiter({ clock })]) expectNoSecret(seen);
});
