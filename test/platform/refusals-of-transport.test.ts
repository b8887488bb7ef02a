import { generateKeyPairSync } from "node:crypto";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createTlsServer, get } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { httpTransport } from "../../src/platform/http.ts";
import { unstopped } from "../helpers/unstopped.ts";
import { certificatePem } from "./wechatpay/der.ts";

/* What the transport does not put up with, whatever a server, a page in between or the environment would like. */
const open: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const close of open.splice(0)) await close();
});

async function portOf(server: Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function transport(limits = {}) {
  const made = httpTransport({ connections: 2, limits });
  open.unshift(() => made.close());
  return made;
}

const post = (url: string) => ({ method: "POST", url, headers: {}, body: "{}" }) as const;

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("%i is an answer, and its address is never called", async (status) => {
    const paths: (string | undefined)[] = [];
    const redirect: RequestListener = ({ url }, response) => {
      paths.push(url);
      response.writeHead(status, { location: "/elsewhere" }).end();
    };
    const port = await portOf(createHttpServer(redirect));
    expect(await transport().send(post(`http://127.0.0.1:${port}/card/get`), unstopped)).toMatchObject({ status });
    expect(paths).toEqual(["/card/get"]);
  });
});

test("a server whose certificate nobody vouches for gets no request, also where the environment switches checks off", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const validity = { from: new Date("2020-01-01"), to: new Date("2049-01-01") };
  const cert = certificatePem({ serial: "01", commonName: "localhost", publicKey, issuerKey: privateKey, ...validity });
  let requests = 0;
  const answer: RequestListener = (_request, response) => {
    requests += 1;
    response.end("{}");
  };
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  const port = await portOf(createTlsServer({ key, cert }, answer));
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");

  const refused = await transport().send(post(`https://127.0.0.1:${port}/card/get`), unstopped);
  expect(refused).toMatchObject({ failure: "not-sent", reason: expect.stringMatching(/self-signed|self signed/i) });
  expect(requests).toBe(0);

  // The switch does what it says for others, so the refusal is ours.
  const status = await new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, agent: false }, (response) => resolve(response.resume().statusCode)).on(
      "error",
      reject,
    );
  });
  expect(status).toBe(200);
});

describe("an answer ends with its deadline", () => {
  const slow: readonly [string, RequestListener][] = [
    ["that never begins", () => undefined],
    ["that stops within its head", (_request, response) => void response.socket?.write("HTTP/1.1 200 OK\r\nx: ")],
    ["that stops within its body", (_request, response) => void response.writeHead(200).write('{"errcode":')],
    [
      "that comes byte by byte",
      (_request, response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ];
  test.each(slow)("%s", async (_name, answer) => {
    let called: () => void = () => undefined;
    const isCalled = new Promise<void>((resolve) => {
      called = resolve;
    });
    const port = await portOf(
      createHttpServer((request, response) => {
        answer(request, response);
        called();
      }),
    );
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const sent = transport({ callMs: 300 }).send(post(`http://127.0.0.1:${port}/card/update`), unstopped);
    await isCalled;
    vi.advanceTimersByTime(300);
    expect(await sent).toMatchObject({ failure: "ambiguous", reason: "no complete answer within 0.3 s" });
  });
});

test("an answer above the bound is given up, and may have been carried out", async () => {
  const port = await portOf(createHttpServer((_request, response) => void response.end("x".repeat(20_000))));
  const sent = transport({ answerBytes: 10_000 }).send(post(`http://127.0.0.1:${port}/card/update`), unstopped);
  expect(await sent).toMatchObject({ failure: "ambiguous" });
});
