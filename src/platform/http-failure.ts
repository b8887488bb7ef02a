import type { HttpFailure } from "../model/ports.ts";

/** Code of what goes wrong between here and a proxy: the request itself has not been sent then. */
export const tunnelFailed = "PROXY_TUNNEL_FAILED";

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

/** Why no answer came, when a request ended by an error; `isBegun` says whether a byte of it may have gone out. */
export function failureOf(error: unknown, isBegun: boolean): HttpFailure {
  const failure = isBegun && !isNotSent(error) ? "ambiguous" : "not-sent";
  return { failure, reason: reasonOf(error), cause: error, ...(isSilence(error) ? { silent: true } : {}) };
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
export function reasonOf(error: unknown): string {
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
