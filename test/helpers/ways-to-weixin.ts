import { readFileSync } from "node:fs";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";

/*
 * Ways on which a request can reach Weixin, as processes of their own take them: from a network with an address of its
 * own, through a forward proxy, and over a relay. All of it is on loopback.
 */

/** A certificate for `localhost` and `api.weixin.qq.com` that signed itself. It and its key open nothing else. */
export const certificateFile: string = join(import.meta.dirname, "../fixtures/tls/certificate.pem");
const tls = { cert: readFileSync(certificateFile), key: readFileSync(join(certificateFile, "../key.pem")) };

/** Starts a server on loopback that ends with the test; gives its port. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A server that answers over TLS, with the certificate of the tests. */
export function overTls(listener: RequestListener): Promise<number> {
  return listening(createHttpsServer(tls, listener));
}

/** Passes a request on to an address on this machine, and the answer back. */
export function passOn(to: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = "GET", url = "/" } = incoming;
  const target = new URL(url, to);
  // The embedded platform answers those only who call it by its own name.
  const headers = { ...incoming.headers, host: target.host };
  const passed = request(target, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  incoming.pipe(passed);
}

/** A request as it came in somewhere. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
}

/** The platform as it is reached from one address. */
export interface Entrance {
  /** What a process calls in place of `https://api.weixin.qq.com`. */
  readonly url: string;
  /** The same over TLS, by that very name: where a tunnel ends. */
  readonly tlsPort: number;
  readonly requests: readonly SeenRequest[];
}

/**
 * Opens the platform to callers from an address: they are let in as long as the account's whitelist, which a test may
 * change, has that address.
 */
export async function entranceFrom(
  address: string,
  sandbox: Sandbox,
  whitelist: ReadonlySet<string>,
): Promise<Entrance> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = (incoming, outgoing) => {
    requests.push(seen(incoming));
    const refuse = !whitelist.has(address);
    sandbox.behaviours.ipWhitelist = { refuse, code: 40164, ip: address, scope: "every-call" };
    passOn(sandbox.url, incoming, outgoing);
  };
  const url = `http://127.0.0.1:${await listening(createHttpServer(listener))}`;
  return { url, tlsPort: await overTls(listener), requests };
}

function seen({ method = "", url = "" }: IncomingMessage): SeenRequest {
  return { method, url };
}

/** A forward proxy. */
export interface ForwardProxy {
  /** As `HTTPS_PROXY` has it, without a user. */
  readonly host: string;
  /** What it was asked for, such as `CONNECT api.weixin.qq.com:443`. */
  readonly asked: readonly string[];
  /** Every byte that it got to see, a character each. */
  saw(): string;
}

/** Git says its password only to a proxy that asks for one, and in which way. */
const whoAreYou = [
  "HTTP/1.1 407 Proxy Authentication Required",
  'Proxy-Authenticate: Basic realm="proxy"',
  "Connection: close",
  "Content-Length: 0",
  "\r\n",
].join("\r\n");

/** Starts a proxy that opens ways to these hosts and ports only; with a `user:password`, to those who say it. */
export async function startProxy(routes: Readonly<Record<string, number>>, login?: string): Promise<ForwardProxy> {
  const asked: string[] = [];
  const chunks: Buffer[] = [];
  const server = createHttpServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    outgoing.writeHead(403).end();
  });
  server.on("connect", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(`CONNECT ${incoming.url}`);
    chunks.push(Buffer.from(incoming.rawHeaders.join("\r\n"), "latin1"), head);
    socket.on("error", () => undefined);
    const isKnown = login === undefined || incoming.headers["proxy-authorization"] === basic(login);
    const port = routes[incoming.url ?? ""];
    if (!isKnown || port === undefined) {
      socket.end(isKnown ? "HTTP/1.1 403 Forbidden\r\n\r\n" : whoAreYou);
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
    for (const side of [socket, upstream]) side.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  const host = `127.0.0.1:${await listening(server)}`;
  return { host, asked, saw: () => Buffer.concat(chunks).toString("latin1") };
}

/** What a client says who it is by, in the header of HTTP's basic scheme. */
export function basic(login: string): string {
  return `Basic ${Buffer.from(login).toString("base64")}`;
}

/** A relay: ends TLS, takes its own path off, and passes on what was asked below it. */
export interface Relay {
  /** Its address, without a path. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a relay to an address on this machine, below a path of its own where it has one. */
export async function startRelay(to: string, path = ""): Promise<Relay> {
  const requests: SeenRequest[] = [];
  const port = await overTls((incoming, outgoing) => {
    requests.push(seen(incoming));
    const { url = "" } = incoming;
    if (!url.startsWith(`${path}/`)) {
      outgoing.writeHead(404).end();
      return;
    }
    incoming.url = url.slice(path.length);
    passOn(to, incoming, outgoing);
  });
  return { url: `https://localhost:${port}`, requests };
}
