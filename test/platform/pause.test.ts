import { describe, expect, test } from "vitest";
import type { Client } from "../../src/model/client.ts";
import type { HttpAnswer, Transport } from "../../src/model/ports.ts";
import { secret } from "../../src/model/secret.ts";
import { retryAfterMs } from "../../src/platform/retry-after.ts";
import { weixinClient } from "../../src/platform/weixin/client.ts";
import { momentText } from "../../src/schema/instant.ts";
import { seededRandom, startMs } from "../helpers/clock.ts";
import { endless, unstopped } from "../helpers/unstopped.ts";
import { type VirtualClock, virtualClock } from "./wechatpay/virtual-clock.ts";

const read = { method: "POST", path: "/card/get", body: {} } as const;
const ok: HttpAnswer = { status: 200, headers: {}, body: new TextEncoder().encode('{"errcode":0,"errmsg":"ok"}') };
const slower = (retryAfter?: string, status = 429): HttpAnswer => ({
  status,
  headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  body: new TextEncoder().encode("<html>slow down</html>"),
});

/** A client whose requests get these answers one after the other, and further ones an ok; when each was sent, in ms. */
function account(...answers: readonly HttpAnswer[]) {
  const clock: VirtualClock = virtualClock();
  const sentAt: number[] = [];
  const waits: number[] = [];
  const transport: Transport = {
    send: async () => {
      sentAt.push(clock.elapsed());
      const answer = answers[sentAt.length - 1] ?? ok;
      await clock.sleep(10);
      return answer;
    },
    close: async () => {},
  };
  const client: Client = weixinClient({
    baseUrl: "https://api.weixin.qq.com",
    credentials: { appid: "wx0123456789abcdef", accessToken: secret("given") },
    transport,
    clock,
    random: seededRandom(1),
    userAgent: "wxcards test",
    trace: () => {},
    budget: endless,
    timeText: (milliseconds) => momentText(milliseconds, clock.now(), "Asia/Shanghai"),
    onWait: (milliseconds) => waits.push(milliseconds),
  });
  return { clock, client, sentAt, waits };
}

const calls = (client: Client, count: number) =>
  Promise.all(Array.from({ length: count }, () => client.call(read, "read", unstopped)));

describe("a pause that the platform asks for", () => {
  test.each([
    ["90", 90_000],
    ["599", 599_000],
    ["Sat, 21 Nov 2026 02:01:30 GMT", 90_000],
    ["0", 1_000],
    [undefined, 60_000],
    ["soon", 60_000],
  ])("Retry-After: %s is kept by the whole account, and told once", async (header, pauseMs) => {
    const { clock, client, sentAt, waits } = account(slower(header));
    const first = client.call(read, "read", unstopped);
    await clock.play(clock.sleep(20));
    const others = calls(client, 20);
    const replies = await clock.play(Promise.all([first, others]).then(([one, more]) => [one, ...more]));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set(["ok"]));
    expect(sentAt).toHaveLength(22);
    const isDate = header?.endsWith("GMT") === true;
    expect(Math.min(...sentAt.slice(1))).toBe(pauseMs + (isDate ? 0 : 10));
    expect(waits).toHaveLength(pauseMs >= 10_000 ? 1 : 0);
  });

  test("answers to requests that went out together are told once", async () => {
    const { clock, client, waits } = account(slower("90"), slower("90"), slower("90"));
    await clock.play(calls(client, 3));
    expect(waits).toEqual([90_000]);
  });

  test("of a gateway's 503 holds as well", async () => {
    const { clock, client, sentAt } = account(slower("120", 503));
    await clock.play(calls(client, 1));
    expect(sentAt).toEqual([0, 120_010]);
  });

  test.each([
    ["601", "10:10"],
    ["3600", "11:00"],
    ["86400", "2026-11-22 10:00"],
    ["Sat, 21 Nov 2026 03:30:00 GMT", "11:30"],
  ])("of more than ten minutes (%s) stops the account, which says until when: %s", async (header, until) => {
    const { clock, client, sentAt, waits } = account(slower(header));
    const replies = [await clock.play(calls(client, 1)), await clock.play(calls(client, 5))].flat();
    for (const reply of replies)
      expect(reply).toMatchObject({ code: "rate-wait-too-long", stops: true, problem: { args: { until } } });
    expect([sentAt, waits, clock.elapsed()]).toEqual([[0], [], 10]);
  });

  test("a write that may have been carried out is unknown all the same", async () => {
    const { clock, client } = account(slower("3600", 503));
    expect(await clock.play(client.call(read, "write", unstopped))).toMatchObject({ status: "unknown" });
    expect(await clock.play(client.call(read, "read", unstopped))).toMatchObject({ code: "rate-wait-too-long" });
  });
});

test("a moment is told by the clock of the answer, where it has one", () => {
  const headers = { "retry-after": "Sat, 21 Nov 2026 03:00:00 GMT", date: "Sat, 21 Nov 2026 02:58:00 GMT" };
  expect(retryAfterMs({ headers }, startMs)).toBe(120_000);
  expect(retryAfterMs({ headers: { "retry-after": headers["retry-after"] } }, startMs)).toBe(3_600_000);
  expect(retryAfterMs({ headers: { "retry-after": "-5" } }, startMs)).toBeUndefined();
});
