import { expect, test } from "vitest";
import type { Client, WireRequest } from "../../src/model/client.ts";
import type { HttpRequest, Transport } from "../../src/model/ports.ts";
import { secret } from "../../src/model/secret.ts";
import { weixinClient } from "../../src/platform/weixin/client.ts";
import { fakeClock, seededRandom } from "../helpers/clock.ts";
import { endless, unstopped } from "../helpers/unstopped.ts";

interface Wire {
  readonly client: Client;
  /** Requests as they went out, in order. */
  readonly sent: HttpRequest[];
  readonly traced: string[];
}

/** A client with a given token over a transport that answers with these texts, in order. */
function wire(...answers: readonly string[]): Wire {
  const sent: HttpRequest[] = [];
  const traced: string[] = [];
  const transport: Transport = {
    send: async (request) => {
      sent.push(request);
      return { status: 200, headers: {}, body: new TextEncoder().encode(answers[sent.length - 1] ?? "") };
    },
    close: async () => {},
  };
  const client = weixinClient({
    baseUrl: "https://api.weixin.qq.com",
    credentials: { appid: "wx0123456789abcdef", accessToken: secret("given") },
    transport,
    clock: fakeClock(),
    random: seededRandom(1),
    userAgent: "wxcards test",
    trace: (line) => traced.push(line),
    budget: endless,
    timeText: String,
  });
  return { client, sent, traced };
}

const removal = (rule: WireRequest["body"]): WireRequest => ({
  method: "POST",
  path: "/card/paygiftcard/delete",
  body: rule,
});

test("a marked number is sent, measured and shown bare", async () => {
  const { client, sent, traced } = wire('{"errcode":0,"errmsg":"ok"}');
  const body = '{"note":"$number 金","rule_id":9007199254740993}';
  await client.call(removal({ note: "$number 金", rule_id: { $number: "9007199254740993" } }), "write", unstopped);
  expect(sent.map((request) => request.body)).toEqual([body]);
  expect(sent[0]?.headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  expect(traced[0]).toContain(` ${body} → ok`);
});

test("the key a strict reader stopped at is found in the text that was sent", async () => {
  const errmsg = 'data format error hint: [abc] Error before ":9007199254740993,"extra":1}';
  const { client } = wire(JSON.stringify({ errcode: 47001, errmsg }));
  const reply = await client.call(removal({ rule_id: { $number: "9007199254740993" }, extra: 1 }), "write", unstopped);
  expect(reply).toMatchObject({ status: "refused", about: "/rule_id", body: { errcode: 47001, errmsg } });
});

test("a refusal hands the answer on, that of a token as well", async () => {
  const occupied = {
    errcode: 72004,
    errmsg: "mchid is occupied by the other appid",
    occupy_appid: "wxfedcba9876543210",
  };
  const expired = { errcode: 42001, errmsg: "access_token expired" };
  const { client } = wire(JSON.stringify(occupied), JSON.stringify(expired));
  expect(await client.call(removal({ rule_id: 1 }), "write", unstopped)).toMatchObject({
    code: "weixin-72004",
    body: occupied,
  });
  expect(await client.call(removal({ rule_id: 1 }), "write", unstopped)).toMatchObject({
    code: "weixin-42001",
    problem: { code: "token-given-refused" },
    body: expired,
  });
});
