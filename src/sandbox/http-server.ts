import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, Received } from "./platform.ts";

/** Most bytes of a body that are kept; the real limit is not documented. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** What becomes of a request: an answer, a destroyed connection, or silence. */
export type Outcome = Answer | "destroy" | "hang";

/** Decides one request. May be a promise; a thrown error becomes an HTTP 500 and never ends the server. */
export type Handler = (received: Received) => Outcome | Promise<Outcome>;

/** A listening server. */
export interface HttpServer {
  readonly port: number;
  /** Stops listening and destroys every connection, also those that hang. */
  close(): Promise<void>;
}

function received(request: IncomingMessage, body: Buffer, tooLarge: boolean): Received {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: request.method ?? "GET",
    target: url,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
    headers: request.headers,
    body,
    tooLarge,
  };
}

function send(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === "hang") return;
  if (outcome === "destroy") {
    request.socket.destroy();
    return;
  }
  const length = typeof outcome.body === "string" ? Buffer.byteLength(outcome.body) : outcome.body.length;
  response.writeHead(outcome.status, { ...outcome.headers, "content-length": length });
  response.end(outcome.body);
}

function bug(error: unknown): Answer {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, headers: { "content-type": "text/plain; charset=utf-8" }, body: reason, errcode: -1 };
}

function decide(handler: Handler, what: Received): Outcome | Promise<Outcome> {
  try {
    const outcome = handler(what);
    return outcome instanceof Promise ? outcome.catch(bug) : outcome;
  } catch (error) {
    return bug(error);
  }
}

function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("error", () => undefined);
  response.on("error", () => undefined);
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => {
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    const outcome = decide(handler, received(request, body, bytes > MAX_BODY_BYTES));
    if (outcome instanceof Promise) void outcome.then((settled) => send(request, response, settled));
    else send(request, response, outcome);
  });
}

/** Listens on loopback only. Connections stay open until the client or `close` ends them. */
export async function listen(port: number, handler: Handler): Promise<HttpServer> {
  const server = createServer((request, response) => serve(handler, request, response));
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}
