import { describe, expect, test } from "vitest";
import { runBudget } from "../../src/model/budget.ts";
import type { HttpAnswer, HttpFailure, HttpRequest, Transport } from "../../src/model/ports.ts";
import { withBreaker } from "../../src/platform/breaker.ts";
import { type FakeClock, fakeClock } from "../helpers/clock.ts";
import { unstopped } from "../helpers/unstopped.ts";

const ok: HttpAnswer = { status: 200, headers: {}, body: new Uint8Array() };
const refused: HttpAnswer = { ...ok, status: 500 };
const silent: HttpFailure = { failure: "ambiguous", reason: "no complete answer within 30 s", silent: true };
const late: HttpFailure = { failure: "not-sent", reason: "connect timeout", silent: true };
const reset: HttpFailure = { failure: "ambiguous", reason: "socket hang up" };
const nobody: HttpFailure = { failure: "not-sent", reason: "connect ECONNREFUSED" };

type Answer = HttpAnswer | HttpFailure;

/** A transport behind a breaker, whose requests are answered one by one, or as a function says. */
function guarded(answers: readonly Answer[] | ((request: HttpRequest) => Answer | Promise<Answer>)) {
  const clock: FakeClock = fakeClock();
  const sent: string[] = [];
  const bare: Transport = {
    send: async (request) => {
      sent.push(request.url);
      const answer = typeof answers === "function" ? await answers(request) : answers[sent.length - 1];
      return answer ?? ok;
    },
    close: async () => {},
  };
  const budget = runBudget({ signal: unstopped, clock });
  const transport = withBreaker(bare, budget, clock);
  const call = (url = "https://api.weixin.qq.com/card/get") =>
    transport.send({ method: "POST", url, headers: {} }, budget.graceSignal);
  return { call, sent, clock, budget };
}

const codeOf = (answer: Answer) => ("failure" in answer ? answer.stops?.code : undefined);

describe("a host is called no more", () => {
  test.each<[string, readonly Answer[]]>([
    ["three requests that a deadline ended", [silent, silent, silent]],
    ["no connection in time, three times", [late, late, late]],
    ["six that were closed without an answer", [reset, reset, reset, reset, reset, reset]],
    ["some of each", [silent, reset, silent, reset, late]],
  ])("after %s", async (_name, answers) => {
    const { call, sent } = guarded(answers);
    const codes: unknown[] = [];
    for (let index = 0; index < answers.length; index += 1) codes.push(codeOf(await call()));
    expect(codes).toEqual([...answers.slice(1).map(() => undefined), "host-silent"]);
    expect(await call()).toMatchObject({
      failure: "not-sent",
      stops: { code: "host-silent", args: { host: "api.weixin.qq.com", attempts: answers.length === 6 ? 6 : 3 } },
    });
    expect(sent).toHaveLength(answers.length);
  });

  test.each<[string, readonly Answer[]]>([
    ["an answer in between", [silent, silent, ok, silent, silent]],
    ["a refusal in between", [silent, silent, refused, silent, silent]],
    ["nobody there at all: that has words of its own", Array.from({ length: 8 }, () => nobody)],
  ])("not with %s", async (_name, answers) => {
    const { call, sent } = guarded(answers);
    for (let index = 0; index < answers.length; index += 1) expect(codeOf(await call())).toBeUndefined();
    expect(sent).toHaveLength(answers.length);
  });

  test("when its writes are silent and its reads are answered", async () => {
    const { call, sent } = guarded(({ url }) => (url.includes("/update") ? silent : ok));
    for (let round = 0; round < 3; round += 1) {
      await call("https://api.weixin.qq.com/card/update");
      await call();
    }
    expect(codeOf(await call())).toBe("host-silent");
    expect(sent).toHaveLength(5);
  });

  test("and others are", async () => {
    const { call } = guarded(({ url }) => (url.includes("weixin") ? silent : ok));
    for (let index = 0; index < 4; index += 1) await call();
    expect(codeOf(await call())).toBe("host-silent");
    expect(await call("https://api.mch.weixin.example/v3/certificates")).toMatchObject({ failure: "ambiguous" });
    expect(await call("https://relay.example/card/get")).toBe(ok);
  });

  test("not by one outage that twenty requests met together: they count as one", async () => {
    const { call, sent } = guarded(async () => {
      await Promise.resolve();
      return silent;
    });
    for (const round of [1, 2, 3]) {
      const all = await Promise.all(Array.from({ length: 20 }, () => call()));
      expect(new Set(all.map(codeOf))).toEqual(new Set(round < 3 ? [undefined] : ["host-silent"]));
    }
    expect(sent).toHaveLength(60);
  });
});

test("a wait on purpose, such as for a person, is no part of the ten minutes", async () => {
  const { call, clock, budget } = guarded(() => nobody);
  await call();
  clock.advance(3_600);
  expect(codeOf(await call())).toBeUndefined();
  expect(budget.signal.aborted).toBe(false);
});

test("ten minutes without an answer of anybody end the run, and an answer begins them anew", async () => {
  const { call, clock, budget, sent } = guarded(({ url }) => (url.includes("awake") ? ok : nobody));
  for (let minutes = 0; minutes < 10; minutes += 1) {
    expect(codeOf(await call())).toBeUndefined();
    clock.advance(60);
  }
  expect(codeOf(await call("https://awake.example/"))).toBe("run-without-progress");
  expect(budget.signal.aborted).toBe(true);
  expect(budget.signal.reason).toMatchObject({ code: "run-without-progress", args: { minutes: 10 } });
  expect(sent).toHaveLength(10);

  const other = guarded(({ url }) => (url.includes("awake") ? ok : nobody));
  for (let minutes = 0; minutes < 30; minutes += 1) {
    expect(codeOf(await other.call(minutes % 9 === 8 ? "https://awake.example/" : undefined))).toBeUndefined();
    other.clock.advance(60);
  }
  // Nor does a person count who takes an hour to say yes: nothing was asked in that time.
  await other.call("https://awake.example/");
  other.clock.advance(3_600);
  expect(codeOf(await other.call())).toBeUndefined();
});

test("what an interruption ended says nothing of a host", async () => {
  const stop = new AbortController();
  const clock = fakeClock();
  const budget = runBudget({ signal: unstopped, clock });
  const bare: Transport = { send: async () => silent, close: async () => {} };
  const transport = withBreaker(bare, budget, clock);
  stop.abort();
  for (let index = 0; index < 5; index += 1) {
    const request: HttpRequest = { method: "GET", url: "https://api.weixin.qq.com/card/get", headers: {} };
    expect(codeOf(await transport.send(request, stop.signal))).toBeUndefined();
  }
});
