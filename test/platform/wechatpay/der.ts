import { type KeyObject, sign } from "node:crypto";

/** A certificate to be made. */
export interface CertificatePlan {
  /** Hexadecimal. */
  readonly serial: string;
  readonly commonName: string;
  /** The same name when absent. */
  readonly issuerName?: string;
  readonly from: Date;
  readonly to: Date;
  readonly publicKey: KeyObject;
  /** Signs it; anybody's will do. */
  readonly issuerKey: KeyObject;
}

/** A certificate (X.509, RFC 5280) as PEM, so that no key pair and no certificate has to be kept in the tree. */
export function certificatePem(plan: CertificatePlan): string {
  const algorithm = sequence(oid("2a864886f70d01010b"), node(0x05));
  const named = (name: string) => sequence(node(0x31, sequence(oid("550403"), node(0x0c, Buffer.from(name)))));
  const content = sequence(
    node(0xa0, integer("02")),
    integer(plan.serial),
    algorithm,
    named(plan.issuerName ?? plan.commonName),
    sequence(time(plan.from), time(plan.to)),
    named(plan.commonName),
    plan.publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = node(0x03, Buffer.from([0]), sign("sha256", content, plan.issuerKey));
  return pem("CERTIFICATE", sequence(content, algorithm, signature));
}

/** A block of PEM. */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function node(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : body.length < 256
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

function sequence(...content: readonly Buffer[]): Buffer {
  return node(0x30, ...content);
}

function oid(hex: string): Buffer {
  return node(0x06, Buffer.from(hex, "hex"));
}

function integer(hex: string): Buffer {
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return node(0x02, (bytes[0] ?? 0) < 128 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

function time(date: Date): Buffer {
  return node(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/g, "")}`));
}
