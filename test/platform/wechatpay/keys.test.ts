import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testKeys } from "../../../src/platform/wechatpay/key-check.ts";
import { readApiV3Key, readPrivateKey, readPublicKey, readSerialNo } from "../../../src/platform/wechatpay/keys.ts";
import { privateKeyOf } from "../../../src/platform/wechatpay/private-key.ts";
import { certificatePem, pem } from "./der.ts";
import { keyPair, publicKeyId } from "./support.ts";

const pair = keyPair();
const variable = "WXCARDS_COFFEE_PAY_PRIVATE_KEY";
const names = { variable: "WECHATPAY_PUBLIC_KEY", idVariable: "WECHATPAY_PUBLIC_KEY_ID", id: publicKeyId };
const der = (key: KeyObject, type: "pkcs1" | "pkcs8" | "spki"): Buffer =>
  key.type === "private"
    ? key.export({ type: type as "pkcs8", format: "der" })
    : key.export({ type: type as "spki", format: "der" });
const [pkcs8, pkcs1] = [der(pair.privateKey, "pkcs8"), der(pair.privateKey, "pkcs1")];
const [spki, publicPkcs1] = [der(pair.publicKey, "spki"), der(pair.publicKey, "pkcs1")];
const days = (count: number) => new Date(Date.UTC(2026, 10, 21) + count * 86_400_000);
const issued = { from: days(-10), to: days(300), publicKey: pair.publicKey, issuerKey: pair.privateKey };
const platformCertificate = certificatePem({
  ...issued,
  serial: "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
  commonName: "Tenpay.com sign",
});
const ownCertificate = certificatePem({
  ...issued,
  serial: "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
  commonName: "1900007291",
});
const wrapped = (bytes: Buffer) => (bytes.toString("base64").match(/.{1,76}/g) ?? []).join("\n");

/** The same key in the ways in which people carry it about. */
function spellings(text: string): readonly (readonly [string, string])[] {
  return [
    ["as it is", text],
    ["with Windows line ends", text.replaceAll("\n", "\r\n")],
    ["with \\n as two characters", text.replaceAll("\n", "\\n")],
    ["with \\r\\n as four characters", text.replaceAll("\n", "\\r\\n")],
    ["escaped twice", text.replaceAll("\n", "\\\\n")],
    ["with blanks for line ends", text.replaceAll("\n", " ")],
    ["without its last line end", text.trimEnd()],
    ["in double quotes", JSON.stringify(text)],
    ["in single quotes", `'${text}'`],
    ["in quotes within quotes", `'"${text}"'`],
    ["with blanks around", `  \n\t${text}\n  `],
    ["indented", text.replaceAll("\n", "\n    ")],
    ["with a byte order mark", `\uFEFF${text}`],
    ["as base64 of the whole", Buffer.from(text).toString("base64")],
    ["as base64 of the whole, in lines", wrapped(Buffer.from(text))],
  ];
}

const rows = (forms: Readonly<Record<string, string>>) =>
  Object.entries(forms).flatMap(([form, text]) => spellings(text).map(([how, given]) => ({ form, how, given })));

describe("a private key is read", () => {
  const forms = {
    "PKCS#8": pem("PRIVATE KEY", pkcs8),
    "PKCS#1": pem("RSA PRIVATE KEY", pkcs1),
    "PKCS#8 under the name of PKCS#1": pem("RSA PRIVATE KEY", pkcs8),
    "bare PKCS#8": pkcs8.toString("base64"),
    "bare PKCS#1": pkcs1.toString("base64"),
    "bare PKCS#8 in lines": wrapped(pkcs8),
    "bare PKCS#1 in lines": wrapped(pkcs1),
    "a file with attributes and the certificate": `Bag Attributes\n    friendlyName: 1\n${ownCertificate}${pem("PRIVATE KEY", pkcs8)}`,
  };
  test.each(rows(forms))("$form, $how", ({ given }) => {
    const read = readPrivateKey(given, variable);
    expect("reveal" in read && read.reveal().equals(pair.privateKey)).toBe(true);
  });

  test.each([
    ["a file of PEM", Buffer.from(pem("PRIVATE KEY", pkcs8))],
    ["a file of PKCS#8 in DER", pkcs8],
    ["a file of PKCS#1 in DER", pkcs1],
  ])("%s", (_, bytes) => {
    const read = readPrivateKey(new Uint8Array(bytes), variable);
    expect("reveal" in read && read.reveal().equals(pair.privateKey)).toBe(true);
  });
});

describe("a key that checks answers is read", () => {
  const forms = {
    SPKI: pem("PUBLIC KEY", spki),
    "PKCS#1": pem("RSA PUBLIC KEY", publicPkcs1),
    "bare SPKI": spki.toString("base64"),
    "bare PKCS#1": publicPkcs1.toString("base64"),
    "bare SPKI in lines": wrapped(spki),
  };
  test.each(rows(forms))("$form, $how", ({ given }) => {
    const read = readPublicKey(given, names);
    expect("key" in read && read.serial === publicKeyId && read.key.equals(pair.publicKey)).toBe(true);
  });

  test.each(spellings(platformCertificate))("a platform certificate, %s", (_, given) => {
    const { variable, idVariable } = names;
    const read = readPublicKey(given, { variable, idVariable });
    expect(read).toMatchObject({ serial: "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC" });
    expect("key" in read && read.key.equals(pair.publicKey)).toBe(true);
  });

  test("a platform certificate whose number was given as well, in any spelling", () => {
    for (const id of [
      "5dea10ef55877e3cf6c33255c2e7defff7e427ec",
      "serial=5D:EA:10:EF:55:87:7E:3C:F6:C3:32:55:C2:E7:DE:FF:F7:E4:27:EC",
    ])
      expect(readPublicKey(platformCertificate, { ...names, id })).toMatchObject({
        serial: "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
      });
  });

  test.each([
    "PUB_KEY_ID_00000000000000000000000000000000",
    "pub_key_id_0000000000000024101100397200000006",
    " 5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC\n",
  ])("an id as the platform and its consoles write it: %s", (id) => {
    expect(readPublicKey(pem("PUBLIC KEY", spki), { ...names, id })).toMatchObject({ serial: id.trim().toUpperCase() });
  });
});

const short = keyPair(1024);
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed = generateKeyPairSync("ed25519");
const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
const locked = { cipher: "aes-256-cbc", passphrase: "1900007291" } as const;
const lockedPkcs8 = pair.privateKey.export({ type: "pkcs8", format: "pem", ...locked }).toString();
const lockedPkcs1 = pair.privateKey.export({ type: "pkcs1", format: "pem", ...locked }).toString();
const lockedDer = pair.privateKey.export({ type: "pkcs8", format: "der", ...locked });
// The beginning of a PKCS#12 store: version 3, then data.
const p12 = Buffer.from("308209c10201033082098706092a864886f70d010701a0820978", "hex");
const of = (key: KeyObject, type: "pkcs8" | "spki") =>
  pem(type === "spki" ? "PUBLIC KEY" : "PRIVATE KEY", der(key, type));

describe("everything else is refused, with the reason and the name of the variable alone", () => {
  const wrong: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
    "key-not-a-key": [
      "",
      " ",
      '""',
      "secret",
      "/etc/apiclient_key.pem",
      "MIIEvQ",
      "A".repeat(3000),
      pkcs8.toString("base64").slice(0, 400),
      pem("PRIVATE KEY", pkcs8.subarray(0, 100)),
      pem("PRIVATE KEY", Buffer.from("nothing")),
      pem("PRIVATE KEY", pkcs8).replace("A", "!"),
      pkcs8.toString("hex"),
      new Uint8Array([0xff, 0xfe, 0]),
      new Uint8Array(),
      new Uint8Array(pkcs8.subarray(0, 50)),
      pem("OPENSSH PRIVATE KEY", Buffer.from("openssh-key-v1\0none")),
    ],
    "key-cut-off": [
      "-----BEGIN PRIVATE KEY-----",
      pem("PRIVATE KEY", pkcs8).slice(0, 300),
      `-----BEGIN PRIVATE KEY-----\n${wrapped(pkcs8)}\n-----END RSA PRIVATE KEY-----`,
    ],
    "key-is-public": [of(pair.publicKey, "spki"), spki.toString("base64"), publicPkcs1.toString("base64")],
    "key-is-certificate": [ownCertificate, platformCertificate, Buffer.from(ownCertificate).toString("base64")],
    "key-encrypted": [
      lockedPkcs8,
      lockedPkcs1,
      lockedPkcs1.replaceAll("\n", "\\n"),
      lockedDer.toString("base64"),
      new Uint8Array(lockedDer),
    ],
    "key-is-p12": [p12.toString("base64"), new Uint8Array(p12)],
    "key-not-rsa": [
      of(ec.privateKey, "pkcs8"),
      of(ed.privateKey, "pkcs8"),
      of(pss.privateKey, "pkcs8"),
      ec.privateKey.export({ type: "sec1", format: "pem" }).toString(),
    ],
    "key-too-short": [of(short.privateKey, "pkcs8"), der(short.privateKey, "pkcs1").toString("base64")],
  };
  const cases = Object.entries(wrong).flatMap(([code, list]) => list.map((given, index) => ({ code, index, given })));
  test.each(cases)("a private key: $code, $index", ({ code, given }) => {
    expect(readPrivateKey(given, variable)).toEqual({
      code,
      severity: "error",
      class: "not-allowed",
      args: { variable },
    });
  });

  const wrongPublic: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
    "key-not-a-key": ["", "PUB_KEY_ID_0000000000000024101100397200000006", pem("PUBLIC KEY", spki.subarray(0, 60))],
    "key-cut-off": ["-----BEGIN PUBLIC KEY-----", platformCertificate.slice(0, 200)],
    "key-is-private": [
      of(pair.privateKey, "pkcs8"),
      pkcs1.toString("base64"),
      lockedPkcs8,
      `${of(pair.publicKey, "spki")}${of(pair.privateKey, "pkcs8")}`,
    ],
    "key-is-p12": [new Uint8Array(p12)],
    "key-not-rsa": [of(ec.publicKey, "spki"), of(pss.publicKey, "spki")],
    "key-too-short": [of(short.publicKey, "spki")],
    "key-is-own-certificate": [ownCertificate],
  };
  const publicCases = Object.entries(wrongPublic).flatMap(([code, list]) =>
    list.map((given, index) => ({ code, index, given })),
  );
  test.each(publicCases)("a key that checks answers: $code, $index", ({ code, given }) => {
    expect(readPublicKey(given, names)).toEqual({
      code,
      severity: "error",
      class: "not-allowed",
      args: { variable: names.variable },
    });
  });

  const at = { severity: "error", class: "not-allowed", args: { variable: names.idVariable } };
  test("an id that is missing, malformed, or of another certificate", () => {
    const { variable, idVariable } = names;
    const key = pem("PUBLIC KEY", spki);
    expect(readPublicKey(key, { variable, idVariable })).toEqual({ ...at, code: "public-key-id-missing" });
    expect(readPublicKey(key, { ...names, id: " " })).toEqual({ ...at, code: "public-key-id-missing" });
    for (const id of [
      "1",
      "PUB_KEY_ID_",
      "PUB_KEY_ID_x",
      "00000000000000000000000000000000",
      'PUB_KEY_ID_1"',
      "5DEA 10EF",
      `${publicKeyId}\r\nX: y`,
    ])
      expect(readPublicKey(key, { ...names, id })).toEqual({ ...at, code: "public-key-id-malformed" });
    expect(readPublicKey(platformCertificate, names)).toEqual({ ...at, code: "public-key-id-differs" });
    expect(readPublicKey(platformCertificate, { ...names, id: "6DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC" })).toEqual({
      ...at,
      code: "public-key-id-differs",
    });
  });
});

describe("the other credentials", () => {
  test("an APIv3 key has 32 bytes", () => {
    const read = readApiV3Key(` ${"k".repeat(32)}\n`, "V");
    expect("reveal" in read && read.reveal()).toBe("k".repeat(32));
    for (const key of ["", "k".repeat(16), "k".repeat(31), "k".repeat(33), "k".repeat(64), "金".repeat(32)])
      expect(readApiV3Key(key, "V")).toEqual({
        code: "apiv3-key-length",
        severity: "error",
        class: "not-allowed",
        args: { variable: "V" },
      });
  });

  test.each([
    "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
    "408b07e79b8269fec3d5d3e6ab8ed163a6a380db",
    "serial=408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB\n",
    "40:8b:07:e7:9b:82:69:fe:c3:d5:d3:e6:ab:8e:d1:63:a6:a3:80:db",
    '"408B07E7 9B8269FE C3D5D3E6 AB8ED163 A6A380DB"',
  ])("the serial number %j", (given) => {
    expect(readSerialNo(given, "V")).toBe("408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB");
  });

  test.each(["", "1900007291x", publicKeyId, "408B07", "a".repeat(65), '408B07E79B8269FE",mchid="1'])(
    "%j is no serial number",
    (given) => {
      expect(readSerialNo(given, "V")).toMatchObject({ code: "serial-no-malformed", args: { variable: "V" } });
    },
  );
});

describe("keys are tried at the start", () => {
  const other = keyPair();
  const partner = { role: "partner", mchid: "1900007291" } as const;
  const brand = { role: "brand", brandId: "1004" } as const;
  const publicKeys = new Map([[publicKeyId, other.publicKey]]);

  test("nothing is said about good ones", () => {
    expect(testKeys({ identity: partner, privateKey: pair.held, publicKeys })).toBeUndefined();
    expect(testKeys({ identity: partner, privateKey: pair.held })).toBeUndefined();
    expect(testKeys({ identity: brand, privateKey: pair.held, publicKeys })).toBeUndefined();
  });

  test("a damaged key does not sign what its own half verifies", () => {
    const numbers = pair.privateKey.export({ format: "jwk" });
    for (const damage of [{ e: "Aw" }, { n: other.privateKey.export({ format: "jwk" }).n ?? "" }]) {
      const damaged = createPrivateKey({ key: { ...numbers, ...damage }, format: "jwk" });
      expect(testKeys({ identity: partner, privateKey: privateKeyOf(damaged), publicKeys })).toMatchObject({
        code: "key-does-not-sign",
        class: "not-allowed",
      });
    }
  });

  test("the account's own key checks no answers, also when it comes as a certificate", () => {
    const own = new Map([[publicKeyId, createPublicKey(pair.privateKey)]]);
    expect(testKeys({ identity: partner, privateKey: pair.held, publicKeys: own })).toMatchObject({
      code: "public-key-is-own",
      args: { serial: publicKeyId },
    });
  });

  test("a brand needs a public key with an id", () => {
    const onlyCertificate = new Map([["5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC", other.publicKey]]);
    expect(testKeys({ identity: partner, privateKey: pair.held, publicKeys: onlyCertificate })).toBeUndefined();
    for (const publicKeys of [onlyCertificate, new Map(), undefined]) {
      const keys = { identity: brand, privateKey: pair.held, ...(publicKeys === undefined ? {} : { publicKeys }) };
      expect(testKeys(keys)).toMatchObject({ code: "public-key-needed" });
    }
  });
});
