import { EventEmitter } from "node:events";
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import type { HttpAnswer, HttpFailure, HttpRequest, Transport, TransportOptions } from "../model/ports.ts";
import { type Stops, stopsBySignal } from "./stops.ts";

/** Deadlines and bounds of one call. */
export const limits = {
  connectMs: 5_000,
  headersMs: 15_000,
  callMs: 30_000,
  answerBytes: 5 * 1024 * 1024,
} as const;

/** What this transport may know besides. */
export interface HttpTransportOptions extends TransportOptions {
  /** Other deadlines than the usual ones. */
  readonly limits?: Partial<Record<keyof typeof limits, number>>;
}

/** Code of what goes wrong between here and a proxy: the request itself has not been sent then. */
const tunnelFailed = "PROXY_TUNNEL_FAILED";

/** Codes of deadlines that are not ours. */
const late = new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** Errors that come up before a byte of the request can have reached the platform. */
const notSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
  "UND_ERR_CONNECT_TIMEOUT",
  tunnelFailed,
]);
const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL)/;

/**
 * The transport over undici: keep-alive, deadlines, bounded answers, a proxy from the environment; no redirects, no
 * retries, certificates always checked.
 *
 * A body always goes out with its Content-Length: api.weixin.qq.com answers chunked requests with 412 and nothing else
 * (reports of 2024–25).
 */
export function httpTransport(options: HttpTransportOptions): Transport {
  const bounds = { ...limits, ...options.limits };
  const tls = { timeout: bounds.connectMs, rejectUnauthorized: true };
  const common = {
    headersTimeout: bounds.headersMs,
    bodyTimeout: bounds.headersMs,
    maxResponseSize: bounds.answerBytes,
  };
  const pools = new Map<string, Dispatcher>();
  const stops = stopsBySignal();
  const poolOf = (origin: string): Dispatcher => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const proxied = options.proxy?.httpsProxy !== undefined || options.proxy?.httpProxy !== undefined;
    const made = proxied
      ? new EnvHttpProxyAgent({
          ...options.proxy,
          ...common,
          connect: tls,
          requestTls: tls,
          proxyTls: tls,
          connections: options.connections,
          pipelining: 1,
          clientFactory: (proxy, more) => tunnelClient(proxy, more, bounds.connectMs),
        })
      : new Pool(origin, { connections: options.connections, pipelining: 1, connect: tls, ...common });
    pools.set(origin, made);
    return made;
  };
  return {
    send: (request, signal) => {
      const { origin, pathname, search } = new URL(request.url);
      const sent = { ...request, origin, path: pathname + search };
      return send(poolOf(origin), sent, { bounds, stops: stops(signal) });
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

async function send(
  pool: Dispatcher,
  { origin, path, method, headers, body }: HttpRequest & { readonly origin: string; readonly path: string },
  { bounds, stops }: { readonly bounds: Record<keyof typeof limits, number>; readonly stops: Stops },
): Promise<HttpAnswer | HttpFailure> {
  if (stops.signal.aborted) return { failure: "not-sent", reason: "interrupted" };
  // An emitter does what an AbortController does here, without leaving the collector a weak reference for each request.
  const deadline = new EventEmitter();
  let ended: Error | undefined;
  let over: (error: Error) => void = () => undefined;
  // undici heeds a signal only once a request has a connection: one that waits for its turn, or for a proxy, is given
  // up here.
  const isOver = new Promise<never>((_, reject) => {
    over = reject;
  });
  const end = (reason: string, more: { readonly isLate?: true } = {}) => {
    ended = Object.assign(new Error(reason), more);
    deadline.emit("abort", ended);
    over(ended);
  };
  const tooLong = () => end(`no complete answer within ${bounds.callMs / 1000} s`, { isLate: true });
  const timer = setTimeout(tooLong, bounds.callMs);
  const stop = () => end("interrupted");
  stops.waiting.add(stop);
  const answered = async (): Promise<HttpAnswer> => {
    const request = { origin, path, method, headers: { ...headers }, body: body ?? null, signal: deadline };
    const answer = await pool.request(request);
    const bytes = new Uint8Array(await answer.body.arrayBuffer());
    return { status: answer.statusCode, headers: plainHeaders(answer.headers), body: bytes };
  };
  try {
    return await Promise.race([answered(), isOver]);
  } catch (error) {
    const cause = ended ?? error;
    const failure = isNotSent(cause) ? "not-sent" : "ambiguous";
    return { failure, reason: reasonOf(cause), cause, ...(isSilence(cause) ? { silent: true } : {}) };
  } finally {
    clearTimeout(timer);
    stops.waiting.delete(stop);
  }
}

/**
 * Connections to a proxy. A proxy that hangs up, says nothing or refuses ends the request at once: undici's own client
 * connects again and again as long as somebody waits (7.30, seen with 2,000 attempts a second).
 */
function tunnelClient(proxy: URL, options: object, connectMs: number): Pool {
  const client = new Pool(proxy, options);
  const connect = client.connect.bind(client) as (params: object) => Promise<Dispatcher.ConnectData>;
  const failed = (reason: string, more: { readonly isLate?: boolean } = {}) =>
    Object.assign(new Error(`the proxy ${reason}`), { code: tunnelFailed, ...more });
  const tunnel = async (params: object): Promise<Dispatcher.ConnectData> => {
    const answer = await connect({ ...params, signal: AbortSignal.timeout(connectMs) }).catch((error: unknown) => {
      const isLate = error instanceof Error && error.name === "TimeoutError";
      if (isLate) throw failed(`opened no way within ${connectMs / 1000} s`, { isLate });
      throw failed(`cannot be used: ${reasonOf(error)}`);
    });
    if (answer.statusCode === 200) return answer;
    answer.socket.on("error", () => undefined).destroy();
    throw failed(`answered HTTP ${answer.statusCode}`);
  };
  client.connect = tunnel as typeof client.connect;
  return client;
}

function isNotSent(error: unknown): boolean {
  const code = codeOf(error);
  return notSent.has(code) || certificate.test(code);
}

/** True for the end of a deadline: whoever was called kept silent, or came to no end. */
function isSilence(error: unknown): boolean {
  return late.has(codeOf(error)) || (error as { readonly isLate?: unknown } | null)?.isLate === true;
}

/** What went wrong, without the address that was called: it may carry a token. */
function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (!(error instanceof Error)) return code || "unknown error";
  const message = error.message.replace(/https?:\/\/\S+/g, "(address)");
  return code === "" || message.includes(code) ? message : `${message} (${code})`;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof cause === "string" ? cause : "";
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
