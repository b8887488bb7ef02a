import { type KeyObject, X509Certificate } from "node:crypto";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Secret } from "../../model/secret.ts";
import { open } from "./aead.ts";
import { plainSerial } from "./keys.ts";

/** Where platform certificates are downloaded; the same for every merchant that has any. */
export const certificatesPath = "/v3/certificates";

/** Why a certificate of the answer is not used: the key does not open it, it is nothing of the kind, it is another one than the answer says, its time is over. */
export type Unusable = "sealed" | "unreadable" | "serial" | "expired";

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
 * They are believed because they were encrypted with the APIv3 key, which only the merchant and the platform have: the first of these answers cannot be verified by
 * its signature, since the keys for that are inside. Source: documentation of GET /v3/certificates; the official SDKs.
 */
export function openCertificates(answer: JsonObject, apiV3Key: Secret, nowMs: number): Certificates {
  const keys = new Map<string, KeyObject>();
  const left: Unusable[] = [];
  const listed = Array.isArray(answer["data"]) ? (answer["data"] as readonly Json[]) : [];
  for (const item of listed) {
    const read = readOne(item, apiV3Key, nowMs);
    if (typeof read === "string") left.push(read);
    else keys.set(read.serial, read.key);
  }
  return { keys, left };
}

function readOne(item: Json, apiV3Key: Secret, nowMs: number): { serial: string; key: KeyObject } | Unusable {
  if (!isObject(item) || !isObject(item["encrypt_certificate"])) return "unreadable";
  const { algorithm, nonce, associated_data: associatedData = "", ciphertext } = item["encrypt_certificate"];
  const serial = item["serial_no"];
  if (algorithm !== "AEAD_AES_256_GCM" || typeof serial !== "string") return "unreadable";
  if (typeof nonce !== "string" || typeof ciphertext !== "string" || typeof associatedData !== "string")
    return "unreadable";
  const opened = open({ nonce, ciphertext, associatedData }, apiV3Key);
  if (opened === undefined) return "sealed";
  const certificate = parsed(opened);
  if (certificate === undefined || certificate.publicKey.asymmetricKeyType !== "rsa") return "unreadable";
  if (plainSerial(certificate.serialNumber) !== plainSerial(serial)) return "serial";
  return Date.parse(certificate.validTo) > nowMs ? { serial, key: certificate.publicKey } : "expired";
}

function parsed(pem: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
