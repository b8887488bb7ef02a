import { EventEmitter } from "node:events";
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
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
    pools.set(origin, tellingBegins(made));
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

/** What a request's signal is told when the first byte of it is about to go out. */
const begins = "begins";

/**
 * A dispatcher that tells when a request begins: one that was given up while it waited for a connection cannot have
 * arrived.
 */
function tellingBegins(dispatcher: Dispatcher): Dispatcher {
  const dispatch = dispatcher.dispatch.bind(dispatcher);
  dispatcher.dispatch = (options, handler) =>
    dispatch(options, {
      onConnect: (abort) => {
        if ("signal" in options && options.signal instanceof EventEmitter) options.signal.emit(begins);
        handler.onConnect?.(abort);
      },
      onHeaders: (...args) => handler.onHeaders?.(...args) ?? true,
      onData: (chunk) => handler.onData?.(chunk) ?? true,
      onComplete: (trailers) => handler.onComplete?.(trailers),
      onError: (error) => handler.onError?.(error),
    });
  return dispatcher;
}

async function send(
  pool: Dispatcher,
  { origin, path, method, headers, body }: HttpRequest & { readonly origin: string; readonly path: string },
  { bounds, stops }: { readonly bounds: Record<keyof typeof limits, number>; readonly stops: Stops },
): Promise<HttpAnswer | HttpFailure> {
  if (stops.signal.aborted) return { failure: "not-sent", reason: "interrupted" };
  // An emitter does what an AbortController does here, without leaving the collector a weak reference for each request.
  const deadline = new EventEmitter();
  let isBegun = false;
  deadline.once(begins, () => {
    isBegun = true;
  });
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
    return failureOf(ended ?? error, isBegun);
  } finally {
    clearTimeout(timer);
    stops.waiting.delete(stop);
  }
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}
