import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";

/** What a text that ought to be a key turns out to hold. */
export type KeyText =
  | { readonly is: "private" | "public"; readonly key: KeyObject }
  | { readonly is: "certificate"; readonly certificate: X509Certificate }
  /** A private key that needs a password; a store of key and certificate (`apiclient_cert.p12`). */
  | { readonly is: "encrypted" | "p12" }
  /** A beginning without its end, as when only the first line of a value with several lines arrives. */
  | { readonly is: "cut-off" }
  | { readonly is: "nothing" };

/**
 * Everything a text holds, in its order; never empty. Never throws, and never quotes what it read.
 *
 *     -----BEGIN PRIVATE KEY-----…         PEM of any kind, also with text around it, and several blocks
 *     …KEY-----\nMIIE…\n-----END…          line ends as two characters, or as blanks, or as Windows writes them
 *     "-----BEGIN…"                        in quotes, with blanks around
 *     MIIEvQIBADANBgkq…                    base64 of the DER alone, in one line or several
 *     LS0tLS1CRUdJTi…                      base64 of any of these, as of a whole PEM file
 *     0x30 0x82 …                          a file of DER
 *
 * What stands in a block is told from its content; people rename blocks, and some tools name them wrongly.
 */
export function readKeyText(input: string | Uint8Array): readonly KeyText[] {
  if (typeof input !== "string" && input[0] === sequence) return [readDer(Buffer.from(input))];
  const text = typeof input === "string" ? input : new TextDecoder().decode(input);
  return readText(text, (bytes) => readText(bytes.toString("latin1"), () => [nothing]));
}

/** `wrapped` reads what is base64 of something that is no DER: another text, most likely. */
function readText(input: string, wrapped: (bytes: Buffer) => readonly KeyText[]): readonly KeyText[] {
  const text = tidy(input);
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return blocks;
  const bare = text.replace(/\s+/g, "");
  if (!base64.test(bare)) return [nothing];
  const bytes = Buffer.from(bare, "base64");
  return bytes[0] === sequence ? [readDer(bytes)] : wrapped(bytes);
}

/** The first byte of every DER that matters here. */
const sequence = 0x30;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const nothing: KeyText = { is: "nothing" };

/** Without what terminals, YAML, JSON and `.env` files put around a value and into its line ends. */
function tidy(text: string): string {
  let inner = text.trim();
  while (inner.length > 1 && /^["'`]/.test(inner) && inner.endsWith(inner.charAt(0))) inner = inner.slice(1, -1).trim();
  return inner.replace(/\\+r/g, "").replace(/\\+n/g, "\n");
}

function pemBlocks(text: string): KeyText[] {
  const begins = text.split(/-----BEGIN (?=[A-Z0-9 ]{1,40}-----)/).slice(1);
  return begins.map((block) => {
    const label = block.slice(0, block.indexOf("-----"));
    const end = block.indexOf(`-----END ${label}-----`);
    if (end < 0) return { is: "cut-off" };
    const content = block.slice(label.length + 5, end);
    if (/Proc-Type:[^\n]*ENCRYPTED/.test(content)) return { is: "encrypted" };
    const bare = content.replace(/\s+/g, "");
    return base64.test(bare) ? readDer(Buffer.from(bare, "base64")) : nothing;
  });
}

/** What a DER is. Private keys come first: read as a public key, OpenSSL takes the beginning of one for a number. */
function readDer(der: Buffer): KeyText {
  for (const type of ["pkcs8", "pkcs1", "sec1"] as const) {
    const read = attempt(() => createPrivateKey({ key: der, format: "der", type }));
    if (typeof read === "object") return { is: "private", key: read };
    if (read === "ERR_MISSING_PASSPHRASE") return { is: "encrypted" };
  }
  const certificate = attempt(() => new X509Certificate(der));
  if (typeof certificate === "object") return { is: "certificate", certificate };
  for (const type of ["spki", "pkcs1"] as const) {
    const key = attempt(() => createPublicKey({ key: der, format: "der", type }));
    if (typeof key === "object") return { is: "public", key };
  }
  return isP12(der) ? { is: "p12" } : nothing;
}

/** A store of keys begins with version 3 and then says that it holds data. Source: RFC 7292, 4. */
function isP12(der: Buffer): boolean {
  const data = Buffer.from("06092a864886f70d0107", "hex");
  return der.subarray(0, 12).includes(Buffer.from([0x02, 0x01, 0x03])) && der.subarray(0, 32).includes(data);
}

/** A result, or the code of the error; the error itself can quote what was read and goes no further. */
function attempt<T extends object>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    return String((error as { code?: unknown }).code ?? "");
  }
}
