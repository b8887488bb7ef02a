import { type KeyObject, verify } from "node:crypto";
import { isBase64 } from "./base64.ts";
import { type Identity, requestMessage, schemes } from "./signature.ts";
import { furthestSeconds } from "./verify.ts";

/** A request as a platform receives it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, exactly as they came in. */
  readonly path: string;
  /** The header, or undefined when there is none. */
  readonly authorization: string | undefined;
  readonly body: Uint8Array;
}

/** A caller the platform knows: the serial number of its certificate and the public half of its key. */
export interface KnownCaller {
  readonly serialNo: string;
  readonly key: KeyObject;
}

/** What a platform makes of a signed request. */
export type RequestVerdict =
  | { readonly verdict: "authentic"; readonly identity: Identity; readonly nonce: string }
  | {
      readonly verdict: "refused";
      readonly reason: "missing" | "malformed" | "caller" | "serial" | "clock" | "signature";
    };

/**
 * Checks a signed request as the platform does: for tests and for whoever plays the platform, never for answers.
 *
 * The five items of the header may stand in any order. The clocks, which may be five minutes apart, are compared before the signature.
 * Source: documentation of signing, 4012365334; a request beyond five minutes is answered with 401.
 */
export function verifyRequest(
  request: ReceivedRequest,
  platform: { readonly caller: (identity: Identity) => KnownCaller | undefined; readonly nowMs: number },
): RequestVerdict {
  if (request.authorization === undefined || request.authorization === "") return refused("missing");
  const signed = readAuthorization(request.authorization);
  if (signed === undefined) return refused("malformed");
  const caller = platform.caller(signed.identity);
  if (caller === undefined) return refused("caller");
  if (caller.serialNo !== signed.serialNo) return refused("serial");
  const apart = Math.abs(Math.floor(platform.nowMs / 1000) - Number(signed.timestamp));
  if (apart > furthestSeconds) return refused("clock");
  const { method, path } = request;
  // The head of the text and the bytes of the body by themselves: what is no UTF-8 must not be made into some on the way.
  const head = requestMessage({ method, path, seconds: signed.timestamp, nonce: signed.nonce, body: "" }).slice(0, -1);
  const message = Buffer.concat([Buffer.from(head, "utf8"), request.body, Buffer.from("\n")]);
  if (!isBase64(signed.signature)) return refused("signature");
  if (!verify("sha256", message, caller.key, Buffer.from(signed.signature, "base64"))) return refused("signature");
  return { verdict: "authentic", identity: signed.identity, nonce: signed.nonce };
}

interface Authorization {
  readonly identity: Identity;
  readonly serialNo: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
}

function readAuthorization(header: string): Authorization | undefined {
  const space = header.indexOf(" ");
  const role = header.slice(0, space) === schemes.partner.scheme ? "partner" : "brand";
  const { scheme, name } = schemes[role];
  if (header.slice(0, space) !== scheme) return undefined;
  const items = new Map<string, string>();
  for (const item of header.slice(space + 1).split(",")) {
    const [, key, value] = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(item) ?? [];
    if (key === undefined || value === undefined || items.has(key)) return undefined;
    items.set(key, value);
  }
  const [id, serialNo, timestamp, nonce, signature] = [name, "serial_no", "timestamp", "nonce_str", "signature"].map(
    (key) => items.get(key),
  );
  if (!id || !serialNo || !timestamp || !nonce || !signature || !/^\d{1,12}$/.test(timestamp)) return undefined;
  const identity: Identity = role === "partner" ? { role, mchid: id } : { role, brandId: id };
  return { identity, serialNo, timestamp, nonce, signature };
}

function refused(reason: Extract<RequestVerdict, { verdict: "refused" }>["reason"]): RequestVerdict {
  return { verdict: "refused", reason };
}
