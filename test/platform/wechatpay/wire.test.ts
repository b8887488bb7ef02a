import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Transport } from "../../../src/model/ports.ts";
import { httpTransport } from "../../../src/platform/http.ts";
import { startMs } from "../../helpers/clock.ts";
import { unstopped } from "../../helpers/unstopped.ts";
import { brand, ours, serialNo, theirs, userAgent, wire } from "./client-support.ts";
import { verifyRequest } from "./platform-side.ts";
import { publicKeyId, signedAnswer } from "./support.ts";

/*
 * The bytes that really go out: undici over TCP to a server that checks the signature of what it received, and answers with a body whose signature covers bytes.
 */
const seen: { method: string; url: string; headers: IncomingMessage["headers"]; verdict: unknown }[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    const received = { method, path: url, authorization: headers.authorization, body: Buffer.concat(chunks) };
    const verdict = verifyRequest(received, { caller: () => ({ serialNo, key: ours.publicKey }), nowMs: startMs });
    seen.push({ method, url, headers, verdict });
    const answer = signedAnswer(theirs.privateKey, { body: `{"got":${received.body.length},"名":"金卡"}` });
    response.writeHead(answer.status, { ...answer.headers, "Request-ID": "08F7-0" });
    response.end(answer.body);
  });
});
let transport: Transport;
let baseUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  transport = httpTransport({ connections: 2 });
});
afterAll(async () => {
  await transport.close();
  server.close();
});

describe("over the network, what arrives is what was signed", () => {
  const cards = "/brand/card-member/cards";
  test.each([
    ["GET", `${cards}?state=CARD_EFFECTIVE&offset=0&limit=20`, {}],
    ["GET", `${cards}/金 卡?q={a|b}`, {}],
    ["POST", cards, { card_title: "金卡会员 𠮷", list: [1, { $number: "9007199254740993" }] }],
    ["POST", `${cards}/p/invalidate`, {}],
    ["PATCH", `${cards}/p`, { card_title: "x".repeat(100_000) }],
    ["DELETE", `${cards}/p?brand_id=1004`, {}],
  ] as const)("%s %s", async (method, path, body) => {
    seen.length = 0;
    const { client } = wire([], { transport, baseUrl, identity: brand });
    const reply = await client.call({ method, path, body }, "write", unstopped);
    expect(seen).toMatchObject([{ method, verdict: { verdict: "authentic", identity: brand } }]);
    expect(reply).toMatchObject({ status: "ok", body: { 名: "金卡" } });
    const { headers } = seen[0]!;
    expect(headers).toMatchObject({
      "user-agent": userAgent,
      accept: "application/json",
      "wechatpay-serial": publicKeyId,
    });
    expect(headers["transfer-encoding"]).toBeUndefined();
    const isEmpty = Object.keys(body).length === 0;
    expect(headers["content-type"]).toBe(isEmpty ? undefined : "application/json");
    const empty = method === "POST" ? "0" : undefined;
    expect(headers["content-length"]).toEqual(isEmpty ? empty : expect.stringMatching(/^[1-9]\d*$/));
  });
});
