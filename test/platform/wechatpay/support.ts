import { createCipheriv, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpAnswer } from "../../../src/model/ports.ts";
import { type PrivateKey, privateKeyOf } from "../../../src/platform/wechatpay/private-key.ts";
import { startMs } from "../../helpers/clock.ts";

/** A fresh key pair; none is kept in the tree. */
export interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly held: PrivateKey;
}

export function keyPair(bits = 2048): Pair {
  const pair = generateKeyPairSync("rsa", { modulusLength: bits });
  return { ...pair, held: privateKeyOf(pair.privateKey) };
}

export const publicKeyId = "PUB_KEY_ID_0000000000000024101100397200000006";
export const startSeconds = startMs / 1000;

/** A success as the platform gives it: signed, with the time of the fake clock. */
export interface Success {
  readonly body?: string;
  readonly status?: number;
  readonly serial?: string;
  readonly seconds?: number;
  readonly nonce?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function signedAnswer(key: KeyObject, success: Success = {}): HttpAnswer {
  const { body = "{}", status = 200, serial = publicKeyId, seconds = startSeconds } = success;
  const { nonce = "d824f2e086d3c1df967785d13fcd22ef", headers = {} } = success;
  const signature = sign("sha256", Buffer.from(`${seconds}\n${nonce}\n${body}\n`), key).toString("base64");
  return {
    status,
    headers: {
      "content-type": "application/json",
      "wechatpay-timestamp": String(seconds),
      "wechatpay-nonce": nonce,
      "wechatpay-signature": signature,
      "wechatpay-serial": serial,
      ...headers,
    },
    body: new TextEncoder().encode(body),
  };
}

/** An answer without a signature, as all but successes are. */
export function plainAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

/** Encrypts as the platform does for an APIv3 key. */
export function seal(text: string, key: string, nonce = "0123456789ab", associatedData = "certificate") {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: "AEAD_AES_256_GCM",
    nonce,
    associated_data: associatedData,
    ciphertext: bytes.toString("base64"),
  };
}

interface RequestVector {
  readonly id: string;
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string;
  readonly message: string;
  readonly signature: string;
}

interface AnswerVector {
  readonly id: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly message: string;
  readonly valid: boolean;
}

/** What is published about signing, with public keys only. */
export interface Vectors {
  readonly keys: Readonly<
    Record<string, { publicKeyPem?: string; certificatePem?: string; serialNo?: string; mchid?: string }>
  >;
  readonly requestSign: readonly RequestVector[];
  readonly responseVerify: readonly AnswerVector[];
  readonly rawSign: readonly { id: string; key: string; message: string; signature: string }[];
  readonly aesGcm: readonly {
    id: string;
    key: string;
    associatedData: string;
    nonce: string;
    ciphertext: string;
    plaintext: string;
  }[];
  readonly certificatesDownload: readonly {
    id: string;
    apiV3Key: string;
    responseBody: string;
    expectSerialNo: string;
    expectCertificatePem: string;
    validTo: string;
  }[];
  readonly authorizationHeader: readonly { id: string; expect: string }[];
  readonly knownBadPublished: readonly { id: string; message?: string; signature?: string; why: string }[];
}

const file = join(import.meta.dirname, "../../fixtures/wechatpay/vectors.json");
export const vectors: Vectors = JSON.parse(readFileSync(file, "utf8"));
