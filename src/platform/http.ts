import { type Dispatcher, EnvHttpProxyAgent, Pool, util } from "undici";
import type { HttpAnswer, HttpFailure, HttpRequest, Transport, TransportOptions } from "../model/ports.ts";
import { failureOf } from "./http-failure.ts";
import { type Stops, stopsBySignal } from "./stops.ts";
import { tunnelClient } from "./tunnel.ts";

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

/**
 * The transport over undici: keep-alive, deadlines, bounded answers, a proxy from the environment; no redirects, no
 * retries, certificates always checked.
 *
 * A body always goes out with its Content-Length: api.weixin.qq.com answers chunked requests with 412 and nothing else
 * (reports of 2024–25).
 */
export function httpTransport(options: HttpTransportOptions): Transport {
  const { answerBytes = limits.answerBytes } = options;
  const bounds = { ...limits, answerBytes, ...options.limits };
  const tls = { timeout: bounds.connectMs, rejectUnauthorized: true };
  const common = {
    headersTimeout: bounds.headersMs,
    bodyTimeout: bounds.headersMs,
    maxResponseSize: bounds.answerBytes,
  };
  const pools = new Map<string, Dispatcher>();
  const stops = stopsBySignal();
  // Most requests of a run go to the address of the one before.
  let last: Address | undefined;
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
      if (last?.url !== request.url) last = addressOf(request.url);
      return send(poolOf(last.origin), { ...request, ...last }, { bounds, stops: stops(signal) });
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

interface Address {
  readonly url: string;
  readonly origin: string;
  readonly path: string;
}

function addressOf(url: string): Address {
  const { origin, pathname, search } = new URL(url);
  return { url, origin, path: pathname + search };
}

/**
 * Sends one request and gathers its answer. The dispatcher is asked without a stream or a signal in between: an answer
 * is small and wanted whole, and undici heeds a signal only once a request has a connection; one that waits for its
 * turn, or for a proxy, is given up here.
 */
function send(
  dispatcher: Dispatcher,
  { origin, path, method, headers, body }: HttpRequest & Address,
  { bounds, stops }: { readonly bounds: Record<keyof typeof limits, number>; readonly stops: Stops },
): Promise<HttpAnswer | HttpFailure> {
  if (stops.signal.aborted) return Promise.resolve({ failure: "not-sent", reason: "interrupted" });
  return new Promise((resolve) => {
    let isBegun = false;
    let ended: Error | undefined;
    let abort: ((reason: Error) => void) | undefined;
    let status = 0;
    let rawHeaders: Buffer[] = [];
    const chunks: Buffer[] = [];
    const settle = (outcome: HttpAnswer | HttpFailure) => {
      clearTimeout(timer);
      stops.waiting.delete(stop);
      resolve(outcome);
    };
    const end = (reason: string, more: { readonly isLate?: true } = {}) => {
      ended = Object.assign(new Error(reason), more);
      settle(failureOf(ended, isBegun));
      abort?.(ended);
    };
    const tooLong = () => end(`no complete answer within ${bounds.callMs / 1000} s`, { isLate: true });
    const timer = setTimeout(tooLong, bounds.callMs);
    const stop = () => end("interrupted");
    stops.waiting.add(stop);
    dispatcher.dispatch(
      { origin, path, method, headers, body: body ?? null },
      {
        // The first byte is about to go out: what was given up before cannot have arrived.
        onConnect: (giveUp) => {
          if (ended !== undefined) return giveUp(ended);
          isBegun = true;
          abort = giveUp;
        },
        onHeaders: (statusCode, raw) => {
          // Of the answers that announce another one nothing is kept.
          if (statusCode >= 200) [status, rawHeaders] = [statusCode, raw];
          return true;
        },
        onData: (chunk) => {
          chunks.push(chunk);
          return true;
        },
        onComplete: () => settle(answerOf(status, rawHeaders, chunks)),
        onError: (error) => settle(failureOf(ended ?? error, isBegun)),
      },
    );
  });
}

/** An answer; its headers are read when somebody asks, which few do. */
function answerOf(status: number, rawHeaders: Buffer[], chunks: readonly Buffer[]): HttpAnswer {
  let headers: Record<string, string> | undefined;
  return {
    status,
    get headers() {
      headers ??= plainHeaders(util.parseHeaders(rawHeaders));
      return headers;
    },
    body: bytesOf(chunks),
  };
}

/** Most answers are one chunk. What a connection has read into one is not written over. */
function bytesOf(chunks: readonly Buffer[]): Uint8Array {
  const [first] = chunks;
  const { buffer, byteOffset, byteLength } = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
