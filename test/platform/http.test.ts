import { createServer as createHttpServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { HttpFailure, HttpRequest, Transport } from "../../src/model/ports.ts";
import { type HttpTransportOptions, httpTransport } from "../../src/platform/http.ts";
import { unstopped } from "../helpers/unstopped.ts";

// Proves G17.

/* The transport against servers that do one thing wrong each. Only the order of events and their outcome count. */
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function transport(limits: HttpTransportOptions["limits"] = {}, connections = 2): Transport {
  const made = httpTransport({ connections, limits: { callMs: 600_000, ...limits } });
  open.push(() => made.close());
  return made;
}

async function portOf(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A server that speaks bytes: told of the nth request, once the whole of it has arrived. */
function bytes(answer: (socket: Socket, nth: number, request: string) => void): Promise<number> {
  let count = 0;
  return portOf(
    createServer((socket) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString("utf8");
        if (!text.endsWith("}")) return;
        const request = text;
        text = "";
        count += 1;
        answer(socket, count, request);
      });
    }),
  );
}

const body = '{"card_id":"会员"}';
function post(port: number, path = "/card/update"): HttpRequest {
  const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
  return { method: "POST", url: `http://127.0.0.1:${port}${path}`, headers, body };
}

const answerOf = (text: string, more = ""): string =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(text)}\r\n${more}\r\n${text}`;

describe("what arrives", () => {
  test("is the request as it was given, with its length and never in chunks", async () => {
    const seen: { readonly headers: IncomingHttpHeaders; readonly url: string | undefined; readonly text: string }[] =
      [];
    const port = await portOf(
      createHttpServer(async (request, response) => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        seen.push({ headers: request.headers, url: request.url, text: Buffer.concat(parts).toString("utf8") });
        response.setHeader("x-two", ["a", "b"]);
        response.end("{}");
      }),
    );
    const { send } = transport();
    const answer = await send(post(port, "/card/update?access_token=t%2B1"), unstopped);
    await send({ method: "GET", url: `http://127.0.0.1:${port}/v3/certificates`, headers: { accept: "a" } }, unstopped);
    await send({ ...post(port), body: new TextEncoder().encode(body) }, unstopped);
    expect(answer).toMatchObject({ status: 200, headers: { "x-two": "a, b" }, body: new TextEncoder().encode("{}") });
    const length = String(Buffer.byteLength(body));
    expect(seen).toMatchObject([
      { url: "/card/update?access_token=t%2B1", text: body, headers: { "content-length": length } },
      { url: "/v3/certificates", text: "", headers: { accept: "a" } },
      { url: "/card/update", text: body, headers: { "content-length": length } },
    ]);
    for (const { headers } of seen) expect(headers).not.toHaveProperty("transfer-encoding");
    expect(seen[1]?.headers).not.toHaveProperty("content-length");
  });

  test.each([
    ["in chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"],
    ["with its length", answerOf("{}")],
    ["until the connection ends", "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}"],
    ["after early hints", `HTTP/1.1 103 Early Hints\r\n\r\n${answerOf("{}")}`],
  ])("as an answer %s is read whole, also byte by byte", async (_name, text) => {
    const port = await bytes((socket, nth) => {
      if (nth === 1) return void socket.end(text);
      const rest = [...Buffer.from(text, "latin1")];
      const next = (): void => {
        const byte = rest.shift();
        if (byte === undefined) socket.end();
        else socket.write(Buffer.from([byte]), next);
      };
      next();
    });
    const { send } = transport();
    for (let round = 0; round < 2; round += 1)
      expect(await send(post(port), unstopped)).toMatchObject({ status: 200, body: new TextEncoder().encode("{}") });
  });

  test.each([301, 302, 303, 307, 308])("a redirect (%i) is an answer, and nobody follows it", async (status) => {
    const requests: string[] = [];
    const port = await bytes((socket, _nth, request) => {
      requests.push(request.split(" ")[1] ?? "");
      socket.end(`HTTP/1.1 ${status} Moved\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n`);
    });
    expect(await transport().send(post(port), unstopped)).toMatchObject({ status });
    expect(requests).toEqual(["/card/update"]);
  });
});

describe("no answer: what may have been carried out is ambiguous", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["reset when the request has arrived", (socket) => void socket.resetAndDestroy()],
    ["closed without a word", (socket) => void socket.end()],
    ["closed within the head", (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-len")],
    ["closed within the body", (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}")],
    [
      "reset within the body",
      (socket) => void socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}`, () => socket.resetAndDestroy()),
    ],
    [
      "closed within a chunk",
      (socket) => void socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{}"),
    ],
    ["no HTTP at all", (socket) => void socket.end("SSH-2.0-OpenSSH_9.2\r\n")],
    ["two lengths", (socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")],
    ["a head without end", (socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(200_000)}`)],
  ])("%s", async (_name, answer) => {
    const port = await bytes(answer);
    const failure = (await transport().send(post(port), unstopped)) as HttpFailure;
    expect(failure).toMatchObject({ failure: "ambiguous" });
    expect(failure.silent).toBeUndefined();
    expect(failure.reason).not.toContain("127.0.0.1");
  });

  test.each<[string, number]>([
    ["that says its length", 20_000],
    ["in chunks", 0],
  ])("an answer that is too large, %s", async (_name, length) => {
    const head = length > 0 ? `content-length: ${length}` : "transfer-encoding: chunked";
    const text = "x".repeat(20_000);
    const rest = length > 0 ? text : `4e20\r\n${text}\r\n0\r\n\r\n`;
    const port = await bytes((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${rest}`));
    expect(await transport({ answerBytes: 10_000 }).send(post(port), unstopped)).toMatchObject({
      failure: "ambiguous",
    });
  });

  test("a connection that was kept and is closed by then: the next request has one of its own", async () => {
    const port = await bytes((socket, nth) => void socket.write(answerOf("{}"), () => nth === 1 && socket.end()));
    const { send } = transport({}, 1);
    expect(await send(post(port), unstopped)).toMatchObject({ status: 200 });
    await new Promise((resolve) => setImmediate(resolve));
    const second = await send(post(port), unstopped);
    // It may have gone out on the old one, and then nobody knows.
    expect("status" in second || second.failure).toSatisfy((found) => found === true || found === "ambiguous");
    expect(await send(post(port), unstopped)).toMatchObject({ status: 200 });
  });
});

describe("no answer: what cannot have arrived was not sent", () => {
  test("nobody listens", async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const failure = (await transport().send(post(port), unstopped)) as HttpFailure;
    expect(failure).toMatchObject({ failure: "not-sent", reason: expect.stringContaining("ECONNREFUSED") });
    expect(failure.silent).toBeUndefined();
  });

  test("a handshake that says nothing, or something else, or is hung up on", async () => {
    const quiet = await portOf(createServer(() => undefined));
    const https = (port: number) => ({ ...post(port), url: `https://127.0.0.1:${port}/card/update` });
    const late = await transport({ connectMs: 20 }).send(https(quiet), unstopped);
    expect(late).toMatchObject({ failure: "not-sent", silent: true });
    for (const answer of [
      (socket: Socket) => socket.end("HTTP/1.1 400 Bad\r\n\r\n"),
      (socket: Socket) => socket.destroy(),
    ]) {
      const port = await portOf(createServer((socket) => void socket.once("data", () => answer(socket))));
      expect(await transport().send(https(port), unstopped)).toMatchObject({ failure: "not-sent" });
    }
  });
});

describe("silence", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["before the head", () => undefined],
    ["within the head", (socket) => void socket.write("HTTP/1.1 200 OK\r\n")],
    ["within the body", (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}")],
  ])("%s ends with the deadline between two parts", async (_name, answer) => {
    const port = await bytes(answer);
    const sent = transport({ headersMs: 1 }).send(post(port), unstopped);
    expect(await sent).toMatchObject({ failure: "ambiguous", silent: true });
  });

  test("broken by a byte now and then ends with the deadline of the call", async () => {
    let timer: NodeJS.Timeout | undefined;
    const port = await bytes((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
      timer = setInterval(() => socket.write(" "), 5);
    });
    const sent = await transport({ callMs: 100 }).send(post(port), unstopped);
    clearInterval(timer);
    expect(sent).toMatchObject({ failure: "ambiguous", silent: true, reason: "no complete answer within 0.1 s" });
  });

  test("on a connection that was kept counts like any other", async () => {
    const port = await bytes((socket, nth) => void (nth === 1 && socket.write(answerOf("{}"))));
    const { send } = transport({ headersMs: 1 }, 1);
    expect(await send(post(port), unstopped)).toMatchObject({ status: 200 });
    expect(await send(post(port), unstopped)).toMatchObject({ failure: "ambiguous", silent: true });
  });
});

describe("a signal", () => {
  test("that has aborted sends nothing, and opens no connection", async () => {
    let connections = 0;
    const server = createServer(() => {
      connections += 1;
    });
    const port = await portOf(server);
    const sent = await transport().send(post(port), AbortSignal.abort());
    expect(sent).toEqual({ failure: "not-sent", reason: "interrupted" });
    expect(connections).toBe(0);
  });

  test("ends what is under way at once, as ambiguous, and what waits for a connection as not sent", async () => {
    const stop = new AbortController();
    const arrived: string[] = [];
    let arrives: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      arrives = resolve;
    });
    const port = await bytes((_socket, _nth, request) => {
      arrived.push(request.split(" ")[1] ?? "");
      arrives();
    });
    const { send } = transport({}, 1);
    const sent = ["/a", "/b", "/c"].map((path) => send(post(port, path), stop.signal));
    await first;
    stop.abort();
    const ended = (await Promise.all(sent)) as HttpFailure[];
    expect(ended.map(({ failure, reason, silent }) => [failure, reason, silent])).toEqual([
      ["ambiguous", "interrupted", undefined],
      ["not-sent", "interrupted", undefined],
      ["not-sent", "interrupted", undefined],
    ]);
    expect(arrived).toEqual(["/a"]);
  });

  test("of one request leaves the others alone", async () => {
    const stop = new AbortController();
    const port = await bytes((socket, _nth, request) => {
      if (request.includes("/stopped")) stop.abort();
      else socket.write(answerOf("{}"));
    });
    const { send } = transport();
    const both = [send(post(port, "/stopped"), stop.signal), send(post(port, "/other"), unstopped)];
    expect(await Promise.all(both)).toMatchObject([{ failure: "ambiguous" }, { status: 200 }]);
    expect(await send(post(port, "/later"), unstopped)).toMatchObject({ status: 200 });
  });

  test("is listened to once, however many requests there are", async () => {
    const stop = new AbortController();
    let listeners = 0;
    const add = stop.signal.addEventListener.bind(stop.signal);
    stop.signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    const port = await bytes((socket) => void socket.write(answerOf("{}")));
    const { send } = transport();
    await Promise.all(Array.from({ length: 30 }, () => send(post(port), stop.signal)));
    expect(listeners).toBe(1);
  });
});

test("more requests than connections are sent one after the other, and all of them are answered", async () => {
  let together = 0;
  let most = 0;
  const port = await portOf(
    createHttpServer((request, response) => {
      together += 1;
      most = Math.max(most, together);
      request.resume().on("end", () =>
        setImmediate(() => {
          together -= 1;
          response.end("{}");
        }),
      );
    }),
  );
  const { send } = transport({}, 3);
  const all = await Promise.all(Array.from({ length: 40 }, () => send(post(port), unstopped)));
  expect(all.every((answer) => "status" in answer && answer.status === 200)).toBe(true);
  expect(most).toBeLessThanOrEqual(3);
});

test("closing ends what is under way, and is done when nothing is", async () => {
  let arrives: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrives = resolve;
  });
  const port = await bytes(() => arrives());
  const { send, close } = transport();
  const sent = send(post(port), unstopped);
  await arrived;
  await close();
  expect(await sent).toMatchObject({ failure: "ambiguous" });
  await httpTransport({ connections: 1 }).close();
});
