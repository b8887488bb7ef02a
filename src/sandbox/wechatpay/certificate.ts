import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Random } from "../../model/ports.ts";
import { randomOf } from "../random-text.ts";

/** A certificate of the platform, from the times before there was a public key. */
export interface PlatformCertificate {
  /** 40 hex digits in upper case. */
  readonly serial: string;
  readonly pem: string;
  readonly privateKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly begins: number;
  /** Milliseconds since 1970. */
  readonly ends: number;
}

/** As long as real ones live. */
const LIFE_MS = 5 * 365 * 86_400_000;

/** A new key with a certificate that it signed itself; whole seconds. */
export function newCertificate(random: Random, nowMs: number): PlatformCertificate {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  // The first digit keeps the number positive and its length at 20 bytes.
  const serial = `5${randomOf(random, "0123456789ABCDEF", 39)}`;
  const begins = Math.floor(nowMs / 1000) * 1000;
  const ends = begins + LIFE_MS;
  const body = sequence(
    element(0xa0, integer("02")),
    integer(serial),
    SHA256_WITH_RSA,
    commonName("Tenpay.com Root CA"),
    sequence(time(begins), time(ends)),
    commonName("Tenpay.com sign"),
    createPublicKey(privateKey).export({ type: "spki", format: "der" }),
  );
  const whole = sequence(body, SHA256_WITH_RSA, bits(sign("sha256", body, privateKey)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
  return { serial, pem, privateKey, begins, ends };
}

/*
 * DER, the few kinds of element that a certificate without extensions is made of (RFC 5280 4.1). node:crypto reads
 * certificates and cannot make them.
 */

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts);
}

function integer(hex: string): Buffer {
  return element(0x02, Buffer.from(hex, "hex"));
}

function bits(bytes: Uint8Array): Buffer {
  return element(0x03, Buffer.from([0]), bytes);
}

/** A moment of the years 1950 to 2049. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+|\D/g, "");
  return element(0x17, Buffer.from(`${digits.slice(2)}Z`));
}

function commonName(text: string): Buffer {
  const type = element(0x06, Buffer.from("550403", "hex"));
  return sequence(element(0x31, sequence(type, element(0x0c, Buffer.from(text)))));
}

const SHA256_WITH_RSA = sequence(element(0x06, Buffer.from("2a864886f70d01010b", "hex")), element(0x05));
