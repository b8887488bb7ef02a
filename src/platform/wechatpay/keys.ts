import type { KeyObject, X509Certificate } from "node:crypto";
import { type Problem, problem } from "../../model/problem.ts";
import { type Secret, secret } from "../../model/secret.ts";
import { type KeyText, readKeyText } from "./key-text.ts";
import { type PrivateKey, privateKeyOf } from "./private-key.ts";

/** A key that checks answers, and the serial under which answers name it. */
export interface VerificationKey {
  readonly serial: string;
  readonly key: KeyObject;
}

/** Shortest modulus, in bits: the name of the scheme says it. */
const leastBits = 2048;

/**
 * The private key of an API certificate (`apiclient_key.pem`), in every form people have it; `variable` is the
 * environment variable it came from.
 *
 * A file that holds the certificate as well is fine. Not for keys with a password: there is nobody to ask for it in a
 * pipeline.
 */
export function readPrivateKey(input: string | Uint8Array, variable: string): PrivateKey | Problem {
  const found = readKeyText(input);
  const best = found.find(({ is }) => is === "private") ?? first(found);
  if (best.is === "public") return problem("key-is-public", { variable });
  if (best.is === "certificate") return problem("key-is-certificate", { variable });
  if (best.is !== "private") return unreadable(best, variable);
  return wrongKind(best.key, variable) ?? privateKeyOf(best.key);
}

/**
 * The key that checks answers: the public key of WeChat Pay with its id (`PUB_KEY_ID_…`), or a platform certificate,
 * whose own serial number counts.
 *
 * A private key is refused and not used for its public half: it does not belong where this one is kept.
 */
export function readPublicKey(
  input: string | Uint8Array,
  names: { readonly variable: string; readonly idVariable: string; readonly id?: string },
): VerificationKey | Problem {
  const { variable, idVariable } = names;
  const serial = names.id === undefined || names.id.trim() === "" ? undefined : readKeySerial(names.id);
  if (serial === "") return problem("public-key-id-malformed", { variable: idVariable });
  const found = readKeyText(input);
  const best =
    found.find(({ is }) => is === "private") ??
    found.find(({ is }) => is === "public" || is === "certificate") ??
    first(found);
  if (best.is === "private" || best.is === "encrypted") return problem("key-is-private", { variable });
  if (best.is === "certificate") return certificateKey(best.certificate, serial, names);
  if (best.is !== "public") return unreadable(best, variable);
  if (serial === undefined) return problem("public-key-id-missing", { variable: idVariable });
  return wrongKind(best.key, variable) ?? { serial, key: best.key };
}

function certificateKey(
  certificate: X509Certificate,
  serial: string | undefined,
  { variable, idVariable }: { readonly variable: string; readonly idVariable: string },
): VerificationKey | Problem {
  // The certificate of a merchant has the merchant id for a name; that of the platform has none. Source: certificates
  // of both, as merchants show them.
  if (/(^|\n)CN=\d+(\n|$)/.test(certificate.subject)) return problem("key-is-own-certificate", { variable });
  const own = certificate.serialNumber.toUpperCase();
  if (serial !== undefined && plainSerial(serial) !== plainSerial(own))
    return problem("public-key-id-differs", { variable: idVariable });
  const { publicKey } = certificate;
  return wrongKind(publicKey, variable) ?? { serial: own, key: publicKey };
}

/** The APIv3 key, which decrypts platform certificates: 32 bytes. Source: the algorithm, AEAD_AES_256_GCM. */
export function readApiV3Key(input: string, variable: string): Secret | Problem {
  const text = input.trim();
  return Buffer.byteLength(text) === 32 ? secret(text) : problem("apiv3-key-length", { variable });
}

/**
 * The serial number of the API certificate as requests carry it: hexadecimal digits in upper case.
 *
 * Takes what `openssl x509 -serial` and certificate viewers print as well: `serial=…`, colons, blanks, lower case,
 * zeros in front, and decimal.
 */
export function readSerialNo(input: string, variable: string): string | Problem {
  const digits = hexDigits(input);
  // 160 bits in decimal have more digits than in hexadecimal; some viewers show them so. Zeros in front come from
  // viewers as well.
  const hex = /^\d{41,49}$/.test(digits) ? BigInt(digits).toString(16).toUpperCase().padStart(40, "0") : digits;
  const serial = hex.replace(/^(?:00)+(?=[0-9A-F]{40}$)/, "");
  // An APIv3 key may be made of such digits, 32 of them; a serial number is sent with every request.
  return /^(?!.{32}$)[0-9A-F]{8,64}$/.test(serial) ? serial : problem("serial-no-malformed", { variable });
}

/**
 * The serial under which answers name a key, or the empty text: `PUB_KEY_ID_` with digits, or the serial number of a
 * platform certificate.
 *
 * The documentation says 32 digits, an answer that WeChat Pay has signed and published has 34 (4015433973 and
 * 4013053249): their number is not checked.
 */
function readKeySerial(input: string): string {
  const text = input.trim().toUpperCase();
  if (/^PUB_KEY_ID_\d{8,64}$/.test(text)) return text;
  const digits = hexDigits(input);
  return /^[0-9A-F]{32,64}$/.test(digits) && !/^\d{32,34}$/.test(digits) ? digits : "";
}

function hexDigits(input: string): string {
  return input
    .replace(/^\s*(serial|serial_?no)\s*=/i, "")
    .replace(/[\s:"']/g, "")
    .toUpperCase();
}

/** A serial number for comparing: tools differ on zeros in front. */
export function plainSerial(serial: string): string {
  return serial.toUpperCase().replace(/^0+(?=.)/, "");
}

function first(found: readonly KeyText[]): KeyText {
  return found[0] ?? { is: "nothing" };
}

function unreadable({ is }: KeyText, variable: string): Problem {
  if (is === "encrypted") return problem("key-encrypted", { variable });
  if (is === "p12") return problem("key-is-p12", { variable });
  return problem(is === "cut-off" ? "key-cut-off" : "key-not-a-key", { variable });
}

function wrongKind(key: KeyObject, variable: string): Problem | undefined {
  if (key.asymmetricKeyType !== "rsa") return problem("key-not-rsa", { variable });
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < leastBits ? problem("key-too-short", { variable }) : undefined;
}
