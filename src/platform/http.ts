import { EventEmitter } from "node:events";
import { type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import type { HttpAnswer, HttpFailure, HttpRequest, Transport } from "../model/ports.ts";
import { type Stops, stopsBySignal } from "./stops.ts";

/** Deadlines and bounds of one call. */
export const limits = {
  connectMs: 5_000,
  headersMs: 15_000,
  callMs: 30_000,
  graceMs: 5_000,
  answerBytes: 5 * 1024 * 1024,
} as const;

/** What the transport may know of its surroundings. */
export interface TransportOptions {
  /** Connections to one host at most. */
  readonly connections: number;
  /** `HTTPS_PROXY`, `NO_PROXY` and their kin, as the environment has them. */
  readonly proxy?: { readonly httpsProxy?: string; readonly httpProxy?: string; readonly noProxy?: string };
}

/** Errors that come up before a byte of the request can have reached the platform. */
const notSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPROTO",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL)/;

/**
 * The transport over undici: keep-alive, deadlines, bounded answers, a proxy from the environment; no redirects, no retries, certificates always checked.
 *
 * A body always goes out with its Content-Length: api.weixin.qq.com answers chunked requests with 412 and nothing else (reports of 2024–25).
 */
export function httpTransport(options: TransportOptions): Transport {
  const tls = { timeout: limits.connectMs, rejectUnauthorized: true };
  const common = {
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.headersMs,
    maxResponseSize: limits.answerBytes,
  };
  const pools = new Map<string, Dispatcher>();
  const stops = stopsBySignal();
  const poolOf = (origin: string): Dispatcher => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const proxied = options.proxy?.httpsProxy !== undefined || options.proxy?.httpProxy !== undefined;
    const made = proxied
      ? new EnvHttpProxyAgent({ ...options.proxy, ...common, connect: tls, requestTls: { rejectUnauthorized: true } })
      : new Pool(origin, { connections: options.connections, pipelining: 1, connect: tls, ...common });
    pools.set(origin, made);
    return made;
  };
  return {
    send: (request, signal) => {
      const { origin, pathname, search } = new URL(request.url);
      return send(poolOf(origin), { ...request, origin, path: pathname + search }, signal && stops(signal));
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

async function send(
  pool: Dispatcher,
  { origin, path, method, headers, body }: HttpRequest & { readonly origin: string; readonly path: string },
  stops?: Stops,
): Promise<HttpAnswer | HttpFailure> {
  // An emitter does what an AbortController does here, without leaving the collector a weak reference for each request.
  const deadline = new EventEmitter();
  let ended: Error | undefined;
  const end = (reason: string) => {
    ended = new Error(reason);
    deadline.emit("abort", ended);
  };
  const timer = setTimeout(() => end(`no complete answer within ${limits.callMs / 1000} s`), limits.callMs);
  let grace: NodeJS.Timeout | undefined;
  // An interrupted run lets the request in flight end: what became of it is worth knowing.
  const stop = () => {
    grace = setTimeout(() => end("interrupted"), limits.graceMs);
  };
  if (stops?.signal.aborted) stop();
  else stops?.waiting.add(stop);
  try {
    const answer = await pool.request({
      origin,
      path,
      method,
      headers: { ...headers },
      body: body ?? null,
      signal: deadline,
    });
    const bytes = new Uint8Array(await answer.body.arrayBuffer());
    return { status: answer.statusCode, headers: plainHeaders(answer.headers), body: bytes };
  } catch (error) {
    const cause = ended ?? error;
    return { failure: isNotSent(cause) ? "not-sent" : "ambiguous", reason: reasonOf(cause), cause };
  } finally {
    clearTimeout(timer);
    clearTimeout(grace);
    stops?.waiting.delete(stop);
  }
}

function isNotSent(error: unknown): boolean {
  const code = codeOf(error);
  return notSent.has(code) || certificate.test(code);
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
