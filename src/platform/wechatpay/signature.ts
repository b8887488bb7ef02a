import { sign as rsaSign } from "node:crypto";
import type { Random } from "../../model/ports.ts";
import type { PrivateKey } from "./private-key.ts";

/** In whose name requests are signed: a service provider for all its brands, or a brand for itself. */
export type Identity =
  | { readonly role: "partner"; readonly mchid: string }
  | { readonly role: "brand"; readonly brandId: string };

/** What is signed of a request. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, exactly as they go out. */
  readonly path: string;
  /** Seconds since 1970, as they stand in the header. */
  readonly seconds: number | string;
  readonly nonce: string;
  /** The exact text of the body; the empty text when there is none. */
  readonly body: string;
}

/**
 * The two schemes, and under which name the caller stands. The signed text is the same in both.
 *
 * Source: documentation of signing, 4012365334 to 4012365337; brand documentation 4015407523.
 */
export const schemes = {
  partner: { scheme: "WECHATPAY2-SHA256-RSA2048", name: "mchid" },
  brand: { scheme: "WECHATPAY-BRAND-SHA256-RSA2048", name: "brand_id" },
} as const;

/**
 * The text that is signed: five lines, each with its end. Without a body the last one is empty, so that the text ends
 * in two line feeds; that holds for every method (one public SDK leaves the line out of DELETE and is refused).
 *
 * Source: documentation of signing, 4012365334 to 4012365337.
 */
export function requestMessage({ method, path, seconds, nonce, body }: SignedRequest): string {
  return `${method}\n${path}\n${seconds}\n${nonce}\n${body}\n`;
}

/** SHA256-RSA (PKCS #1 v1.5) over the bytes of a text in UTF-8, as base64. */
export function sign(message: string, key: PrivateKey): string {
  return rsaSign("sha256", Buffer.from(message, "utf8"), key.reveal()).toString("base64");
}

/** The `Authorization` header of a request: signed with the private key whose certificate has the serial number. */
export function authorization(
  request: SignedRequest,
  signer: { readonly identity: Identity; readonly serialNo: string; readonly privateKey: PrivateKey },
): string {
  const { scheme, name } = schemes[signer.identity.role];
  const items = {
    [name]: idOf(signer.identity),
    nonce_str: request.nonce,
    signature: sign(requestMessage(request), signer.privateKey),
    timestamp: String(request.seconds),
    serial_no: signer.serialNo,
  };
  return `${scheme} ${Object.entries(items)
    .map(([key, value]) => `${key}="${value}"`)
    .join(",")}`;
}

/** The number that names the caller. */
export function idOf(identity: Identity): string {
  return identity.role === "partner" ? identity.mchid : identity.brandId;
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * 32 letters and digits; every request gets its own. It keeps requests apart and is no secret, so that ordinary chance
 * will do.
 */
export function nonceFrom(random: Random): string {
  return Array.from({ length: 32 }, () => letters.charAt(Math.floor(random.next() * letters.length))).join("");
}
