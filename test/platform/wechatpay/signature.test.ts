import { describe, expect, test } from "vitest";
import { Formatter, Rsa } from "wechatpay-axios-plugin";
import {
  authorization,
  type Identity,
  nonceFrom,
  requestMessage,
  schemes,
  sign,
} from "../../../src/platform/wechatpay/signature.ts";
import { seededRandom, startMs } from "../../helpers/clock.ts";
import { type KnownCaller, type ReceivedRequest, verifyRequest } from "./platform-side.ts";
import { keyPair, startSeconds } from "./support.ts";

/*
 * The other side of every signature is `wechatpay-axios-plugin`, a public client of many years, so that a misunderstanding of ours cannot agree with itself.
 */
const pair = keyPair();
const publicPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const privatePem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const serialNo = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
const partner: Identity = { role: "partner", mchid: "1900007291" };
const brand: Identity = { role: "brand", brandId: "1004" };
const platform = { caller: (): KnownCaller => ({ serialNo, key: pair.publicKey }), nowMs: startMs };

/** Requests that look random and are the same in every run: all methods, queries, bodies of any script, and none. */
function* requests(count: number, seed: number) {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const words = ["金卡会员", "a b", '"', "\\", "𠮷", "é", "{}", "\n", "100%", "x=1&y=2", "\u2028"];
  for (let index = 0; index < count; index += 1) {
    const method = one(["GET", "POST", "PATCH", "DELETE"]);
    const query = one(["", "?brand_id=1004", "?brand_id=1004&state=CARD_EFFECTIVE&offset=0&limit=20", "?a=%7B%7D|"]);
    const path = `/v3/brand/partner/card-member/cards/p${index}${query}`;
    const body = one(["", JSON.stringify({ brand_id: "1004", card_title: one(words), note: one(words) })]);
    yield { method, path, body, nonce: nonceFrom(random), seconds: startSeconds + (index % 200) };
  }
}

function itemsOf(header: string): Record<string, string> {
  return Object.fromEntries([...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

describe("what we sign", () => {
  test("200 requests: the other client builds the same text and finds the signature good", () => {
    for (const request of requests(200, 11)) {
      const items = itemsOf(authorization(request, { identity: partner, serialNo, privateKey: pair.held }));
      const text = Formatter.request(
        request.method,
        request.path,
        items["timestamp"]!,
        items["nonce_str"]!,
        request.body,
      );
      expect(requestMessage(request)).toBe(text);
      expect(Rsa.verify(text, items["signature"]!, publicPem)).toBe(true);
      expect(items).toMatchObject({ mchid: "1900007291", serial_no: serialNo, nonce_str: request.nonce });
    }
  });

  test("the same text gives the same signature as theirs", () => {
    expect(sign("签名\n", pair.held)).toBe(Rsa.sign("签名\n", privatePem));
  });

  test("without a body the text ends in two line feeds, for every method", () => {
    for (const method of ["GET", "POST", "DELETE"])
      expect(requestMessage({ method, path: "/x", seconds: 1, nonce: "n", body: "" })).toBe(`${method}\n/x\n1\nn\n\n`);
  });

  test.each([
    [
      partner,
      /^WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="n",signature="[^"]+",timestamp="1",serial_no="[0-9A-F]{40}"$/,
    ],
    [
      brand,
      /^WECHATPAY-BRAND-SHA256-RSA2048 brand_id="1004",nonce_str="n",signature="[^"]+",timestamp="1",serial_no="[0-9A-F]{40}"$/,
    ],
  ])("the header of %o", (identity, header) => {
    const request = { method: "GET", path: "/x", seconds: 1, nonce: "n", body: "" };
    expect(authorization(request, { identity, serialNo, privateKey: pair.held })).toMatch(header);
  });

  test("a brand signs the same text as a service provider", () => {
    const request = { method: "GET", path: "/brand/card-member/cards", seconds: 1, nonce: "n", body: "" };
    const [one, two] = [partner, brand].map((identity) =>
      itemsOf(authorization(request, { identity, serialNo, privateKey: pair.held })),
    );
    expect(one!["signature"]).toBe(two!["signature"]);
  });
});

describe("what others sign", () => {
  test("200 requests signed by the other client are taken", () => {
    for (const { method, path, body, nonce, seconds } of requests(200, 12)) {
      const signature = Rsa.sign(Formatter.request(method, path, seconds, nonce, body), privatePem);
      const header = Formatter.authorization("1900007291", nonce, signature, seconds, serialNo);
      const request = { method, path, authorization: header, body: Buffer.from(body) };
      expect(verifyRequest(request, platform)).toEqual({ verdict: "authentic", identity: partner, nonce });
    }
  });

  test("ours are taken, those of brands as well", () => {
    const request = { method: "POST", path: "/x?y=1", seconds: startSeconds, nonce: "n", body: '{"名":"金"}' };
    for (const identity of [partner, brand]) {
      const header = authorization(request, { identity, serialNo, privateKey: pair.held });
      const received = { ...request, authorization: header, body: Buffer.from(request.body) };
      expect(verifyRequest(received, platform)).toEqual({ verdict: "authentic", identity, nonce: "n" });
    }
  });

  const signed = { method: "PATCH", path: "/x?y=1", seconds: startSeconds, nonce: "n0", body: '{"a":1}' };
  const header = authorization(signed, { identity: partner, serialNo, privateKey: pair.held });
  const good: ReceivedRequest = {
    method: "PATCH",
    path: "/x?y=1",
    authorization: header,
    body: Buffer.from('{"a":1}'),
  };
  const replaced = (from: string | RegExp, to: string): ReceivedRequest => ({
    ...good,
    authorization: header.replace(from, to),
  });

  test.each<[string, ReceivedRequest, string]>([
    ["no header", { ...good, authorization: undefined }, "malformed"],
    ["an empty header", { ...good, authorization: "" }, "malformed"],
    ["another scheme", replaced(/^\S+/, "Bearer"), "malformed"],
    ["the scheme alone", { ...good, authorization: schemes.partner.scheme }, "malformed"],
    ["the name of a brand in the scheme of a partner", replaced("mchid", "brand_id"), "malformed"],
    ["the scheme of a brand with the name of a partner", replaced(/^\S+/, schemes.brand.scheme), "malformed"],
    ["an item twice", replaced('nonce_str="n0"', 'nonce_str="n0",nonce_str="n1"'), "malformed"],
    ["an item without quotes", replaced('nonce_str="n0"', "nonce_str=n0"), "malformed"],
    ["a time that is no number", replaced(/timestamp="\d+"/, 'timestamp="now"'), "malformed"],
    ["another serial number", replaced(serialNo, serialNo.replace("4", "5")), "serial"],
    ["another nonce", replaced('"n0"', '"n1"'), "signature"],
    ["another time", replaced(String(startSeconds), String(startSeconds + 1)), "signature"],
    ["another method", { ...good, method: "POST" }, "signature"],
    ["another query", { ...good, path: "/x?y=2" }, "signature"],
    ["another body", { ...good, body: Buffer.from('{"a":2}') }, "signature"],
    ["a body that is no UTF-8", { ...good, body: Buffer.from([0xff]) }, "signature"],
    ["a signature with something behind it", replaced(/signature="([^"]+)"/, 'signature="$1 "'), "signature"],
  ])("refused: %s", (_, request, reason) => {
    expect(verifyRequest(request, platform)).toEqual({ verdict: "refused", reason });
  });

  test("refused: nobody we know, and a clock that is off, whatever the signature", () => {
    expect(verifyRequest(good, { ...platform, caller: () => undefined })).toMatchObject({ reason: "serial" });
    for (const seconds of [-301, 301]) {
      const nowMs = startMs + seconds * 1000;
      expect(verifyRequest(good, { ...platform, nowMs })).toMatchObject({ reason: "clock" });
      expect(verifyRequest({ ...good, path: "/z" }, { ...platform, nowMs })).toMatchObject({ reason: "clock" });
    }
  });
});

test("nonces: 32 letters and digits, a thousand of them all different", () => {
  const random = seededRandom(5);
  const made = Array.from({ length: 1000 }, () => nonceFrom(random));
  for (const nonce of made) expect(nonce).toMatch(/^[0-9A-Za-z]{32}$/);
  expect(new Set(made).size).toBe(1000);
});
