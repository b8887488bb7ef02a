import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/model/client.ts";
import type { HttpFailure } from "../../../src/model/ports.ts";
import { limiter } from "../../../src/platform/wechatpay/limiter.ts";
import { seededRandom, startMs } from "../../helpers/clock.ts";
import { unstopped } from "../../helpers/unstopped.ts";
import {
  brand,
  ours,
  partner,
  read,
  type Script,
  serialNo,
  take,
  theirs,
  userAgent,
  wire,
  write,
} from "./client-support.ts";
import { mutants } from "./mutants.ts";
import { verifyRequest } from "./platform-side.ts";
import { keyPair, plainAnswer, publicKeyId, signedAnswer, startSeconds } from "./support.ts";

const ok: Script = (_, index) =>
  signedAnswer(theirs.privateKey, { body: `{"card_id":"pbLatjvW","try":${index}}`, seconds: startSeconds });
const okBody = (index: number) => ({ status: "ok", body: { card_id: "pbLatjvW", try: index } });
const unsentFailure: HttpFailure = { failure: "not-sent", reason: "connect ECONNREFUSED" };
const lost: HttpFailure = { failure: "ambiguous", reason: "socket hang up" };
const refusal = (status: number, code: string, more: object = {}, headers = {}) =>
  plainAnswer(status, { code, message: `${code} 说明`, ...more }, { "request-id": "08F7-0", ...headers });
const busy = refusal(500, "SYSTEM_ERROR");
const slower = refusal(429, "RATELIMIT_EXCEEDED");
const probe: Script = () =>
  signedAnswer(theirs.privateKey, { headers: { "wechatpay-signature": "WECHATPAY/SIGNTEST/AAAA" } });
const forged: Script = () => signedAnswer(ours.privateKey, { body: '{"card_id":"forged"}' });
const unknownKey: Script = () => signedAnswer(theirs.privateKey, { serial: "PUB_KEY_ID_1" });
const late: Script = () => signedAnswer(theirs.privateKey, { seconds: startSeconds - 4_000 });
const pending: Script = () => signedAnswer(theirs.privateKey, { status: 202 });

/** How a script ends, told shortly: what came of it, after how many requests, and how long the call waited. */
async function play(script: readonly Script[], intent: "read" | "write") {
  const { client, sent, clock } = wire(script);
  const reply = await client.call(...take[intent]);
  return { reply: told(reply), requests: sent.length, ms: clock.now() - startMs };
}

function told(reply: Reply): string {
  if (reply.status === "ok") return `ok ${JSON.stringify(reply.body)}`;
  const { code, class: kind } = reply.problem;
  return reply.status === "unknown"
    ? `unknown ${code} ${kind}`
    : `refused ${code} ${kind}${reply.stops ? " stops" : ""}`;
}

describe("what becomes of a call", () => {
  const okAt = (index: number) => `ok {"card_id":"pbLatjvW","try":${index}}`;
  /** What happens on the way; then for a read and for a write what comes of it, after how many requests. */
  const rows: readonly (readonly [string, readonly Script[], [string, number], [string, number]])[] = [
    ["success", [ok], [okAt(1), 1], [okAt(1), 1]],
    ["not sent once", [unsentFailure, ok], [okAt(2), 2], [okAt(2), 2]],
    ["not sent five times", [...Array(5).fill(unsentFailure), ok], [okAt(6), 6], [okAt(6), 6]],
    ["never sent", [unsentFailure], ["refused no-answer failure stops", 6], ["refused no-answer failure stops", 6]],
    ["lost once", [lost, ok], [okAt(2), 2], ["unknown no-answer failure", 1]],
    ["lost for good", [lost], ["unknown no-answer failure", 6], ["unknown no-answer failure", 1]],
    ["500 once", [busy, ok], [okAt(2), 2], ["unknown wechatpay-system-error failure", 1]],
    [
      "500 for good",
      [busy],
      ["unknown wechatpay-system-error failure", 6],
      ["unknown wechatpay-system-error failure", 1],
    ],
    [
      "503 with a code",
      [refusal(503, "SERVICE_UNAVAILABLE"), ok],
      [okAt(2), 2],
      ["unknown wechatpay-service-unavailable failure", 1],
    ],
    ["502 of a gateway", [plainAnswer(502, "<html>"), ok], [okAt(2), 2], ["unknown http-status failure", 1]],
    [
      "500 with a code of a wrong request",
      [refusal(500, "PARAM_ERROR"), ok],
      [okAt(2), 2],
      ["unknown wechatpay-param-error failure", 1],
    ],
    [
      "busy with a status of 400",
      [refusal(400, "SYSTEM_ERROR"), ok],
      [okAt(2), 2],
      ["unknown wechatpay-system-error failure", 1],
    ],
    ["202, taken and not done", [pending, ok], [okAt(2), 2], ["unknown answer-pending failure", 1]],
    ["429 once", [slower, ok], [okAt(2), 2], [okAt(2), 2]],
    [
      "429 for good",
      [slower],
      ["refused wechatpay-ratelimit-exceeded failure stops", 6],
      ["refused wechatpay-ratelimit-exceeded failure stops", 6],
    ],
    ["429 by another name", [refusal(429, "FREQUENCY_LIMITED"), ok], [okAt(2), 2], [okAt(2), 2]],
    ["429 with a code nobody knows", [refusal(429, "NEW"), ok], [okAt(2), 2], [okAt(2), 2]],
    ["429 of a gateway", [plainAnswer(429, ""), ok], [okAt(2), 2], [okAt(2), 2]],
    ["slower with another status", [refusal(403, "FREQUENCY_LIMITED"), ok], [okAt(2), 2], [okAt(2), 2]],
    ["a probe", [probe, ok], [okAt(2), 2], ["unknown answer-probe failure", 1]],
    ["five probes", [...Array(5).fill(probe), ok], [okAt(6), 6], ["unknown answer-probe failure", 1]],
    ["nothing but probes", [probe], ["unknown answer-probe failure", 6], ["unknown answer-probe failure", 1]],
    ["a signature of somebody else once", [forged, ok], [okAt(2), 2], ["unknown answer-signature failure", 1]],
    [
      "a signature of somebody else twice",
      [forged, forged, ok],
      ["refused answer-signature failure stops", 2],
      ["unknown answer-signature failure", 1],
    ],
    ["a probe and a forged answer", [probe, forged, ok], [okAt(3), 3], ["unknown answer-probe failure", 1]],
    [
      "a forged answer and probes",
      [forged, probe, probe, forged, ok],
      ["refused answer-signature failure stops", 4],
      ["unknown answer-signature failure", 1],
    ],
    ["no signature", [plainAnswer(200, {}), ok], [okAt(2), 2], ["unknown answer-unsigned failure", 1]],
    [
      "a login page",
      [plainAnswer(200, "<html>login</html>")],
      ["refused answer-unsigned failure stops", 2],
      ["unknown answer-unsigned failure", 1],
    ],
    [
      "a key we do not have",
      [unknownKey],
      ["refused answer-serial-unknown not-allowed stops", 2],
      ["unknown answer-serial-unknown not-allowed", 1],
    ],
    [
      "a clock that is off",
      [late],
      ["refused answer-clock not-allowed stops", 2],
      ["unknown answer-clock not-allowed", 1],
    ],
    [
      "401",
      [refusal(401, "SIGN_ERROR"), ok],
      ["refused wechatpay-sign-error not-allowed stops", 1],
      ["refused wechatpay-sign-error not-allowed stops", 1],
    ],
    [
      "401 with a code nobody knows",
      [refusal(401, "NEW"), ok],
      ["refused wechatpay-new not-allowed stops", 1],
      ["refused wechatpay-new not-allowed stops", 1],
    ],
    [
      "NO_AUTH",
      [refusal(403, "NO_AUTH"), ok],
      ["refused wechatpay-no-auth not-allowed stops", 1],
      ["refused wechatpay-no-auth not-allowed stops", 1],
    ],
    [
      "403 otherwise",
      [refusal(403, "RULE_LIMIT"), ok],
      ["refused wechatpay-rule-limit failure", 1],
      ["refused wechatpay-rule-limit failure", 1],
    ],
    [
      "a wrong parameter",
      [refusal(400, "PARAM_ERROR"), ok],
      ["refused wechatpay-param-error failure", 1],
      ["refused wechatpay-param-error failure", 1],
    ],
    [
      "a wrong request",
      [refusal(400, "INVALID_REQUEST"), ok],
      ["refused wechatpay-invalid-request failure", 1],
      ["refused wechatpay-invalid-request failure", 1],
    ],
    [
      "a number used before",
      [refusal(400, "ALREADY_EXISTS"), ok],
      ["refused wechatpay-already-exists failure", 1],
      ["refused wechatpay-already-exists failure", 1],
    ],
    [
      "nothing of that id",
      [refusal(404, "RESOURCE_NOT_EXISTS"), ok],
      ["refused wechatpay-resource-not-exists failure", 1],
      ["refused wechatpay-resource-not-exists failure", 1],
    ],
    [
      "a call the platform does not have",
      [plainAnswer(404, ""), ok],
      ["refused call-unknown failure", 1],
      ["refused call-unknown failure", 1],
    ],
    [
      "a method it does not have",
      [plainAnswer(405, ""), ok],
      ["refused call-unknown failure", 1],
      ["refused call-unknown failure", 1],
    ],
    [
      "a relay that turns away",
      [plainAnswer(403, "<html>"), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "a redirect",
      [plainAnswer(302, "", { location: "https://example.com/" }), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "a redirect with a code",
      [refusal(307, "PARAM_ERROR", {}, { location: "/" }), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "an array for a refusal",
      [plainAnswer(400, []), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "a code that is a number",
      [plainAnswer(400, { code: 7 }), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "6 MiB of nothing",
      [plainAnswer(400, "x".repeat(6 * 1024 * 1024)), ok],
      ["refused http-status failure stops", 1],
      ["refused http-status failure stops", 1],
    ],
    [
      "an authentic answer that is no object",
      [() => signedAnswer(theirs.privateKey, { body: "[1]" }), ok],
      [okAt(2), 2],
      ["unknown answer-not-json failure", 1],
    ],
    [
      "trouble of every kind, then success",
      [unsentFailure, lost, busy, slower, probe, ok],
      [okAt(6), 6],
      ["unknown no-answer failure", 2],
    ],
  ];
  const cases = rows.flatMap(([what, script, forRead, forWrite]) => [
    { what, script, intent: "read" as const, expected: forRead },
    { what, script, intent: "write" as const, expected: forWrite },
  ]);
  test.each(cases)("$what, $intent", async ({ script, intent, expected }) => {
    const { reply, requests } = await play(script, intent);
    expect([reply, requests]).toEqual(expected);
  });

  test.each([
    ["a removal answered with 204", { status: 204, body: "" }, {}],
    ["an empty body", { body: "" }, {}],
    [
      "numbers that JavaScript would round",
      { body: '{"total":9007199254740993}' },
      { total: { $number: "9007199254740993" } },
    ],
    ["a key that is no member", { body: '{"__proto__":{"x":1},"a":1}' }, JSON.parse('{"__proto__":{"x":1},"a":1}')],
  ])("an authentic answer: %s", async (_, success, body) => {
    const { client } = wire([signedAnswer(theirs.privateKey, success)]);
    expect(await client.call(...take.write)).toEqual({ status: "ok", body });
  });
});

describe("waiting", () => {
  test("after 429 one second, then two, four, eight and sixteen, and longer ones are told", async () => {
    const { client, sentAt, waits } = wire([slower]);
    await client.call(...take.read);
    const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] as number));
    expect(gaps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(waits).toEqual([16_000]);
  });

  test.each([
    ["7", 7_000],
    ["0", 1_000],
    ["45", 45_000],
    ["90", 90_000],
    ["250", 250_000],
    ["Sat, 21 Nov 2026 02:00:30 GMT", 30_000],
    ["soon", 1_000],
    ["-5", 1_000],
  ])("never before Retry-After: %s", async (header, ms) => {
    const date = new Date(startMs).toUTCString();
    const { client, sentAt } = wire([refusal(429, "RATELIMIT_EXCEEDED", {}, { "retry-after": header, date }), ok]);
    expect(await client.call(...take.write)).toEqual(okBody(2));
    expect((sentAt[1] as number) - (sentAt[0] as number)).toBe(ms);
  });

  test("a pause of more than ten minutes is the end, and of those who wait with it too", async () => {
    const shared = wire([refusal(429, "RATELIMIT_EXCEEDED", {}, { "retry-after": "3600" })]);
    const first = await shared.client.call(...take.read);
    const second = await shared.client.call(...take.write);
    expect(first).toMatchObject({ problem: { args: { until: String(startMs + 3_600_000) } } });
    expect([told(first), told(second)]).toEqual([
      "refused rate-wait-too-long failure stops",
      "refused rate-wait-too-long failure stops",
    ]);
    expect(shared.sent).toHaveLength(1);
    expect(shared.waits).toEqual([]);
  });

  test("429 slows down everybody with the same limiter", async () => {
    const one = wire([slower, ok]);
    const both = { clock: one.clock, limiter: limiter({ clock: one.clock }) };
    const first = wire([slower, ok], both);
    const second = wire([ok], { ...both, identity: brand });
    const replies = await Promise.all([
      first.client.call(...take.read),
      (async () => {
        await Promise.resolve();
        await new Promise((resolve) => setImmediate(resolve));
        return second.client.call(...take.read);
      })(),
    ]);
    expect(replies.map(told)).toEqual([`ok {"card_id":"pbLatjvW","try":2}`, `ok {"card_id":"pbLatjvW","try":1}`]);
    expect(second.sentAt[0]).toBeGreaterThanOrEqual(startMs + 1_000);
  });

  test("a probe is met with another try at once, everything else with a pause", async () => {
    expect((await play([probe, ok], "read")).ms).toBe(0);
    expect((await play([forged, ok], "read")).ms).toBeGreaterThanOrEqual(250);
    expect((await play([unsentFailure, ok], "write")).ms).toBeGreaterThanOrEqual(250);
    expect((await play([busy, ok], "read")).ms).toBeGreaterThanOrEqual(250);
  });
});

describe("what goes out", () => {
  test("a read: signed, with its query, without a body", async () => {
    const { client, sent } = wire([ok]);
    await client.call(...take.read);
    const [request] = sent;
    expect(request).toMatchObject({ method: "GET", url: `https://api.mch.weixin.qq.com${read.path}` });
    expect("body" in request!).toBe(false);
    expect(Object.keys(request!.headers).sort()).toEqual(["accept", "authorization", "user-agent", "wechatpay-serial"]);
    expect(request!.headers).toMatchObject({
      accept: "application/json",
      "user-agent": userAgent,
      "wechatpay-serial": publicKeyId,
    });
  });

  test("a write: the exact text that was signed, with its type and its length in bytes", async () => {
    const { client, sent } = wire([ok]);
    await client.call({ ...write, body: { ...write.body, big: { $number: "9007199254740993" } } }, "write", unstopped);
    const text =
      '{"brand_id":"1004","card_title":"金卡会员","member_information":{"jump_appid":"wx1"},"big":9007199254740993}';
    expect(sent[0]).toMatchObject({ method: "PATCH", body: text });
    expect(sent[0]!.headers).toMatchObject({
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(text)),
    });
  });

  test("a post with nothing to say has no body and no length", async () => {
    const { client, sent } = wire([ok], { identity: brand });
    await client.call({ method: "POST", path: "/brand/card-member/cards/p/invalidate", body: {} }, "write", unstopped);
    expect("body" in sent[0]!).toBe(false);
    expect(Object.keys(sent[0]!.headers)).not.toContain("content-length");
  });

  const received = (
    request: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string | Uint8Array },
    prefix = "",
  ) => {
    const { pathname, search } = new URL(request.url);
    return {
      method: request.method,
      path: pathname.slice(prefix.length) + search,
      authorization: request.headers["authorization"],
      body: Buffer.from(request.body ?? ""),
    };
  };

  test.each([
    ["of a partner", partner, "", read],
    ["of a brand", brand, "", read],
    ["with characters that have to be written otherwise", partner, "", { ...read, path: "/v3/金 卡?q=a|b{c}&d=é%20" }],
    ["by way of a relay with a path of its own", partner, "/relay/pay", write],
  ])("what the platform receives is what was signed: a request %s", async (_, identity, prefix, request) => {
    const { client, sent } = wire([ok], { identity, baseUrl: `https://relay.example.com${prefix}` });
    await client.call(request, "read", unstopped);
    expect(new URL(sent[0]!.url).href).toBe(sent[0]!.url);
    expect(sent[0]!.url.startsWith(`https://relay.example.com${prefix}/`)).toBe(true);
    const platform = { caller: () => ({ serialNo, key: ours.publicKey }), nowMs: startMs };
    expect(verifyRequest(received(sent[0]!, prefix), platform)).toMatchObject({ verdict: "authentic", identity });
  });

  // Whoever resolves the dots would send the request to another call than the one that was signed.
  test.each([
    ["", "/v3/a/../b/./c?x=../y"],
    ["/relay/pay", "/../../x?y"],
  ])("by way of %j, %s is not sent", async (prefix, path) => {
    const { client, sent } = wire([ok], { identity: partner, baseUrl: `https://relay.example.com${prefix}` });
    expect(await client.call({ ...read, path }, "read", unstopped)).toMatchObject({
      status: "refused",
      code: "request-misled",
    });
    expect(sent).toEqual([]);
  });

  test("each try has a nonce, a time and a signature of its own, and each is good", async () => {
    const { client, sent, sentAt } = wire([unsentFailure, slower, unsentFailure, slower, unsentFailure, ok]);
    await client.call(...take.write);
    const nonces = sent.map((request, index) => {
      const platform = { caller: () => ({ serialNo, key: ours.publicKey }), nowMs: sentAt[index] as number };
      const verdict = verifyRequest(received(request), platform);
      expect(request.headers["authorization"]).toContain(`timestamp="${Math.floor((sentAt[index] as number) / 1000)}"`);
      return verdict.verdict === "authentic" ? verdict.nonce : "refused";
    });
    expect(new Set(nonces).size).toBe(6);
    expect(nonces).not.toContain("refused");
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  });

  const certificate = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";
  const keysOf = (...serials: readonly string[]) => new Map(serials.map((serial) => [serial, theirs.publicKey]));
  test.each([
    ["a partner with a public key", partner, keysOf(publicKeyId), publicKeyId],
    ["a partner with a certificate", partner, keysOf(certificate), undefined],
    ["a partner with both, while keys are exchanged", partner, keysOf(certificate, publicKeyId), publicKeyId],
    ["a brand with a public key", brand, keysOf(publicKeyId), publicKeyId],
    ["a brand with a certificate", brand, keysOf(certificate), certificate],
  ])("the key the answer is to be signed with is named: %s", async (_, identity, keys, serial) => {
    const { client, sent } = wire([ok], { identity, verification: { by: "public-key", keys } });
    await client.call(...take.read);
    expect(sent[0]!.headers["wechatpay-serial"]).toBe(serial);
  });
});

describe("what a refusal tells", () => {
  const detail = { field: "/card_title", value: "𠮷", issue: "too long", location: "body" };

  test("everything the answer says, and the answer itself", async () => {
    const { client } = wire([refusal(400, "PARAM_ERROR", { detail: { ...detail, more: { than: "needed" } } })]);
    const reply = await client.call(...take.write);
    expect(reply).toEqual({
      status: "refused",
      code: "wechatpay-param-error",
      stops: false,
      about: "/card_title",
      body: { code: "PARAM_ERROR", message: "PARAM_ERROR 说明", detail: { ...detail, more: { than: "needed" } } },
      problem: {
        code: "wechatpay-param-error",
        severity: "error",
        class: "failure",
        args: {
          call: "/v3/brand/partner/card-member/cards/pbLatjvW",
          method: "PATCH",
          status: 400,
          requestId: "08F7-0",
          code: "PARAM_ERROR",
          message: "PARAM_ERROR 说明",
          detail,
        },
      },
    });
  });

  test.each([
    ["a field of the body", { ...detail }, "/card_title"],
    ["a field further down", { field: "/member_information/jump_appid" }, "/member_information/jump_appid"],
    ["a field that is missing", { field: "/notify_url", location: "body" }, "/notify_url"],
    [
      "a field that is missing below one that was not sent",
      { field: "/points_information/jump_path", location: "body" },
      undefined,
    ],
    ["a name of the query", { field: "limit", location: "query" }, undefined],
    ["a pointer that is not into the body", { field: "/brand_id", location: "query" }, undefined],
    ["no pointer", { field: "card_title", location: "body" }, undefined],
    ["nothing", { field: "/", location: "body" }, undefined],
    ["a number", { field: 7 }, undefined],
  ])("the field it is about: %s", async (_, said, about) => {
    const { client } = wire([refusal(400, "PARAM_ERROR", { detail: said })]);
    const reply = await client.call(...take.write);
    expect(reply.status === "refused" && reply.about).toBe(about);
  });

  test.each([[undefined], [null], ["text"], [[1]], [{}], [{ field: null }]])(
    "a detail that says nothing: %j",
    async (said) => {
      const { client } = wire([refusal(400, "PARAM_ERROR", { detail: said })]);
      const reply = await client.call(...take.write);
      expect(reply).toMatchObject({ status: "refused", problem: { args: { code: "PARAM_ERROR" } } });
      expect(reply).not.toHaveProperty("problem.args.detail");
    },
  );

  test("a long text is cut, not in the middle of a character", async () => {
    const message = `${"x".repeat(499)}𠮷${"y".repeat(20_000)}`;
    const { client } = wire([
      plainAnswer(400, { code: "A".repeat(5_000), message, detail: { value: { deep: message } } }),
    ]);
    const reply = await client.call(...take.write);
    const { args, code } = (reply as Extract<Reply, { status: "refused" }>).problem;
    expect(args["message"]).toBe(`${"x".repeat(499)}…`);
    expect(JSON.stringify(args).length).toBeLessThan(2_000);
    expect(code.length).toBeLessThan(80);
  });

  test("of a signature: both clocks, the names it was made with, and what the platform saw", async () => {
    const date = new Date(startMs - 400_000).toUTCString();
    const seen = { method: "GET", url: "/pay/v3/x?y=1", truncated_sign_message: "GET\\n…", sign_message_length: 157 };
    const said = { field: "signature", issue: "sign not match", location: "authorization", sign_information: seen };
    const { client } = wire([refusal(401, "SIGN_ERROR", { detail: said }, { date })]);
    expect(await client.call(...take.read)).toMatchObject({
      problem: {
        class: "not-allowed",
        args: {
          role: "partner",
          identity: "1900007291",
          serialNo,
          aheadSeconds: 400,
          signedBytes: `GET\n${read.path}\n${startSeconds}\n`.length + 32 + 2,
          seen: { method: "GET", url: "/pay/v3/x?y=1", bytes: 157 },
          detail: { field: "signature", issue: "sign not match", location: "authorization" },
        },
      },
    });
    const bare = wire([refusal(401, "SIGN_ERROR")]);
    const reply = await bare.client.call(...take.read);
    expect(reply).toMatchObject({ problem: { args: { code: "SIGN_ERROR", serialNo } } });
    for (const name of ["aheadSeconds", "seen"]) expect(reply).not.toHaveProperty(`problem.args.${name}`);
  });

  test("of an answer that is not believed: which key it names, and how far the clocks are apart", async () => {
    expect(await wire([unknownKey]).client.call(...take.write)).toMatchObject({
      problem: { args: { serial: "PUB_KEY_ID_1" } },
    });
    expect(await wire([late]).client.call(...take.write)).toMatchObject({ problem: { args: { aheadSeconds: 4_000 } } });
  });

  test("nothing of a forged answer, not even what it says went wrong", async () => {
    const reply = await wire([forged]).client.call(...take.write);
    expect(JSON.stringify(reply)).not.toContain("forged");
  });
});

test("of 560 answers that somebody has tampered with, no call takes one", async () => {
  const taken: string[] = [];
  for (const { how, answer } of mutants(560, seededRandom(77), theirs, keyPair())) {
    const { client } = wire([answer]);
    for (const intent of ["read", "write"] as const) {
      const reply = await client.call(...take[intent]);
      if (reply.status === "ok") taken.push(`${intent}, ${how}`);
      if (intent === "write" && answer.status >= 200 && answer.status < 300) expect(reply.status).toBe("unknown");
    }
  }
  expect(taken).toEqual([]);
});

describe("an interrupted run", () => {
  test("sends nothing more, and says so of what was not sent", async () => {
    const stop = new AbortController();
    const { client, clock, sent } = wire([unsentFailure, ok]);
    clock.meanwhile = async () => stop.abort();
    expect(told(await client.call(write, "write", stop.signal))).toBe("refused no-answer failure stops");
    expect(sent).toHaveLength(1);
  });

  test("a call that has not begun is not begun", async () => {
    const stop = new AbortController();
    const { client, sent, clock } = wire([ok]);
    clock.sleep = () => new Promise(() => {});
    await Promise.all([1, 2, 3, 4, 5].map(() => client.call(...take.read)));
    const waiting = client.call(write, "write", stop.signal);
    stop.abort();
    expect(told(await waiting)).toBe("refused interrupted failure");
    expect(sent).toHaveLength(5);
  });

  test("nor is one that comes later: a last look has the other signal of the run", async () => {
    const { client, sent, clock, waits } = wire([busy]);
    expect(told(await client.call(read, "read", AbortSignal.abort()))).toBe("refused interrupted failure");
    expect([sent, clock.slept, waits]).toEqual([[], [], []]);
  });
});

test("what happens is traced: calls with what they sent and what came of them, nothing of how they were signed", async () => {
  const { client, traced } = wire([unsentFailure, refusal(400, "PARAM_ERROR")]);
  await client.call(...take.write);
  expect(traced).toEqual([
    `PATCH ${write.path} ${JSON.stringify(write.body)} → no-answer: connect ECONNREFUSED (0 ms)`,
    `PATCH ${write.path} ${JSON.stringify(write.body)} → HTTP 400 PARAM_ERROR PARAM_ERROR 说明 Request-ID 08F7-0 (0 ms)`,
  ]);
});
