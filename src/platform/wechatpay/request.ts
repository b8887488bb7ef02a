import type { WireRequest } from "../../model/client.ts";
import { defined } from "../../model/defined.ts";
import type { Clock, HttpRequest, Random } from "../../model/ports.ts";
import { wireJson } from "../wire-json.ts";
import type { Sent } from "./exchange.ts";
import type { PrivateKey } from "./private-key.ts";
import { authorization, type Identity, idOf, nonceFrom, requestMessage } from "./signature.ts";

/** What makes a request into one of this account. */
export interface Signer {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly identity: Identity;
  readonly serialNo: string;
  readonly privateKey: PrivateKey;
  /** The key whose private half is to sign the answer. */
  readonly answerSerial: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
}

/**
 * A request with its signature, good for one try: each has a nonce and a time of its own.
 *
 * The path is brought into the form in which it goes out before it is signed, since the platform signs what it
 * receives. A path that belongs to the base address is a relay's own and is not signed: a relay takes it off again.
 *
 * Headers: without `User-Agent` and `Accept` the platform answers INVALID_REQUEST, and undici sends neither. Source:
 * answers to requests without credentials, 2026-09.
 */
export function signedRequest(
  signer: Signer,
  request: WireRequest,
): { readonly http: HttpRequest; readonly sent: Sent } {
  const { identity, serialNo, answerSerial } = signer;
  const atMs = signer.clock.now();
  const path = wirePath(request.path);
  const body = Object.keys(request.body).length === 0 ? undefined : wireJson(request.body);
  const { method } = request;
  const seconds = Math.floor(atMs / 1_000);
  const signed = { method, path, seconds, nonce: nonceFrom(signer.random), body: body ?? "" };
  const headers = {
    authorization: authorization(signed, signer),
    accept: "application/json",
    "user-agent": signer.userAgent,
    ...defined({ "wechatpay-serial": answerSerial }),
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
  };
  return {
    http: { method, url: `${signer.baseUrl}${path}`, headers, ...defined({ body }) },
    sent: {
      request: { ...request, path },
      atMs,
      signer: { role: identity.role, identity: idOf(identity), serialNo },
      signedBytes: Buffer.byteLength(requestMessage(signed)),
    },
  };
}

/** Path and query as a URL writes them, so that whoever sends them changes nothing any more. */
function wirePath(path: string): string {
  const { pathname, search } = new URL(`https://platform${path}`);
  return pathname + search;
}
