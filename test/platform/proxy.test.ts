import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { HttpFailure } from "../../src/model/ports.ts";
import { httpTransport } from "../../src/platform/http.ts";
import { unstopped } from "../helpers/unstopped.ts";

/* What a proxy can do to a request before it is sent: every try ends, and counts as not sent. */
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const one of open.splice(0)) await one.close();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  open.push({
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
  return (server.address() as AddressInfo).port;
}

function through(port: number, limits = {}) {
  const transport = httpTransport({
    connections: 2,
    proxy: { httpsProxy: `http://127.0.0.1:${port}` },
    limits: { connectMs: 60_000, callMs: 120_000, ...limits },
  });
  open.unshift(transport);
  return transport;
}

const request = { method: "POST", url: "https://api.example/v3", headers: {}, body: "{}" } as const;

describe("a proxy that", () => {
  /** What it does with the first bytes it gets; counted, since each is an attempt. */
  const proxies: readonly [string, (socket: Socket) => void, RegExp][] = [
    ["hangs up", (socket) => socket.destroy(), /the proxy cannot be used/],
    ["hangs up politely", (socket) => socket.end(), /the proxy cannot be used/],
    ["asks for a password", (socket) => socket.end("HTTP/1.1 407 No\r\n\r\n"), /the proxy answered HTTP 407/],
    ["cannot reach the platform", (socket) => socket.end("HTTP/1.1 502 No\r\n\r\n"), /the proxy answered HTTP 502/],
    ["speaks something else", (socket) => socket.end("SSH-2.0-x\r\n"), /the proxy cannot be used/],
  ];
  test.each(proxies)("%s ends the request, which was not sent, after one attempt", async (_, react, reason) => {
    let attempts = 0;
    const port = await listening(
      createServer((socket) => {
        socket.once("data", () => {
          attempts += 1;
          react(socket);
        });
      }),
    );
    const answer = (await through(port).send(request, unstopped)) as HttpFailure;
    expect(answer).toMatchObject({ failure: "not-sent", reason: expect.stringMatching(reason) });
    expect(attempts).toBe(1);
  });

  test("says nothing ends the request, which was not sent, after one attempt at most", async () => {
    let attempts = 0;
    const port = await listening(
      createServer((socket) => {
        socket.once("data", () => {
          attempts += 1;
        });
      }),
    );
    const reason = expect.stringMatching(/the proxy opened no way within 0\.1 s/);
    expect(await through(port, { connectMs: 100 }).send(request, unstopped)).toMatchObject({
      failure: "not-sent",
      reason,
    });
    expect(attempts).toBeLessThanOrEqual(1);
  });

  test("opens the way and then says nothing ends it within the time for connecting", async () => {
    const port = await listening(
      createServer((socket) => socket.once("data", () => socket.write("HTTP/1.1 200 ok\r\n\r\n"))),
    );
    expect(await through(port, { connectMs: 100 }).send(request, unstopped)).toMatchObject({ failure: "not-sent" });
  });
});

test("a request that waits for a connection ends with its deadline, and at once when its signal aborts", async () => {
  let called: () => void = () => undefined;
  const isCalled = new Promise<void>((resolve) => {
    called = resolve;
  });
  const server = createHttpServer(() => called());
  const port = await listening(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const transport = httpTransport({ connections: 1, limits: { callMs: 150 } });
  open.unshift(transport);
  const get = { method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} } as const;
  const stop = new AbortController();
  const both = [transport.send(get, unstopped), transport.send(get, stop.signal)];
  await isCalled;
  stop.abort();
  expect(await both[1]).toMatchObject({ failure: "not-sent", reason: "interrupted" });
  vi.advanceTimersByTime(150);
  expect(await both[0]).toMatchObject({ failure: "ambiguous", reason: "no complete answer within 0.15 s" });
});
