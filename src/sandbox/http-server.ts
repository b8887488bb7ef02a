import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { foreignRequest, ownTarget } from "./own-requests.ts";
import type { Answer, Received } from "./platform.ts";

/** Most bytes of a body that are kept; the real limit is not documented. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** A body that goes on after this is not listened to any more. */
const MOST_BYTES_READ = 4 * MAX_BODY_BYTES;

/** Bounds of one server, for clients that begin a request and do not end it. */
export interface ServerBounds {
  /** For the head of a request, in milliseconds. */
  readonly headersMs: number;
  /** For the whole of it. */
  readonly requestMs: number;
  /** How often both are looked at. */
  readonly checkMs: number;
}

const usualBounds: ServerBounds = { headersMs: 15_000, requestMs: 60_000, checkMs: 5_000 };

/** Most connections at once. */
const MAX_CONNECTIONS = 1_000;

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
  const url = ownTarget(request);
  const queryAt = url.indexOf("?");
  return {
    method: request.method ?? "GET",
    target: url,
    path: queryAt < 0 ? url : url.slice(0, queryAt),
    query: new URLSearchParams(queryAt < 0 ? "" : url.slice(queryAt + 1)),
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

/** Says why, in words that repeat nothing of the request; no page of another site can read it. */
function turnAway(request: IncomingMessage, response: ServerResponse, why: string): void {
  const body = `403: this is the sandbox of wxcards, for programs of this machine only; the request was refused because ${why}.\n`;
  request.resume();
  send(request, response, {
    status: 403,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      connection: "close",
    },
    body,
  });
}

function serve(handler: Handler, request: IncomingMessage, response: ServerResponse): void {
  const why = foreignRequest(request, request.socket.localPort ?? 0);
  if (why !== undefined) {
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    turnAway(request, response, why);
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("error", () => undefined);
  response.on("error", () => undefined);
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > MOST_BYTES_READ) request.socket.destroy();
  });
  request.on("end", () => {
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    const outcome = decide(handler, received(request, body, bytes > MAX_BODY_BYTES));
    if (outcome instanceof Promise) void outcome.then((settled) => send(request, response, settled));
    else send(request, response, outcome);
  });
}

/**
 * Listens on loopback only, and to programs of this machine only. Connections stay open until the client or `close`
 * ends them.
 */
export async function listen(
  port: number,
  handler: Handler,
  { headersMs, requestMs, checkMs }: ServerBounds = usualBounds,
): Promise<HttpServer> {
  const bounds = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs };
  // A request without a Host is turned away with the others that do not belong here.
  const server = createServer({ ...bounds, requireHostHeader: false }, (request, response) =>
    serve(handler, request, response),
  );
  // What expects something is a request like others: without these, Node answers by itself.
  for (const event of ["checkContinue", "checkExpectation"])
    server.on(event, (request: IncomingMessage, response: ServerResponse) => {
      if (foreignRequest(request, request.socket.localPort ?? 0) === undefined) response.writeContinue();
      serve(handler, request, response);
    });
  server.keepAliveTimeout = 0;
  server.maxConnections = MAX_CONNECTIONS;
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
