import type { HttpAnswer } from "../model/ports.ts";

/**
 * The pause that an answer asks for, in milliseconds and at least a second; undefined when it asks for none. It counts
 * seconds or names a moment, which the clock of the answer tells, where it does. Source: RFC 9110, 10.2.3.
 */
export function retryAfterMs({ headers }: Pick<HttpAnswer, "headers">, nowMs: number): number | undefined {
  const header = headers["retry-after"]?.trim() ?? "";
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : momentIn(header) - (dateOf(headers) ?? nowMs);
  return Number.isFinite(ms) ? Math.max(1_000, ms) : undefined;
}

/** True for an answer by which a gateway or the platform keeps everybody away for a while. */
export function asksForPause({ status }: Pick<HttpAnswer, "status">): boolean {
  return status === 429 || status === 503;
}

function momentIn(header: string): number {
  return header.endsWith("GMT") ? Date.parse(header) : Number.NaN;
}

/** When an answer was given, by its own clock, in milliseconds since 1970. */
export function dateOf(headers: HttpAnswer["headers"]): number | undefined {
  const ms = Date.parse(headers["date"] ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}
