import { type KeyObject, X509Certificate } from "node:crypto";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Secret } from "../../model/secret.ts";
import { open } from "./aead.ts";
import { plainSerial } from "./keys.ts";

/** Where platform certificates are downloaded; the same for every merchant that has any. */
export const certificatesPath = "/v3/certificates";

/**
 * What the algorithm binds to each certificate. Source: documentation of GET /v3/certificates, `associated_data`:
 * always this word.
 */
const associated = "certificate";

/**
 * Why a certificate of the answer is not used.
 *
 *     sealed       the APIv3 key does not open it, or anything of it was altered
 *     associated   it was encrypted to be something else than a certificate
 *     unreadable   it is no certificate, or the answer does not say what belongs to one
 *     serial       it is another one than the answer says
 *     issuer       it is not one that WeChat Pay signs with: another issuer's, or a merchant's
 *     early        its time has not come
 *     expired      its time is over
 */
export type Unusable = "sealed" | "associated" | "unreadable" | "serial" | "issuer" | "early" | "expired";

/**
 * A platform has two while it changes from one to the next; opening one costs time, and what is around them in an
 * answer is protected by nothing.
 */
const mostCertificates = 20;

/**
 * A key that checks answers, and when it may, in milliseconds since 1970: from `begins` on, up to but not including
 * `ends`.
 */
export interface CertifiedKey {
  readonly key: KeyObject;
  readonly begins: number;
  readonly ends: number;
}

/** What an answer of `GET /v3/certificates` holds. */
export interface Certificates {
  /** The keys of the certificates that are in force, by the serial number answers name them with. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** What became of the others, in their order. */
  readonly left: readonly Unusable[];
}

/**
 * Opens the certificates of an answer and leaves out those that cannot be used.
 *
 * They are believed because they were encrypted with the APIv3 key, which only the merchant and the platform have: the
 * first of these answers cannot be verified by its signature, since the keys for that are inside. What stands around
 * them in the answer is not protected by that, and can only take something away. Source: documentation of GET
 * /v3/certificates; the official SDKs.
 */
export function openCertificates(answer: JsonObject, apiV3Key: Secret, nowMs: number): Certificates {
  const { certified, left } = certifiedKeys(answer, apiV3Key, nowMs);
  return { keys: keysInForce(certified, nowMs), left };
}

/** The same with the times of the keys that are in force now, for those who keep them. */
export function certifiedKeys(
  answer: JsonObject,
  apiV3Key: Secret,
  nowMs: number,
): Pick<Certificates, "left"> & { readonly certified: ReadonlyMap<string, CertifiedKey> } {
  const certified = new Map<string, CertifiedKey>();
  const left: Unusable[] = [];
  const listed = Array.isArray(answer["data"]) ? (answer["data"] as readonly Json[]) : [];
  for (const item of listed.slice(0, mostCertificates)) {
    const read = readOne(item, apiV3Key);
    const why = typeof read === "string" ? read : timeFault(read, nowMs);
    if (why !== undefined) left.push(why);
    else if (typeof read !== "string" && !certified.has(read.serial)) certified.set(read.serial, read);
  }
  return { certified, left };
}

/** The keys that may check an answer now: a run can outlast a certificate. */
export function keysInForce(
  certified: ReadonlyMap<string, CertifiedKey>,
  nowMs: number,
): ReadonlyMap<string, KeyObject> {
  const inForce = [...certified].filter(([, one]) => timeFault(one, nowMs) === undefined);
  return new Map(inForce.map(([serial, { key }]) => [serial, key]));
}

function timeFault({ begins, ends }: CertifiedKey, nowMs: number): "early" | "expired" | undefined {
  if (nowMs < begins) return "early";
  return nowMs < ends ? undefined : "expired";
}

function readOne(item: Json, apiV3Key: Secret): (CertifiedKey & { readonly serial: string }) | Unusable {
  if (!isObject(item) || !isObject(item["encrypt_certificate"])) return "unreadable";
  const { algorithm, nonce, associated_data: associatedData, ciphertext } = item["encrypt_certificate"];
  const { serial_no: serial, effective_time: from, expire_time: to } = item;
  if (algorithm !== "AEAD_AES_256_GCM" || typeof serial !== "string") return "unreadable";
  if (typeof nonce !== "string" || typeof ciphertext !== "string") return "unreadable";
  if (associatedData !== associated) return "associated";
  const opened = open({ nonce, ciphertext, associatedData }, apiV3Key);
  if (opened === undefined) return "sealed";
  const certificate = parsed(opened);
  if (certificate === undefined || !isStrongRsa(certificate.publicKey)) return "unreadable";
  if (plainSerial(certificate.serialNumber) !== plainSerial(serial)) return "serial";
  if (!isPlatforms(certificate)) return "issuer";
  const begins = Math.max(Date.parse(certificate.validFrom), instantOf(from) ?? Number.NEGATIVE_INFINITY);
  const ends = Math.min(Date.parse(certificate.validTo), instantOf(to) ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(begins + ends) ? "unreadable" : { serial, key: certificate.publicKey, begins, ends };
}

/**
 * An instant that the answer says beside a certificate; not a number when it is none. Undefined where it says none:
 * then the certificate's own counts.
 */
function instantOf(instant: Json | undefined): number | undefined {
  if (instant === undefined || instant === null) return undefined;
  const isInstant = typeof instant === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(instant);
  return isInstant ? Date.parse(instant) : Number.NaN;
}

function isStrongRsa(key: KeyObject): boolean {
  return key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

/**
 * The platform's certificates are Tenpay's, and those of merchants, of the same issuer, have a merchant id for a name.
 * Source: certificates of both, as published.
 */
function isPlatforms({ issuer, subject }: X509Certificate): boolean {
  return /(^|\n)(CN|O)=[^\n]*Tenpay/i.test(issuer) && !/(^|\n)CN=\d+(\n|$)/.test(subject);
}

function parsed(pem: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
